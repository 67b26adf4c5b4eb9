"""Partial dates as the days they may be, so that a month is not its first and a year not its January."""

from __future__ import annotations

import calendar
from datetime import date

from scr_extract.values import PartialDate

Days = tuple[date, date | None]
"""The first and the last day a date may mean; the last is None where it is not known."""

_SEASONS = {"spring": ((3, 1), (6, 21)), "summer": ((6, 1), (9, 23)), "autumn": ((9, 1), (12, 22))}
"""Month and day from the first of the season's months to the last day before the next by the sun: whoever writes `summer` means days of these."""
_WINTER_ENDS = (3, 20)
"""A winter is named by the year it begins or ends in: from that year's first day to the spring of the next."""


def first_and_last(iso: str | None, precision: str | None) -> Days | None:
    """The days that `2014`, `2014-11` or `2014-11-07` can mean; None without a date. A season whose name is not at hand is
    all of its year; of a range (`precision`) whose end is not at hand the last day is not known. Raises ValueError for what is no date."""
    if iso is None:
        return None
    first, last = _bounds(iso)
    return first, None if precision == "range" else last


def days_of(value: PartialDate) -> Days:
    """The days that a date as read can mean: of a range from the first of its start to the last of its end, of a season its own."""
    first, last = _bounds(value.iso)
    if value.precision == "range":
        return first, _bounds(value.until)[1] if value.until else None
    if value.season == "winter":
        return first, date(first.year + 1, *_WINTER_ENDS)
    if value.season in _SEASONS:
        begin, end = _SEASONS[value.season]
        return date(first.year, *begin), date(first.year, *end)
    return first, last


def _bounds(iso: str) -> tuple[date, date]:
    parts = [int(part) for part in iso.split("-")]
    match parts:
        case [year]:
            return date(year, 1, 1), date(year, 12, 31)
        case [year, month]:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        case [year, month, day]:
            return date(year, month, day), date(year, month, day)
        case _:
            raise ValueError(f"{len(parts)} parts are no date")


def days_between(earlier: Days | None, later: Days | None) -> tuple[int | None, int | None]:
    """The least and the most days from one to the other. Where the two overlap the least is 0: nothing is published before it happened.
    A bound that rests on a day not known is None."""
    if earlier is None or later is None:
        return None, None
    most = None if later[1] is None else (later[1] - earlier[0]).days
    if earlier[1] is None:
        return None, most
    least = (later[0] - earlier[1]).days
    return (max(least, 0) if most is None or most >= 0 else least), most
