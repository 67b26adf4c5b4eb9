"""The cells of an entry, each under the words that say what it holds: of a table's row, a two-column form, a table whose cells became lines, a record."""

from __future__ import annotations

from scr_extract.layouts import flattened, tagged
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.segmenter import Stretch
from scr_extract.layouts.units import Unit
from scr_extract.model import Span


def entry_cells(view: str, clues: tuple[Clue, ...], stretch: Stretch) -> tuple[tuple[str, Span], ...]:
    """The entry's table cells with the words at the head of their columns, or a record's lines with those of their tags; empty where it is neither."""
    mine = [c.unit for c in clues[stretch.first : stretch.last]]
    if clues[stretch.first].family == tagged.LAYOUT.name:
        return tagged.cells(view, [u.span for u in mine])
    lines = flattened.cells(clues, stretch.first, stretch.last) or _pairs(view, [u for u in mine if u.block.row and not u.cells])
    rows = [b for u in mine for b in u.cells]
    if lines or not rows:
        return lines
    tables = {b.row[0] for b in rows if b.row}
    heads = {
        (b.row[0], b.row[2]): " ".join(b.span.of(view).split())
        for c in clues[: stretch.first]
        for b in c.unit.cells
        if b.row and b.row[0] in tables and b.row[1] == 0
    }
    return tuple((heads[b.row[0], b.row[2]], b.span) for b in rows if b.row and (b.row[0], b.row[2]) in heads)


def _pairs(view: str, units: list[Unit]) -> tuple[tuple[str, Span], ...]:
    """The cells of a two-column table inside one entry, where the left column says what the right one holds."""
    rows = {u.block.row: u.block.span for u in units if u.block.row}
    tables = {t for t, _, _ in rows} - {t for t, _, c in rows if c > 1}
    return tuple((" ".join(rows[t, r, 0].of(view).split()), span) for (t, r, c), span in rows.items() if t in tables and c == 1 and (t, r, 0) in rows)
