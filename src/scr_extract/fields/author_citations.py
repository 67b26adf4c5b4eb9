"""The makers of a review in a library's words: a citation (`Allardyce, Moira (2019). Child W: serious case review.`), a line of parts between
slashes (`Poole LSCB / Allardyce, Moira / 2019 / 45 pages`), a catalogue's slash (`Child W / Moira Allardyce. - 2019`), the length of a report
(`45 pages, by Moira Allardyce`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder, candidate
from scr_extract.model import Candidate, Span
from scr_extract.resources.citations import citation, makers
from scr_extract.resources.people import people
from scr_extract.values import Text

_SLASHED = re.compile(r"(?<![^\n])[^\n/]*\b(?:Board|Partnership|Committee|L?SC[BP]|NSPCC)\b[^\n/]{0,30}\s/\s(?=[^\n/]{5,90}\s/\s[^\n]{0,20}(?:19|20)\d\d\b)")
_EXTENT = re.compile(r"\b\d{1,3}\s?(?:pages|pp?\.?),?\s+by\s+(?=[A-Z])")
_RESPONSIBLE = re.compile(r"(?<=[\w.)])\s/\s(?:by\s+)?(?=[A-Z])")
_PUBLISHER = re.compile(r"(?:\s+(?:for|on\s+behalf\s+of)\s[^./;]{3,90})?\s?\.\s+-\s")
"""A catalogue's dash behind the makers: `Child W : executive summary / Moira Allardyce. - Poole LSCB, 2010. - 18p.`"""
_TITLE = 40
"""Characters behind an entry's header in which its title may end."""
_LONG = 20_000
"""Characters of the longest entry that is a library's."""


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
        'CASE ONE: "BABY V" (LUTON SCB, JULY 2016)\n\nDeath of a boy.',
    ),
)


def _extent(reading: Reading) -> Iterator[Candidate]:
    """The persons between a board and a year, parted by slashes, and those behind a number of pages."""
    if reading.is_report or len(reading.span) > _LONG:
        return
    for regex in (_SLASHED, _EXTENT):
        for m in regex.finditer(reading.view, reading.span.start, reading.span.end):
            stop = reading.view.find("\n", m.end(), reading.span.end)
            for p in people(reading.view, m.end(), reading.span.end if stop < 0 else stop):
                yield candidate(reading, "authors", Text(" ".join(p.name.split())), p.span, "authors.extent")
    for m in _RESPONSIBLE.finditer(reading.view, reading.span.start, min(reading.span.end, max(reading.header.end, reading.span.start) + _TITLE)):
        listed = list(people(reading.view, m.end(), reading.span.end))
        if listed and _PUBLISHER.match(reading.view, listed[-1].span.end, reading.span.end):
            for p in listed:
                yield candidate(reading, "authors", Text(" ".join(p.name.split())), p.span, "authors.extent")


EXTENT = Finder(
    "authors.extent",
    _extent,
    examples=(
        Example("Luton Safeguarding Children Board / [[Ellery, Maud]] / 2016 / 45 pages\nSerious case review: Child V\n\nDeath of a boy.", "Maud Ellery"),
        Example("Serious case review: Child V\nLuton LSCB / Ellery, Maud; [[Ashby, Tom]] / 2016 / 45 p.\n\nDeath of a boy.", "Tom Ashby"),
        Example("Serious case review: Child V / [[Maud Ellery]]. - Luton LSCB, 2010. - 18p.\n\nDeath of a boy.", "Maud Ellery"),
        Example("Child V : overview / by [[Maud Ellery]] for Luton LSCB. - Dec. 2010. - 84p.\n\nDeath of a boy.", "Maud Ellery"),
        Example("Serious case review: Child V\n\nDeath of a boy.\nReport: 58 pages, by [[Maud Ellery]], May 2018", "Maud Ellery"),
    ),
    counter_examples=(
        "Serious case review: Child V\nLuton LSCB / 2016 / 45 pages\n\nDeath of a boy.",
        "Serious case review: Child V / Luton LSCB. - Sept. 2010. - 27p.\n\nDeath of a boy.",
        "Serious case review: Child V\n\nA friend / Maud Ellery saw him.",
        "Serious case review: Child V\nNorthern Press / Ellery, Maud / 2016\n\nDeath of a boy.",
        "Serious case review: Child V\n\nDeath of a boy. He read 20 pages by torchlight.",
    ),
)
