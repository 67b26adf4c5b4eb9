"""Where our own model is asked about an entry, and what it points at there: its header, the opening of its story, sentences with a cue.

Only passages in which a field's own parser would accept something are worth asking about; a report of sixty pages is asked about on
its first pages and in its first sentences, never as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.reading import Reading, sentences
from scr_extract.fields.telling import story
from scr_extract.model import Span
from scr_extract.nlp.own import proposals
from scr_extract.resources.sought import Sought

HEADER = 700
"""Characters of a header, or of an entry's opening where it has none, that are one passage."""
TAIL = 200
"""Characters at an entry's end in which an author's or a board's line may stand."""
TOLD = 16
"""Sentences of a story that are asked about."""
LONGEST = 700
"""Characters of the longest sentence that is asked about."""
_OPENING = 6_000


def header(reading: Reading) -> Span:
    """The heading and the lines above the narrative; of a report its cover, of an entry without either its first lines."""
    head = reading.header
    if len(head):
        return Span(head.start, min(head.end, head.start + HEADER)).trimmed(reading.view)
    return Span(reading.span.start, min(reading.span.end, reading.span.start + HEADER // 2)).trimmed(reading.view)


def tail(reading: Reading) -> Span:
    """The last lines of an entry, where they stand apart from its header; empty in a report."""
    start = max(header(reading).end, reading.span.end - TAIL)
    start = reading.view.find("\n", start, reading.span.end) if start > reading.span.start else start
    return Span(reading.span.end, reading.span.end) if reading.is_report or start < 0 else Span(start, reading.span.end).trimmed(reading.view)


def told(reading: Reading) -> tuple[Span, ...]:
    """The first sentences of the story that are short enough to be sentences."""
    return tuple(s for s in story(reading)[:TOLD] if len(s) <= LONGEST)


def cued(reading: Reading, cue: re.Pattern[str] | Sought) -> Iterator[Span]:
    """The sentences of the entry, of a report those of its opening, that hold a cue."""
    body = Span(reading.body.start, min(reading.body.end, reading.body.start + _OPENING))
    for sentence in sentences(reading.view, body):
        if len(sentence) <= LONGEST and cue.search(reading.view, sentence.start, sentence.end):
            yield sentence


def pointed(view: str, passage: Span, label: str) -> Iterator[Span]:
    """The spans of one label in a passage."""
    if len(passage):
        yield from (p.span for p in proposals(view, passage) if p.label == label)
