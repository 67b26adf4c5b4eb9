"""Tables without lines: cells that stand under one another, found by the left edges that several rows share.

Only what cannot be read as lines is made a table: three columns or more, or two with cells of several lines. A list of
labels (`Author:` and a name) or of section numbers is read as lines.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from scr_extract.formats.pdf import marks
from scr_extract.formats.pdf.grids import Cell, Grid
from scr_extract.formats.pdf.lines import Line

_EDGE = 2.5
_ROWS = 3
_MARKER = re.compile(r"\W*|[(\[]?(?:[\d.]{1,9}|[a-z]|[ivx]{1,5})[).\]]?|[o•]|.{0,40}:", re.I)
_LONGEST = 40
"""Characters: a first cell is a name, a number or a date."""


def aligned(fragments: Sequence[Line]) -> list[Grid]:
    """The page's tables without lines, top to bottom. `fragments` are those that no ruled table took."""
    rows = _rows(fragments)
    shared = Counter(round(f.x0 / _EDGE) for row in rows for f in row[1:])
    edges = {k for k, n in shared.items() if n + shared.get(k + 1, 0) + shared.get(k - 1, 0) >= _ROWS}
    edges |= {round(f.x0 / _EDGE) for pair in pairwise(rows) if _beside(*pair) for f in _rightmost(*pair)}
    if not edges:
        return []
    found: list[Grid] = []
    held: list[list[Line]] = []
    for n, row in enumerate([*rows, []]):
        if row and (not held or _near(held[-1], row)) and _belongs(row, _used(held, edges)):
            held.append(row)
            continue
        grid = _grid(held, edges)
        if grid is not None:
            found.append(grid)
        held = [row] if row and n < len(rows) and _belongs(row, edges) else []
    return found


def _rows(fragments: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for f in sorted(fragments, key=_by_base):
        if rows and f.base - rows[-1][0].base <= 0.22 * min(f.size, rows[-1][0].size):
            rows[-1].append(f)
        else:
            rows.append([f])
    for row in rows:
        row.sort(key=_by_x)
    return rows


def _belongs(row: list[Line], edges: set[int]) -> bool:
    """Whether a row can be one of a table's: several cells on shared edges, or the further lines of one."""
    inner = [f for f in row if _on(f, edges)]
    if len(row) > 1:
        return len(inner) >= len(row) - 1
    f = row[0]
    beyond = [k * _EDGE for k in edges if k * _EDGE > f.x0 + 2 * _EDGE]
    return bool(inner) or (len(f.text) <= _LONGEST and bool(beyond) and f.x1 < min(beyond) + _EDGE)


def _used(held: list[list[Line]], edges: set[int]) -> set[int]:
    """The shared edges that a table's rows so far stand on; all of them before it begins."""
    used = {k for row in held for f in row for k in (round(f.x0 / _EDGE) + d for d in (-1, 0, 1)) if k in edges}
    return used or edges


def _on(f: Line, edges: set[int]) -> bool:
    return bool({round(f.x0 / _EDGE) + d for d in (-1, 0, 1)} & edges)


def _grid(rows: list[list[Line]], edges: set[int]) -> Grid | None:
    while rows and len(rows[-1]) == 1 and not _on(rows[-1][0], edges):
        rows.pop()
    whole = [row for row in rows if len(row) > 1]
    centred = any(_beside(*pair) for pair in pairwise(rows))
    least = 1 if centred else _ROWS
    if len(whole) < least and not centred:
        return None
    columns = _columns(rows if centred else whole, least)
    if len(columns) < 2 or any(_at(f, columns) is None or _spills(f, columns) for row in rows for f in row):
        return None
    groups = _groups(rows, columns)
    first = [f.text for group in groups for row in group for f in row if _at(f, columns) == 0]
    cells: dict[tuple[int, int], list[Line]] = {}
    for number, group in enumerate(groups):
        for row in group:
            for f in row:
                cells.setdefault((number, _at(f, columns) or 0), []).append(f)
    taller = any(len({f.base for f in cell}) > 1 for cell in cells.values())
    if (len(columns) == 2 and not taller) or len(groups) < least or not first:
        return None
    if sum(bool(_MARKER.fullmatch(t)) for t in first) > 0.5 * len(first) or max(map(len, first)) > _LONGEST or any(marks.leads(row[-1].text) for row in rows):
        return None
    lines = [f for row in rows for f in row]
    made = tuple(Cell(row, column, tuple(held)) for (row, column), held in sorted(cells.items()))
    return Grid(min(f.x0 for f in lines), min(f.y0 for f in lines), max(f.x1 for f in lines), max(f.y1 for f in lines), tuple(columns), made)


def _near(above: list[Line], row: list[Line]) -> bool:
    return row[0].base - above[0].base < 3.2 * row[0].size and abs(row[0].size - above[0].size) < 0.1 * row[0].size


def _beside(above: list[Line], row: list[Line]) -> bool:
    """Whether two rows overlap, as a number does that is centred on the lines of the cell beside it."""
    a, b = above[0], row[0]
    apart = a.x1 < b.x0 - _EDGE or b.x1 < a.x0 - _EDGE
    return b.base - a.base < 0.87 * min(a.size, b.size) and len(above) == 1 and apart and abs(a.size - b.size) < 0.1 * a.size


def _rightmost(above: list[Line], row: list[Line]) -> list[Line]:
    return [max(above[0], row[0], key=_by_x)]


def _columns(whole: list[list[Line]], least: int) -> list[float]:
    """Left edges that enough rows share."""
    seen = Counter(round(f.x0 / _EDGE) for row in whole for f in row)
    columns: list[float] = []
    for key in sorted(seen):
        enough = 1 if least == 1 else max(_ROWS - 1, len(whole) // 2)
        if seen[key] + seen.get(key + 1, 0) >= enough and (not columns or key * _EDGE - columns[-1] > 4 * _EDGE):
            columns.append(key * _EDGE)
    return columns


def _at(f: Line, columns: list[float]) -> int | None:
    return next((n for n, x in enumerate(columns) if abs(f.x0 - x) <= 1.7 * _EDGE), None)


def _spills(f: Line, columns: list[float]) -> bool:
    """Whether a cell reaches into the next column."""
    at = _at(f, columns)
    return at is not None and at + 1 < len(columns) and f.x1 > columns[at + 1] + _EDGE


def _groups(rows: list[list[Line]], columns: list[float]) -> list[list[list[Line]]]:
    """Rows of the page gathered to rows of the table: by the gaps between them, else by their first cells."""
    groups: list[list[list[Line]]] = [[rows[0]]]
    for above, row in pairwise(rows):
        labelled = _at(row[0], columns) == 0
        held = any(_at(r[0], columns) == 0 for r in groups[-1])
        if row[0].base - above[0].base > 1.5 * row[0].size or (labelled and held):
            groups.append([])
        groups[-1].append(row)
    return groups


def _by_base(f: Line) -> float:
    return f.base


def _by_x(f: Line) -> float:
    return f.x0
