// What is too wide on a page of 320 px: the page itself, and each text and control that leaves it or its box.
() => {
  const WIDTH = 320;
  const wrong = [];
  const { scrollWidth } = document.scrollingElement;
  if (scrollWidth > WIDTH) wrong.push(`scrolls to ${scrollWidth}`);
  const HIDDEN = ".vh, .visually-hidden, .skip, .skip-to-content-link, .trap, option, script, style";
  const shown = (node) => !node.closest(HIDDEN) && node.checkVisibility({ visibilityProperty: true })
    && getComputedStyle(node).clipPath === "none";
  const scrolls = (node) => {
    for (let one = node; one && one !== document.body; one = one.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(one).overflowX)) return true;
    }
    return false;
  };
  const beyond = (node, box) => scrolls(node) ? 0 : Math.max(box.right - WIDTH, -box.left);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim() || !shown(text.parentElement)) continue;
    let around = text.parentElement;
    while (getComputedStyle(around).display === "inline") around = around.parentElement;
    const range = document.createRange();
    range.selectNodeContents(text);
    const box = range.getBoundingClientRect();
    const edge = around.getBoundingClientRect();
    const out = Math.max(box.right - edge.right, edge.left - box.left, beyond(around, box));
    if (box.width && out > 1) {
      wrong.push(`${around.localName}.${around.className} "${text.data.trim().slice(0, 24)}" by ${Math.round(out)} px`);
    }
  }
  for (const field of document.querySelectorAll("button, input, select, textarea")) {
    const out = beyond(field, field.getBoundingClientRect());
    if (shown(field) && out > 1) wrong.push(`${field.localName}#${field.id} by ${Math.round(out)} px`);
  }
  return wrong;
}
