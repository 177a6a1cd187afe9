"""Entities and simple tags of web pages, turned into the text that they stand for.

People copy "Moeders &amp; kinderen" and "<p>We help <b>children</b></p>" from their website.
Only known tags count, so that "AT&P <Proef>" stays as it is.
"""

import html
import re

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_AMPERSANDS = re.compile(r"&(?:amp;|#0*38;|#[xX]0*26;)+", re.IGNORECASE)
_ATTRIBUTES = r"""(?:\s+[\w:-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'|[^\s"'<>=]+))*"""
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>p|br|hr|b|strong|i|em|u|span|div|font|a|ul|ol|li|h[1-6]|sup|sub|small|"
    rf"center|blockquote|table|tbody|tr|td)(?P<attributes>{_ATTRIBUTES})\s*/?>",
    re.IGNORECASE,
)
_LINK = re.compile(
    rf"""<a(?:{_ATTRIBUTES})\s+href\s*=\s*["']?(?P<url>https?://[^\s"'<>]+)["']?{_ATTRIBUTES}\s*>"""
    r"(?P<text>[^<>]{1,300})</a\s*>",
    re.IGNORECASE,
)
_BLOCKS = {"p", "div", "ul", "ol", "blockquote", "table", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
_BOLD, _ITALIC = {"b", "strong"}, {"i", "em"}
_DEEPEST = 8


def without_markup(text, line_end=" "):
    """Return a text with entities and simple tags turned into plain text.

    Args:
        text: any text.
        line_end: what stands between lines: "\\n" keeps paragraphs, bold and links as Markdown.
    """
    for _round in range(_DEEPEST):
        plain = _once(text, line_end)
        if plain == text:
            break
        text = plain
    return text


def _once(text, line_end):
    if "&" in text:
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), _AMPERSANDS.sub("&", text))
    if "<" not in text or not _TAG.search(text):
        return text
    if line_end != "\n":
        return _TAG.sub(lambda tag: " " if _is_block(tag) else "", text)
    text = _LINK.sub(r"[\g<text>](\g<url>)", text)
    return re.sub(r"\n{3,}", "\n\n", _TAG.sub(_markdown, text))


def _is_block(tag):
    return tag["name"].lower() in _BLOCKS | {"br", "li", "tr", "td"}


def _markdown(tag):
    name, is_end = tag["name"].lower(), bool(tag["end"])
    if name in _BOLD:
        return "**"
    if name in _ITALIC:
        return "*"
    if name in _BLOCKS:
        return "\n\n"
    if name == "li":
        return "" if is_end else "\n- "
    if name in ("br", "tr"):
        return "\n" if name == "br" or is_end else ""
    return " " if name == "td" else ""
