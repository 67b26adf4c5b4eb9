"""Tables of a document: numbered in order, going on over pages, each cell one piece of text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from scr_extract.formats.pdf import marks
from scr_extract.formats.pdf.grids import Grid
from scr_extract.formats.pdf.lines import Line
from scr_extract.formats.pdf.paragraphs import Para, Place, paragraphs
from scr_extract.formats.pdf.reading_order import Region, regions

_SHIFT = 6.0
"""Points by which the columns of a table may shift from page to page."""


class Part(NamedTuple):
    """The part of a table that stands on one page. `opens` and `closes` say that nothing but furniture is above or below it."""

    place: Place
    grid: Grid
    opens: bool
    closes: bool


class Entry(NamedTuple):
    """One cell in the document: its table, row and column from 0, and its words. `again` marks a repeated column head."""

    row: tuple[int, int, int]
    para: Para
    again: bool


def marker(number: int, grid: Grid) -> Line:
    """A line that holds a part's place among the lines of its page while these are put in order."""
    return Line((), f"\0{number}", grid.x0, grid.y0, grid.x1, grid.y1, grid.y0 + 1.0, 10.0, False)


def entries(parts: Sequence[Part], steps: dict[int, float]) -> list[list[Entry]]:
    """The cells of every part. A part that begins its page, under one that ended the page before with the same columns,
    goes on with its table; a row that the page break cut is put together in the row's first half."""
    out: list[list[Entry]] = []
    table = -1
    rows = 0
    heads: list[str] = []
    before: Part | None = None
    last: dict[int, Para] = {}
    for part in parts:
        cells = {(cell.row, cell.column): _para(cell.fragments, part.place, steps) for cell in part.grid.cells}
        count = max(cell.row for cell in part.grid.cells) + 1
        first = [_words(cells[0, n]) if (0, n) in cells else "" for n in range(len(part.grid.columns))]
        if before is None or not _follows(before, part):
            table, rows, heads, last = table + 1, 0, first, {}
        skipped = 1 if rows and first == heads else 0
        found = [Entry((table, 0, column), cells[row, column], True) for row, column in sorted(cells) if row < skipped]
        cut = rows > 0 and _cut(last, {column: para for (row, column), para in cells.items() if row == skipped})
        for row in range(skipped, count):
            here = {column: cells[row, column] for column in range(len(part.grid.columns)) if (row, column) in cells}
            if cut and row == skipped:
                for column, para in here.items():
                    _append(last[column], para)
                continue
            found += [Entry((table, rows, column), para, False) for column, para in here.items()]
            rows += 1
            last = here
        out.append(found)
        before = part
    return out


def _follows(one: Part, two: Part) -> bool:
    same = len(one.grid.columns) == len(two.grid.columns) and all(
        abs((a - one.grid.x0) - (b - two.grid.x0)) <= _SHIFT for a, b in zip(one.grid.columns, two.grid.columns, strict=True)
    )
    return same and two.opens and one.closes and two.place.page == one.place.page + 1


def _cut(above: dict[int, Para], below: dict[int, Para]) -> bool:
    """Whether every cell below goes on in the middle of a sentence with one above."""
    return bool(below) and all(column in above and not marks.ended(above[column].last.text) and para.first.text[:1].islower() for column, para in below.items())


def _append(home: Para, para: Para) -> None:
    home.lines += para.lines
    home.places += para.places
    home.breaks += para.breaks


def _para(fragments: Sequence[Line], place: Place, steps: dict[int, float]) -> Para:
    """A cell's paragraphs as one, each on a line of its own."""
    edge = max(f.x1 for f in fragments)
    parts = regions(fragments)
    own = [b.base - a.base for region in parts for a, b in pairwise(region.lines)]
    size = fragments[0].size
    if own and min(own) < 2 * size:
        # A cell's lines may stand wider apart than those of the body.
        steps = {round(2 * size): min(own)}
    found = [para for region in parts for para in paragraphs(Region(region.lines, edge), place, steps)]
    whole = found[0]
    for para in found[1:]:
        para.breaks[0] = True
        _append(whole, para)
    return whole


def _words(para: Para) -> str:
    return " ".join(" ".join(line.text for line in para.lines).split()).casefold()
