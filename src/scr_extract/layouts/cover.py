"""Where a report's cover ends: at the contents, the first section, or the first paragraph where no section has a heading that is known."""

from __future__ import annotations

from scr_extract.layouts.units import Unit
from scr_extract.model import Part
from scr_extract.resources.dates import DAY_OF_LIFE

FRONT = 1500
"""A cover and its cover sheet fit in this many characters."""
_PARAGRAPH = 200
"""Characters from which what ends with a full stop is prose."""


def cover_end(view: str, units: tuple[Unit, ...], parts: tuple[Part, ...]) -> int:
    """Where the cover ends: at the contents or the first section with prose under it; a child's name above the days of a life opens no section."""
    start = units[0].span.start
    front = [p for p in parts if p.heading.start <= start + 4 * FRONT and not (p.kind == "narrative" and DAY_OF_LIFE.match(view, p.heading.end))]
    contents = next((p for p in front if p.kind == "contents"), None)
    sections = (p for p in front if p.heading.start > start + 100 or (p.number == "1" and p.heading.start > start))
    first = contents or next((p for p in sections if p.number or p.kind == "introduction" or len(p.span) > 300), None)
    end = first.heading.start if first else min(units[-1].span.end, start + FRONT)
    return end if end - start <= FRONT or contents else _before_prose(view, units, end)


def _before_prose(view: str, units: tuple[Unit, ...], end: int) -> int:
    """Where the first paragraph below a cover begins, with the heading of a few words that stands over it."""
    start = units[0].span.start
    for n, unit in enumerate(units):
        if unit.span.start >= end or unit.span.start > start + FRONT:
            break
        if n >= 3 and len(unit.span) >= _PARAGRAPH and unit.text(view).rstrip().endswith((".", "?")):
            above = units[n - 1].span
            return above.start if len(above) <= 60 and not view[above.start : above.end].endswith(".") else unit.span.start
    return end
