/* Says how readable the chosen colour is as text on white (WCAG 2.2, contrast ratio). */
"use strict";
{
  const luminance = (code) => {
    const [red, green, blue] = [1, 3, 5]
      .map((start) => parseInt(code.slice(start, start + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };

  for (const colour of document.querySelectorAll("[data-colour]")) {
    const input = colour.querySelector("input");
    const output = colour.querySelector("output");
    const say = () => {
      const ratio = 1.05 / (luminance(input.value) + 0.05);
      const pattern = ratio >= 4.5 ? output.dataset.good : output.dataset.poor;
      const shown = ratio.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
      output.textContent = pattern.replace("{code}", input.value).replace("{ratio}", shown);
    };
    input.addEventListener("input", say);
    say();
  }
}
