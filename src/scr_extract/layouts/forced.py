"""An entry where a person says that one stands: the segmenter's own reading of those lines, whatever its cues proved."""

from __future__ import annotations

from dataclasses import replace

from scr_extract.layouts.arrange import segments
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.segmenter import Stretch
from scr_extract.model import REVIEWER, Segment, SegmentKind, Span

_HEADING = 160
"""Characters that a first line may have to be taken for the entry's heading."""


def forced(view: str, clues: tuple[Clue, ...], found: tuple[Stretch, ...], span: Span) -> Segment:
    """The entry that is exactly `span`, with what governs it in the document: topic, dates, masthead.

    Its heading is what the cues call so, else a short first line over more lines.
    """
    whole = Segment(SegmentKind.ENTRY, span, REVIEWER)
    mine = [n for n, clue in enumerate(clues) if clue.unit.span.overlaps(span)]
    if not mine:
        return whole
    own = Stretch(mine[0], mine[-1] + 1, 0.0)
    others = tuple(s for s in found if s.last <= own.first or own.last <= s.first)
    made = segments(view, clues, tuple(sorted((*others, own), key=lambda s: s.first)))
    read = next((s for s in made if s.kind is SegmentKind.ENTRY and s.span.overlaps(span)), whole)
    heading, header = (s if s is not None and span.covers(s) else None for s in (read.heading, read.header))
    first = clues[mine[0]].unit.span
    if heading is None and len(mine) > 1 and len(first) <= _HEADING and span.covers(first):
        heading = first.trimmed(view)
    if heading is not None and header is None:
        header = heading
    elif heading is not None and header is not None and header.end < heading.end:
        header = Span(header.start, heading.end)
    return replace(whole, heading=heading, header=header, topic=read.topic, governing=read.governing, cells=tuple(c for c in read.cells if span.covers(c[1])))
