/* The logo's page: the chosen picture is shown at once, and a frame over it says what is left of it.
   The four numbers of the form stay what is sent: the frame writes them and follows them. All is drawn on
   canvases, because the pages' policy allows no picture from outside the site, a blob: address included. */
"use strict";
{
  const OPPOSITE = { left: "right", right: "left", top: "bottom", bottom: "top" };
  const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, PageUp: 10, PageDown: -10 };
  const MOST = 95; // percent cut off on one side, as the form allows
  const LEAST = 2; // percent that is left between two edges
  const SHOWN = { most: 640, least: 240 }; // pixels of the longest side under the frame: a finger needs room
  const held = (value, low, high) => Math.min(high, Math.max(low, value));

  const draw = (picture, canvas, [x, y, w, h], { most, least = 0 }) => {
    const scale = Math.max(Math.min(1, most / Math.max(w, h)), least / Math.max(w, h));
    canvas.width = Math.max(1, Math.round(w * scale));
    canvas.height = Math.max(1, Math.round(h * scale));
    canvas.getContext("2d").drawImage(picture, x, y, w, h, 0, 0, canvas.width, canvas.height);
  };

  const steps = (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !(event.key in STEPS)) return 0;
    event.preventDefault();
    return STEPS[event.key] * (event.shiftKey && event.key.startsWith("Arrow") ? 10 : 1);
  };

  // The frame over the picture. `cut()` returns the four percentages, `change(sides)` takes new ones.
  const frame = (tool, cut, change) => {
    const stage = tool.querySelector(".crop-stage");
    const canvas = stage.querySelector("canvas");
    const move = stage.querySelector(".crop-move");
    const edges = [...stage.querySelectorAll("[data-edge]")];

    const room = (name) => Math.min(MOST, 100 - LEAST - cut()[OPPOSITE[name]]);
    // A slider's value is where its edge stands, counted from the left or from below: keys then go its way.
    const fromStart = (name) => name === "left" || name === "bottom";
    const push = (name, by) => {
      const sides = cut();
      const cutOff = sides[name] + (fromStart(name) ? by : -by);
      change({ ...sides, [name]: held(Math.round(cutOff), 0, room(name)) });
    };
    const shift = (across, down, sides = cut()) => {
      const x = held(Math.round(across), -sides.left, sides.right);
      const y = held(Math.round(down), -sides.top, sides.bottom);
      change({ left: sides.left + x, right: sides.right - x, top: sides.top + y, bottom: sides.bottom - y });
    };

    // `dragged(across, down, sides)` is told percent of the picture since the press, and the sides as they were then.
    const drag = (handle, dragged) => {
      handle.addEventListener("pointerdown", (press) => {
        if (press.button) return;
        press.preventDefault();
        handle.focus();
        handle.setPointerCapture(press.pointerId);
        const sides = cut();
        const { width, height } = canvas.getBoundingClientRect();
        const follow = ({ clientX, clientY }) => {
          dragged((clientX - press.clientX) / width * 100, (clientY - press.clientY) / height * 100, sides);
        };
        handle.addEventListener("pointermove", follow);
        handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", follow), { once: true });
      });
    };

    for (const edge of edges) {
      const name = edge.dataset.edge;
      edge.addEventListener("keydown", (event) => {
        const by = steps(event);
        if (by) push(name, by);
        if (event.key !== "Home" && event.key !== "End") return;
        event.preventDefault();
        push(name, event.key === "Home" ? -100 : 100);
      });
      drag(edge, (across, down, sides) => {
        const by = { left: across, right: -across, top: down, bottom: -down }[name];
        change({ ...sides, [name]: held(Math.round(sides[name] + by), 0, room(name)) });
      });
    }
    move.addEventListener("keydown", (event) => {
      const by = steps(event);
      if (["ArrowUp", "ArrowDown", "PageUp", "PageDown"].includes(event.key)) shift(0, -by);
      else if (by) shift(by, 0);
    });
    drag(move, shift);

    return (picture, width, height) => {
      draw(picture, canvas, [0, 0, width, height], SHOWN);
      return () => {
        const sides = cut();
        for (const name of Object.keys(OPPOSITE)) stage.style.setProperty(`--${name}`, sides[name]);
        move.disabled = Object.values(sides).every((value) => !value);
        for (const edge of edges) {
          const name = edge.dataset.edge;
          const place = (value) => fromStart(name) ? value : 100 - value;
          const ends = [place(0), place(room(name))].sort((one, other) => one - other);
          edge.setAttribute("aria-valuemin", ends[0]);
          edge.setAttribute("aria-valuemax", ends[1]);
          edge.setAttribute("aria-valuenow", place(sides[name]));
          edge.setAttribute("aria-valuetext", tool.dataset.cut.replace("{n}", sides[name]));
        }
      };
    };
  };

  const logo = (part) => {
    const file = part.querySelector("[type=file]");
    const frames = [...part.querySelectorAll("[data-frame]")];
    const drop = part.querySelector("[data-drop]");
    const crop = part.querySelector("[data-crop]");
    const tool = part.querySelector("[data-tool]");
    const size = part.querySelector("[data-size]");
    const blurred = part.querySelector("[data-blurred]");
    const status = part.querySelector("[data-said]");
    const numbers = part.querySelector(".crop-numbers");
    const side = (name) => part.querySelector(`[name=${name}]`);
    const cut = () => Object.fromEntries(Object.keys(OPPOSITE).map((name) => [name, held(Number(side(name).value) || 0, 0, MOST)]));
    let picture = null;
    let place = () => {};
    let pause;

    // The same rounding as the server's, so that what is shown is what is kept.
    const box = () => {
      const { left, top, right, bottom } = cut();
      const { width, height } = picture;
      const [x, y] = [Math.round(left * width / 100), Math.round(top * height / 100)];
      return [x, y, Math.round((100 - right) * width / 100) - x, Math.round((100 - bottom) * height / 100) - y];
    };
    const tell = (width, height) => {
      const filled = (text) => text.replace("{width}", width).replace("{height}", height);
      size.textContent = filled(size.dataset.size);
      blurred.hidden = Math.max(width, height) >= Number(blurred.dataset.least);
      blurred.lastElementChild.textContent = blurred.hidden ? "" : filled(blurred.dataset.blurred);
      clearTimeout(pause);
      pause = setTimeout(() => { status.textContent = `${size.textContent}. ${blurred.textContent.trim()}`; }, 900);
    };
    const show = () => {
      if (!picture) return;
      const [x, y, w, h] = box();
      if (w < 1 || h < 1) return;
      for (const shown of frames) {
        const canvas = document.createElement("canvas");
        canvas.setAttribute("role", "img");
        canvas.setAttribute("aria-label", shown.nextElementSibling.textContent);
        draw(picture, canvas, [x, y, w, h], { most: 384 });
        shown.replaceChildren(canvas);
      }
      place();
      tell(w, h);
    };
    const change = (sides) => {
      for (const [name, value] of Object.entries(sides)) side(name).value = Math.round(value);
      show();
      part.dispatchEvent(new Event("koepel:changed", { bubbles: true }));
    };
    const put = frame(tool, cut, change);
    const open = (chosen) => {
      picture = chosen;
      for (const shown of [tool, crop]) shown.hidden = !picture;
      if (!picture) return;
      part.querySelector(".logo-now").hidden = false;
      part.querySelector("[data-none]")?.remove();
      place = put(picture, picture.width, picture.height);
    };

    file.addEventListener("change", async () => {
      if (!file.files.length) return;
      try {
        open(await createImageBitmap(file.files[0]));
      } catch {
        open(null); // not a picture that this browser reads: the server will say what it found
      }
      change({ left: 0, top: 0, right: 0, bottom: 0 });
    });
    part.querySelector(".crop-sides").addEventListener("input", show);
    part.querySelector("[data-whole]").addEventListener("click", () => change({ left: 0, top: 0, right: 0, bottom: 0 }));
    part.querySelector("[data-square]").addEventListener("click", () => {
      const { width, height } = picture;
      const spare = Math.abs(width - height) / 2 / Math.max(width, height) * 100;
      if (width > height) change({ left: spare, top: 0, right: spare, bottom: 0 });
      else change({ left: 0, top: spare, right: 0, bottom: spare });
    });

    for (const event of ["dragover", "dragenter"]) {
      drop.addEventListener(event, (over) => { over.preventDefault(); drop.classList.add("drop-over"); });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("drop-over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("drop-over");
      if (!event.dataTransfer.files.length) return;
      file.files = event.dataTransfer.files;
      file.dispatchEvent(new Event("change", { bubbles: true }));
    });

    numbers.open = Boolean(numbers.querySelector(".field-wrong"));
    crop.hidden = true;
    // The logo that is there can be cut too; what was typed before a reload stands in the numbers.
    const now = frames[0].querySelector("img");
    now?.decode().then(() => createImageBitmap(now)).then((bitmap) => {
      if (picture || file.files.length) return;
      open(bitmap);
      if (Object.values(cut()).some(Boolean)) show();
      else place();
      tell(...box().slice(2));
      clearTimeout(pause);
    }).catch(() => { crop.hidden = false; numbers.open = true; });
  };

  document.querySelectorAll("[data-logo]").forEach(logo);
}
