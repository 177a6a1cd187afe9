/* Adds focus areas and puts them in order, by dragging or by buttons. Without it the numbers do. */
"use strict";
for (const part of document.querySelectorAll("[data-focus-areas]")) {
  const rows = part.querySelector(".rows");
  const template = part.querySelector("template");
  const total = part.querySelector(`[name=${part.dataset.prefix}-TOTAL_FORMS]`);
  const status = part.querySelector(":scope > [role=status]");
  let dragged = null;

  const all = () => [...rows.querySelectorAll(":scope > .row")];
  const changed = () => part.dispatchEvent(new Event("koepel:changed", { bubbles: true }));
  const titleOf = (row) => row.querySelector("summary").textContent.trim();

  const titlesOf = (row) => [...row.querySelectorAll("[name*='-title_']")];

  const renumber = () => {
    all().forEach((row, index, { length }) => {
      row.querySelector("[name$=-ORDER]").value = index + 1;
      row.querySelector("[data-move='-1']").disabled = index === 0;
      row.querySelector("[data-move='1']").disabled = index === length - 1;
    });
  };

  const moved = (row) => {
    renumber();
    changed();
    status.textContent = part.dataset.moved
      .replace("{title}", titleOf(row))
      .replace("{number}", all().indexOf(row) + 1)
      .replace("{total}", all().length);
  };

  const equip = (row) => {
    row.querySelector(".row-moves").hidden = false;
    row.querySelector(".row-order").classList.add("visually-hidden");
    row.querySelector("[name$=-ORDER]").tabIndex = -1;
    const grip = row.querySelector(".row-grip");
    grip.hidden = false;
    grip.addEventListener("dragstart", (event) => {
      dragged = row;
      event.dataTransfer.effectAllowed = "move";
      event.dataTransfer.setDragImage(row, 20, 20);
      row.classList.add("row-dragged");
    });
    grip.addEventListener("dragend", () => {
      row.classList.remove("row-dragged");
      if (dragged) moved(row);
      dragged = null;
    });
    row.querySelectorAll("[data-move]").forEach((button) => {
      button.addEventListener("click", () => {
        const step = Number(button.dataset.move);
        const other = step < 0 ? row.previousElementSibling : row.nextElementSibling;
        if (!other) return;
        if (step < 0) other.before(row);
        else other.after(row);
        moved(row);
        // A button that has just been switched off cannot keep the focus.
        (button.disabled ? row.querySelector("[data-move]:not([disabled])") : button)?.focus();
      });
    });
    const summary = row.querySelector("summary");
    const untitled = summary.textContent;
    const titles = titlesOf(row);
    row.addEventListener("input", () => {
      const here = titles.find((field) => field.lang === document.documentElement.lang);
      summary.textContent = here?.value || titles.map((field) => field.value).find(Boolean) || untitled;
    });
    row.querySelector("[name$=-DELETE]").addEventListener("change", (event) => {
      row.classList.toggle("row-gone", event.target.checked);
    });
  };

  rows.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    const over = event.target.closest(".row");
    if (!over || over === dragged) return;
    const box = over.getBoundingClientRect();
    if (event.clientY < box.top + box.height / 2) over.before(dragged);
    else over.after(dragged);
  });
  rows.addEventListener("drop", (event) => event.preventDefault());

  part.querySelector("[data-add]").addEventListener("click", () => {
    const fresh = template.content.cloneNode(true).firstElementChild;
    for (const node of [fresh, ...fresh.querySelectorAll("*")]) {
      for (const { name, value } of [...node.attributes]) {
        if (value.includes("__prefix__")) node.setAttribute(name, value.replaceAll("__prefix__", total.value));
      }
    }
    total.value = Number(total.value) + 1;
    rows.append(fresh);
    equip(fresh);
    renumber();
    changed();
    fresh.dispatchEvent(new Event("koepel:added", { bubbles: true }));
    fresh.querySelector(".texts input").focus();
  });

  // Without script an empty row stands ready at the end; here the button makes one.
  const spare = all().at(-1);
  if (spare && !spare.classList.contains("has-errors") && !spare.querySelector("[name$=-id]").value && titlesOf(spare).every((field) => !field.value)) {
    spare.remove();
    total.value = Number(total.value) - 1;
  }
  part.querySelector(".rows-add").hidden = false;
  all().forEach(equip);
  renumber();
  // What was typed before the page was shown anew stands in the fields: its order counts.
  part.closest("form").addEventListener("koepel:refilled", () => {
    const place = (row) => Number(row.querySelector("[name$=-ORDER]").value);
    rows.append(...all().sort((one, other) => place(one) - place(other)));
    renumber();
  });
}
