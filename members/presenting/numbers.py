"""Numbers as a reader writes them: 2,389 or 2.389."""

from django.utils.formats import number_format


def number(value):
    """Return a whole number with the thousands separator of the active language."""
    return str(value) if -1000 < value < 1000 else number_format(value, force_grouping=True)


class Counted(int):
    """A whole number that is shown with separators, and still counted with.

    `{% blocktranslate count total=…|number %}` asks it for the plural and shows it in the text.
    """

    def __str__(self):
        return number(int(self))
