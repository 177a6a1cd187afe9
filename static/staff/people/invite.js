// Puts the words that are typed into the mail that is shown, as they are typed.
for (const box of document.querySelectorAll(".invite-mail")) {
  const words = box.querySelector("textarea");
  const place = box.querySelector("[data-words]");
  if (words && place) words.addEventListener("input", () => { place.textContent = words.value.trim(); });
}
// A column that is copied from a spreadsheet fills the boxes from the one where it is pasted: line
// by line, or by name where each line has the member's name in its first cell.
const boxes = [...document.querySelectorAll(".invite-many input[type=email]")];
const nameOf = (box) => box.closest("tr").querySelector("th").textContent.trim().toLowerCase();
for (const [place, box] of boxes.entries()) {
  box.addEventListener("paste", (event) => {
    const lines = event.clipboardData.getData("text").split(/\r?\n/).map((line) => line.split("\t").map((cell) => cell.trim()));
    while (lines.length && !lines.at(-1).some(Boolean)) lines.pop();
    if (lines.length < 2) return;
    event.preventDefault();
    lines.forEach((cells, step) => {
      const address = cells.find((cell) => cell.includes("@")) ?? "";
      const named = boxes.find((other) => nameOf(other) === cells[0].toLowerCase());
      const target = named ?? (cells.length === 1 ? boxes[place + step] : undefined);
      if (target && address) target.value = address;
    });
  });
}
