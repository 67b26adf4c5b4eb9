"""One date as it is written, perhaps without its year or month: what whole dates and ranges are made of. A date that cannot be (31.02.) is none."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass

from scr_extract.values import PartialDate

FIRST_YEAR = 1945
LAST_YEAR = 2035
"""The years that a review can speak of. Constants and not the clock, so that a text says the same whenever it is read. The
last leaves room for reviews yet to come, and so little that two digits name one year (`31` is 2031, `86` is 1986) and most
pairs of digits beyond are what they mostly are: numbers of paragraphs."""


@dataclass(frozen=True, slots=True)
class Part:
    """`start` and `end` are offsets in code points; `vague` stands for words such as `towards the end of`."""

    start: int
    end: int
    year: int | None
    month: int | None = None
    day: int | None = None
    season: str | None = None
    vague: bool = False


def full_year(year: str) -> int:
    """`18` and `'18` are 2018; two digits beyond the last year belong to the last century."""
    digits = year.lstrip("'")
    if len(digits) == 4:
        return int(digits)
    return 2000 + int(digits) if int(digits) <= LAST_YEAR % 100 else 1900 + int(digits)


def checked(part: Part) -> Part | None:
    """The date, where there is such a day in a year that a review can speak of; else None."""
    if part.year is not None and not FIRST_YEAR <= part.year <= LAST_YEAR:
        return None
    if part.month is not None and not 1 <= part.month <= 12:
        return None
    if part.day is not None and not 1 <= part.day <= monthrange(part.year or 2000, part.month or 1)[1]:
        return None
    return part


def _iso(part: Part) -> str:
    out = f"{part.year:04d}"
    if part.month is not None:
        out += f"-{part.month:02d}"
        if part.day is not None:
            out += f"-{part.day:02d}"
    return out


def partial(part: Part) -> PartialDate | None:
    """The date as a value, as precise as it is; None without a year or where there is no such day."""
    if part.year is None or checked(part) is None:
        return None
    if part.season:
        return PartialDate(_iso(part), "season", season=part.season)
    return PartialDate(_iso(part), "day" if part.day else "month" if part.month else "year")
