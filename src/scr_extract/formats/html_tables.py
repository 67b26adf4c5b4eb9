"""Tables of a web page that hold data, and the place of each of their cells.

A table that only arranges a page (one column, tables inside it, headings in its cells, much prose in few cells) is no
table: its words are blocks like any others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scr_extract.formats.html_tree import Node, sums

Cell = tuple[int, int, int]
"""(table, row, column), each counted from 0."""

_WIDEST = 200
_ARRANGED = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "table", "form", "article", "main"})


def cells(row: Sequence[Node]) -> Mapping[int, Cell]:
    """The place of every cell of every data table, by the cell's number in the row of nodes."""
    found: dict[int, Cell] = {}
    arranged = sums([node.tag in _ARRANGED for node in row])
    length = sums([len(" ".join(node.text.split())) for node in row])
    table, until = 0, 0
    for n, node in enumerate(row):
        if node.tag != "table" or n < until:
            continue
        until = node.end
        if node.attributes.get("role") in ("presentation", "none") or arranged[node.end] - arranged[n + 1]:
            until = n + 1
            continue
        grid = list(_grid(row, n))
        columns = {column for _, _, column in grid}
        headed = any(row[cell].tag == "th" for cell, _, _ in grid)
        longest = max((length[row[cell].end] - length[cell] for cell, _, _ in grid), default=0)
        if len(columns) < 2 or (not headed and longest > 1500):
            continue
        for cell, line, column in grid:
            found[cell] = (table, line, column)
        table += 1
    return found


def _grid(row: Sequence[Node], table: int) -> Iterator[tuple[int, int, int]]:
    """Each cell of a table without inner tables: its number, line and column, spans of other cells counted."""
    line, column = -1, 0
    held: dict[int, int] = {}
    for n in range(table + 1, row[table].end):
        if row[n].tag == "tr":
            line, column = line + 1, 0
        elif row[n].tag in ("td", "th") and line >= 0:
            while held.get(column, 0) > line:
                column += 1
            yield n, line, column
            rows, wide = _count(row[n], "rowspan"), _count(row[n], "colspan")
            for over in range(column, column + wide):
                held[over] = line + rows
            column += wide


def _count(node: Node, name: str) -> int:
    value = node.attributes.get(name, "1")
    return min(max(int(value), 1), _WIDEST) if value.isascii() and value.isdigit() and len(value) < 6 else 1
