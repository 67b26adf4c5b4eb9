"""The board of a short entry that names no other: `Hull Safeguarding Children Board calls her Baby Wren.`

Digests and newsletters say in passing whose review it is. Where an entry names exactly one known board, and not as the place a family
came from, it is that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from scr_extract.fields.board_values import of_phrase, shown
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate
from scr_extract.resources.board_phrases import phrases

LONGEST = 3_000
"""Characters of the longest entry that is searched: longer ones speak of many bodies."""
_ELSEWHERE = re.compile(
    r"\b(?:moved|lived|living|transferred|came|placed|placement|previous(?:ly)?|another|other|neighbouring|first\s+seen|referr(?:ed|al)|known|training|trained|guidance|toolkit|strategy"
    r"|procedures?|website|event|course|conference|chair\s+of\s+the)\b[^.;\n]{0,60}$",
    re.I,
)
_ITS = re.compile(
    r"'s?\s+(?:[\w-]+\s+){0,3}(?:guidance|toolkit|strategy|procedures?|training|website|event|conference|course)\b|\s+(?:had|has|have)\s+(?:trained|trains)\b",
    re.I,
)


def _only(reading: Reading) -> Iterator[Candidate]:
    if reading.is_report or len(reading.span) > LONGEST:
        return
    found = [p for p in phrases(reading.view, reading.span) if p.bodies]
    if len({p.words.lower() for p in found}) != 1:
        return
    first = found[0]
    if not any(
        _ELSEWHERE.search(reading.view, max(reading.span.start, p.span.start - 90), p.span.start) or _ITS.match(reading.view, p.span.end, reading.span.end)
        for p in found
    ):
        yield of_phrase(reading, "board.only", first)


ONLY = Finder(
    "board.only",
    _only,
    examples=(
        Example(
            "Child QZ\n\nA boy drowned in 2012. [[Barnsley Safeguarding Children Board]] calls him QZ.",
            shown("Barnsley Safeguarding Children Board", "lscb-barnsley"),
        ),
        Example("Child QZ\n\n[[Barnsley LSCB]]. November 2016\nGirl, died at 17 in 2012.", shown("Barnsley LSCB", "lscb-barnsley")),
    ),
    counter_examples=(
        "Child QZ\n\nA boy drowned in 2012. The family had moved from the area of Barnsley LSCB.",
        "Child QZ\n\nA boy drowned in 2012. Barnsley LSCB had trained its staff.",
        "Child QZ\n\nA boy drowned in 2012. Barnsley LSCB and later Leeds Safeguarding Children Board knew him.",
        "Child QZ\n\nA boy drowned in 2012. The LSCB calls him QZ.",
    ),
)
