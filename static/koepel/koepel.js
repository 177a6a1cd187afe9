/* Makes Koepel's pages smoother; each of them is complete without it. Words come from data attributes. */
(() => {
  "use strict";

  // How much may still be written: shown when the end comes near, said aloud after a pause.
  function counter(shown) {
    const field = document.getElementById(shown.dataset.counts);
    const limit = Number(field.dataset.limit);
    const said = document.createElement("span");
    said.className = "vh";
    said.setAttribute("role", "status");
    shown.setAttribute("aria-hidden", "true");
    shown.after(said);
    let pause;
    const count = () => {
      const left = limit - [...field.value].length;
      shown.textContent = (left < 0 ? shown.dataset.over : shown.dataset.left).replace("{n}", Math.abs(left));
      shown.classList.toggle("counter-over", left < 0);
      shown.hidden = left > limit / 5;
      clearTimeout(pause);
      pause = setTimeout(() => { said.textContent = shown.hidden ? "" : shown.textContent; }, 1000);
    };
    field.addEventListener("input", count);
    count();
  }

  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }
  document.querySelectorAll("[data-counts]").forEach(counter);
  // The summary of what is wrong is read first.
  document.getElementById("errors")?.focus();

  // The next visit begins in the language that was chosen; no page needs to know.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.(".languages a");
    if (link) document.cookie = `koepel_language=${link.hreflang};path=/;max-age=31536000;samesite=lax`;
  });
})();
