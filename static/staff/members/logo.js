/* Shows a chosen logo before it is sent. It is drawn on a canvas: the pages' policy allows no
   picture from outside the site, a blob: address included. */
"use strict";
{
  const draw = (picture, frame) => {
    const scale = Math.min(1, 192 / picture.width, 192 / picture.height);
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    frame.replaceChildren(canvas);
  };

  for (const field of document.querySelectorAll("[data-logo]")) {
    const file = field.querySelector("input[type=file]");
    file.addEventListener("change", async () => {
      if (!file.files.length) return;
      try {
        const picture = await createImageBitmap(file.files[0]);
        field.querySelectorAll(".logo-frame").forEach((frame) => draw(picture, frame));
        field.querySelector(".logo-previews").hidden = false;
      } catch {
        // Not a picture that this browser reads: the server will say what it found.
      }
    });
  }
}
