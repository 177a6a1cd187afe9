/* Makes Koepel's pages smoother; each of them is complete without it. Words come from data attributes. */
(() => {
  "use strict";

  function directory(form) {
    const words = document.getElementById("q");
    const status = document.getElementById("status");
    const panel = document.getElementById("filters");
    let focused = null;
    let typing = false;

    // What was asked for stands in the address, and nothing else.
    form.addEventListener("htmx:configRequest", ({ detail }) => {
      for (const [name, value] of [...detail.formData]) if (!value) detail.formData.delete(name);
      if (detail.triggeringEvent?.type === "input") detail.headers["Koepel-Typing"] = "1";
    });

    // One entry of the history per search, not one per letter.
    document.body.addEventListener("htmx:beforeHistoryUpdate", ({ detail }) => {
      const typed = detail.requestConfig.triggeringEvent?.type === "input";
      if (typed && typing) detail.history.type = "replace";
      typing = typed;
    });

    // A ticked box stays where it is: the page keeps its height and follows what moves above it.
    const body = form.querySelector(".split");
    const topOf = (element) => element.getBoundingClientRect().top;
    let before = 0;
    form.addEventListener("htmx:beforeSwap", () => {
      focused = document.activeElement;
      before = topOf(focused);
      const ticked = panel.contains(focused) && !panel.matches(":popover-open");
      body.style.minBlockSize = ticked ? `${innerHeight - topOf(body)}px` : "";
    });
    const stay = () => {
      const box = focused.id && panel.contains(document.activeElement) && document.getElementById(focused.id);
      if (!box) return;
      const scroller = panel.matches(":popover-open") ? panel : window;
      scroller.scrollBy({ top: topOf(box) - before, behavior: "instant" });
    };

    // A group stays as it was unfolded or folded.
    document.body.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
      for (const { id, open } of detail.target.querySelectorAll("details[id]")) {
        const next = detail.fragment.querySelector(`#${CSS.escape(id)}`);
        if (next) next.open = open;
      }
    });

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

    const visit = ({ detail }) => location.assign(detail.pathInfo.finalRequestPath);
    form.addEventListener("htmx:responseError", visit);
    form.addEventListener("htmx:sendError", () => { status.textContent = form.dataset.offline; });

    // On a phone the open panel is a dialogue: nothing behind it can be reached.
    const behind = document.querySelectorAll("[data-behind]");
    const modal = (open) => {
      for (const part of behind) part.inert = open;
      for (const [name, value] of [["role", "dialog"], ["aria-modal", "true"]]) {
        if (open) panel.setAttribute(name, value);
        else panel.removeAttribute(name);
      }
    };
    panel.addEventListener("toggle", ({ newState }) => { if (newState === "open") modal(true); });
    // Before it closes, so that the browser can give the focus back to the button.
    panel.addEventListener("beforetoggle", ({ newState }) => { if (newState === "closed") modal(false); });
    matchMedia("(width >= 60rem)").addEventListener("change", ({ matches }) => {
      if (matches && panel.matches(":popover-open")) panel.hidePopover();
    });
  }

  // How much may still be written: shown when the end comes near, said aloud after a pause.
  function counter(shown) {
    const field = document.getElementById(shown.dataset.counts);
    const said = document.createElement("span");
    said.className = "vh";
    said.setAttribute("role", "status");
    shown.setAttribute("aria-hidden", "true");
    shown.after(said);
    let pause;
    const count = () => {
      const left = field.maxLength - field.value.length;
      shown.textContent = shown.dataset.left.replace("{n}", left);
      shown.hidden = left > field.maxLength / 5;
      clearTimeout(pause);
      pause = setTimeout(() => { said.textContent = shown.hidden ? "" : shown.textContent; }, 1000);
    };
    field.addEventListener("input", count);
    count();
  }

  // Words that were typed and not sent are not lost without a question.
  function guard(form) {
    let sent = false;
    form.addEventListener("submit", () => { sent = true; });
    addEventListener("beforeunload", (event) => {
      const changed = [...form.querySelectorAll("textarea")].some((area) => area.value !== area.defaultValue);
      if (changed && !sent) event.preventDefault();
    });
  }

  const list = document.getElementById("directory");
  if (list) directory(list);
  document.querySelectorAll("[data-counts]").forEach(counter);
  document.querySelectorAll("form[data-guard]").forEach(guard);
  // The summary of what is wrong is read first.
  document.getElementById("errors")?.focus();

  // The next visit begins in the language that was chosen; no page needs to know.
  for (const link of document.querySelectorAll(".languages a")) {
    link.addEventListener("click", () => {
      document.cookie = `koepel_language=${link.hreflang};path=/;max-age=31536000;samesite=lax`;
    });
  }
})();
