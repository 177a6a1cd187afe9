/* The list: results follow each choice. Without this script it is a plain form. Words come from data attributes. */
(() => {
  "use strict";

  const form = document.getElementById("directory");
  if (!form) return;
  const words = document.getElementById("q");
  const status = document.getElementById("status");
  const panel = document.getElementById("filters");
  const body = form.querySelector(".split");
  const isOpen = () => panel.matches(":popover-open");
  const topOf = (element) => element.getBoundingClientRect().top;

  // --- what is asked for ---
  let typing = false;

  // What was asked for stands in the address, and nothing else.
  form.addEventListener("htmx:configRequest", ({ detail }) => {
    for (const [name, value] of [...detail.formData]) if (!value) detail.formData.delete(name);
    if (!detail.formData.has("near")) detail.formData.delete("km");
    if (detail.triggeringEvent?.type === "input") detail.headers["Koepel-Typing"] = "1";
  });

  // One entry of the history per search, not one per letter, and one for all that is ticked in the panel.
  document.body.addEventListener("htmx:beforeHistoryUpdate", ({ detail }) => {
    const typed = detail.requestConfig.triggeringEvent?.type === "input";
    if ((typed && typing) || isOpen()) detail.history.type = "replace";
    typing = typed;
  });

  // --- while it is fetched, and when it cannot be ---
  const trouble = document.getElementById("trouble");
  let underway = 0;
  const busy = (more) => {
    underway = Math.max(0, underway + more);
    form.setAttribute("aria-busy", String(underway > 0));
  };
  form.addEventListener("htmx:beforeSend", () => busy(1));
  form.addEventListener("htmx:afterRequest", () => busy(-1));
  form.addEventListener("htmx:afterRequest", ({ detail }) => { if (detail.successful) trouble.hidden = true; });
  form.addEventListener("htmx:responseError", ({ detail }) => location.assign(detail.pathInfo.finalRequestPath));
  form.addEventListener("htmx:sendError", () => {
    // What is shown is still the answer to the choice before: the boxes say so again.
    for (const box of form.querySelectorAll("#facets input")) box.checked = box.defaultChecked;
    for (const order of form.elements.sort.options) order.selected = order.defaultSelected;
    trouble.hidden = false;
  });
  addEventListener("online", () => { trouble.hidden = true; });

  // --- when it is there ---
  // A ticked box stays where it is: the page keeps its height and follows what moves above it.
  let focused = null;
  let before = 0;
  form.addEventListener("htmx:beforeSwap", () => {
    focused = document.activeElement;
    before = topOf(focused);
    body.style.minBlockSize = panel.contains(focused) && !isOpen() ? `${innerHeight - topOf(body)}px` : "";
  });
  const stay = () => {
    const box = focused.id && panel.contains(document.activeElement) && document.getElementById(focused.id);
    if (box) (isOpen() ? panel : window).scrollBy({ top: topOf(box) - before, behavior: "instant" });
  };

  // A group stays as it was unfolded or folded.
  document.body.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
    for (const { id, open } of detail.target.querySelectorAll("details[id]")) {
      const next = detail.fragment.querySelector(`#${CSS.escape(id)}`);
      if (next) next.open = open;
    }
    if (detail.target.id === "facets") keepUnticked(detail.fragment);
  });
  // Of a group with a page of its own the list shows few: one that was unticked just now is still among them.
  function keepUnticked(facets) {
    const row = focused.closest(".option");
    const all = row && facets.querySelector(`.facet:has([name="${CSS.escape(focused.name)}"]) .all-values`);
    if (!all || facets.querySelector(`#${CSS.escape(focused.id)}`)) return;
    const kept = row.cloneNode(true);
    kept.querySelector("input").defaultChecked = false;
    kept.querySelector(".count").textContent = "";
    all.before(kept);
  }

  form.addEventListener("htmx:afterSwap", ({ detail }) => {
    const { elt, triggeringEvent } = detail.requestConfig;
    stay();
    if (elt !== form) {
      const asked = new URL(detail.pathInfo.finalRequestPath, location).searchParams;
      words.value = asked.get("q") ?? "";
    }
    // The link that was followed is gone: go on reading at what it led to.
    if (!focused?.isConnected && document.activeElement === document.body) {
      status.focus({ preventScroll: true });
    }
    if (elt !== form || triggeringEvent?.type === "submit") {
      if (matchMedia("(hover: none)").matches) words.blur();
      status.scrollIntoView({ block: "nearest" });
    }
  });

  // --- on paper stands the whole result, not one page of it ---
  let page = null;
  addEventListener("beforeprint", () => {
    const cards = form.querySelector(".cards");
    if (page || !cards || !form.querySelector(".pagination")) return;
    // The browser waits for nothing that comes later.
    const request = new XMLHttpRequest();
    request.open("GET", form.querySelector("a[data-print-all]").href, false);
    try {
      request.send();
    } catch {
      return;
    }
    const all = new DOMParser().parseFromString(request.responseText, "text/html").querySelector(".cards");
    if (!all) return;
    page = cards;
    cards.replaceWith(all);
  });
  addEventListener("afterprint", () => {
    if (page) form.querySelector(".cards").replaceWith(page);
    page = null;
  });

  // --- on a phone the open panel is a dialogue: nothing behind it can be reached ---
  const behind = document.querySelectorAll("[data-behind]");
  const title = document.getElementById("filters-title");
  const opener = document.querySelector(".filters-open");
  let address = ""; // of the page before the panel opened
  let shown = ""; // of what is shown in it
  let leaving = false; // the panel's entry is being taken back
  let backed = false; // Back closed it
  const modal = (open) => {
    for (const part of behind) part.inert = open;
    for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"]]) {
      if (open) panel.setAttribute(name, value);
      else panel.removeAttribute(name);
    }
  };
  // An entry of the history stands for the panel, so that Back closes it first.
  const opened = () => {
    modal(true);
    title.focus({ preventScroll: true });
    address = shown = location.href;
    history.replaceState({ htmx: true }, "");
    history.pushState({ htmx: true }, "");
  };
  const closed = () => {
    if (opener.checkVisibility()) opener.focus({ preventScroll: true });
    leaving = !backed && location.href === address;
    backed = false;
    if (leaving) history.back();
  };
  // Before it closes, so that the browser can give the focus back to the button.
  panel.addEventListener("beforetoggle", ({ newState }) => { if (newState === "closed") modal(false); });
  panel.addEventListener("toggle", ({ newState }) => (newState === "open" ? opened() : closed()));
  document.body.addEventListener("htmx:replacedInHistory", () => { shown = location.href; });
  addEventListener("popstate", (event) => {
    if (isOpen()) {
      event.stopImmediatePropagation();
      // What was ticked is shown, and stays; one more Back leads to what was before.
      if (address !== shown) history.pushState({ htmx: true }, "", shown);
      backed = true;
      panel.hidePopover();
    } else if (leaving) {
      event.stopImmediatePropagation();
      leaving = false;
    }
  }, true);
  matchMedia("(width >= 60rem)").addEventListener("change", ({ matches }) => {
    if (matches && isOpen()) panel.hidePopover();
  });
})();
