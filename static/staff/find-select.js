/* Narrows a long choice down while one types. What is chosen stays chosen until another is. */
"use strict";
{
  const ROWS = 8;
  const folded = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  for (const box of document.querySelectorAll("[data-find-select]")) {
    const select = box.querySelector("select");
    const bar = box.querySelector(".find-select-bar");
    const field = bar.querySelector("input");
    const status = bar.querySelector("[role=status]");
    const options = [...select.options].map((option) => [option, folded(option.textContent)]);

    const narrow = () => {
      const words = folded(field.value).split(/\s+/).filter(Boolean);
      const chosen = select.selectedOptions[0];
      const found = options.filter(([option, text]) => option.value && words.every((word) => text.includes(word)));
      const shown = words.length ? found.map(([option]) => option) : options.map(([option]) => option);
      // Not hidden but taken out: not every browser hides an option.
      select.replaceChildren(...(shown.includes(chosen) || !chosen ? shown : [chosen, ...shown]));
      if (chosen) select.value = chosen.value;
      select.size = words.length ? Math.min(ROWS, Math.max(2, select.options.length)) : 1;
      status.textContent = words.length ? status.dataset.text.replace("{found}", found.length.toLocaleString(document.documentElement.lang)) : "";
    };
    field.addEventListener("input", (event) => { event.stopPropagation(); narrow(); });
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
      if (event.key === "ArrowDown") { event.preventDefault(); select.focus(); }
    });
    bar.hidden = false;
  }
}
