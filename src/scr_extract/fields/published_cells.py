"""The date of publication in a table: the cell under `Published`, `Date of publication` or `Date`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.published_marks import hit_at, is_date
from scr_extract.fields.published_words import one_of
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate
from scr_extract.resources.dates import DateHit, completed, dates

_SLASHED = re.compile(r"\s*(?P<y>(?:19|20)\d\d)/(?P<m>\d\d)?/?(?P<d>\d\d)?/?\s*")
"""The date of a library's record (`2022/06/14/`, `2022/03//`)."""


def _in_cell(reading: Reading) -> Iterator[Candidate]:
    """The first date of the cell, where the cell says no more than when."""
    view = reading.view
    columns = re.compile(rf"\W*{one_of('published_columns')}\W*", re.I)
    for head, cell in reading.segment.cells:
        if not columns.fullmatch(head):
            continue
        slashed = _SLASHED.fullmatch(view, cell.start, cell.end)
        if slashed and slashed["m"] and (day := completed(int(slashed["y"]), int(slashed["m"]), int(slashed["d"]) if slashed["d"] else None)):
            yield hit_at(reading, DateHit(cell, day), "published.cell")
            continue
        hit = next(iter(dates(view, cell)), None)
        if hit and is_date(hit) and not re.search(r"\w{4}", view[cell.start : hit.span.start]):
            yield hit_at(reading, hit, "published.cell")


CELL = Finder(
    "published.cell",
    _in_cell,
    examples=(
        Example("| Child | QZ |\n| Published | [[April 2012]] |", "2012-04"),
        Example("| Child | QZ |\n| Date of publication | [[28/02/2011]] |", "2011-02-28"),
        Example("| Child | QZ |\n| Date | [[2016/03//]] |", "2016-03"),
        Example("| Child | QZ |\n| Date | [[2016/03/14/]] |", "2016-03-14"),
        Example("| Child | QZ |\n| Year | [[2016]] |", "2016"),
    ),
    counter_examples=("| Child | QZ |\n| Date | 14/2 |", "| Child | QZ |\n| Date of death | April 2012 |", "| Child | QZ |\n| Date | died in April 2012 |"),
)
