"""What a member is called, by the reader and beside that."""

import re
import zlib

from django.utils.functional import cached_property

from members.core.text import fold

_HUES = 12
# Said of so many organisations that they tell none from another.
_PLACE_WORDS = {"belgie", "belgique", "belgium", "belgien", "vlaanderen", "wallonie", "brussel"}


class Named:
    """The names of a PublicMember, which has `name`, `_shown`, `_site` and `_language`."""

    @cached_property
    def other_names(self):
        """Texts: the names that the organisation bears in other languages."""
        names = self._shown("other_names", {})
        return [self._site.text({code: name}, self._language) for code, name in names.items()]

    @cached_property
    def title(self):
        """What the reader calls it: its name in the reader's language, else its main name."""
        return self._shown("other_names", {}).get(self._language) or self.name

    @cached_property
    def names_beside(self):
        """Its names but the title: the main name first, a str, then Texts of other languages."""
        main = [self.name] if self.title != self.name else []
        return main + [text for text in self.other_names if text.text not in (self.title, *main)]

    @property
    def aliases(self):
        """Other names that it is known by, in any language."""
        return self._shown("aliases", [])

    @property
    def former_names(self):
        """Names that it had before."""
        return self._shown("former_names", [])

    @property
    def abbreviation(self):
        """What it is called for short."""
        return self._shown("abbreviation")

    @cached_property
    def monogram(self):
        """Two letters that stand where a logo would, such as "SK"."""
        if 1 < len(self.abbreviation) < 4:
            return self.abbreviation.upper()
        words = re.findall(r"\w+", self.name)
        words = [word for word in words if fold(word) not in _PLACE_WORDS] or words
        letters = [word[0] for word in words if word[0].isupper() or word[0].isdigit()]
        letters = letters or [word[0] for word in words]
        if len(letters) == 1:
            return words[0][:2].upper()
        return "".join(letters[:2]).upper()

    @cached_property
    def hue(self):
        """The monogram's colour, 0 to 11: always the same for one name."""
        return zlib.crc32(self.name.encode()) % _HUES
