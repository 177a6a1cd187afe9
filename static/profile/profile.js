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
    const words = new Map(labels.map((label) => [label, folded(label.textContent)]));
    const field = filter.querySelector("input");
    let open = null;
    let pause;
    const narrow = () => {
      const wanted = folded(field.value.trim());
      if (wanted && !open) open = groups.filter((group) => group.open);
      let found = 0;
      for (const label of labels) {
        const fits = words.get(label).includes(wanted);
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
    filter.hidden = labels.length < 20;
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

  // The logo: drawn on canvases, because the pages' policy allows no picture from outside the site.
  const logo = (part) => {
    const file = part.querySelector("[type=file]");
    const frames = [...part.querySelectorAll("[data-frame]")];
    const drop = part.querySelector("[data-drop]");
    const status = part.querySelector("[data-said]");
    const side = (name) => part.querySelector(`[name=${name}]`);
    const share = (name) => Math.min(95, Math.max(0, Number(side(name).value) || 0)) / 100;
    let picture = frames[0].querySelector("img");
    let pause;

    const size = () => [picture.naturalWidth ?? picture.width, picture.naturalHeight ?? picture.height];
    const draw = () => {
      if (!picture) return;
      const [width, height] = size();
      const [x, y] = [share("left") * width, share("top") * height];
      const [w, h] = [width - x - share("right") * width, height - y - share("bottom") * height];
      if (w < 1 || h < 1) return;
      const scale = Math.min(1, 384 / Math.max(w, h));
      for (const frame of frames) {
        const canvas = document.createElement("canvas");
        canvas.width = Math.max(1, Math.round(w * scale));
        canvas.height = Math.max(1, Math.round(h * scale));
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", frame.nextElementSibling.textContent);
        canvas.getContext("2d").drawImage(picture, x, y, w, h, 0, 0, canvas.width, canvas.height);
        frame.replaceChildren(canvas);
      }
      part.querySelector(".logo-now").hidden = false;
      part.querySelector("[data-none]")?.remove();
      part.querySelector("[data-crop]").hidden = false;
      clearTimeout(pause);
      pause = setTimeout(() => {
        status.textContent = status.dataset.said.replace("{width}", Math.round(w)).replace("{height}", Math.round(h));
      }, 900);
    };
    const cut = (left, top, right, bottom) => {
      Object.entries({ left, top, right, bottom }).forEach(([name, value]) => { side(name).value = Math.round(value * 100); });
      draw();
      part.dispatchEvent(new Event("koepel:changed", { bubbles: true }));
    };

    file.addEventListener("change", async () => {
      if (!file.files.length) return;
      try {
        picture = await createImageBitmap(file.files[0]);
        cut(0, 0, 0, 0);
      } catch {
        // Not a picture that this browser reads: the server will say what it found.
      }
    });
    part.querySelector(".crop-sides").addEventListener("input", draw);
    part.querySelector("[data-whole]").addEventListener("click", () => cut(0, 0, 0, 0));
    part.querySelector("[data-square]").addEventListener("click", () => {
      const [width, height] = size();
      const spare = Math.abs(width - height) / 2 / Math.max(width, height);
      if (width > height) cut(spare, 0, spare, 0);
      else cut(0, spare, 0, spare);
    });
    part.querySelector("[data-crops]").hidden = false;
    part.querySelector("[data-crop]").hidden = !picture;

    for (const event of ["dragover", "dragenter"]) {
      drop.addEventListener(event, (over) => { over.preventDefault(); drop.classList.add("drop-over"); });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("drop-over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("drop-over");
      if (!event.dataTransfer.files.length) return;
      file.files = event.dataTransfer.files;
      file.dispatchEvent(new Event("change", { bubbles: true }));
    });
  };

  document.querySelectorAll("[data-boxes]").forEach(boxes);
  document.querySelectorAll("[data-areas]").forEach(areas);
  document.querySelectorAll("[data-logo]").forEach(logo);
}
