/* Opens what a decision needs, offers saved reasons, and accepts all at once. The page works without it. */
(() => {
  "use strict";

  for (const change of document.querySelectorAll(".change")) {
    const open = () => {
      const verdict = change.querySelector("[type=radio]:checked")?.value;
      for (const part of change.querySelectorAll("[data-verdict]")) part.open = part.dataset.verdict === verdict;
    };
    change.addEventListener("change", ({ target }) => { if (target.type === "radio") open(); });
  }

  for (const list of document.querySelectorAll(".saved-reasons")) {
    list.hidden = false;
    list.addEventListener("click", ({ target }) => {
      const reason = target.closest("[data-reason]")?.dataset.reason;
      if (reason) document.getElementById(list.dataset.for).value = reason;
    });
  }

  const all = document.getElementById("accept-all");
  if (!all) return;
  all.hidden = false;
  all.addEventListener("click", () => {
    for (const radio of document.querySelectorAll("#review [type=radio][value=accepted]")) radio.click();
  });
})();
