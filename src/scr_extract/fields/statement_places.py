"""Sections with statements beside those under a printed label: columns of a table that name them, and sentences that tell what was found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.parts import that_parts, unstopped
from scr_extract.fields.reading import Reading, Section, sentences
from scr_extract.model import Span
from scr_extract.resources.labels import label_hits

_TOLD = re.compile(
    r"\b(?i:(?:the|this|its|an?)\s+(?:(?:serious|significant|case|independent|overview|lead|final|practice|learning|executive|thematic|safeguarding)\s+){0,4}"
    r"(?:review(?:er)?s?|reports?|SCR|LCSPR|authors?|panel|summary)(?:,[^.;:,\n]{3,80},)?\s+(?:also\s+|has\s+|have\s+)?(?:found|finds?|concluded?|concludes|noted|notes)\s+that\s+)"
)


def printed(reading: Reading, *kinds: str) -> Iterator[tuple[str, Section]]:
    """The sections of these kinds with the words of their labels: those printed in the text, then those that are columns of a table."""
    for section in reading.labelled(*kinds):
        yield reading.words(section.label_span), section
    yield from _columns(reading, *kinds)


def _columns(reading: Reading, *kinds: str) -> Iterator[tuple[str, Section]]:
    """The cells of a row whose column is headed by a label of these kinds; none where a label is printed inside the cell."""
    for heading, cell in reading.segment.cells:
        words = heading.strip().rstrip(":") + ":"
        hit = next(label_hits(words, Span(0, len(words))), None)
        if hit is not None and hit.label.kind in kinds and len(hit.span) >= len(words) - 1 and not any(cell.overlaps(s.label_span) for s in reading.sections):
            yield " ".join(heading.split()), Section(hit.label, Span(cell.start, cell.start), cell)


def told_findings(reading: Reading) -> Iterator[Span]:
    """The clauses of `The review found that A; that B; and that C`, in an entry that lists no findings."""
    for story in reading.narrative:
        for told in sentences(reading.view, story):
            m = _TOLD.search(reading.view, told.start, told.end)
            if m:
                yield from (
                    s.trimmed(reading.view)
                    for s in unstopped(reading.view, that_parts(reading.view, Span(m.end(), told.end)) or [Span(told.end, told.end)])
                    if len(s)
                )
