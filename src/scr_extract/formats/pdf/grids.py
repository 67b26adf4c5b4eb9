"""Ruled tables of one page: the grid that straight lines make, and which lines of text stand in which cell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from scr_extract.formats.pdf.ink import Ruling
from scr_extract.formats.pdf.lines import Line

_NEAR = 3.0
"""Points within which lines are one line, or meet."""
_MOST_RULINGS = 4000
_MOST_LINES = 400
_LARGEST = 2500
"""Characters: a cell that holds more is a part of a page that is laid out with lines, not a table's."""


class Cell(NamedTuple):
    """What stands in one cell, as fragments. Row and column count from 0 within the grid."""

    row: int
    column: int
    fragments: tuple[Line, ...]


class Grid(NamedTuple):
    """One table on one page: where it stands, where its columns begin, and its cells row by row."""

    x0: float
    y0: float
    x1: float
    y1: float
    columns: tuple[float, ...]
    cells: tuple[Cell, ...]


def grids(rulings: Sequence[Ruling], fragments: Sequence[Line]) -> list[Grid]:
    """The page's ruled tables from top to bottom: at least two columns and two rows, words in three cells or more."""
    if len(rulings) < 5 or len(rulings) > _MOST_RULINGS:
        return []
    across = _merged([(r.y0, r.x0, r.x1) for r in rulings if r.y0 == r.y1])
    down = _merged([(r.x0, r.y0, r.y1) for r in rulings if r.x0 == r.x1 and r.y0 != r.y1])
    if len(across) + len(down) > _MOST_LINES:
        return []
    found = [_grid(rows, columns, fragments) for rows, columns in _connected(across, down)]
    return sorted((g for g in found if g is not None), key=_top)


Stroke = tuple[float, float, float]
"""Where a line runs (its y, or x) and from where to where."""


def _merged(strokes: Iterable[Stroke]) -> list[Stroke]:
    """Strokes on one line that touch or overlap, as one."""
    out: list[Stroke] = []
    group: list[Stroke] = []
    for stroke in sorted(strokes):
        if group and stroke[0] - group[0][0] > _NEAR * 0.6:
            out += _chained(group)
            group = []
        group.append(stroke)
    return out + _chained(group)


def _chained(group: list[Stroke]) -> list[Stroke]:
    out: list[Stroke] = []
    for at, start, end in sorted(group, key=_start):
        if out and start - out[-1][2] <= _NEAR:
            out[-1] = (out[-1][0], out[-1][1], max(out[-1][2], end))
        else:
            out.append((at, start, end))
    return out


def _connected(across: list[Stroke], down: list[Stroke]) -> list[tuple[list[Stroke], list[Stroke]]]:
    """The strokes in groups that meet one another."""
    group = list(range(len(across) + len(down)))

    def root(n: int) -> int:
        while group[n] != n:
            group[n] = group[group[n]]
            n = group[n]
        return n

    for i, (y, x0, x1) in enumerate(across):
        for j, (x, y0, y1) in enumerate(down):
            if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR:
                group[root(i)] = root(len(across) + j)
    parts: dict[int, tuple[list[Stroke], list[Stroke]]] = {}
    for n in range(len(group)):
        part = parts.setdefault(root(n), ([], []))
        part[n >= len(across)].append(across[n] if n < len(across) else down[n - len(across)])
    return list(parts.values())


def _grid(across: list[Stroke], down: list[Stroke], fragments: Sequence[Line]) -> Grid | None:
    ys, xs = _places(across), _places(down)
    if len(ys) < 3 or len(xs) < 3:
        return None
    held: dict[tuple[int, int], list[Line]] = {}
    for f in fragments:
        x, y = (f.x0 + f.x1) / 2, (f.y0 + f.y1) / 2
        if not (xs[0] - _NEAR < x < xs[-1] + _NEAR and ys[0] - _NEAR < y < ys[-1] + _NEAR):
            continue
        row = max((n for n, at in enumerate(ys[:-1]) if at <= y), default=0)
        column = max((n for n, at in enumerate(xs[:-1]) if at <= x), default=0)
        held.setdefault(_corner(row, column, xs, ys, across, down), []).append(f)
    columns = {column for _, column in held}
    rows = {row for row, _ in held}
    if len(held) < 3 or len(columns) < 2 or len(rows) < 2 or any(sum(len(f.text) for f in c) > _LARGEST for c in held.values()):
        return None
    number = {row: n for n, row in enumerate(sorted(rows))}
    place = {column: n for n, column in enumerate(sorted(columns))}
    cells = tuple(Cell(number[row], place[column], tuple(f)) for (row, column), f in sorted(held.items()))
    return Grid(xs[0], ys[0], xs[-1], ys[-1], tuple(xs[column] for column in sorted(columns)), cells)


def _corner(row: int, column: int, xs: list[float], ys: list[float], across: list[Stroke], down: list[Stroke]) -> tuple[int, int]:
    """The top left field of the cell that a field belongs to: fields with no line between them are one cell."""
    while column and not _crossed(down, xs[column], (ys[row] + ys[row + 1]) / 2):
        column -= 1
    while row and not _crossed(across, ys[row], (xs[column] + xs[column + 1]) / 2):
        row -= 1
    return row, column


def _crossed(strokes: list[Stroke], at: float, middle: float) -> bool:
    return any(abs(s[0] - at) <= _NEAR and s[1] <= middle <= s[2] for s in strokes)


def _places(strokes: list[Stroke]) -> list[float]:
    out: list[float] = []
    for stroke in sorted(strokes):
        if not out or stroke[0] - out[-1] > _NEAR:
            out.append(stroke[0])
    return out


def _start(stroke: Stroke) -> float:
    return stroke[1]


def _top(grid: Grid) -> float:
    return grid.y0
