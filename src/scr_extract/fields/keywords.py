"""The subject terms printed with an entry: a labelled list, or a last line of terms that has no label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.fields.tail import keyword_line
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.values import Text

_END = re.compile(
    r"\.(?=\s|$|[A-Z])|\n\s*\n"
    r"|\n(?=[^\n]{0,60}\((?i:pdf|word|docx?)\b)"
    r"|\n(?=\s*(?:[>•*©]|(?i:read|full|download|view|click|find|see|library|author|published|the\s+report|https?:|www\.)|[ ]*[A-Z][A-Za-z ]{2,20}:\s))|\s>\s?(?=[A-Z])|https?://"
)
_COLUMN = re.compile(r"\s*(?i:key\s?-?words?|tags?|subjects?|subject\s+terms|topics?|index(?:ing)?\s+terms|descriptors)\s*:?\s*")
_UNSTATED = re.compile(r"\s*(?i:none|not\s+(?:stated|given|known)|n/?a|-)\s*\.?\s*")
_MOST_WORDS = 9


def _listed(reading: Reading) -> Iterator[Candidate]:
    for section in reading.labelled("keywords"):
        end = _END.search(reading.view, section.span.start, section.span.end)
        yield from _terms(reading, Span(section.span.start, end.start() if end else section.span.end), "keywords.label")


def _in_cell(reading: Reading) -> Iterator[Candidate]:
    for heading, cell in reading.segment.cells:
        if (
            _COLUMN.fullmatch(heading)
            and not (reading.heading and reading.heading.overlaps(cell))
            and not _UNSTATED.fullmatch(reading.view, cell.start, cell.end)
        ):
            yield from _terms(reading, cell, "keywords.cell")


def _unlabelled(reading: Reading) -> Iterator[Candidate]:
    line = keyword_line(reading)
    if line is not None:
        yield from _terms(reading, line, "keywords.line")


def _terms(reading: Reading, span: Span, rule: str) -> Iterator[Candidate]:
    text = span.of(reading.view)
    mark = next((m for m in (";", "•", "|") if m in text), ",")
    start = span.start
    for m in re.finditer(rf"{re.escape(mark)}(?![^()]*\))|$", text):
        term = Span(start, span.start + m.start()).trimmed(reading.view)
        while len(term) and reading.view[term.end - 1] in ".,;>*_":
            term = Span(term.start, term.end - 1).trimmed(reading.view)
        while len(term) and reading.view[term.start] in "•*_-,":
            term = Span(term.start + 1, term.end).trimmed(reading.view)
        if 0 < len(term.of(reading.view).split()) <= _MOST_WORDS and any(c.isalpha() for c in term.of(reading.view)):
            yield candidate(reading, "keywords", Text(reading.words(term)), term, rule)
        start = span.start + m.end()


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The labelled list where there is one, else the last line; each term once."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    rule = candidates[0].evidence.rule_id
    chosen = {c.value: c for c in reversed(candidates) if c.evidence.rule_id == rule}
    kept = tuple(c for c in candidates if chosen.get(c.value) is c)
    return Resolution(Found.FOUND, kept, tuple(c for c in candidates if c.evidence.rule_id != rule))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    return {"keywords": [c.value.text for c in resolution.chosen if isinstance(c.value, Text)]}


_FINDERS = (
    Finder(
        "keywords.label",
        _listed,
        examples=(
            Example("A boy died. Keywords: sleep, [[young parents]], rape.", "young parents"),
            Example("A boy died.\n\nLearning: ask early.\nKeywords: sleep,\n[[young parents]]\nRead the overview report", "young parents"),
            Example("A boy died.Keywords: sleep; [[drugs, alcohol]]; debt", "drugs, alcohol"),
            Example("A boy died.\n\nKeywords: sleep, [[young parents]]\nExecutive summary (PDF, 148KB)", "young parents"),
        ),
        counter_examples=("Keywords were missing.", "Sleep, debt and dogs."),
    ),
    Finder(
        "keywords.cell",
        _in_cell,
        examples=(Example("| Child | Child V |\n| Keywords | sleep; [[young parents]] |", "young parents"),),
        counter_examples=("| Child | Child V |\n| Keywords | Not stated |", "| Child | Child V |\n| Summary | He was tired, cold and hungry |"),
    ),
    Finder(
        "keywords.line",
        _unlabelled,
        examples=(
            Example(
                "June 2013 - Luton - Child V\nDeath of a boy.\n\nIssues identified include: late plans.\nDrug misuse, [[unknown men]], premature babies",
                "unknown men",
            ),
        ),
        counter_examples=(
            "June 2013 - Luton - Child V\n\nHe was tired, cold and the dog bit him.",
            "Child V\n\nDeath of a boy.\n\nAnn Other, Kim Other, Jo Other",
            "Child V\n\nDeath of a boy.\nHe was seen, fed and\nput to bed",
        ),
    ),
)

FIELD = Field("keywords", Text, _FINDERS, _resolve, "The subject terms printed with the entry, in their order, as written.", _wide, several=True)
