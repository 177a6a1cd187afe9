/* Warns before a page with unsaved changes is left. */
"use strict";
{
  const form = document.querySelector("#content-main form[method=post]");
  if (form) {
    let changed = document.querySelector(".clashes, .errornote") !== null;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("koepel:changed", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    addEventListener("beforeunload", (event) => {
      if (changed) event.preventDefault();
    });
  }
}
