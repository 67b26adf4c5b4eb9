"""The date of publication in a table: the cell under `Published`, `Date of publication` or `Date`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.published_marks import hit_at, is_date
from scr_extract.fields.published_words import one_of
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate
from scr_extract.resources.dates import dates


def _in_cell(reading: Reading) -> Iterator[Candidate]:
    """The first date of the cell, where the cell says no more than when."""
    view = reading.view
    columns = re.compile(rf"\W*{one_of('published_columns')}\W*", re.I)
    for head, cell in reading.segment.cells:
        hit = next(iter(dates(view, cell)), None) if columns.fullmatch(head) else None
        if hit and is_date(hit) and not re.search(r"\w{4}", view[cell.start : hit.span.start]):
            yield hit_at(reading, hit, "published.cell")


CELL = Finder(
    "published.cell",
    _in_cell,
    examples=(
        Example("| Child | QZ |\n| Published | [[April 2012]] |", "2012-04"),
        Example("| Child | QZ |\n| Date of publication | [[28/02/2011]] |", "2011-02-28"),
        Example("| Child | QZ |\n| Year | [[2016]] |", "2016"),
    ),
    counter_examples=("| Child | QZ |\n| Date of death | April 2012 |", "| Child | QZ |\n| Date | died in April 2012 |"),
)
