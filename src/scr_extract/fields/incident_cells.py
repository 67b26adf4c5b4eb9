"""Dates of the incident in a table: the day under `Date of death`, or a date in the words under `Outcome` or `What happened`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.incident_clauses import claimed, clause_of, of_another, one_of, telling
from scr_extract.fields.incident_marks import hit_at
from scr_extract.fields.reading import Reading, sentences
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate, Span
from scr_extract.resources.dates import DateHit, dates

_INCIDENT = re.compile(r"\W*(?:the\s+)?(?:serious\s+)?incident\W*", re.I)
_DATE = len("28 September 2020.")
"""Characters of the longest cell under `Incident` that holds nothing but its date."""


def _in_cell(reading: Reading) -> Iterator[Candidate]:
    days, told = (re.compile(rf"\W*{one_of(name)}\W*", re.I) for name in ("date_columns", "told_columns"))
    found: list[DateHit] = []
    for head, cell in reading.segment.cells:
        if days.fullmatch(head):
            found = [*dates(reading.view, cell), *found]
        elif told.fullmatch(head):
            found += _told(reading.view, cell) if len(cell) > _DATE or not _INCIDENT.fullmatch(head) else dates(reading.view, cell)
    yield from (hit_at(reading, hit, "incident_date.cell") for hit in found)


def _told(view: str, cell: Span) -> Iterator[DateHit]:
    """The dates that a few words of harm go with: `Death (overlaying), November 2010`."""
    for sentence in list(sentences(view, cell))[:2]:
        harm = telling("death", "harm", "admission").search(view, sentence.start, sentence.end)
        for hit in dates(view, sentence) if harm else ():
            if not claimed(view, clause_of(view, sentence, hit.span), hit.span) and not of_another(view, sentence, hit.span, "death", "harm"):
                yield hit


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
