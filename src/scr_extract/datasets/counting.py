"""Counts that may be shown: small ones are hidden, and cannot be worked out from the others."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

LEAST = 5
"""Cells of a summary below this many are not shown: the threshold usual for counts of people in UK official statistics."""
SUPPRESSED, HIDDEN = f"<{LEAST}", "hidden"
Cell = tuple[str, ...]


def summary(rows: Sequence[Mapping[str, Any]], by: Sequence[str]) -> tuple[list[dict[str, Any]], int]:
    """Counts of rows by these columns, small ones hidden, and the number of rows they rest on (the denominator).

    A cell under five is shown as `<5`. Whoever has the total, or counts by fewer of the columns, takes the shown cells from it: so
    wherever the cells that are added up hold hidden ones, these are at least two and at least five together, or the next
    smallest is hidden with them; then all of them are shown as `hidden`. A list's members are counted one by one, so that its
    cells may add up to more than the rows. Null is `not stated`.
    """
    cells: Counter[Cell] = Counter()
    for row in rows:
        for cell in _cells(row, by):
            cells[cell] += 1
    hidden = _hidden(cells, len(by))
    word = HIDDEN if any(cells[cell] >= LEAST for cell in hidden) else SUPPRESSED
    return [dict(zip(by, cell, strict=True)) | {"rows": word if cell in hidden else cells[cell]} for cell in sorted(cells)], len(rows)


def _hidden(cells: Mapping[Cell, int], columns: int) -> set[Cell]:
    hidden = {cell for cell, n in cells.items() if n < LEAST}
    margins = [kept for many in range(columns) for kept in combinations(range(columns), many)]
    more = bool(hidden)
    while more:
        more = False
        for kept in margins:
            for group in _groups(cells, kept):
                unseen, seen = [c for c in group if c in hidden], [c for c in group if c not in hidden]
                if unseen and seen and (len(unseen) == 1 or sum(cells[c] for c in unseen) < LEAST):
                    hidden.add(min(seen, key=lambda c: (cells[c], c)))
                    more = True
    return hidden


def _groups(cells: Iterable[Cell], kept: Sequence[int]) -> Iterable[list[Cell]]:
    """The cells that are one count where only these columns are counted by."""
    groups: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in cells:
        groups[tuple(cell[n] for n in kept)].append(cell)
    return groups.values()


def _cells(row: Mapping[str, Any], by: Sequence[str]) -> Iterable[Cell]:
    made: list[Cell] = [()]
    for column in by:
        value = row[column]
        members = [str(v) for v in value] or ["not stated"] if isinstance(value, list) else ["not stated" if value is None else str(value)]
        made = [(*c, m) for c in made for m in members]
    return made
