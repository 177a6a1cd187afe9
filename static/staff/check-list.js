/* Narrows a long list of tick boxes down while one types. Ticked ones stay visible. */
"use strict";
{
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  for (const list of document.querySelectorAll("[data-check-list]")) {
    const boxes = [...list.querySelectorAll(".check")];
    const filter = list.querySelector(".check-list-filter");
    const field = filter.querySelector("input");
    const count = list.querySelector(".check-list-count");
    const words = new Map(boxes.map((label) => [label, folded(label.textContent)]));

    const narrow = () => {
      const wanted = folded(field.value.trim());
      for (const label of boxes) {
        label.hidden = !words.get(label).includes(wanted) && !label.querySelector("input").checked;
      }
      for (const group of list.querySelectorAll(".check-list-group")) {
        group.hidden = group.querySelector(".check:not([hidden])") === null;
      }
    };
    field.addEventListener("input", (event) => { event.stopPropagation(); narrow(); });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
    list.addEventListener("change", () => {
      const chosen = list.querySelectorAll(".check input:checked").length;
      count.textContent = count.dataset.text.replace("{chosen}", chosen);
    });
    filter.hidden = boxes.length < 12;
  }
}
