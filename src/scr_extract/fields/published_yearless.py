"""A day of publication without its year, as mails, newsletters and minutes write it (`Published 3 October`): the paper's own date gives the year.

It is the last such day before the paper was written. A season's paper counts from its end, one that gives only a year says too little.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.published_marks import OPENING, cover, is_labelled, label_stands_out
from scr_extract.fields.published_prose import is_said
from scr_extract.fields.published_words import one_of
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder, candidate
from scr_extract.model import Candidate, Document, Span
from scr_extract.resources.dates import completed, dates, yearless
from scr_extract.values import PartialDate

_HEAD = 800
"""Characters of a paper in which its first lines give its own date."""
_ABOVE = 20_000
"""Characters above an entry in which a mail says when it was sent."""
_SEASONS = {"spring": 5, "summer": 8, "autumn": 11}
"""The last month of each; a winter lies in two years."""


def _without_year(reading: Reading) -> Iterator[Candidate]:
    view, zone = reading.view, cover(reading, OPENING)
    for span, month, day in () if reading.is_report else yearless(view, zone):
        said = is_said(view, zone, span) or (is_labelled(view, zone, span) and label_stands_out(reading, span) and _CLOSED.match(view, span.end, zone.end))
        if day is None:
            said = is_labelled(view, zone, span) and label_stands_out(reading, span) and _STOPPED.match(view, span.end, zone.end) is not None
        if not said or _YEAR.match(view, span.end) or _YET.search(view, max(zone.start, span.start - 60), span.start):
            continue
        written = _written(reading.document, reading.span.start)
        value = completed(_year(written, month, day or 1), month, day) if written else None
        if value is not None:
            yield candidate(reading, "published", value, span, "published.yearless")


_CLOSED = re.compile(r"\s*(?:[.;,|()\n]|-\s|$)|\s+(?:by|and)\b")
"""Behind a label's date; `Issued on 4 April for comment` tells of something else."""
_STOPPED = re.compile(r"\s*(?:[.;|)\n]|$)")
"""Behind a mere month: `Out in January.`"""
_YET = re.compile(r"\b(?:to\s+be|will|would|due|expected|planned|not)\b[^.;\n]{0,40}$", re.I)
_YEAR = re.compile(r",?\s*(?:19|20|')\d\d\b|\s*(?:-|to\b|and\b)")


def _year(written: PartialDate, month: int, day: int) -> int:
    """The year of the last such day that is not after the paper's date."""
    last = written.month or _SEASONS.get(written.season or "", 0)
    end = (last, int(written.iso[8:10]) if written.precision == "day" else 31)
    return written.year if (month, day) <= end else written.year - 1


@lru_cache(maxsize=64)
def _written(document: Document, before: int) -> PartialDate | None:
    """When the paper was written: the last date above the entry that a mail or minutes label as theirs, else that of its first lines."""
    view = document.view
    labelled = [h.value for h in dates(view, Span(max(0, before - _ABOVE), before)) if _label().search(view, max(0, h.span.start - 60), h.span.start)]
    head = [h.value for h in dates(view, Span(0, min(before, _HEAD))) if _is_masthead(view, h.span)]
    for value in (*reversed(labelled), *head):
        if value.precision in ("day", "month") or value.season in _SEASONS:
            return value
    return None


@lru_cache(maxsize=1)
def _label() -> re.Pattern[str]:
    day = rf"(?:{one_of('weekdays')},?\s+)?(?:the\s+)?"
    sent = r"(?:^|\n)[ >*#]*(?:sent|date|dated|date\s+sent|received)[ *]*:\s*"
    return re.compile(rf"{sent}{day}$|\b(?:meeting|panel|group)\s+(?:was\s+)?(?:held\s+)?(?:on|of)\s+{day}$", re.I)


@lru_cache(maxsize=1)
def _is_paper() -> re.Pattern[str]:
    return re.compile(r"\b(?:issue|edition|newsletter|bulletin|digest|update|round-?up|volume|vol|number|no|briefing|minutes|note)\b", re.I)


def _is_masthead(view: str, at: Span) -> bool:
    """True for a date that has a line to itself or stands on the line that names the paper and its number."""
    stop = view.find("\n", at.end)
    before, after = view[view.rfind("\n", 0, at.start) + 1 : at.start], view[at.end : stop if stop >= 0 else len(view)]
    if re.search(r"[.;]\s|\b(?:next|by|until|from|before|deadline|event|training)\b", before + after, re.I):
        return False
    return not re.search(r"\w", before + after) or _is_paper().search(before + after) is not None


YEARLESS = Finder(
    "published.yearless",
    _without_year,
    examples=(
        Example("# Sent: 6 October 2012\nRowan\n\nPublished [[3 October]]. A boy drowned.", "2012-10-03"),
        Example("# Newsletter, issue 4, January 2012\nRowan\n\nThe report was published on [[20 December]]. A boy drowned.", "2011-12-20"),
        Example("# Sent: 11 February 2019\nRowan\n\nOut in [[January]]. A boy drowned.", "2019-01"),
        Example("# Bulletin 4, Autumn 2012\nRowan\n\nOut on [[15 Sept]]. A boy drowned.", "2012-09-15"),
    ),
    counter_examples=(
        "# Sent: 6 October 2012\nRowan\n\nA boy drowned. Issued on 3 October for comment.",
        "# News of 2012\nRowan\n\nPublished 3 October. A boy drowned.",
        "# Sent: 6 October 2012\nRowan\n\nA boy drowned. His report was out in May and he was told.",
        "# Sent: 6 October 2012\nRowan\n\nA boy drowned on 3 October.",
        "# Sent: 6 October 2012\nRowan\n\nA boy drowned. The report is to be published on 3 December.",
        "# Training on 6 October 2012: book by 3 May\nRowan\n\nPublished 3 October. A boy drowned.",
    ),
)
