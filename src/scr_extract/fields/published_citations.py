"""The date of a review whose entry is a citation: the one after its makers or behind its publisher, never the day a reader looked."""

from __future__ import annotations

from collections.abc import Iterator

from scr_extract.fields.published_marks import hit_at
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder, candidate
from scr_extract.model import Candidate
from scr_extract.resources.citations import citation
from scr_extract.resources.dates import dates
from scr_extract.values import PartialDate

_YEAR = 4


def _dated(reading: Reading) -> Iterator[Candidate]:
    found = None if reading.is_report or reading.heading is None else citation(reading.view, reading.span.start, reading.span.end)
    if found is None or found.date is None or reading.heading is None or not found.title.overlaps(reading.heading):
        return
    if len(found.date) == _YEAR:
        yield candidate(reading, "published", PartialDate(found.date.of(reading.view), "year"), found.date, "published.cited")
    else:
        for hit in dates(reading.view, found.date):
            yield hit_at(reading, hit, "published.cited")


CITED = Finder(
    "published.cited",
    _dated,
    examples=(
        Example("Ellery, Maud ([[2016]]). Child V: serious case review. Luton LSCB. (Accessed 11 February 2018)\n\nDeath of a boy.", "2016"),
        Example("Luton LSCB ([[March 2016]]) Serious case review: Child V. Luton: LSCB.\n\nDeath of a boy.", "2016-03"),
        Example("3. Ellery M. Serious case review: Child V [Internet]. Luton: Luton LSCB; [[2016]] [cited 2018 Feb 11].\n\nDeath of a boy.", "2016"),
    ),
    counter_examples=("Serious case review: Child V\nEllery, Maud (2010) wrote of sleep.\n\nDeath of a boy.",),
)
