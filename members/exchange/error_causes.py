"""What the rows of a file suffer from, each cause once, with how many rows and what stood there."""

import hashlib
import re
from collections import Counter

# Errors that are one cause of their column, whatever their words say of the nearest name.
GROUPED = frozenset({"unknown", "unclear"})
_QUOTED = re.compile(r"“[^”]*”|«[^»]*»")
_FIGURES = re.compile(r"\d+")
_MOST_CAUSES, _MOST_VALUES, _ROWS = 200, 50, 5


def cause_of(error):
    """Return the mark of an error’s cause: what is wrong with which column."""
    field, message = error.get("field", ""), error["message"]
    if error.get("kind"):
        return hashlib.sha256(f"{field}|{error['kind']}".encode()).hexdigest()[:12]
    words = _FIGURES.sub("0", _QUOTED.sub("“”", message))
    return hashlib.sha256(f"{field}|{words}".encode()).hexdigest()[:12]


def causes_of(row):
    """Return the marks of what an ImportRow suffers from: its errors, or its question."""
    if row.question:
        return {row.question}
    return {cause_of(error) for error in row.errors}


class Causes:
    """Counts them while a file is rehearsed."""

    def __init__(self):
        self._causes = {}

    def add(self, rows):
        """Count those of some ImportRows."""
        for row in rows:
            if row.question:
                self._count(row.question, {"question": row.question}, row.number)
            counted = set()
            for error in row.errors:
                mark = cause_of(error)
                if mark not in counted:
                    self._count(mark, error, row.number)
                counted.add(mark)
                self._count_value(mark, error.get("value", ""))

    def _count(self, mark, about, number):
        cause = self._causes.get(mark)
        if cause is None:
            if len(self._causes) >= _MOST_CAUSES:
                return
            cause = self._causes[mark] = {
                "key": mark,
                "question": about.get("question", ""),
                "count": 0,
                "rows": [],
                "column": about.get("column", ""),
                "field": about.get("field", ""),
                "message": about.get("message", ""),
                "kind": about.get("kind", ""),
                "values": Counter(),
            }
        cause["count"] += 1
        if len(cause["rows"]) < _ROWS:
            cause["rows"].append(number)

    def _count_value(self, mark, value):
        values = self._causes[mark]["values"] if mark in self._causes else None
        if value and values is not None and (value in values or len(values) < _MOST_VALUES):
            values[value] += 1

    def as_list(self):
        """Return them as an import keeps them, the commonest first."""
        ranked = sorted(self._causes.values(), key=lambda cause: -cause["count"])
        return [cause | {"values": cause["values"].most_common()} for cause in ranked]
