/* The values of a long filter follow what is typed; without script a button asks for them. */
"use strict";
{
  const WAIT = 250;

  for (const form of document.querySelectorAll("[data-filter-find]")) {
    const menu = form.parentElement;
    const field = form.querySelector("input[type=search]");
    let waiting = 0, asked = null;

    const show = (page) => {
      const other = page.getElementById(field.id)?.closest(".filter-menu");
      if (!other) return;
      menu.querySelector("ul").replaceWith(other.querySelector("ul"));
      form.querySelector("[role=status]").textContent = other.querySelector("[role=status]").textContent;
    };
    const ask = async () => {
      asked?.abort();
      asked = new AbortController();
      const address = `${location.pathname}?${new URLSearchParams(new FormData(form))}`;
      try {
        const answer = await fetch(address, { signal: asked.signal });
        if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"));
      } catch (error) {
        if (error.name !== "AbortError") form.querySelector("button").hidden = false;
      }
    };
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(ask, WAIT);
    });
    menu.closest("details").addEventListener("toggle", (event) => {
      if (event.target.open) field.focus();
    });
  }
}
