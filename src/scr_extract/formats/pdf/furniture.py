"""Running headers, footers and page numbers: what stands at the edge of many pages at the same place.

Digits may count with the pages ("Page 3 of 20"); otherwise the words must be the same. On few pages only what is plainly
a page number is furniture.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scr_extract.formats.pdf.ink import Sheet
from scr_extract.formats.pdf.lines import Line, merged

_ROWS = 4
"""Rows looked at from each edge inwards."""
_ZONE = 0.16
"""Share of the page's height at the top and at the bottom where furniture stands."""
_OUTER = 100.0
"""Points from the edge within which a bare number is a page's."""
_LONG = 50
_FEW_PAGES = 3
_CLOSE = 1.7
_FAR = 2.2
_PLACE = 6.0
"""Points by which the place of one header may differ between pages."""
_DIGITS = re.compile(r"\d+")
_SIGNS = re.compile(r"[^\w#]+")
_NUMBER = re.compile(r"\W*(?:(?:page|pg\.?|p\.?)\W{0,3})?(?P<n>\d{1,4})(?:\s*(?:of|/|\|)\s*(?P<of>\d{1,4}))?\W*|\W*(?:page\W{0,3})?[ivxl]{1,7}\W*", re.I)
_PAGE_OF = re.compile(r"\bpage\s+\d{1,4}(?:\s+of\s+\d{1,4})?\W*$|^\W*page\s+\d{1,4}\b", re.I)


class _Edge(NamedTuple):
    """One row at a page's edge. `side` is 0 at the top, 1 at the bottom; `depth` counts rows from the edge inwards."""

    page: int
    row: Line
    side: int
    depth: int
    away: float


def furniture(pages: Sequence[tuple[Sheet, Sequence[Line]]]) -> dict[int, list[Line]]:
    """For each page number the rows that are furniture, in reading order."""
    body = _body(pages)
    edges = [edge for sheet, found in pages for edge in _edges(sheet, found)]
    groups: dict[tuple[int, str, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        key = _SIGNS.sub(" ", _DIGITS.sub("#", edge.row.text.casefold())).strip()
        place = round(edge.away / _PLACE)
        for near in (place, place + 1):
            groups[edge.side, key, near].append(edge)
    repeated: set[tuple[int, int, int]] = set()
    often = [part for group in groups.values() for part in _anchored(group) if _repeats(part, len(pages), body)]
    candidates = {(e.page, e.side, e.depth) for group in often for e in group}
    others = [e for e in edges if (e.page, e.side, e.depth) not in candidates]
    for group in often:
        # Where other pages have text at the same place, it is a place of the text.
        taken = {e.page for e in others if e.side == group[0].side and abs(e.away - group[0].away) < _PLACE}
        if len(taken) < len({e.page for e in group}):
            repeated |= {(e.page, e.side, e.depth) for e in group}
    sides: dict[tuple[int, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        sides[edge.page, edge.side].append(edge)
    found: dict[int, list[Line]] = defaultdict(list)
    for (page, side), rows in sides.items():
        # Nothing stands further out than furniture but furniture.
        outer = 0
        while outer < len(rows) and (page, side, outer) in repeated:
            outer += 1
        while outer and _runs_on(rows, outer - 1, _LONG if len(pages) > _FEW_PAGES else 0):
            outer -= 1
        if not outer and _is_number(rows):
            outer = 1
        found[page] += [edge.row for edge in rows[:outer]]
    return {page: sorted(rows, key=_base) for page, rows in found.items()}


def _anchored(group: list[_Edge]) -> Iterator[list[_Edge]]:
    """The rows of a group that begin, end or are centred at one place: headers may change sides from page to page."""
    for place in (_x0, _x1, _middle):
        parts: dict[int, list[_Edge]] = defaultdict(list)
        for edge in group:
            parts[round(place(edge.row) / _PLACE)].append(edge)
        yield from parts.values()


def _x0(row: Line) -> float:
    return row.x0


def _x1(row: Line) -> float:
    return row.x1


def _middle(row: Line) -> float:
    return (row.x0 + row.x1) / 2


def _runs_on(rows: Sequence[_Edge], n: int, long: int) -> bool:
    """Whether a long row is close to the row inside it: then it is a line of the text that happens to come back."""
    row = rows[n].row
    if len(row.text) <= long or _NUMBER.fullmatch(row.text):
        return False
    return n + 1 == _ROWS or (n + 1 < len(rows) and abs(row.base - rows[n + 1].row.base) < _FAR * row.size)


def _edges(sheet: Sheet, found: Sequence[Line]) -> Iterator[_Edge]:
    height = sheet.frame.extent(sheet.frame.turn)[1]
    top = merged(f for f in found if f.base < _ZONE * height)[:_ROWS]
    yield from (_Edge(sheet.number, row, 0, n, row.base) for n, row in enumerate(top))
    bottom = merged(f for f in found if f.base > (1 - _ZONE) * height)[::-1][:_ROWS]
    yield from (_Edge(sheet.number, row, 1, n, height - row.base) for n, row in enumerate(bottom) if row not in top)


def _body(pages: Sequence[tuple[Sheet, Sequence[Line]]]) -> float:
    sizes: Counter[float] = Counter()
    for _, found in pages:
        for fragment in found:
            sizes[fragment.size] += len(fragment.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _repeats(group: list[_Edge], pages: int, body: float) -> bool:
    """Whether one row comes back often enough. Numbers in it must stay or count with the pages; a row that counts and is
    set like a heading is one ("Finding 3" at the top of the third of several pages), unless it says that it is a page."""
    numbers = {e.page for e in group}
    least = 2 if pages <= 3 else max(3, min(6, pages // 5))
    if len(numbers) < least:
        return False
    digits = [[int(d) if d.isdecimal() and len(d) < 6 else -1 for d in _DIGITS.findall(e.row.text)] for e in group]
    if all(d == digits[0] for d in digits):
        return True
    row = group[0].row
    if (row.bold or row.size > 1.05 * body) and not any(_NUMBER.fullmatch(e.row.text) or _PAGE_OF.search(e.row.text) for e in group):
        return False
    columns = list(zip(*digits, strict=False))
    return all(len(set(c)) == 1 or len({n - e.page for n, e in zip(c, group, strict=True)}) <= max(1, len(numbers) // 8) for c in columns)


def _is_number(rows: Sequence[_Edge]) -> bool:
    """Whether the outermost row is a bare page number in the margin, apart from the text."""
    row = rows[0].row
    if rows[0].away > _OUTER or not (_NUMBER.fullmatch(row.text) or (_PAGE_OF.search(row.text) and len(row.text) < 90)):
        return False
    return len(rows) < 2 or abs(rows[1].row.base - row.base) > _CLOSE * row.size


def _base(row: Line) -> float:
    return row.base
