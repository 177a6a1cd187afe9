/* For a site that shows Koepel in a frame: each frame becomes as high as its page. */
addEventListener("message", (event) => {
  const height = event.data && event.data.koepelHeight;
  if (!(height > 0 && height < 20000)) return;
  for (const frame of document.querySelectorAll("iframe[data-koepel]")) {
    if (frame.contentWindow === event.source) frame.height = Math.ceil(height);
  }
});
