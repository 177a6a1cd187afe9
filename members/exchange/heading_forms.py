"""The other forms of a heading: without notes, one of its alternatives, without whose it is."""

import re

from members.core.text import fold

# "E-mail (verplicht)", "Sector(s)", "Naam *".
_PLURAL = re.compile(r"\((?:s|en|n|e|es|x|nen)\)", re.IGNORECASE)
_NOTE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[*†]|:\s*$")
_ALTERNATIVES = re.compile(
    r"\s*[/|,;+]\s*|\s+(?:of|or|ou|oder|en|et|and|und|&)\s+|\s+[-–]\s+", re.IGNORECASE
)
# "Uw website", "Website van de organisatie", "Adresse du siège", folded.
_BEFORE = re.compile(
    r"^(?:(?:your|uw|je|jullie|votre|vos|ihre?|the|de|het|le|la|les|l|der|die|das|algemeen|algemene"
    r"|general|generale?|official|officiele?|officielle?|offizielle?r?|main|public|publiek|hoofd"
    r"|current|huidige?|actuelle?) )+"
)
_OF_IT = re.compile(
    r" (?:(?:of|van|voor|de|du|des|for|der|vom|zur)(?: (?:the|de|het|la|l|le|uw|your|votre))? )?"
    r"(?:organi[sz]ations?|organisaties?|associations?|verenigingen|vereniging|vzw|asbl|ngo|ong"
    r"|members?|membres?|lid|leden|mitglieds?|vereins?|seat|zetel|siege|sitz|headquarters"
    r"|hoofdkantoor|office|kantoor|bureau|general|algemeen|public|publiek|verplicht|required"
    r"|obligatoire|optional|optioneel|facultatif)$"
)


def other_forms(heading):
    """Yield the folded forms of a heading by which it may be known, the nearest to it first."""
    plain = _NOTE.sub(" ", _PLURAL.sub("", heading))
    known_forms = {fold(heading)}
    for text in (plain, *_ALTERNATIVES.split(plain)):
        folded = fold(text)
        shorter = _OF_IT.sub("", _BEFORE.sub("", folded))
        for form in (folded, _BEFORE.sub("", folded), _OF_IT.sub("", folded), shorter):
            if form and form not in known_forms:
                known_forms.add(form)
                yield form


def alternatives(heading):
    """Return the folded words for one thing each that a heading names: "City / Town"."""
    pieces = _ALTERNATIVES.split(_NOTE.sub(" ", _PLURAL.sub("", heading)))
    return [folded for piece in pieces if (folded := fold(piece))]
