"""What Koepel has to know of a field besides its column in the database."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from members.models import Member
from members.models.texts import TextsField

# Who changes it: editors at once, editors after a review, staff; or staff whatever is set.
DIRECT, REVIEW, STAFF_ONLY, NEVER = "direct", "review", "staff", "never"
_RELATION_LABELS = {
    "countries": _("countries it works in"),
    "languages": _("working languages"),
    "focus_areas": _("focus areas"),
}


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field of a profile, as publish() writes it.

    Its type, label, length and help stand with the column in `models/member.py`.

    Attributes:
        name: its name in revisions, proposals and tables; mostly that of the column.
        part: the part of the editor's workspace that holds it, "" for none.
        policy: who changes it where the federation chose nothing else; NEVER leaves no choice.
        is_hideable: whether staff may keep it off the public page.
        weight: how much it counts for a complete profile; 0 where it may as well be empty.
        called_missing: what a list of missing things calls it, where its label does not fit.
        vocabulary: the model of its terms, for a field of one term or several.
        rows: the name of its related rows of codes ("works_in").
        is_relation: whether it stands in rows of its own instead of a column.
        is_address: whether it holds web addresses, which are checked.
        staff_form: (section, line) of the form in the admin, None where it has no place there.
        example: what a table's template shows.
        tells_duplicates: whether it helps a person to see that two members are one.
        is_fact: whether its one value stands among the facts of the profile, and has a column in
            a list taken along.
        schema_org: the property of a schema.org NGO that a fact is, "" for none.
    """

    name: str
    part: str = ""
    policy: str = REVIEW
    is_hideable: bool = True
    weight: int = 0
    called_missing: str = ""
    vocabulary: type | None = None
    rows: str = ""
    is_relation: bool = False
    is_address: bool = False
    staff_form: tuple | None = None
    example: str = ""
    tells_duplicates: bool = False
    is_fact: bool = False
    schema_org: str = ""

    @property
    def is_column(self):
        """Whether its value stands as it is in a column of the member."""
        return not (self.is_relation or self.vocabulary)

    @property
    def column(self):
        """The model field that holds it, None where it stands in rows of its own."""
        return None if self.is_relation else Member._meta.get_field(self.name)

    @property
    def label(self):
        """Its name for people, as it stands within a sentence."""
        return _RELATION_LABELS.get(self.name) or Member._meta.get_field(self.name).verbose_name

    @property
    def is_texts(self):
        """Whether it holds a text for each language."""
        return isinstance(self.column, TextsField)

    @property
    def shape(self):
        """The Shape of its entries, None where it holds no list of entries."""
        return getattr(self.column, "shape", None)

    @property
    def is_list(self):
        """Whether its plain value is a list of short values."""
        if self.is_relation:
            return bool(self.rows or self.vocabulary)
        return self.is_column and self.column.default is list
