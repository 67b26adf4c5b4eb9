"""Where an entry tells what happened to its child: the fact line, the sentences about it, the whole story, and a table's cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.age_patterns import one_of
from scr_extract.fields.reading import Reading, sentences
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_COLUMNS = lexicon("children")["columns"]
READ_AT_MOST = 60_000
"""Characters of a narrative that are searched: a report's facts stand in its first chapters."""
ENOUGH = 150
"""Characters below which a narrative tells nothing."""
LONGEST_FACT = 900
"""Characters of the longest fact line; what is longer is a table of contents or lost punctuation."""
_SLASH = re.compile(r"\s*/\s*")
_LETTERS = re.compile(r"[a-z]{3,}")
_TELLS = 2
"""Words in small letters without which a cell under `Incident` is only its date."""
_ABOUT = re.compile(
    r"\b(?:review|report|summary|briefing|SCR|LCSPR|CSPR|it)\b[^.]{0,60}\b(?:concerns|is\s+about|relates\s+to|in\s+respect\s+of|regarding|examines|looks\s+at|considers|subject|following|into|tells)"
    r"|\b(?:review|report|SCR|LCSPR|CSPR)\s+(?:concerned|was\s+about|related\s+to|examined|looked\s+at|considered)\b",
    re.I,
)


def cells(reading: Reading, column: str) -> Iterator[Span]:
    """The cells of a table's entry whose column is of this kind (`age`, `sex`, `child`, `story`), empty ones left out."""
    words = re.compile(rf"\W*(?:{one_of(_COLUMNS[column])})\W*(?:\([^()]*\)\W*)?", re.I)
    for heading, span in reading.segment.cells:
        if len(span.trimmed(reading.view)) and words.fullmatch(_SLASH.sub("/", " ".join(heading.split()))):
            yield span.trimmed(reading.view)


def summaries(reading: Reading) -> tuple[Span, ...]:
    return tuple(c for c in cells(reading, "story") if len(_LETTERS.findall(reading.view, c.start, c.end)) >= _TELLS)


@lru_cache(maxsize=1)
def story(reading: Reading) -> tuple[Span, ...]:
    """The sentences of the narrative that are searched, the fact line first; of a table's row the cells that tell the case.

    Where a form or a cover left no narrative, all sentences of the entry that stand above its findings.
    """
    if cells := summaries(reading):
        return tuple(s for cell in cells for s in sentences(reading.view, cell))
    limit = reading.span.start + READ_AT_MOST
    told = tuple(_whole(reading, s) for s in reading.story if s.start < limit)
    if sum(len(s) for s in told) >= ENOUGH or len(reading.span) < 4 * ENOUGH:
        return told
    ends = [s.label_span.start for s in reading.sections if s.label.kind not in ("background", "facts") and s.label_span.start > reading.header.start]
    return tuple(sentences(reading.view, Span(reading.header.start, min([limit, reading.span.end, *ends]))))


@lru_cache(maxsize=1)
def fact(reading: Reading) -> Span:
    """The fact line: the first sentence of a table's cell that tells the case, else the reading's own."""
    line = next((s for cell in summaries(reading) for s in sentences(reading.view, cell)), reading.fact)
    return _whole(reading, line)


def _whole(reading: Reading, line: Span) -> Span:
    """The line with the heading that it goes on from: `Child V (Leeds, 2013), who was 12, died`."""
    start = reading.view[line.start : line.start + 1]
    if start == ":" and (end := reading.view.find("\n", line.start, line.end)) >= 0:
        return Span(end + 1, line.end).trimmed(reading.view)  # what is left of a header line: `: Leeds LSCB, published 2011`
    heading = reading.heading
    runs_on = heading is not None and 0 <= line.start - heading.end <= 2 and "\n" not in reading.view[heading.end : line.start + 1]
    return Span(heading.start, line.end) if heading and runs_on and start in (",", "(") else line


@lru_cache(maxsize=1)
def about(reading: Reading) -> tuple[Span, ...]:
    """The fact line, and the sentences near it that say whom the review is about."""
    told, line = story(reading), fact(reading)
    first = (line,) if 0 < len(line) <= LONGEST_FACT else ()
    near = tuple(s for s in told[:12] if s not in first and len(s) <= LONGEST_FACT and _ABOUT.search(reading.view, s.start, s.end))
    return (*first, *near)
