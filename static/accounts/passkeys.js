/* Says in words what a passkey dialogue that failed says to nobody. */
(() => {
  "use strict";

  document.addEventListener("allauth.error", (event) => {
    const place = document.querySelector("[data-passkey-failed]");
    if (!place) return;
    event.preventDefault();
    place.textContent = place.dataset.passkeyFailed;
    place.hidden = false;
  });
})();
