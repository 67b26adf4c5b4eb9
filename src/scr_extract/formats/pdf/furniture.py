"""Running headers, footers and page numbers: what stands at the edge of many pages at the same place.

Digits may count with the pages ("Page 3 of 20"); otherwise the words must be the same. On few pages only what is plainly
a page number is furniture.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from scr_extract.formats.pdf.ink import Sheet
from scr_extract.formats.pdf.lines import Line, merged

_ROWS = 4
"""Rows looked at from each edge inwards."""
_ZONE = 0.16
"""Share of the page's height at the top and at the bottom where furniture stands."""
_OUTER = 0.1
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
    edges = [edge for sheet, found in pages for edge in _edges(sheet, found)]
    groups: dict[tuple[int, str, int], list[_Edge]] = defaultdict(list)
    for edge in edges:
        key = _SIGNS.sub(" ", _DIGITS.sub("#", edge.row.text.casefold())).strip()
        place = round(edge.away / _PLACE)
        for near in (place, place + 1):
            groups[edge.side, key, near].append(edge)
    repeated: set[tuple[int, int, int]] = set()
    for (_, key, _), group in groups.items():
        if _repeats(group, len(pages), counted="#" in key):
            repeated |= {(e.page, e.side, e.depth) for e in group}
    found: dict[int, list[Line]] = defaultdict(list)
    outside: dict[tuple[int, int], bool] = {}
    for edge in edges:
        # Nothing stands further out than furniture but furniture.
        clear = outside.get((edge.page, edge.side), True)
        is_one = (clear and (edge.page, edge.side, edge.depth) in repeated) or (edge.depth == 0 and _is_number(edge, edges))
        outside[edge.page, edge.side] = clear and is_one
        if is_one:
            found[edge.page].append(edge.row)
    return {page: sorted(rows, key=_base) for page, rows in found.items()}


def _edges(sheet: Sheet, found: Sequence[Line]) -> Iterator[_Edge]:
    height = sheet.frame.extent(sheet.frame.turn)[1]
    top = merged(f for f in found if f.base < _ZONE * height)[:_ROWS]
    yield from (_Edge(sheet.number, row, 0, n, row.base) for n, row in enumerate(top))
    bottom = merged(f for f in found if f.base > (1 - _ZONE) * height)[::-1][:_ROWS]
    yield from (_Edge(sheet.number, row, 1, n, height - row.base) for n, row in enumerate(bottom) if row not in top)


def _repeats(group: list[_Edge], pages: int, *, counted: bool) -> bool:
    """Whether one row comes back often enough. Numbers in it must stay or count with the pages."""
    numbers = {e.page for e in group}
    least = 2 if pages <= 3 else max(3, min(6, pages // 5))
    if len(numbers) < least:
        return False
    if not counted:
        return True
    texts = {tuple(_DIGITS.findall(e.row.text)) for e in group}
    if len(texts) == 1:
        return True
    columns = zip(*[[int(d) - e.page if d.isdecimal() and len(d) < 6 else None for d in _DIGITS.findall(e.row.text)] for e in group], strict=False)
    fixed = zip(*[_DIGITS.findall(e.row.text) for e in group], strict=False)
    moving = [len(set(c)) <= max(1, len(numbers) // 8) or len(set(f)) == 1 for c, f in zip(columns, fixed, strict=False)]
    return bool(moving) and all(moving)


def _is_number(edge: _Edge, edges: Sequence[_Edge]) -> bool:
    """A bare page number in the outer margin, apart from the text."""
    if edge.away > _OUTER * 1000 or not (_NUMBER.fullmatch(edge.row.text) or (_PAGE_OF.search(edge.row.text) and len(edge.row.text) < 90)):
        return False
    inner = [e for e in edges if e.page == edge.page and e.side == edge.side and e.depth == edge.depth + 1]
    return not inner or abs(inner[0].row.base - edge.row.base) > 1.7 * edge.row.size


def _base(row: Line) -> float:
    return row.base
