"""Dates as UK reviews write them, each as precise as its words.

`3 rd June 2015`, `Nov 2016`, `07.09.18`, `summer 2014`, `towards the end of 2018`, `September 2016 to March 2018`.

Day before month, always: `04/07/2016` is the fourth of July. A date that cannot be (31.02.) is no date. Years run from
FIRST_YEAR to LAST_YEAR (date_parts). The words are in lexicons/dates.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.model import Span
from scr_extract.resources.date_parts import Part, checked, full_year, partial
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought
from scr_extract.values import PartialDate

DAY_OF_LIFE = re.compile(r"\s*(?:born|died|d\.?\s?o\.?\s?b\.?|date\s+of\s+(?:birth|death))\b[:\s]*(?:on\s+)?\d", re.I)
"""What stands below a child's full name on a cover: `Born 3 May 2009`."""


@dataclass(frozen=True, slots=True)
class DateHit:
    """A date where it stands. `span` holds the whole of its words (`towards the end of 2018`), a range's both ends."""

    span: Span
    value: PartialDate


def months() -> str:
    """A regex fragment for the names of the months and their short forms, longest first."""
    names = sorted((n for row in lexicon("dates")["months"] for n in row), key=len, reverse=True)
    return "(?:" + "|".join(names) + ")"


@lru_cache(maxsize=1)
def _date() -> Sought:
    month = months()
    seasons = "|".join(lexicon("dates")["seasons"])
    feasts = "|".join(sorted((name for row in lexicon("dates")["feast"] for name in row["names"]), key=len, reverse=True))
    short = "|".join(name for row in lexicon("dates")["months"] for name in row if len(name) < 5)
    # Not a quantity (`2000mg`, `2014%`); scraped lines glue the next word to it (`2014NSPCC`).
    year = r"(?:(?:19|20)\d\d(?-i:(?![\d%a-z]|,\d|\.\d\d)))"
    nth = r"(?:\s{0,2}(?:st|nd|rd|th)\b)?"
    return Sought(
        rf"""
        (?<![\w.£$])(?<!\d/)(?:
          (?P<iso>(?:19|20)\d\d-[01]\d-[0-3]\d)(?!\d)
        | (?P<nd>\d{{1,2}})(?P<sep>\s?[./-]\s?)(?P<nm>\d{{1,2}})(?P=sep)(?P<ny>(?:19|20)\d\d|\d\d)(?![\d/]|[.-]\d)
        | (?P<fd>{feasts}),?\s+(?:(?:in|of)\s+)?(?P<fy>{year})
        | (?P<sm>{short})-(?P<smy>\d\d)(?![\w/-]|\.\d)
        | (?P<my_m>0[1-9]|1[0-2])/(?P<my_y>(?:19|20)\d\d)(?![\d/])
        | (?P<d>\d{{1,2}})(?:/\d{{1,2}})?{nth}(?:\s+(?:day\s+)?of)?[\s-]*(?P<m>\b{month}\b)\.?,?(?:[\s-]{{1,3}}(?P<y>{year}|'\d\d\b)|(?!\w))
        | (?P<m2>{month})\s+(?P<d2>\d{{1,2}}){nth},?\s+(?P<y2>{year})
        | (?:(?:early|mid|late|end\s+of|start\s+of|beginning\s+of|middle\s+of)[\s-]+)?(?P<s>{seasons})(?:\s+of)?,?\s+(?P<sy>{year})
        | (?P<m3>{month})\.?,?(?:\s+of)?[\s-]{{1,3}}(?P<y3>{year}|'\d\d\b)
        | (?P<y7>{year})(?:[ ]|,[ ]|[ ]?\()(?P<m7>{month})\.?\)?(?=[ ]*(?:[.;\n]|$))      # a catalogue's `2014 Oct`, `2022 (July)`
        | (?P<vague>
            (?:early|mid|late)[\s-]+(?:in\s+)?
          | (?:(?:to)?wards?\s+)?(?:the\s+)?(?:very\s+)?(?:(?:early|latter|first|second|last)\s?)?(?:beginning|start|middle|end|part|half|months)\s+of\s+
          )?(?P<yy>{year})(?!/C?\d{{3}})
        | (?P<m4>{month})(?!\w)
        | (?P<d5>\d{{1,2}}){nth}(?=\s*(?:-|and\b|to\b)\s*\d{{1,2}}{nth}\s+{month}\b)
        )
        """,
        re.X | re.I,
    )


@lru_cache(maxsize=1)
def _cited() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(lexicon("dates")["citations"]) + r")[,.]?\s*\(?$", re.I)


_PUBLISHER = re.compile(r"\bpublished\s+(?:\w+\s+){0,3}?by\s+(?:the\s+)?NSPCC[,.]?\s*\(?$", re.I)
"""Before the year in which the national library published a review for a board."""
_NUMBERS = re.compile(r"(?<![A-Za-z\d])\d+\s$")
"""A telephone number or a table's row: the last four digits are no year."""
_CODE = re.compile(r"\b[A-Z]{2,}\d*\s?$")
"""Letters of a reference before a number and a year (`CV 10/2015`)."""
_CONNECTOR = re.compile(r"\s*,?\s*(?P<word>to|until|till|through\s+to|up\s+to|and|or|-|/)\s*(?:the\s+end\s+of\s+)?(?:in\s+)?", re.I)
_SHORT_YEAR = re.compile(r"\s{0,2}[/-]\s{0,2}(\d\d)(?![\d/.-]|\s*[A-Za-z]{3,9}\s+\d{4})")
_BETWEEN = re.compile(r"\b(?:between|from)\s+(?:the\s+end\s+of\s+|the\s+)?$", re.I)
_IN = re.compile(r"\b(?:in|during|both\s+in)\s+$", re.I)


def dates(view: str, span: Span) -> Iterator[DateHit]:
    """Every whole date in the span, in order, without overlap; ranges as one."""
    parts = list(_parts(view, span))
    k = 0
    while k < len(parts):
        part = parts[k]
        after = parts[k + 1] if k + 1 < len(parts) else None
        joined = _range(view, part, after, span) if after else None
        if joined:
            yield joined
            k += 2
            continue
        value = partial(part)
        short = _SHORT_YEAR.match(view, part.end, span.end) if value and value.precision == "year" and not part.vague else None
        if value and short and int(short[1]) == (value.year + 1) % 100:
            yield DateHit(Span(part.start, short.end()), PartialDate(value.iso, "range", until=str(value.year + 1)))
        elif value:
            yield DateHit(Span(part.start, part.end), value)
        k += 1


def yearless(view: str, span: Span) -> Iterator[tuple[Span, int, int | None]]:
    """Dates without a year (`on 26 January`, `in January`): where they stand, the month, and the day or None."""
    for part in _parts(view, span):
        if part.year is None and part.month is not None:
            yield Span(part.start, part.end), part.month, part.day


def completed(year: int, month: int, day: int | None) -> PartialDate | None:
    """The date that a year gives to a yearless one; None where there is no such day."""
    return partial(Part(0, 0, year, month, day))


def _parts(view: str, span: Span) -> Iterator[Part]:
    for m in _date().finditer(view, span.start, span.end):
        part = _part(view, m, span)
        if part is not None:
            yield part


def _part(view: str, m: re.Match[str], span: Span) -> Part | None:
    start, end, g = m.start(), m.end(), m.group
    if g("iso"):
        y, mo, d = g("iso").split("-")
        return checked(Part(start, end, int(y), int(mo), int(d)))
    if g("ny"):
        if g("sep").strip() == "." and len(g("ny")) == 2 and min(len(g("nd")), len(g("nm"))) < 2:
            return None  # a paragraph's number (4.2.11)
        return checked(Part(start, end, full_year(g("ny")), int(g("nm")), int(g("nd"))))
    if g("my_y"):
        if _CODE.search(view, max(span.start, start - 12), start):
            return None
        return checked(Part(start, end, int(g("my_y")), int(g("my_m"))))
    if g("m"):
        return checked(Part(start, end if g("y") else m.end("m"), full_year(g("y")) if g("y") else None, _month(g("m")), int(g("d"))))
    if g("fd"):
        month, day = _feast(g("fd"))
        return checked(Part(start, end, int(g("fy")), month, day))
    if g("sm"):
        return checked(Part(start, end, full_year(g("smy")), _month(g("sm"))))
    if g("m2"):
        return checked(Part(start, end, int(g("y2")), _month(g("m2")), int(g("d2"))))
    if g("s"):
        return checked(Part(start, end, int(g("sy")), season=g("s").lower()))
    if g("m3"):
        return checked(Part(start, end, full_year(g("y3")), _month(g("m3"))))
    if g("y7"):
        return checked(Part(start, end, int(g("y7")), _month(g("m7"))))
    if g("yy"):
        cited = _cited().search(view, max(span.start, start - 24), m.start("yy")) and not _PUBLISHER.search(view, max(span.start, start - 60), m.start("yy"))
        if cited or _NUMBERS.search(view, max(span.start, start - 6), start):
            return None
        return checked(Part(start, end, int(g("yy")), vague=bool(g("vague"))))
    if g("m4"):
        return Part(start, end, None, _month(g("m4"))) if g("m4")[0].isupper() else None
    return Part(start, end, None, None, int(g("d5")))


def _month(name: str) -> int:
    return next(n for n, row in enumerate(lexicon("dates")["months"], 1) if name.lower() in row)


def _feast(name: str) -> tuple[int, int | None]:
    """The month of a feast, and its day where the words name one (`Christmas Day`, not `Christmas`)."""
    row = next(row for row in lexicon("dates")["feast"] if any(re.fullmatch(n, name, re.I) for n in row["names"]))
    return row["month"], row.get("day")


def _range(view: str, first: Part, last: Part, span: Span) -> DateHit | None:
    """Two dates joined into a range; the first may leave its year or month to the second (`October to December 2016`)."""
    joint = _CONNECTOR.fullmatch(view, first.end, last.start)
    if joint is None or last.year is None:
        return None
    word = joint["word"].lower()
    lead = _BETWEEN.search(view, max(span.start, first.start - 24), first.start) is not None
    full = first.year is not None
    years = full and first.month is None and last.month is None and first.season is None and last.season is None
    if word in ("and", "or") and full and not lead and not (years and _IN.search(view, max(span.start, first.start - 12), first.start)):
        return None
    if word == "/" and full:
        return None
    if not full:
        if first.day is not None and first.month is None and last.day is None:
            return None
        month = first.month if first.month is not None else last.month
        year = last.year - 1 if month is not None and last.month is not None and month > last.month else last.year
        if first.month is not None and last.month is None:
            return None
        first = Part(first.start, first.end, year, month, first.day)
    start, until = partial(first), partial(last)
    if start is None or until is None or start.iso[:4] > until.iso[:4] or (len(start.iso) == len(until.iso) and start.iso > until.iso):
        return None
    return DateHit(Span(first.start, last.end), PartialDate(start.iso, "range", until=until.iso))
