"""Dates of the incident in a table or behind a label: the day under `Date of death`, a date in the words under `Outcome` or `What happened`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.incident_clauses import claimed, clause_of, of_another, one_of, telling
from scr_extract.fields.incident_marks import hit_at
from scr_extract.fields.reading import Reading, sentences
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate, Span
from scr_extract.resources.dates import DateHit, dates


def _in_cell(reading: Reading) -> Iterator[Candidate]:
    days, told = (re.compile(rf"\W*{one_of(name)}\W*", re.I) for name in ("date_columns", "told_columns"))
    found: list[DateHit] = []
    for head, cell in reading.segment.cells:
        if days.fullmatch(head):
            found = [*dates(reading.view, cell), *found]
        elif told.fullmatch(head):
            found += list(_told(reading.view, cell)) or list(_alone(reading.view, cell))
    yield from (hit_at(reading, hit, "incident_date.cell") for hit in found)


def _told(view: str, cell: Span) -> Iterator[DateHit]:
    """The dates that a few words of harm go with: `Death (overlaying), November 2010`."""
    for sentence in list(sentences(view, cell))[:2]:
        harm = telling("death", "harm", "admission").search(view, sentence.start, sentence.end)
        for hit in dates(view, sentence) if harm else ():
            if not claimed(view, clause_of(view, sentence, hit.span), hit.span) and not of_another(view, sentence, hit.span, "death", "harm"):
                yield hit


def _alone(view: str, cell: Span) -> Iterator[DateHit]:
    """The date that is all a cell or label says."""
    found = list(dates(view, cell))
    if len(found) == 1 and not _WORD.search(view[cell.start : found[0].span.start] + view[found[0].span.end : cell.end]):
        yield found[0]


_WORD = re.compile(r"[^\W\d]{3,}")


def _on_line(reading: Reading) -> Iterator[Candidate]:
    """What a label among the header's lines says of the incident: `WHAT: Smothered by her mother, Nov 2012.`"""
    view, zone = reading.view, Span(reading.span.start, max(reading.header.end, min(reading.span.end, reading.span.start + _COVER)))
    for m in () if reading.is_report else _label().finditer(view, zone.start, zone.end):
        stop = view.find("\n", m.end(), reading.span.end)
        line = Span(m.end(), stop if stop >= 0 else reading.span.end).trimmed(view)
        for hit in (*_told(view, line),) or (*_alone(view, line),):
            yield hit_at(reading, hit, "incident_date.line")


_COVER = 600


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:^|\n)[ \t*>-]*{one_of('told_labels')}[ \t*]*:[ \t*]*", re.I)


CELL = Finder(
    "incident_date.cell",
    _in_cell,
    examples=(
        Example("| Child | QZ |\n| Date of death | [[05.06.14]] |\n| Published | 2015 |", "2014-06-05"),
        Example("| Child | QZ |\n| Incident | [[Sep 2020]] |\n| Published | 2022 |", "2020-09"),
        Example("| Child | QZ |\n| Outcome | Death (drowning), [[May 2011]] |", "2011-05"),
    ),
    counter_examples=("| Child | QZ |\n| Published | May 2011 |", "| Child | QZ |\n| Outcome | Father convicted of murder in May 2011 |"),
)

LINE = Finder(
    "incident_date.line",
    _on_line,
    examples=(
        Example(
            "SCR: Child QZ\nWHO: QZ, f, 2 yrs\nWHAT: Smothered by mother, [[Nov 2011]]. Mother (29) hospital order.\nPUBLISHED: 4 Feb 2013\n\nBACKGROUND",
            "2011-11",
        ),
        Example("SCR: Child QZ\nIncident: [[June 2011]]\nAuthor: Ann Other\n\nA boy drowned.", "2011-06"),
    ),
    counter_examples=(
        "SCR: Child QZ\nWHO: QZ, born May 2011\nPUBLISHED: 4 Feb 2013\n\nA boy drowned.",
        "SCR: Child QZ\nWhat: Father convicted of murder in May 2012\n\nA boy drowned.",
        "SCR: Child QZ\nSummary: May 2012, 14 pages, the full report on request\n\nA boy drowned.",
    ),
)
