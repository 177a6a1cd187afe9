"""The rows of a CSV, whatever its quotation marks: one that does not fit stands for itself."""

import re

# So many lines at most belong to one cell; a mark that is not closed by then was no beginning.
_MOST_LINES = 2000
_QUOTED = re.compile(r'"((?:[^"]++|"")*+)"(?!")')
# The first mark within opens something.
_OPENED = re.compile(r'(?:[^"]*[\s(])?"\w')
_ENTITY = re.compile(r"&(?:[A-Za-z]{2,10}\d?|#\d{1,6}|#x[0-9A-Fa-f]{1,6})$")


class Records:
    """Yields the rows of some lines as lists of texts.

    Args:
        lines: texts with their line ends.
        separator: the sign between two cells.
        width: how many cells a row should have, where that is known; set it once it is.
    """

    def __init__(self, lines, separator, notes=None, width=0):
        self._lines, self._ahead = iter(lines), []
        self.separator, self.width, self._notes = separator, width, notes
        self.number = 0

    def __iter__(self):
        """Yield each row."""
        while (line := self._next()) is not None:
            self.number += 1
            text = line.rstrip("\r\n")
            if '"' not in text:
                yield self._joined(text.split(self.separator) if text else [])
            else:
                yield self._joined(self._quoted(line))

    def _next(self):
        return self._ahead.pop() if self._ahead else next(self._lines, None)

    def _quoted(self, line):
        """Return the cells of a row that has quotation marks, with further lines where it must."""
        cells, ended = self._strict(line.rstrip("\r\n"))
        if ended:
            return cells
        if cells is None:
            return self._as_they_stand(line.rstrip("\r\n"))
        record, further = line, []
        while len(further) < _MOST_LINES and (more := self._next()) is not None:
            further.append(more)
            # Only a line with a mark can end the cell; whole again is read what may be ended.
            record += more
            if '"' not in more:
                continue
            cells, ended = self._strict(record.rstrip("\r\n"))
            if ended:
                return cells
            if cells is None:
                break
        self._ahead += reversed(further)
        return self._as_they_stand(line.rstrip("\r\n"))

    def _strict(self, text):
        """Return (cells, True), ([], False) where a cell is not closed, (None, False) else."""
        cells, place, end = [], 0, len(text)
        while True:
            if text.startswith('"', place):
                quoted = _QUOTED.match(text, place)
                if not quoted:
                    return [], False
                after = quoted.end()
                if after < end and not text.startswith(self.separator, after):
                    return None, False
                cells.append(quoted[1].replace('""', '"'))
            else:
                after = text.find(self.separator, place)
                after = end if after < 0 else after
                cells.append(text[place:after])
            if after >= end:
                return cells, True
            place = after + len(self.separator)

    def _as_they_stand(self, text):
        """Return the cells of a line whose marks do not fit: those stand for themselves."""
        if self._notes:
            self._notes.add("quotes", self.number)
        loose = self._loose(text, to_last_mark=False)
        if self.width and len(loose) != self.width:
            other = self._loose(text, to_last_mark=True)
            return other if len(other) == self.width else loose
        return loose

    def _loose(self, text, *, to_last_mark):
        cells, place = [], 0
        sign = re.escape(self.separator)
        closing = re.compile(rf'"(.*?)"(?={sign}|$)', re.DOTALL)
        while place <= len(text):
            match = closing.match(text, place) if to_last_mark else None
            if not match and (strict := _QUOTED.match(text, place)):
                after = strict.end()
                match = (
                    strict
                    if text[after : after + len(self.separator)] in ("", self.separator)
                    else None
                )
            if match:
                cells.append(match[1].replace('""', '"'))
                place = match.end()
            else:
                after = text.find(self.separator, place)
                after = len(text) if after < 0 else after
                cells.append(_without_outer_marks(text[place:after]))
                place = after
            place += len(self.separator)
        return cells

    def _joined(self, cells):
        """Return cells with those put together that the sign at an entity's end split."""
        if self.separator != ";" or not self.width or len(cells) <= self.width:
            return cells
        joined = []
        for cell in cells:
            if joined and _ENTITY.search(joined[-1]) and len(cells) > self.width:
                joined[-1] += f";{cell}"
                cells = cells[:-1]
            else:
                joined.append(cell)
        if self._notes and len(joined) == self.width:
            self._notes.add("entities", self.number)
        return joined


def _without_outer_marks(cell):
    """Return `"De "Kiem" vzw"` without the marks around it, and `"De" en "Kiem"` as it is."""
    inner = cell[1:-1]
    nested = len(cell) > 1 and cell[0] == cell[-1] == '"' and _OPENED.match(inner)
    return inner if nested else cell
