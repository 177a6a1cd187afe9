/* Connects our buttons with allauth's dialogues for passkeys, and says in words what went wrong. */
(() => {
  "use strict";

  const { addForm, authenticateForm, loginForm } = window.allauth.webauthn.forms;
  const credential = (button) => button.form.querySelector("[name=credential]").id;
  const connect = (id, dialogue, more) => {
    const button = document.getElementById(id);
    if (button) dialogue({ ids: { credential: credential(button), ...more } });
  };
  connect("passkey_login", loginForm, { login: "passkey_login" });
  connect("use_key", authenticateForm, { authenticate: "use_key", data: "js_data" });
  connect("add_key", addForm, { add: "add_key", passwordless: "id_passwordless", data: "js_data" });

  document.addEventListener("allauth.error", (event) => {
    const place = document.querySelector("[data-passkey-failed]");
    if (!place) return;
    event.preventDefault();
    place.textContent = place.dataset.passkeyFailed;
    place.hidden = false;
  });
})();
