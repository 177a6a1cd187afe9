/* j and k go from one to the next, a accepts, r refuses. Off while somebody types, and by the tick
   beside the list of keys (WCAG 2.1.4), which the browser remembers. The pages work without it. */
(() => {
  "use strict";

  const list = document.getElementById("keys");
  if (!list) return;
  const KEPT = "koepel-review-keys";
  const remembered = (write) => {
    try { return write ? localStorage.setItem(KEPT, write) : localStorage.getItem(KEPT); } catch { return null; }
  };
  const on = document.getElementById("keys-on");
  const isList = list.dataset.kind === "list";
  list.hidden = false;
  on.checked = remembered() !== "off";
  on.addEventListener("change", () => remembered(on.checked ? "on" : "off"));

  const places = () => [...document.querySelectorAll(isList ? "[data-entry]" : ".change .part-title")];
  const own = (place) => (isList ? place.closest(".revision") : place.closest(".change"));
  const current = () => places().findIndex((place) => own(place).contains(document.activeElement));
  const go = (step) => {
    const all = places();
    const here = current();
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step;
    if (next >= all.length && !isList) document.querySelector("#review .submit-row .default")?.focus();
    else all[Math.max(0, Math.min(next, all.length - 1))]?.focus();
  };
  const decide = (verdict) => {
    const change = places()[Math.max(0, current())]?.closest(".change");
    const radio = change?.querySelector(`[name$=-verdict][value=${verdict}]`);
    if (!radio) return;
    change.querySelector(".part-title").focus();
    radio.click();
    if (verdict === "refused") change.querySelector("[name$=-reason]").focus();
    else if (!("moved" in change.dataset)) go(1);
    else change.querySelector("[name$=-over]")?.focus();
  };
  const KEYS = { j: () => go(1), k: () => go(-1) };
  if (!isList) Object.assign(KEYS, { a: () => decide("accepted"), r: () => decide("refused") });

  const typing = (target) =>
    target.isContentEditable || target.matches("textarea, select, input:not([type=radio], [type=checkbox], [type=submit], [type=button])");
  document.addEventListener("keydown", (event) => {
    if (!on.checked || event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
    if (typing(event.target) || !(event.key in KEYS)) return;
    event.preventDefault();
    KEYS[event.key]();
  });
})();
