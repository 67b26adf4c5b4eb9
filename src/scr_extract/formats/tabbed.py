"""Rows of cells with tabs between them, as a table pasted into plain text comes out: every row has the same number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from scr_extract.formats.canonical import Piece, Strip
from scr_extract.model import BlockKind

_COLUMNS = 3
"""Two columns are an indent or an address as often as a table."""
_WIDE = 5
"""From this many columns under a full row of headings, rows may leave their last cells out."""


def with_tabs(rows: Sequence[str]) -> list[str]:
    """The rows with a tab for each bar, where bars part their cells: `Child V | 2 | Poole`; as they are otherwise."""
    bars = {row.strip(" |").count(" | ") for row in rows}
    return [row.strip(" |").replace(" | ", "\t") for row in rows] if len(rows) >= 2 and len(bars) == 1 and bars.pop() >= _COLUMNS - 1 else list(rows)


def is_table(rows: Sequence[str]) -> bool:
    """Whether these neighbouring lines are a table's rows: two or more, each cut by as many tabs, none of them an indent.

    Exports leave out the empty cells at a row's end; a wide table is known by its headings then.
    """
    cuts = [row.strip().count("\t") for row in rows]
    if len(rows) < 2 or min(cuts) < _COLUMNS - 1:
        return False
    return len(set(cuts)) == 1 or (max(cuts) >= _WIDE - 1 and cuts[0] == max(cuts) and all(row.lstrip().count("\t") <= cuts[0] for row in rows))


def cells(rows: Sequence[str], table: int) -> Iterator[Piece]:
    """The cells of the table, row by row; an empty one gives nothing."""
    for r, row in enumerate(rows):
        for c, cell in enumerate(row.strip().split("\t")):
            if cell.strip():
                yield Piece((Strip(cell.strip()),), BlockKind.TABLE_CELL, row=(table, r, c))
