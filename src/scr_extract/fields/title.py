"""The review's title as its heading prints it, without the words that only say that it is a review's heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate, first
from scr_extract.model import Candidate, Resolution, Span
from scr_extract.resources.loader import lexicon
from scr_extract.values import Text

_KINDS = "|".join(sorted((p for row in lexicon("review_types")["type"] for p in row["patterns"]), key=len, reverse=True))
_PREFIX = re.compile(rf"(?:\d{{1,2}}[.)]\s+)?(?:(?i:(?:{_KINDS})\s*:\s*)|(?i:title|child|case|name|subject)\s*:\s*)?")

_PUBLISHED = re.compile(
    r"(?<=\S)\s*[-,(|]\s*(?i:(?:first\s+)?published)\b\s*:?\s*(?:(?:on|in)\s+)?(?=[^\n]*\b(?:19|20)\d\d|[^\n]*\d{1,2}[./]\d{1,2}[./]\d\d)[\w\s./,]{4,40}\)?\s*$"
)
"""When a review came out, said behind its title: `Kofi - published 17 May 2023`."""


def _find(reading: Reading) -> Iterator[Candidate]:
    heading = reading.heading
    if heading is None:
        return
    m = _PREFIX.match(reading.view, heading.start, heading.end)
    note = _PUBLISHED.search(reading.view, m.end() if m else heading.start, heading.end)
    span = Span(m.end() if m else heading.start, note.start() if note else heading.end).trimmed(reading.view)
    if len(span) and any(c.isalnum() for c in span.of(reading.view)):
        yield candidate(reading, "title", Text(reading.words(span)), span, "title.heading")


_HEADING = Finder(
    "title.heading",
    _find,
    examples=(
        Example("Serious case review: [[Child V]]\n\nDeath of a boy.", "Child V"),
        Example("Local child safeguarding practice review: [[Rowan]]\n\nDeath of a boy.", "Rowan"),
        Example("Concise child practice review: [[Child V]]\n\nDeath of a boy.", "Child V"),
        Example("[[Child V]] – published 17 May 2023\n\nDeath of a boy.", "Child V"),
        Example("[[Child V]] (published March 2016)\n\nDeath of a boy.", "Child V"),
        Example("[[2017 – Anonymous – Rowan]]\n\nDeath of a boy.", "2017 – Anonymous – Rowan"),
    ),
    counter_examples=("Death of a boy with no heading above him.",),
)


def _wide(resolution: Resolution) -> Mapping[str, object]:
    chosen = resolution.chosen[0].value if resolution.chosen else None
    return {"title": chosen.text if isinstance(chosen, Text) else None}


FIELD = Field(
    "title",
    Text,
    (_HEADING,),
    first,
    "The review's title as printed in its heading, without a leading kind of review (`Serious case review:`) or when it came out.",
    _wide,
)
