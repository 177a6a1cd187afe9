/* Proposes the short name for addresses while the name is typed, until somebody writes their own. */
"use strict";
{
  const slugOf = (name) =>
    name
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .replace(/[øœæßđł&]/gi, (sign) => ({ ø: "o", œ: "oe", æ: "ae", ß: "ss", đ: "d", ł: "l", "&": "-" })[sign.toLowerCase()])
      .toLowerCase()
      .replace(/['’]/g, "")
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-+|-+$/g, "");

  for (const slug of document.querySelectorAll("[data-slug-from]")) {
    const name = document.getElementById(slug.dataset.slugFrom);
    let own = slug.value !== "";
    slug.addEventListener("input", () => { own = slug.value !== ""; });
    name?.addEventListener("input", () => {
      if (!own) slug.value = slugOf(name.value).slice(0, Number(slug.dataset.limit ?? 80)).replace(/-+$/, "");
    });
  }
}
