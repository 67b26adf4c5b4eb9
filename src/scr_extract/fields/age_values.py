"""An age as written and what its words mean: numbers, and completed months with inclusive bounds (DESIGN section 6)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from scr_extract.fields.age_patterns import STATUTE, WORDS
from scr_extract.model import Span
from scr_extract.values import DAYS_PER_MONTH

OLDEST_CHILD = 25
"""Years above which no child, young person or care leaver of a review stands."""


@dataclass(frozen=True, slots=True)
class Age:
    """One age as written. `span` is its quote, `kind` the family of words it was read by, `among` how many stand in one list."""

    span: Span
    low: float | None
    high: float | None
    kind: str
    among: int = 1
    whole: Span | None = None
    """The span of the whole list (`aged 10 and five`), the place from which its holder is sought."""
    parts: tuple[Age, ...] = ()
    """The two ages that `2 years and 9 months` may also be, where it is said of two children."""

    @property
    def place(self) -> Span:
        return self.whole or self.span


def number(words: str) -> int:
    """The number that digits or number words mean. Raises KeyError for anything else."""
    folded = re.sub(r"[-\s]+", " ", words.lower()).strip()
    if folded.isdigit():
        return int(folded)
    if folded in WORDS["numbers"]:
        return int(WORDS["numbers"][folded])
    tens, _, ones = folded.partition(" ")
    return int(WORDS["tens"][tens]) + (int(WORDS["numbers"][ones]) if ones else 0)


def months(n: int, unit: str, *, half: bool = False) -> tuple[float, float] | None:
    """The inclusive bounds in completed months of `n` units, None where no child is that old in that unit."""
    match WORDS["units"][unit.lower()]:
        case "year":
            if n > OLDEST_CHILD:
                return None
            return (12.0 * n + 6, 12.0 * n + 6) if half else (12.0 * n, 12.0 * n + 11)
        case "month":
            return (float(n), float(n)) if n <= 60 else None
        case "week":
            return ((7 * n + (3 if half else 0)) / DAYS_PER_MONTH, (7 * n + 6) / DAYS_PER_MONTH)
        case "day":
            return (n / DAYS_PER_MONTH, n / DAYS_PER_MONTH)
        case _:
            return (0.0, n / 24 / DAYS_PER_MONTH)


def summed(bounds: tuple[float, float] | None, unit: str | None, more: str | None, more_unit: str | None) -> tuple[float, float] | None:
    """Those bounds and some smaller units more: `15 years and 11 months` is one completed number of months."""
    added = months(number(more), more_unit) if more and more_unit else None
    if bounds is None or added is None:
        return bounds
    low = bounds[0] + added[0]
    return (float(int(low)), float(int(low))) if (unit or "y").lower().startswith("y") else (low, bounds[0] + added[1])


def bounded(bounds: tuple[float, float], word: str) -> tuple[float | None, float | None]:
    """What `under` and `over` make of an age: open below up to the last moment before it, or open above."""
    low, high = bounds
    folded = " ".join(word.lower().split())
    if folded in WORDS["bounds"]["below"]:
        return None, low - 1 if low >= 1 and low == int(low) else max(0.0, low - 1 / DAYS_PER_MONTH)
    if folded in WORDS["bounds"]["above"]:
        return low, None
    return low, high


_GROWN = 18


def is_statute(view: str, place: int, start: int, n: str, unit: str) -> bool:
    """`a girl under 13 years old` in the name of an offence or of a law; `under the age of 18` says no more than that it is a child."""
    if unit.lower().startswith("y") and number(n) >= _GROWN:
        return True
    return unit.lower().startswith(("y",)) and number(n) in WORDS["offences"] and bool(STATUTE.search(view, max(start, place - 40), place))


def finer(before: str | None, unit: str, more: float) -> bool:
    """Whether a number of `unit` goes on from one of `before`: months after years, weeks or days after months, days after weeks."""
    order = ["year", "month", "week", "day", "hour"]
    if before is None:
        return False
    above, below = order.index(WORDS["units"][before.lower()]), order.index(WORDS["units"][unit.lower()])
    return above < below and more < (12, 1.2, 0.3, 0.1, 0.0)[above]
