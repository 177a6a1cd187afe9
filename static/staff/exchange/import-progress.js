// Says how far an import is, and shows the next page once it is done.
(() => {
  const place = document.querySelector("[data-progress]");
  if (!place) return;
  const bar = place.querySelector("progress");
  const words = place.querySelector("[role=status]");
  const look = async () => {
    try {
      const answer = await fetch(place.dataset.progress, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      const said = await answer.json();
      if (!said.working) return location.reload();
      if (said.total) {
        bar.max = said.total;
        bar.value = said.done;
      }
      if (words.textContent !== said.words) words.textContent = said.words;
    } catch {
      // The server may be away for a moment; it is asked again.
    }
    setTimeout(look, 1500);
  };
  setTimeout(look, 1000);
})();
