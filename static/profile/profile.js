/* Makes the editor's workspace smoother; each page is complete without it. Words come from data attributes. */
"use strict";
{
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  // Long lists of boxes: narrowed down while one types; what is ticked stays in sight.
  const boxes = (list) => {
    const labels = [...list.querySelectorAll(".choice")];
    const groups = [...list.querySelectorAll("details")];
    const filter = list.querySelector(".filter");
    const status = list.querySelector("[data-found]");
    const text = new Map(labels.map((label) => [label, folded(label.textContent)]));
    const others = new Map(labels.map((label) => [label, (label.dataset.words ?? "").split("|").filter(Boolean)]));
    const few = list.querySelector("[data-words]") ? 6 : 20;
    const field = filter.querySelector("input");
    let open = null;
    let pause;
    const narrow = () => {
      const wanted = folded(field.value.trim());
      if (wanted && !open) open = groups.filter((group) => group.open);
      let found = 0;
      for (const label of labels) {
        const byText = text.get(label).includes(wanted);
        const other = byText ? "" : others.get(label).find((word) => folded(word).includes(wanted)) ?? "";
        const match = label.querySelector("[data-match]");
        if (match) {
          match.textContent = other;
          match.hidden = !other;
        }
        const fits = byText || Boolean(other);
        found += fits ? 1 : 0;
        label.hidden = !fits && !label.querySelector("input").checked;
      }
      for (const group of groups) {
        group.hidden = !group.querySelector(".choice:not([hidden])");
        group.open = wanted ? !group.hidden : (open ?? []).includes(group);
      }
      if (!wanted) open = null;
      clearTimeout(pause);
      pause = setTimeout(() => { status.textContent = wanted ? status.dataset.found.replace("{n}", found) : ""; }, 900);
    };
    field.addEventListener("input", (event) => { event.stopPropagation(); narrow(); });
    field.addEventListener("keydown", (event) => { if (event.key === "Enter") event.preventDefault(); });
    list.addEventListener("change", ({ target }) => {
      const count = target.closest("details")?.querySelector("[data-chosen]");
      if (!count) return;
      const chosen = target.closest("details").querySelectorAll("input:checked").length;
      count.textContent = chosen ? count.dataset.chosen.replace("{n}", chosen) : "";
    });
    filter.hidden = labels.length < few;
  };

  // Focus areas: added and put in order by buttons; without script the numbers do it.
  const areas = (part) => {
    const rows = part.querySelector(".area-rows");
    const total = part.querySelector(`[name=${part.dataset.prefix}-TOTAL_FORMS]`);
    const status = part.querySelector(":scope > [role=status]");
    const all = () => [...rows.children];
    const titles = (row) => [...row.querySelectorAll("[name*='-title-']")];
    const changed = () => part.dispatchEvent(new Event("koepel:changed", { bubbles: true }));

    const renumber = () => all().forEach((row, index, { length }) => {
      row.querySelector("[name$=-ORDER]").value = index + 1;
      row.querySelector("[data-move='-1']").disabled = index === 0;
      row.querySelector("[data-move='1']").disabled = index === length - 1;
    });

    const equip = (row) => {
      const heading = row.querySelector("[data-heading]");
      const untitled = heading.textContent;
      row.querySelector(".area-moves").hidden = false;
      row.querySelector(".area-order").hidden = true;
      row.querySelector(".area-order").classList.add("vh");
      row.querySelector("[name$=-ORDER]").tabIndex = -1;
      for (const button of row.querySelectorAll("[data-move]")) {
        button.addEventListener("click", () => {
          const up = button.dataset.move === "-1";
          if (up) row.previousElementSibling?.before(row);
          else row.nextElementSibling?.after(row);
          renumber();
          changed();
          // A button that has just been switched off cannot keep the focus.
          (button.disabled ? row.querySelector("[data-move]:not([disabled])") : button)?.focus();
          status.textContent = part.dataset.moved.replace("{title}", heading.textContent)
            .replace("{number}", all().indexOf(row) + 1).replace("{total}", all().length);
        });
      }
      row.addEventListener("input", () => {
        const here = titles(row).find((field) => field.lang === document.documentElement.lang);
        heading.textContent = here?.value || titles(row).map((field) => field.value).find(Boolean) || untitled;
      });
      row.querySelector("[name$=-DELETE]").addEventListener("change", ({ target }) => {
        row.classList.toggle("area-gone", target.checked);
      });
    };

    part.querySelector("[data-add]").addEventListener("click", () => {
      const fresh = part.querySelector("template").content.cloneNode(true).firstElementChild;
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
      titles(fresh)[0].focus();
    });

    // Without script an empty row stands ready at the end; here the button makes one.
    const spare = all().at(-1);
    if (all().length > 1 && !spare.querySelector("[name$=-id]").value && titles(spare).every((field) => !field.value)) {
      spare.remove();
      total.value = Number(total.value) - 1;
    }
    part.querySelector(".add").hidden = false;
    all().forEach(equip);
    renumber();
    // What was typed before the page was shown anew stands in the fields: its order counts.
    part.closest("form").addEventListener("koepel:refilled", () => {
      const place = (row) => Number(row.querySelector("[name$=-ORDER]").value);
      rows.append(...all().sort((one, other) => place(one) - place(other)));
      renumber();
    });
  };

  document.querySelectorAll("[data-boxes]").forEach(boxes);
  document.querySelectorAll("[data-areas]").forEach(areas);
}
