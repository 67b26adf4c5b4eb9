"""Bare lines of a name on covers, in headers and at an entry's end (FORMATS §9), and what before a name says that it is no author's."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.reading import Reading
from scr_extract.model import Span
from scr_extract.nlp import names
from scr_extract.resources.people import Person, is_given, people

_NEAR = re.compile(r"[^\n]*")
_BOARD = re.compile(r"\b(?i:safeguarding\s+child|LSCB|SCB\b|safeguarding\s+board|child\s+protection\s+committee)|\bSCB\b")
_DATE = re.compile(
    r"\s*(?:(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?|January|February|March|April|May|June|July|August|September|October|November|December|Spring|Summer|Autumn|Winter)\s+(?:19|20)\d\d|\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2}|(?:19|20)\d\d)\b",
    re.I,
)
NOT_AUTHOR = re.compile(
    r"(?i:\b(?:chair(?:ed|person|man|woman)?|death\s+of|respect\s+of|\bre|concerning|into|endorsed|presented|posted|uploaded|created|name)\s*:?\s*-?\s*$)"
)
NOT_THIS = re.compile(
    r"\b(?:IMRs?|(?i:agency|management\s+review|chronology|action\s+plan|previous|earlier|other|book|study|letter|research|policy|article))\s+"
    r"(?:(?i:report|review|overview)\s+)?(?:\Z|(?i:authors?|writers?|reviewers?|reports?\s+by)\b)"
)
"""Before `author`: it is not this review's."""
_BORN = re.compile(r"\s*(?i:born|died|d\.?o\.?b|aged|(?:(?:independent|panel|board|acting|interim|LSCB|LSCP)\s+){0,3}chair(?:man|woman|person)?)\b")


def bare_names(reading: Reading, zone: Span, *, by_model: bool) -> Iterator[list[Person]]:
    """A line that is a name and no more, next to a board or a date: on a cover, in a header, or at the entry's end.

    With `by_model` those lines where the general model's word is needed, since a given name is not among the common ones.
    """
    view = reading.view
    lines = [Span(*m.span()).trimmed(view) for m in _NEAR.finditer(view, zone.start, zone.end) if m[0].strip()]
    cover = reading.segment.parts[0].heading.start if reading.segment.parts else max(reading.header.end, zone.start)
    for n, line in enumerate(lines):
        if not (line.end <= cover or n >= len(lines) - 4) or len(line) > 70 or (reading.heading and reading.heading.overlaps(line)):
            continue
        listed = list(people(view, line.start, line.end))
        rest = view[listed[-1].span.end : line.end] if listed else ""
        if not listed or not (not rest.strip(" .,") or _DATE.fullmatch(rest)):
            continue
        if by_model == all(_is_common(p) for p in listed) or not all(_is_common(p) or _is_person(reading, p) for p in listed):
            continue
        above, below = lines[n - 1].of(view) if n else "", lines[n + 1].of(view) if n + 1 < len(lines) else ""
        near = bool(_DATE.search(rest) or _DATE.match(below) or _DATE.fullmatch(above) or _BOARD.search(above) or _BOARD.search(below))
        if near and not NOT_AUTHOR.search(above) and not _BORN.match(below):
            yield listed


def _is_common(p: Person) -> bool:
    return is_given(p.name.split()[0])


def _is_person(reading: Reading, p: Person) -> bool:
    if any(name.label == "PERSON" and name.span.overlaps(p.span) for name in names(reading.view, Span(p.span.start, p.span.end))):
        return True
    whole = Span(0, len(p.name))  # the name as it is kept: in capitals the model knows nobody
    return p.name != p.span.of(reading.view) and any(name.label == "PERSON" and name.span == whole for name in names(p.name, whole))
