"""Dates of birth and death that stand together: `DOB: 02.05.13: DOD: 09.08.13`, `Born 4 May 2010 ... Died 2 June 2012`.

From the two the age at death follows in completed months; where nobody died, the only birth and the day of the harm give the age then.
Only pairs of full dates count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from scr_extract.model import Span
from scr_extract.resources.dates import dates
from scr_extract.values import DAYS_PER_MONTH

_BIRTH = re.compile(r"(?:\bborn(?:\s+\w+){0,3}?\s*:?\s*(?:on\s+(?:the\s+)?)?|\bD\.?\s?O\.?\s?B\b\.?\s*[:-]?\s*|\bdate\s+of\s+birth\s*[:-]?\s*)$", re.I)
_DEATH = re.compile(
    r"""(?:\b(?:was\s+)?(?:died|murdered|killed|(?:found|pronounced|declared)\s+dead)(?:\s+\w+){0,4}?\s*:?\s*(?:on\s+(?:the\s+)?)?
      | \bD\.?\s?O\.?\s?D\b\.?\s*[:-]?\s* | \bdate\s+of\s+death\s*[:-]?\s* | \bdeath\s*:\s* | \bdeath\s+on\s+(?:the\s+)?)$""",
    re.X | re.I,
)
_LEAD = 60
"""Characters before a date in which the words stand that say what it is the date of."""
_FAR = 400
"""Characters between the two dates at most: form lines and the sentences of one paragraph."""
_LONGEST = 25 * 366
"""Days that a child, young person or care leaver has lived at most."""
_CHILDHOOD = 18 * 366
"""Days of a childhood: a longer stretch between a birth and another's harm is an adult's."""


@dataclass(frozen=True, slots=True)
class Lifespan:
    """A birth and a death with the spans of their words, and the age between them in months, inclusive."""

    born: Span
    died: Span
    low: float
    high: float


def lifespans(view: str, span: Span, harmed: Sequence[tuple[Span, date]] = ()) -> Iterator[Lifespan]:
    """Each date of birth with the next date of death after it, or the last one before it; else the only birth with the first day of harm (`harmed`)."""
    births: list[tuple[Span, date]] = []
    deaths: list[tuple[Span, date]] = []
    for hit in dates(view, span):
        if hit.value.precision != "day":
            continue
        start = max(span.start, hit.span.start - _LEAD)
        for regex, found in ((_BIRTH, births), (_DEATH, deaths)):
            m = regex.search(view, start, hit.span.start)
            if m:
                found.append((Span(m.start(), hit.span.end).trimmed(view), date.fromisoformat(hit.value.iso)))
    if not deaths and len(births) == 1:
        deaths = [(at, day) for at, day in harmed if births[0][1] <= day and (day - births[0][1]).days < _CHILDHOOD][:1]
    for born_at, born in births:
        after = [(at, died) for at, died in deaths if 0 <= at.start - born_at.end <= _FAR]
        before = [(at, died) for at, died in deaths if 0 <= born_at.start - at.end <= _FAR]
        for died_at, died in (*after, *reversed(before)):
            if born <= died and (died - born).days < _LONGEST:
                yield _aged(born_at, died_at, born, died)
                break


def completed_months(born: date, died: date) -> int:
    """Whole months lived: a month is complete on the day of birth's number."""
    return (died.year - born.year) * 12 + died.month - born.month - (died.day < born.day)


def _aged(born_at: Span, died_at: Span, born: date, died: date) -> Lifespan:
    whole = completed_months(born, died)
    days = (died - born).days / DAYS_PER_MONTH
    return Lifespan(born_at, died_at, *((float(whole), float(whole)) if whole else (days, days)))
