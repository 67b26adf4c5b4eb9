"""Dates of the incident outside running prose: lines of a form, a family table's head, headings, a report's first paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.incident_clauses import REACH, Kind, claimed, clause_of, of_another, one_of, telling
from scr_extract.fields.reading import Reading, sentences
from scr_extract.fields.seam import Example, Finder, candidate
from scr_extract.model import Candidate, Span
from scr_extract.resources.dates import DateHit, dates
from scr_extract.resources.sought import Sought

OPENING = 15000
"""Characters of an entry in which the story's first telling stands."""
_COVER = 3000


def hit_at(reading: Reading, hit: DateHit, rule: str) -> Candidate:
    return candidate(reading, "incident_date", hit.value, hit.span, rule)


# Form lines: `Died 9 January 2011`, `Date of Death 16/07/06`.


@lru_cache(maxsize=1)
def _form() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?P<label>{one_of('forms')})\s*(?::|-)?\s*(?:on\s+)?(?:\w+day,?\s+)?$", re.I)


def _on_form(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    cover = Span(reading.span.start, min(reading.span.end, reading.span.start + _COVER))
    for zone in (reading.header, cover):
        for hit in dates(view, zone):
            m = _form().search(view, max(zone.start, hit.span.start - 50), hit.span.start)
            if m and (m["label"][0].isupper() or ":" in m.group()):
                yield hit_at(reading, hit, "incident_date.form")


FORM_LINE = Finder(
    "incident_date.form",
    _on_form,
    examples=(
        Example("Serious case review: Rowan: DOB: 02.03.14: DOD: [[05.06.14]]\n\nThis is the report.", "2014-06-05"),
        Example("Serious case review\nRowan Ashdown\nBorn 2 nd March 2010\nDied [[4 th May 2012]]\n\nThis is the report.", "2012-05-04"),
        Example("Form for Child QZ. Date of Death [[16/07/09]] Date review sent 22/11/10", "2009-07-16"),
    ),
    counter_examples=("Serious case review: Rowan: DOB: 02.03.14\n\nThis is the report.", "Date review sent 22/11/10"),
)

# A report's table of the family: `Age at October 2015`.


def _in_table(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    opening = Span(reading.span.start, min(reading.span.end, reading.span.start + OPENING))
    for m in _AGE_AT.finditer(view, opening.start, opening.end):
        hit = next(iter(dates(view, Span(m.end(), min(opening.end, m.end() + 40)))), None)
        if hit and hit.span.start == m.end() and hit.value.precision in ("day", "month"):
            yield hit_at(reading, hit, "incident_date.table")


_AGE_AT = re.compile(r"\bAges?\s+(?:at|on|in)\s+(?:the\s+)?(?:date\s+of\s+(?:death|(?:the\s+)?incident)\W+)?")

TABLE = Finder(
    "incident_date.table",
    _in_table,
    examples=(Example("Overview report\n\nPerson Relationship Age at [[12 May 2011]]\nRowan Subject 9\nMother 33", "2011-05-12"),),
    counter_examples=("Overview report\n\nRowan was at the age of 9 in 2011.",),
)

# Headings and contents: `Fatal stabbing incident in May 2019`.


def _named_incident(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    told = reading.span.end if reading.is_report or not reading.sections else reading.sections[0].label_span.start
    zone = Span(reading.span.start, max(reading.span.start, min(told, reading.span.start + OPENING)))
    stages: tuple[tuple[Kind, ...], ...] = (("death",), ("harm",))
    for kinds in stages:
        for m in _incident(kinds[0]).finditer(view, zone.start, zone.end):
            hit = next(iter(dates(view, Span(m.end(), min(zone.end, m.end() + 40)))), None)
            if hit is None or hit.span.start != m.end() or telling("not_incident", "claiming", "reviewing", "not_subject").search(view, m.start(), m.end()):
                continue
            line = Span(max(zone.start, view.rfind("\n\n", zone.start, m.start()) + 1, m.start() - REACH), min(zone.end, hit.span.end + 1))
            sentence = next((x for x in sentences(view, line) if x.start <= m.start() < x.end), line)
            if not claimed(view, clause_of(view, sentence, hit.span), hit.span) and not of_another(view, sentence, hit.span, *kinds):
                yield hit_at(reading, hit, "incident_date.named")


@lru_cache(maxsize=4)
def _incident(kind: Kind) -> Sought:
    return Sought(rf"(?<![\w-]){one_of(kind)}\b(?:[ ,]+[\w'-]+){{0,6}}?\s+(?:on|in)\s+(?:the\s+)?", re.I)


NAMED = Finder(
    "incident_date.named",
    _named_incident,
    examples=(Example("Rowan: a review\n\nContents\n\nThe home visit ..... 9\n\nFatal shooting in [[June 2017]] ..... 11", "2017-06"),),
    counter_examples=("Rowan: a review\n\nContents\n\nMove to the town in June 2017 .... 4",),
)


# A report whose story opens with a day, and breaks off or tells it in words unknown here.


def _trigger(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    opening = Span(reading.span.start, min(reading.span.end, reading.span.start + OPENING))
    for m in _FIRST_PARAGRAPH.finditer(view, opening.start, opening.end):
        hit = next(iter(dates(view, Span(m.end(), min(opening.end, m.end() + 40)))), None)
        if hit is None or hit.span.start != m.end() or hit.value.precision != "day":
            continue
        stop = view.find(". ", hit.span.end, opening.end)
        if not telling("not_incident", "claiming", "reviewing").search(view, hit.span.end, stop if stop >= 0 else opening.end):
            yield hit_at(reading, hit, "incident_date.trigger")
        return


_FIRST_PARAGRAPH = re.compile(r"(?:^|\n)\s*1\.[1-3](?:\.1)?\.?\s+On\s+(?:\w+day,?\s+)?(?:the\s+)?")

TRIGGER = Finder(
    "incident_date.trigger",
    _trigger,
    examples=(Example("Overview report\n\n1 Introduction\n\n1.1 On [[21st February 2011]], a neighbour rang the police.", "2011-02-21"),),
    counter_examples=(
        "Overview report\n\n1.1 On 21st February 2011, the Chair decided on a review.",
        "Overview report\n\n4.7 On 21st February 2011, a neighbour rang.",
    ),
)
