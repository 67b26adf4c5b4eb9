"""The makers of a review whose entry is a citation (`Allardyce, Moira (2019). Child W: serious case review.`)."""

from __future__ import annotations

from collections.abc import Iterator

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder, candidate
from scr_extract.model import Candidate, Span
from scr_extract.resources.citations import citation, makers
from scr_extract.values import Text


def _makers(reading: Reading) -> Iterator[Candidate]:
    """The persons before the date of a citation that opens the entry; it is one only where its title is the entry's heading."""
    found = None if reading.is_report or reading.heading is None else citation(reading.view, reading.span.start, reading.span.end)
    if found is not None and reading.heading is not None and found.title.overlaps(reading.heading):
        for p in makers(reading.view, found):
            yield candidate(reading, "authors", Text(p.name), Span(p.span.start, p.span.end), "authors.cited")


CITED = Finder(
    "authors.cited",
    _makers,
    examples=(
        Example("[[Ellery, Maud]] (2016). Child V: serious case review. Luton LSCB.\n\nDeath of a boy.", "Maud Ellery"),
        Example("Ellery, M. and [[Ashby-Cole, T.]] (2016) Child V: serious case review. Luton: Luton LSCB.\n\nDeath of a boy.", "T. Ashby-Cole"),
        Example("3. [[Ellery M]]. Serious case review: Child V. Luton: Luton LSCB; 2016.\n\nDeath of a boy.", "M Ellery"),
    ),
    counter_examples=(
        "Luton LSCB (2016). Child V: serious case review.\n\nDeath of a boy.",
        "Serious case review: Child V\nEllery, Maud (2010) wrote of sleep.\n\nDeath of a boy.",
    ),
)
