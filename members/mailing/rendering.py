"""The words of a mail: Koepel's own, or staff's in their place, with the variables put in.

Staff's words are text and nothing else: `{name}` stands for one of the kind's variables, and
whatever is put in is never read again, so neither can reach anything of the program.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from members.models import MailText
from members.presenting import current_site
from members.presenting.accent import mail_colours

from .kinds import BLOCKS, CODES, KINDS, LINKS, PARTS

_VARIABLE = re.compile(r"\{([a-z_]+)\}")
_WHOLE = re.compile(r"\{([a-z_]+)\}\Z")
_BLANK = re.compile(r"\n\s*\n")
_ADDRESS = re.compile(r"https?://\S+\Z")


@cache
def default_text(kind, language):
    """Return Koepel's own (subject, body) of a kind of mail; in English for one without texts."""
    texts = Path(__file__).parent / "texts"
    file = texts / f"{language}.toml"
    if not file.exists():
        file = texts / "en.toml"
    text = tomllib.loads(file.read_text(encoding="utf-8"))[kind]
    return text["subject"], text["body"].strip()


def text_of(kind, language):
    """Return (subject, body) as staff have it, else as Koepel has it."""
    own = MailText.objects.filter(kind=kind, language=language).first()
    return (own.subject, own.body) if own else default_text(kind, language)


def check_variables(kind, text):
    """Raise a ValidationError where a text names a variable that this kind has not."""
    if unknown := sorted(set(_VARIABLE.findall(text)) - set(KINDS[kind].variables)):
        raise ValidationError(
            _("“{%(name)s}” is not a variable of this mail."), params={"name": unknown[0]}
        )


def render(kind, language, values, subject, body):
    """Return (subject, plain text, HTML) of a mail.

    Args:
        kind: a name of KINDS.
        language: the reader's, for the frame around the text.
        values: {variable: text}; one that is missing is left empty.
        subject: the subject with its variables.
        body: the text with its variables, paragraphs parted by blank lines.
    """
    mail = rendered_mail(kind, language, values, subject, body)
    accent, on_accent = mail_colours(current_site().federation.accent_colour)
    with override(language):
        context = {
            "accent": accent,
            "on_accent": on_accent,
            "subject": mail.subject,
            "parts": mail.parts,
            "button": mail.button,
            "language": language,
            "site": values.get("site", ""),
            "site_url": settings.SITE_URL,
        }
        return mail.subject, mail.plain, render_to_string("mail/message.html", context)


@dataclass(frozen=True)
class RenderedMail:
    """A mail whose variables are put in, for a page that shows it or a message that carries it.

    Attributes:
        language: the reader's.
        subject: one line.
        plain: the whole as plain text.
        parts: [{"form": "text", "list", "quote", "code" or "button", "lines": […]}, …].
        button: the words on its button.
    """

    language: str
    subject: str
    plain: str
    parts: list
    button: str


def rendered_mail(kind, language, values, subject, body):
    """Return a mail as RenderedMail; the arguments are those of render()."""
    values = {name: str(values.get(name, "")) for name in KINDS[kind].variables}

    def put_in(text):
        return _VARIABLE.sub(lambda match: values.get(match[1], match[0]), text)

    line = " ".join(put_in(subject).split())[:200]
    paragraphs = [part.strip() for part in _BLANK.split(body.replace("\r\n", "\n").strip())]
    plain = "\n\n".join(text for part in paragraphs if (text := put_in(part).strip()))
    parts = [one for part in paragraphs for one in _parts(part, values, put_in)]
    with override(language):
        return RenderedMail(language, line, plain, parts, str(KINDS[kind].button))


def _parts(paragraph, values, put_in):
    """Yield what a paragraph of the text is for the template: mostly one, of PARTS several."""
    whole = _WHOLE.match(paragraph)
    name = whole[1] if whole else ""
    if name not in PARTS or name not in values:
        yield _part(paragraph, name, put_in)
        return
    for part in _BLANK.split(values[name]):
        yield _part(part, "link" if _ADDRESS.match(part) else "", str)


def _part(paragraph, name, put_in):
    """Return a paragraph for the template: its form, and its lines with the variables put in."""
    lines = [line for line in put_in(paragraph).splitlines() if line.strip()]
    if name in LINKS:
        return {"form": "button", "lines": lines}
    if name in CODES:
        return {"form": "code", "lines": lines}
    if lines and all(line.startswith("- ") for line in lines):
        return {"form": "list", "lines": [line[2:] for line in lines]}
    return {"form": "quote" if name in BLOCKS else "text", "lines": lines}
