"""Rows of cells with tabs between them, as a table pasted into plain text comes out: every row has the same number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scr_extract.formats.canonical import Piece, Strip
from scr_extract.model import BlockKind

_COLUMNS = 3
"""Two columns are an indent or an address as often as a table."""


def is_table(rows: Sequence[str]) -> bool:
    """Whether these neighbouring lines are a table's rows: two or more, each cut by as many tabs, none of them an indent."""
    cuts = {row.strip().count("\t") for row in rows}
    return len(rows) >= 2 and len(cuts) == 1 and cuts.pop() >= _COLUMNS - 1


def cells(rows: Sequence[str], table: int) -> Iterator[Piece]:
    """The cells of the table, row by row; an empty one gives nothing."""
    for r, row in enumerate(rows):
        for c, cell in enumerate(row.strip().split("\t")):
            if cell.strip():
                yield Piece((Strip(cell.strip()),), BlockKind.TABLE_CELL, row=(table, r, c))
