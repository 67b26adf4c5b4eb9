"""A text cut where evidence begins and ends, so that a page can light it up and say where each piece stands.

Offsets are code points of the document's text. A piece carries its own start, from which the browser counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scr_extract.model import Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a field's value rests on. `kind` is value, also or other (read and not chosen)."""

    span: Span
    field: str
    kind: str = "value"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks. `fields` are those whose evidence it is, `kind` the strongest of the marks."""

    start: int
    text: str
    fields: tuple[str, ...] = ()
    kind: str | None = None
    opens: tuple[str, ...] = ()
    """The fields of which this is the first piece of the first value."""


_STRENGTH = ("value", "also", "other")


def pieces(text: str, within: Span, marks: Iterable[Mark]) -> list[Piece]:
    """The text of `within` as pieces in order; together they are all of it. Marks outside are left out."""
    here = [m for m in marks if m.span.overlaps(within)]
    cuts = sorted({within.start, within.end, *(p for m in here for p in (m.span.start, m.span.end) if within.start < p < within.end)})
    ordered = sorted(here, key=lambda m: m.span.start)
    out: list[Piece] = []
    seen: set[str] = set()
    active: list[Mark] = []
    waiting = 0
    for start, end in pairwise(cuts):
        while waiting < len(ordered) and ordered[waiting].span.start <= start:
            active.append(ordered[waiting])
            waiting += 1
        active = [m for m in active if m.span.end > start]
        fields = tuple(dict.fromkeys(m.field for m in active))
        opens = tuple(f for f in dict.fromkeys(m.field for m in active if m.kind == "value") if f not in seen)
        seen.update(opens)
        kind = min((m.kind for m in active), key=_STRENGTH.index, default=None)
        out.append(Piece(start, text[start:end], fields, kind, opens))
    return out


def elsewhere(text: str, within: Span, marks: Iterable[Mark], around: int = 120) -> list[tuple[Span, list[Piece]]]:
    """Evidence outside the entry (a topic heading, a date over several reports): its line, cut like the text."""
    outside = sorted({m for m in marks if not m.span.overlaps(within) and m.kind == "value"}, key=lambda m: (m.span.start, m.span.end))
    lines: list[Span] = []
    for mark in outside:
        start = max(text.rfind("\n", 0, mark.span.start) + 1, mark.span.start - around)
        stop = text.find("\n", mark.span.end)
        line = Span(start, min(stop if stop >= 0 else len(text), mark.span.end + around))
        if lines and lines[-1].overlaps(line):
            lines[-1] = Span(lines[-1].start, max(lines[-1].end, line.end))
        else:
            lines.append(line)
    return [(line, pieces(text, line, outside)) for line in lines]


def words_at(text: str, quote: str, within: Sequence[Span]) -> Span | None:
    """Where those words stand: the first place in the first of the spans that holds them; None where none does.

    Words typed by hand may differ in white space from those of the text.
    """
    parts = quote.split()
    if not parts:
        return None
    for span in within:
        at = text.find(quote, span.start, span.end)
        if at >= 0:
            return Span(at, at + len(quote)).trimmed(text)
        found = _folded(text, parts, span)
        if found is not None:
            return found
    return None


def _folded(text: str, parts: Sequence[str], span: Span) -> Span | None:
    at = text.find(parts[0], span.start, span.end)
    while at >= 0:
        end = at
        for part in parts:
            while end < span.end and text[end].isspace():
                end += 1
            if not text.startswith(part, end) or end + len(part) > span.end:
                break
            end += len(part)
        else:
            return Span(at, end)
        at = text.find(parts[0], at + 1, span.end)
    return None
