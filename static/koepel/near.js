/* "Use my position": asked of the browser on a click only. The point, rounded to about a kilometre, stands in the
   address like any other place; nothing is sent anywhere else. */
(() => {
  "use strict";

  const form = document.getElementById("directory");
  if (!form || !("geolocation" in navigator)) return;
  const show = () => { document.getElementById("near-here").hidden = false; };
  show();
  form.addEventListener("htmx:afterSettle", show);
  form.addEventListener("htmx:oobAfterSwap", show);

  form.addEventListener("click", (event) => {
    const button = event.target.closest("#near-here");
    if (!button) return;
    const place = document.getElementById("near");
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.disabled = false;
        place.value = `${coords.latitude.toFixed(2)},${coords.longitude.toFixed(2)}`;
        place.dispatchEvent(new Event("change", { bubbles: true }));
      },
      () => {
        button.disabled = false;
        button.querySelector("span").textContent = button.dataset.failed;
        place.focus();
      },
      { maximumAge: 600000, timeout: 10000 },
    );
  });
})();
