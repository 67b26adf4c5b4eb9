"""Ages as people write them, read by the rules that read documents; and a child of whom a workbook's row says the age twice, in words and in months."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scr_extract.errors import InvalidCorrectionError
from scr_extract.fields.ages import ages
from scr_extract.model import Span
from scr_extract.plain import plain
from scr_extract.values import Child

_MORE = re.compile(r"\d|\b(?:year|month|week|day)s?\b", re.I)
"""What is left beside an age where the words say another one too (`3 days short of 2 years`)."""
Months = tuple[float | None, float | None]


def aged(words: str) -> Months:
    """The bounds in completed months of an age as people write it (`17 months`, `between 13 and 15`, `aged 3`).

    Raises InvalidCorrectionError where the words are no age, or more than one.
    """
    for form in (words, f"{words} old", f"aged {words}"):
        view = plain(form)
        found = list(ages(view, Span(0, len(view))))
        if len(found) == 1 and not _MORE.search(f"{view[: found[0].place.start]} {view[found[0].place.end :]}"):
            return found[0].low, found[0].high
    raise InvalidCorrectionError("no age: write 17 months, 3 years, nine weeks or between 13 and 15")


def of_one_age(said: Child, standing: Sequence[Child], *, fresh: bool = True) -> Child:
    """The child that a row says, its words and months being one age. Words that were changed alone give the months.

    `standing` are the children as they are now. Where they are others than at the export (not `fresh`) the months of the row may be those from before
    its own words were taken in: the words say which age is meant, and nothing is kept of such a row unless it says what stands.

    Raises InvalidCorrectionError where the words now say another age than the months, and where new words say none.
    """
    months = _months(said)
    if said.age_text is None or any((c.age_text, _months(c)) == (said.age_text, months) for c in standing):
        return said
    try:
        read: Months | None = aged(said.age_text)
    except InvalidCorrectionError:
        read = None
    if read is not None and _rounded(read) == months:
        return said
    if not fresh and read is not None:
        return replace(said, age_min=read[0], age_max=read[1])
    alone = months == (None, None) or any(_months(c) == months for c in standing)
    if any(c.age_text == said.age_text for c in standing):
        if read is None:
            return said
    elif alone and read is not None:
        return replace(said, age_min=read[0], age_max=read[1])
    elif read is None and (not alone or months == (None, None)):
        return said
    raise InvalidCorrectionError("children: age_text says another age than age_min and age_max; change both, or empty age_text")


def _months(child: Child) -> Months:
    return _rounded((child.age_min, child.age_max))


def _rounded(months: Months) -> Months:
    """As `meaning` compares them."""
    low, high = (None if x is None else round(x, 4) for x in months)
    return low, high
