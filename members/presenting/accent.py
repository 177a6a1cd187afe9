"""The federation's colour made into a stylesheet that is readable in light and dark."""

import colorsys

# The page's background in each scheme, as in tokens.css.
_BACKGROUND = {"light": (251, 249, 245), "dark": (24, 23, 20)}
_READABLE = 4.6  # WCAG 2.2, 1.4.3 asks 4.5 to 1; rounding to whole channels costs a little


def accent_css(colour):
    """Return CSS that sets --accent, --on-accent and --accent-soft for both schemes.

    Args:
        colour: six hex digits, as the federation chose it. Where it would be too pale or too
            dark to read, its lightness moves, not its hue.
    """
    light = _rules(_readable(colour, _BACKGROUND["light"], -0.01), _BACKGROUND["light"])
    dark = _rules(_readable(colour, _BACKGROUND["dark"], 0.01), _BACKGROUND["dark"])
    return f":root{{{light}}}\n@media (prefers-color-scheme: dark){{:root{{{dark}}}}}\n"


def mail_colours(colour):
    """Return (accent, text on it) as "#rrggbb" for mail, which programs show on white.

    Args:
        colour: as the federation chose it, "#rrggbb".
    """
    accent = _readable(colour.lstrip("#"), _BACKGROUND["light"], -0.01)
    return _hex(accent), _hex(_text_on(accent))


def contrast(first, second):
    """Return the contrast ratio of two (red, green, blue) colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(rgb):
    """Return the relative luminance of an sRGB colour (WCAG 2.2, definition)."""
    channels = [value / 255 for value in rgb]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _readable(colour, background, step):
    rgb = tuple(int(colour[n : n + 2], 16) for n in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(*(value / 255 for value in rgb))
    while contrast(rgb, background) < _READABLE and 0 <= lightness + step <= 1:
        lightness += step
        rgb = tuple(round(255 * c) for c in colorsys.hls_to_rgb(hue, lightness, saturation))
    return rgb


def _text_on(accent):
    return max(((255, 255, 255), (12, 14, 16)), key=lambda text: contrast(text, accent))


def _hex(rgb):
    return "#{:02x}{:02x}{:02x}".format(*rgb)


def _rules(accent, background):
    soft = tuple(round(0.1 * a + 0.9 * b) for a, b in zip(accent, background, strict=True))
    names = {"--accent": accent, "--on-accent": _text_on(accent), "--accent-soft": soft}
    return ";".join(f"{name}:{_hex(rgb)}" for name, rgb in names.items())
