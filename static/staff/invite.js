// Puts the words that are typed into the mail that is shown, as they are typed.
for (const box of document.querySelectorAll(".invite-mail")) {
  const words = box.querySelector("textarea");
  const place = box.querySelector("[data-words]");
  if (words && place) words.addEventListener("input", () => { place.textContent = words.value.trim(); });
}
