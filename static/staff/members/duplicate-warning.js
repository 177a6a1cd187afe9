// While a member is being added: says which members may be the same one, as somebody types.
(() => {
  const place = document.querySelector("[data-alike]");
  if (!place) return;
  const names = ["name", "website", "enterprise_number"];
  const fields = names.map((name) => document.getElementById(`id_${name}`)).filter(Boolean);
  const list = place.querySelector("ul");
  let timer, asking;
  const show = (alike) => {
    list.replaceChildren(...alike.map(({ name, url, note }) => {
      const entry = document.createElement("li");
      const link = document.createElement("a");
      link.href = url;
      link.target = "_blank";
      link.textContent = name;
      entry.append(link, ` (${note})`);
      return entry;
    }));
    place.hidden = !alike.length;
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const query = new URLSearchParams(fields.map((field) => [field.name, field.value]));
    try {
      const answer = await fetch(`${place.dataset.alike}?${query}`, { signal: asking.signal });
      if (answer.ok) show((await answer.json()).alike);
    } catch {
      // Nothing is said while the server is away; saving asks once more.
    }
  };
  for (const field of fields) field.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 350); });
})();
