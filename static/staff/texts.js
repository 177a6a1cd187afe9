/* Counts the characters of texts with a limit; a screen reader hears it when one stops typing. */
"use strict";
{
  const fill = (pattern, values) =>
    pattern.replace(/\{(\w+)\}/g, (_match, name) => values[name]);

  const watch = (counter) => {
    const field = document.getElementById(counter.dataset.counterFor);
    const limit = Number(field?.dataset.limit ?? 0);
    if (!limit) return;
    const status = counter.closest(".texts").querySelector("[data-counter-status]");
    let pause;
    const count = () => {
      const used = [...field.value.trim()].length;
      const over = used - limit;
      counter.textContent = fill(over > 0 ? counter.dataset.over : counter.dataset.used, { used, limit, over });
      counter.classList.toggle("counter-over", over > 0);
    };
    field.addEventListener("input", () => {
      count();
      clearTimeout(pause);
      pause = setTimeout(() => { status.textContent = counter.textContent; }, 1200);
    });
    counter.hidden = false;
    count();
  };

  const start = (root) => root.querySelectorAll("[data-counter-for]").forEach(watch);
  start(document);
  document.addEventListener("koepel:added", (event) => start(event.target));
}
