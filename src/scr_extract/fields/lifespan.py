"""Dates of birth and death that stand together: `DOB: 31.03.16: DOD: 06.07.16`, `Born 4 May 2010 ... Died 2 June 2012`.

From the two the age at death follows in completed months. Only pairs of full dates count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from scr_extract.model import Span
from scr_extract.values import DAYS_PER_MONTH

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DATE = (
    r"(?:(?:Mon|Tues?|Wednes|Thurs?|Fri|Satur|Sun)\w*,?\s+)?"
    r"(?:(?P<{0}d>\d{{1,2}})\s?(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<{0}w>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*)\.?,?\s+(?P<{0}y>\d{{4}})"
    r"|(?P<{0}e>\d{{1,2}})\s?[./-]\s?(?P<{0}m>\d{{1,2}})\s?[./-]\s?(?P<{0}z>\d{{4}}|\d{{2}})(?!\d))"
)
_BIRTH = r"(?:\b(?:was\s+)?born(?:\s+\w+){0,3}?\s*:?\s*(?:on\s+(?:the\s+)?)?|\bD\.?\s?O\.?\s?B\b\.?\s*[:-]?\s*|\bdate\s+of\s+birth\s*[:-]?\s*)"
_DEATH = r"(?:\b(?:was\s+)?(?:died|murdered|killed|found\s+dead)(?:\s+\w+){0,4}?\s*:?\s*(?:on\s+(?:the\s+)?)?|\bD\.?\s?O\.?\s?D\b\.?\s*[:-]?\s*|\bdate\s+of\s+death\s*[:-]?\s*|\bdeath\s*:\s*|\bdeath\s+on\s+(?:the\s+)?)"
_BORN = re.compile(_BIRTH + _DATE.format("b"), re.I)
_DIED = re.compile(_DEATH + _DATE.format("d"), re.I)
_FAR = 400
"""Characters between the two dates at most: form lines and the sentences of one paragraph."""


@dataclass(frozen=True, slots=True)
class Lifespan:
    """A birth and a death with the spans of their words, and the age between them in months, inclusive."""

    born: Span
    died: Span
    low: float
    high: float


def lifespans(view: str, span: Span) -> Iterator[Lifespan]:
    """Each pair of a date of birth and the next date of death after it."""
    deaths = [(m, day) for m in _DIED.finditer(view, span.start, span.end) if (day := _day(m, "d"))]
    for m in _BORN.finditer(view, span.start, span.end):
        born = _day(m, "b")
        for death, died in deaths:
            gap = view[m.end() : death.start()] if death.start() >= m.end() else None
            if born and gap is not None and len(gap) <= _FAR and born <= died and (died - born).days < 25 * 366:
                yield _aged(Span(*m.span()), Span(*death.span()), born, died)
                break


def completed_months(born: date, died: date) -> int:
    """Whole months lived: a month is complete on the day of birth's number."""
    return (died.year - born.year) * 12 + died.month - born.month - (died.day < born.day)


def _aged(born_at: Span, died_at: Span, born: date, died: date) -> Lifespan:
    whole = completed_months(born, died)
    days = (died - born).days / DAYS_PER_MONTH
    return Lifespan(born_at, died_at, *((float(whole), float(whole)) if whole else (days, days)))


def _day(m: re.Match[str], which: str) -> date | None:
    if m[f"{which}d"]:
        day, month, year = int(m[f"{which}d"]), _MONTHS.index(m[f"{which}w"][:3].lower()) + 1, int(m[f"{which}y"])
    else:
        day, month, year = int(m[f"{which}e"]), int(m[f"{which}m"]), int(m[f"{which}z"])
    year += 0 if year >= 100 else 2000 if year < 50 else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None  # 31.02.15: no such day, so no evidence
