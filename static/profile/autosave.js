/* Keeps what is typed on a page of the workspace in the draft, quietly; without it the buttons do. */
"use strict";
{
  const PAUSE = 1500;

  const autosave = (form) => {
    const status = form.querySelector("[data-failed]");
    const shown = form.querySelector("[name=shown]");
    let timer = null;
    let running = null;
    let again = false;
    let edits = 0;

    const say = (text) => { if (status.textContent !== text) status.textContent = text; };

    const keep = async () => {
      const sent = edits;
      const response = await fetch(form.dataset.autosave, {
        method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "error", keepalive: document.hidden,
        headers: { Accept: "application/json" },
      });
      const answer = await response.json();
      if (answer.shown) shown.value = answer.shown;
      say(answer.text);
      if (answer.all && sent === edits) form.dispatchEvent(new Event("koepel:saved"));
    };

    const stop = () => { clearTimeout(timer); timer = null; };

    const save = () => {
      stop();
      if (running) { again = true; return running; }
      again = false;
      running = keep().catch(() => say(status.dataset.failed)).finally(() => {
        running = null;
        if (again) later();
      });
      return running;
    };

    const later = () => { stop(); timer = setTimeout(save, PAUSE); };

    for (const event of ["input", "koepel:changed"]) form.addEventListener(event, () => { edits += 1; later(); });
    document.addEventListener("visibilitychange", () => { if (document.hidden && timer) save(); });
    form.addEventListener("koepel:forgotten", stop);
    // What comes next must know what was kept a moment ago: the button, and the page in another language.
    const after = (saving, event) => {
      again = false;
      if (!saving) return;
      event.preventDefault();
      const { submitter, target } = event;
      saving.finally(() => target.requestSubmit(submitter));
    };
    form.addEventListener("submit", (event) => { stop(); after(running, event); });
    document.querySelectorAll("form[data-languages]").forEach((languages) => {
      languages.addEventListener("submit", (event) => after(timer ? save() : running, event));
    });
  };

  document.querySelectorAll("form[data-autosave]").forEach(autosave);
}
