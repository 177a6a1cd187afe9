// What keeps a thumb from the controls of a page: [[control, what lies there instead, or its size], …].
() => {
  const CONTROL = "a[href], button, input:not([type=hidden]), select, textarea, summary";
  const name = (node) => node.localName + (node.id && `#${node.id}`)
    + [...node.classList].map((one) => `.${one}`).join("") + ` "${node.textContent.trim().slice(0, 30)}"`;
  const shown = (node) => {
    if (node.closest("[inert], .trap, .vh, .visually-hidden, .skip, .skip-to-content-link")) return false;
    const { width, height } = node.getBoundingClientRect();
    return width > 1 && height > 1 && node.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  };
  // A link in a sentence is as high as its line (WCAG 2.5.8, "Inline").
  const inline = (node) => node.localName === "a" && getComputedStyle(node).display === "inline"
    && [...node.parentElement.childNodes].some((one) => one !== node && one.nodeType === 3 && one.data.trim());
  const wrong = [];
  for (const control of [...document.querySelectorAll(CONTROL)].filter(shown)) {
    control.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const labels = [...(control.labels ?? [])];
    const near = (hit) => hit && (control.contains(hit) || hit.contains(control) && !hit.closest(CONTROL)?.matches(":not(label)")
      || labels.some((label) => label.contains(hit)) || hit.closest("label")?.control === control);
    const box = control.getClientRects().length > 1 ? control.getClientRects()[0] : control.getBoundingClientRect();
    const [left, top, right, bottom] = [box.left + 2, box.top + 2, box.right - 2, box.bottom - 2];
    const [x, y] = [(left + right) / 2, (top + bottom) / 2];
    for (const [px, py] of [[x, y], [left, y], [right, y], [x, top], [x, bottom]]) {
      if (px < 0 || py < 0 || px > innerWidth || py > innerHeight) continue;
      const hit = document.elementFromPoint(px, py);
      const other = hit?.closest(CONTROL + ", label");
      if (other && other !== control && !near(hit)) { wrong.push([name(control), `under ${name(other)}`]); break; }
      if (!other && hit && !near(hit)) { wrong.push([name(control), `behind ${name(hit)}`]); break; }
    }
    const sizes = [control, ...labels].map((one) => one.getBoundingClientRect());
    const width = Math.max(...sizes.map((one) => one.width));
    const height = Math.max(...sizes.map((one) => one.height));
    const least = control.matches(".button-main, [type=submit].default") ? 44 : 24;
    if (!inline(control) && (width < 24 || height < least - 0.5)) {
      wrong.push([name(control), `${Math.round(width)} x ${Math.round(height)} px`]);
    }
  }
  return wrong;
}
