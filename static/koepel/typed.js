/* Keeps what is typed in a form while its page is left: for another language, by a reload or by mistake.
   When the page comes back in the same tab the words stand there again. Words come from data attributes. */
"use strict";
{
  const { person, again, forget } = document.currentScript.dataset;
  const PREFIX = `typed:${person}:`;
  const LONGEST = 12 * 3600 * 1000; // milliseconds
  const OWN = /_FORMS$|^csrfmiddlewaretoken$/;

  // Without script the languages send the page's form along; here the words stay in the tab.
  for (const button of document.querySelectorAll("[data-languages] [form]")) {
    if (button.hidden) button.remove();
    else button.removeAttribute("form");
  }

  // A page in another language is the same page.
  const query = new URLSearchParams(location.search);
  query.delete("language");
  const page = PREFIX + location.pathname.replace(/^\/[a-z]{2}(?=\/)/, "") + (query.size ? `?${query}` : "");
  const isBox = (field) => field.type === "checkbox" || field.type === "radio";
  const fields = (form) => [...form.elements].filter((field) => field.name && !OWN.test(field.name)
    && !["file", "password", "submit", "button", "reset", "image"].includes(field.type));
  const isTyped = (form) => fields(form).some((field) => field.type !== "hidden")
    && !form.querySelector("[type=password]") && form.id !== "changelist-form";
  const forms = [...document.querySelectorAll("form[method=post]")].filter(isTyped);
  const warns = (form) => form.matches("[data-unsaved], .change-form #content-main form");
  const changed = new Set(forms.filter((form) =>
    form.dataset.unsaved === "changed" || (warns(form) && document.querySelector("#errors, .clashes, .errornote"))));
  let sent = false;
  let turning = false; // to the same page in another language

  // [name, value] of a field, or [name, value, ticked] of a box.
  const read = (field) => {
    if (isBox(field)) return [field.name, field.value, field.checked];
    if (field.type !== "select-multiple") return [field.name, field.value, field.selectedOptions?.[0]?.text];
    return [field.name, [...field.selectedOptions].map((option) => option.value)];
  };
  const keep = () => {
    if (!changed.size) return;
    const typed = [...changed].map((form) => [forms.indexOf(form), fields(form).map(read)]);
    try {
      sessionStorage.setItem(page, JSON.stringify({ at: Date.now(), sent, typed }));
    } catch {
      // No room left, or not allowed: the page works as it does without this.
    }
  };

  // Rows that script added come back by the button that adds them.
  const addRows = (form, names) => {
    const add = form.querySelector("[data-add]");
    const missing = () => names.filter((name) => /-\d+-/.test(name) && !form.elements[name]).length;
    for (let before = Infinity; add && missing() && missing() < before;) {
      before = missing();
      add.click();
    }
  };
  const write = (form, typed) => {
    addRows(form, typed.map(([name]) => name));
    const seen = new Map();
    const all = fields(form);
    for (const [name, value, more] of typed) {
      const nth = seen.get(name) ?? 0;
      const named = all.concat(fields(form)).filter((field) => field.name === name);
      const field = named.find((one) => isBox(one) && one.value === value) ?? named[nth];
      if (!field) continue;
      if (isBox(field)) field.checked = more;
      else if (field.type === "select-multiple") for (const option of field.options) option.selected = value.includes(option.value);
      else {
        seen.set(name, nth + 1);
        if (field.type === "select-one" && value && ![...field.options].some((option) => option.value === value)) {
          field.add(new Option(more, value));
        }
        field.value = value;
      }
      for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    form.dispatchEvent(new Event("koepel:refilled"));
  };
  // What the draft has by now stands on the page already: nothing has to come back.
  const isThere = (form, typed) => {
    const hidden = new Set(fields(form).filter((field) => field.type === "hidden").map((field) => field.name));
    const said = (all) => all.filter(([name]) => !hidden.has(name)).map(([name, value, more]) => JSON.stringify([name, value, more === true]));
    return said(fields(form).map(read)).join() === said(typed).join();
  };
  const tell = (form) => {
    const note = document.createElement("div");
    note.className = "notice typed-again";
    note.setAttribute("role", "status");
    const words = document.createElement("span");
    const button = document.createElement("button");
    [words.textContent, button.textContent, button.type] = [again, forget, "button"];
    button.className = "button";
    button.addEventListener("click", () => {
      changed.clear();
      sessionStorage.removeItem(page);
      form.dispatchEvent(new Event("koepel:forgotten"));
      location.reload();
    });
    form.addEventListener("koepel:saved", () => note.remove());
    note.append(words, " ", button);
    form.prepend(note);
  };

  // Back to a page that answered a form would ask to send it again; the words are kept here.
  const back = document.querySelector("form[data-back]")?.dataset.back ?? location.href;
  if (back) history.replaceState(history.state, "", back);

  const [{ type: way } = {}] = performance.getEntriesByType("navigation");
  const settle = () => {
    for (const key of Object.keys(sessionStorage).filter((name) => name.startsWith("typed:"))) {
      const kept = JSON.parse(sessionStorage.getItem(key));
      // What was sent has arrived when another page of ours follows; what is of somebody else goes.
      const arrived = kept.sent && way === "navigate";
      if (arrived || !key.startsWith(PREFIX) || Date.now() - kept.at > LONGEST) sessionStorage.removeItem(key);
    }
    const kept = JSON.parse(sessionStorage.getItem(page));
    sessionStorage.removeItem(page);
    // A page that shows what was sent, or what waited on the server, has the newer words.
    if (!kept || document.querySelector("#errors, .errornote, [data-unsaved=changed]")) return;
    for (const [index, typed] of kept.typed) {
      if (!forms[index] || isThere(forms[index], typed)) continue;
      write(forms[index], typed);
      tell(forms[index]);
      changed.add(forms[index]);
    }
  };

  try {
    settle();
  } catch {
    // A browser that keeps nothing.
  }
  for (const form of forms) {
    for (const event of ["input", "koepel:changed"]) form.addEventListener(event, () => { changed.add(form); });
    form.addEventListener("koepel:saved", () => { changed.delete(form); });
    form.addEventListener("submit", () => { sent = true; });
  }
  const switches = "a[hreflang], [data-languages] button, [data-languages] a";
  document.addEventListener("click", ({ target }) => { if (target.closest(switches)) turning = true; }, true);
  addEventListener("beforeunload", (event) => {
    if ([...changed].some(warns) && !sent && !turning) event.preventDefault();
  });
  addEventListener("pagehide", keep);
  addEventListener("pageshow", () => { sent = turning = false; });
  // Who signs out leaves nothing behind.
  for (const form of document.querySelectorAll("form[action$='/logout/']")) {
    form.addEventListener("submit", () => { changed.clear(); sessionStorage.clear(); });
  }
}
