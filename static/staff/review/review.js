/* Takes in hand what is opened, opens what a decision needs, offers saved reasons, and accepts all
   at once. The page works without it. */
(() => {
  "use strict";

  const hold = document.getElementById("hold");
  const EVERY = 5 * 60 * 1000;
  const take = async () => {
    const body = new FormData(hold);
    body.set("quietly", "1");
    const answer = await fetch(hold.action, { method: "POST", body }).catch(() => null);
    const told = hold.querySelector("[data-taken]");
    if (!answer?.ok || !told) return;
    told.textContent = told.dataset.taken;
    hold.querySelector("button").hidden = true;
  };
  if (hold && "keeps" in hold.dataset) {
    // Opening takes it, for a person who looks at it: never a page that is fetched ahead.
    if (hold.querySelector("[data-taken]")) {
      if (document.visibilityState === "visible") take();
      else document.addEventListener("visibilitychange", take, { once: true });
    }
    setInterval(() => { if (document.visibilityState === "visible") take(); }, EVERY);
  }

  for (const change of document.querySelectorAll(".change")) {
    const open = () => {
      const verdict = change.querySelector("[type=radio]:checked")?.value;
      for (const part of change.querySelectorAll("[data-verdict]")) part.open = part.dataset.verdict === verdict;
    };
    change.addEventListener("change", ({ target }) => { if (target.name?.endsWith("-verdict")) open(); });
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
  const note = document.getElementById("accept-note");
  all.hidden = false;
  all.addEventListener("click", () => {
    const changes = [...document.querySelectorAll(".change")];
    const undecided = (change) => !change.querySelector("[name$=-verdict]:checked");
    for (const change of changes) {
      if (!("moved" in change.dataset)) change.querySelector("[name$=-verdict][value=accepted]")?.click();
    }
    // What stands against the page as it is now is never accepted in passing.
    const conflict = changes.find((change) => "moved" in change.dataset && undecided(change));
    note.textContent = conflict ? note.dataset.conflict : note.dataset.all;
    conflict?.querySelector("[name$=-verdict]").focus();
  });
})();
