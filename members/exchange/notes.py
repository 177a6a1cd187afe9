"""What was noticed while a file was read: counted, with the first rows where it was."""

_ROWS = 5
_READINGS = 200


class Notes:
    """Counts by kind.

    Kinds: "quotes", "headings_again", "totals", "footers", "explanation", "hidden", "merged",
    "formulas", "links", "mended", "decoded", "entities", "placeholders", "coordinates", "scripts",
    "replaced".
    """

    def __init__(self):
        self._counts, self._rows, self._readings = {}, {}, {}

    def add(self, kind, row):
        """Count one more of a kind, in a row."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        rows = self._rows.setdefault(kind, [])
        if len(rows) < _ROWS and row not in rows:
            rows.append(row)

    def add_reading(self, row, field, cell, meaning):
        """Count one more cell that is read as something else, by a decision."""
        self.add("replaced", row)
        key = (field, cell, meaning)
        if key in self._readings or len(self._readings) < _READINGS:
            self._readings[key] = self._readings.get(key, 0) + 1

    def as_dict(self):
        """Return {kind: {"count": number, "rows": the first ones}}, as an import keeps them.

        Of "replaced" also "readings": [[field, written, meaning, count], …].
        """
        notes = {
            kind: {"count": count, "rows": self._rows[kind]} for kind, count in self._counts.items()
        }
        if self._readings:
            notes["replaced"]["readings"] = [[*key, n] for key, n in self._readings.items()]
        return notes
