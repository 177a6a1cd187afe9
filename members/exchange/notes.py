"""What was noticed while a file was read: counted, with the first rows where it was."""

_ROWS = 5


class Notes:
    """Counts by kind.

    Kinds: "quotes", "headings_again", "totals", "footers", "explanation", "hidden", "merged",
    "formulas", "links", "mended", "decoded", "entities", "placeholders", "coordinates", "scripts".
    """

    def __init__(self):
        self._counts, self._rows = {}, {}

    def add(self, kind, row):
        """Count one more of a kind, in a row."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        rows = self._rows.setdefault(kind, [])
        if len(rows) < _ROWS and row not in rows:
            rows.append(row)

    def as_dict(self):
        """Return {kind: {"count": number, "rows": the first ones}}, as an import keeps them."""
        return {
            kind: {"count": count, "rows": self._rows[kind]} for kind, count in self._counts.items()
        }
