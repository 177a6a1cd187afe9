/* Narrows a long list of tick boxes down while one types. Ticked ones stay visible. */
"use strict";
{
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  for (const list of document.querySelectorAll("[data-check-list]")) {
    const boxes = [...list.querySelectorAll(".check")];
    const filter = list.querySelector(".check-list-filter");
    const field = filter.querySelector("input");
    const count = list.querySelector(".check-list-count");
    const text = new Map(boxes.map((label) => [label, folded(label.textContent)]));
    const others = new Map(boxes.map((label) => [label, (label.dataset.words ?? "").split("|").filter(Boolean)]));
    const few = list.querySelector("[data-words]") ? 6 : 12;

    // Whether a box has what is typed; another word by which it has it is shown beside it.
    const fits = (label, wanted) => {
      const byText = text.get(label).includes(wanted);
      const other = byText ? "" : others.get(label).find((word) => folded(word).includes(wanted)) ?? "";
      const match = label.querySelector("[data-match]");
      if (match) {
        match.textContent = other;
        match.hidden = !other;
      }
      return byText || Boolean(other);
    };

    const narrow = () => {
      const wanted = folded(field.value.trim());
      for (const label of boxes) {
        label.hidden = !fits(label, wanted) && !label.querySelector("input").checked;
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
    filter.hidden = boxes.length < few;
  }
}
