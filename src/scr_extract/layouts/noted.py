"""Titles that say of a child's name that it is made up: `ROWAN'S STORY (not her real name)`, `Ivy and her brothers [names changed]`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.seam import Cue, Role
from scr_extract.layouts.words import BOARD, REVIEW, one_of

_COUNT = r"(?:[•*-]\s*|\d{1,2}(?:\.\d{1,2}){1,2}\.?\s+|\d{1,2}[.)]\s+)?"
_NOTE = rf"\s*[(\[]\s*(?i:{one_of('pseudonym_notes')})[^()\[\]\n]{{0,40}}[)\]]"

NOTED_NAME = Cue(
    "web_list.noted_name",
    Role.HEADING,
    re.compile(rf"{_COUNT}(?P<title>(?=[^\n]*[A-Z])[^\n.:;()\[\]]{{2,60}}{_NOTE})\s*:?(?=\s*$|\s*\n)"),
    5,
    examples=("[[ROWAN'S STORY (not her real name)]]", "[[IVY AND HER BROTHERS (names changed)]]", "[[The story of Max [not his real name]]]"),
    counter_examples=("Rowan (the name is Norse)", "He said (not his real words) that it was over."),
)
"""It needs a story below and a text of reviews: campaigns and fostering services tell of people under made-up names too."""
_OF_REVIEWS = re.compile(rf"{REVIEW}|{BOARD}")


def in_reviews(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues; in a text that names neither a review nor a board, a note on the name makes no title."""
    noted = {k for k, c in enumerate(clues) if c.heading == NOTED_NAME.weight and NOTED_NAME.regex.match(view, c.unit.span.start, c.unit.span.end)}
    if not noted or _OF_REVIEWS.search(view):
        return tuple(clues)
    return tuple(replace(c, heading=0, title=None) if k in noted else c for k, c in enumerate(clues))
