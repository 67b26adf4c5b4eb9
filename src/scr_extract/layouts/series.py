"""Paragraphs that follow one another, each telling another child's case with no title: a letter, minutes, a round-up.

One such paragraph alone is an example in a text about something else; two that bring in a child each, on a page that
speaks of reviews, are a list of reviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.segmenter import Stretch
from scr_extract.layouts.story import speaks_of_many, tells_story
from scr_extract.layouts.words import AGE, BOARD, CHILD, PSEUDONYM, REVIEW

_TWICE = 2
_WORTH = 4
"""What it proves to be one of several such paragraphs, in tenths."""
_FRONT = 2000
_OPENING = 300
_TELLS = 4
_BROUGHT_IN = re.compile(
    rf"\b(?i:an?|two|three|four|twins?|newborn|unnamed)\s+(?:[\w-]+\s+){{0,3}}?(?:{AGE}|{CHILD}\b)|\b(?i:an?|two|three|four)\s+{AGE}|\b[A-Z][\w'-]+,\s+(?:aged\s+)?\d{{1,2}},|{AGE}\s+(?:\w+\s+)?{CHILD}\b"
)
_BACK = re.compile(
    r"(?:\d{1,2}[.)]\s+)?(?:The|This|That|His|Her|He|She|It|They|Their|Both)\s+(?!(?:first|second|third|fourth|fifth|last|other|next|review|case|report)\b|[A-Z][a-z]+(?:'s)?\s+(?:review|case|report)\b)"
)
_OF_REVIEWS = re.compile(rf"{REVIEW}|{BOARD}|\b[Rr]eviews?\b|\b(?:wrote\s+it|its\s+author|\w+\s+recommendations)\b")
_NAME = re.compile(PSEUDONYM)


def in_series(view: str, clues: Sequence[Clue], found: Iterable[Stretch]) -> tuple[Clue, ...]:
    """The clues, where each of two or more such paragraphs outside the entries with titles proves the others."""
    taken = {k for s in found if clues[s.first].heading for k in range(s.first, s.last)}
    about_reviews = _OF_REVIEWS.search(view, 0, _FRONT) is not None
    mine: list[int] = []
    seen: set[str] = set()
    for k, clue in enumerate(clues):
        if k in taken or not _may_be_one(view, clue, about_reviews):
            continue
        start = clue.unit.span.start
        names = {" ".join(m[0].lower().split()) for m in _NAME.finditer(view, start, min(clue.unit.span.end, start + _OPENING))}
        fresh = bool(names - seen) if names else _BROUGHT_IN.search(view, start, min(clue.unit.span.end, start + _OPENING)) is not None
        if fresh and not (names & seen):
            mine.append(k)
            seen |= names
    if len({clues[k].unit.block.span.start for k in mine}) < _TWICE:
        return tuple(clues)
    chosen = set(mine)
    return tuple(replace(c, header=(*c.header, ("series", _WORTH)), fact=max(c.fact, _TELLS)) if k in chosen else c for k, c in enumerate(clues))


def _may_be_one(view: str, clue: Clue, about_reviews: bool) -> bool:
    unit = clue.unit
    if not clue.begins or unit.cells or unit.block.row or clue.stop or clue.group or clue.heading or _BACK.match(view, unit.span.start, unit.span.end):
        return False
    if not (about_reviews or _OF_REVIEWS.search(view, unit.span.start, unit.span.end)) or speaks_of_many(view, unit.span):
        return False
    return (clue.fact >= _TELLS or clue.story) and tells_story(view, unit.span)
