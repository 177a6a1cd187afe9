/* Suggestions below the search box: an editable combobox with a list (ARIA Authoring Practices Guide).
   Without this script the box is a plain form. */
(() => {
  "use strict";

  const box = document.getElementById("q");
  if (!box?.dataset.suggest || !("popover" in HTMLElement.prototype)) return;

  const list = document.createElement("ul");
  Object.assign(list, { id: "suggestions", className: "suggestions", role: "listbox", popover: "manual" });
  list.setAttribute("aria-label", box.dataset.suggestLabel);
  const number = document.createElement("span");
  Object.assign(number, { className: "vh", role: "status" });
  box.closest(".search-box").append(list, number);
  for (const [name, value] of [
    ["role", "combobox"], ["aria-autocomplete", "list"], ["aria-expanded", "false"], ["aria-controls", list.id],
  ]) box.setAttribute(name, value);

  const known = new Map();
  let chosen = -1;
  let asked = "";
  let waiting;
  let pause;

  // What was searched for in this browser: it stays here, and its reader can clear it.
  const RECENT = "koepel-recent-searches";
  const MOST_RECENT = 6;

  function recent() {
    try {
      const kept = JSON.parse(localStorage.getItem(RECENT)) ?? [];
      return Array.isArray(kept) ? kept.filter((typed) => typeof typed === "string") : [];
    } catch {
      return [];
    }
  }

  function keep(searches) {
    try {
      if (searches.length) localStorage.setItem(RECENT, JSON.stringify(searches.slice(0, MOST_RECENT)));
      else localStorage.removeItem(RECENT);
    } catch {
      // A browser that keeps nothing has no recent searches.
    }
  }

  function remember() {
    const typed = box.value.trim();
    if (typed.length > 1) keep([typed, ...recent().filter((other) => other !== typed)]);
  }

  function showRecent() {
    const searches = recent().map((typed) => ({
      text: typed, note: box.dataset.recentNote, act: () => location.assign(`?${question(typed)}`),
    }));
    const clear = { text: box.dataset.recentClear, act: () => { keep([]); close(); } };
    show(searches.length ? [...searches, clear] : []);
  }

  const options = () => [...list.children];
  const isOpen = () => list.matches(":popover-open");

  // Said after a pause, so that it does not interrupt who types.
  function say(total) {
    clearTimeout(pause);
    pause = setTimeout(() => {
      number.textContent = total ? box.dataset.suggestCount.replace("{n}", total) : "";
    }, total ? 700 : 0);
  }

  function close() {
    if (isOpen()) list.hidePopover();
    say(0);
    box.setAttribute("aria-expanded", "false");
    choose(-1);
  }

  function place() {
    const { left, bottom, width } = box.getBoundingClientRect();
    list.style.setProperty("left", `${left + scrollX}px`);
    list.style.setProperty("top", `${bottom + scrollY + 6}px`);
    list.style.setProperty("width", `${width}px`);
  }

  function choose(number) {
    chosen = number;
    for (const [at, option] of options().entries()) option.setAttribute("aria-selected", String(at === number));
    if (number < 0) return box.removeAttribute("aria-activedescendant");
    box.setAttribute("aria-activedescendant", options()[number].id);
    options()[number].scrollIntoView({ block: "nearest" });
  }

  function show(suggestions) {
    list.replaceChildren(...suggestions.map((suggestion, at) => {
      const option = document.createElement("li");
      const note = document.createElement("small");
      Object.assign(option, { id: `suggestion-${at}`, role: "option" });
      note.textContent = [suggestion.why, suggestion.note, suggestion.members].filter(Boolean).join(" · ");
      option.append(Object.assign(document.createElement("span"), { textContent: suggestion.text }), " ", note);
      option.act = suggestion.act ?? (() => {
        remember();
        location.assign(suggestion.url);
      });
      option.addEventListener("click", option.act);
      return option;
    }));
    choose(-1);
    if (!suggestions.length) return close();
    place();
    if (!isOpen()) list.showPopover();
    say(suggestions.length);
    box.setAttribute("aria-expanded", "true");
  }

  // The filters that are set count: a suggestion is one more of them.
  function question(typed) {
    const params = new URLSearchParams({ q: typed });
    for (const { name, value } of document.querySelectorAll("#facets input:checked")) params.append(name, value);
    return params.toString();
  }

  async function ask() {
    const typed = question(box.value.trim());
    asked = typed;
    if (!box.value.trim()) return showRecent();
    if (box.value.trim().length < 2) return close();
    if (!known.has(typed)) {
      try {
        const answer = await fetch(`${box.dataset.suggest}?${typed}`);
        if (!answer.ok) return close();
        known.set(typed, (await answer.json()).suggestions);
      } catch {
        return close();
      }
    }
    // The answer to an older question is of no use any more.
    if (asked === typed && document.activeElement === box) show(known.get(typed));
  }

  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 120);
  });
  box.addEventListener("blur", close);
  box.addEventListener("click", () => {
    if (!box.value && !isOpen()) showRecent();
  });
  box.form.addEventListener("submit", remember);
  // Results follow the typing, so many searches are never sent.
  addEventListener("pagehide", remember);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  addEventListener("resize", close);

  box.addEventListener("keydown", (event) => {
    const last = options().length - 1;
    if (event.key === "ArrowDown" && !isOpen()) ask();
    else if (event.key === "ArrowDown") choose(chosen < last ? chosen + 1 : -1);
    else if (event.key === "ArrowUp" && isOpen()) choose(chosen < 0 ? last : chosen - 1);
    else if (event.key === "Escape" && isOpen()) close();
    else if (event.key === "Enter" && isOpen() && chosen >= 0) options()[chosen].act();
    else {
      if (event.key === "Enter" || event.key === "Tab") {
        clearTimeout(waiting);
        if (event.key === "Enter") remember();
        asked = "";
        close();
      }
      return;
    }
    event.preventDefault();
  });
})();
