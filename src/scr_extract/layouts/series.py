"""Paragraphs that follow one another, each telling another child's case with no title: a letter, minutes, a round-up.

One such paragraph alone is an example in a text about something else; two that bring in a child each, on a page that
speaks of reviews, are a list of reviews.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from scr_extract.layouts.case import tells_case
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.segmenter import Stretch
from scr_extract.layouts.story import speaks_of_many, tells_story
from scr_extract.layouts.words import AGE, BOARD, CHILD, PSEUDONYM, REVIEW, one_of

_TWICE = 2
_WORTH = 4
"""What it proves to be one of several such paragraphs, in tenths."""
_WEAK = 4
"""The weight of a title that a line has from what stands below it, and not from its own words."""
_FRONT = 2000
_OPENING = 300
_TELLS = 4
_BROUGHT_IN = re.compile(
    rf"\b(?i:an?|two|three|four|twins?|newborn|unnamed)\s+(?:[\w-]+\s+){{0,3}}?(?:{AGE}|{CHILD}\b)|\b(?i:an?|two|three|four)\s+{AGE}|\b[A-Z][\w'-]+,\s+(?:aged\s+)?\d{{1,2}},|{AGE}\s+(?:\w+\s+)?{CHILD}\b"
    rf"|\b(?!(?:He|She|They|It|This|That|Mother|Father)\b)[A-Z][a-z]+\s+(?:was|is)\s+(?:only\s+|just\s+)?(?:\d{{1,2}}|(?i:{one_of('number_words')}))\b"
)
_BACK = re.compile(
    r"(?:\d{1,2}[.)]\s+)?(?:The|This|That|His|Her|He|She|It|They|Their|Both)\s+(?!(?:first|second|third|fourth|fifth|last|other|next|review|case|report)\b|[A-Z][a-z]+(?:'s)?\s+(?:review|case|report)\b)"
)
_OF_REVIEWS = re.compile(rf"{REVIEW}|{BOARD}|\b(?i:reviews?)\b|\b(?:wrote\s+it|its\s+author|\w+\s+recommendations)\b")
_NAME = re.compile(PSEUDONYM)


def in_series(view: str, clues: Sequence[Clue], found: Iterable[Stretch]) -> tuple[Clue, ...]:
    """The clues, where each of two or more such paragraphs outside the entries with titles proves the others.

    A weak title over two of them is none of theirs: a region, a year, a topic.
    """
    entries = tuple(found)
    taken = {k for s in entries if clues[s.first].heading > _WEAK for k in range(s.first, s.last)}
    about_reviews = _OF_REVIEWS.search(view, 0, _FRONT) is not None
    mine: list[int] = []
    seen: set[str] = set()
    free = [k for k, clue in enumerate(clues) if k not in taken and _stands_free(view, clue)]
    for k in free:
        if _tells_one(view, clues[k], about_reviews) and _is_fresh(view, clues[k], seen):
            mine.append(k)
            seen |= _names(view, clues[k])
    if len(mine) <= _TWICE and len({clues[k].unit.block.span.start for k in mine}) < _TWICE:
        return tuple(clues)
    for k in free:  # among others one may leave out its year
        if k not in mine and _names(view, clues[k]) and _is_fresh(view, clues[k], seen) and _is_likely(view, clues[k]):
            mine.append(k)
            seen |= _names(view, clues[k])
    chosen = set(mine)
    over = {s.first for s in entries if 0 < clues[s.first].heading <= _WEAK and sum(s.first <= k < s.last for k in mine) >= _TWICE}
    weakly = {k for s in entries if 0 < clues[s.first].heading <= _WEAK and s.first not in over for k in range(s.first, s.last)}
    out = []
    for k, c in enumerate(clues):
        if k in over and k not in chosen:
            out.append(replace(c, heading=0, title=None, title_like=True))
        elif k in chosen - weakly:
            out.append(replace(c, header=(*c.header, ("series", _WORTH)), fact=max(c.fact, _TELLS)))
        else:
            out.append(c)
    return tuple(out)


def _names(view: str, clue: Clue) -> set[str]:
    start = clue.unit.span.start
    return {" ".join(m[0].lower().split()) for m in _NAME.finditer(view, start, min(clue.unit.span.end, start + _OPENING))}


def _is_fresh(view: str, clue: Clue, seen: set[str]) -> bool:
    """Whether the paragraph brings in a child that none before it named."""
    names = _names(view, clue)
    start = clue.unit.span.start
    if names:
        return not names & seen
    return _BROUGHT_IN.search(view, start, min(clue.unit.span.end, start + _OPENING)) is not None


def _is_likely(view: str, clue: Clue) -> bool:
    return tells_case(view, clue.unit.span)


def _stands_free(view: str, clue: Clue) -> bool:
    """A paragraph that begins anew, under no label and with no title, and does not go on about somebody."""
    unit = clue.unit
    ruled_out = unit.cells or unit.block.row or clue.stop or clue.group or clue.heading
    return clue.begins and not ruled_out and not _BACK.match(view, unit.span.start, unit.span.end)


def _tells_one(view: str, clue: Clue, about_reviews: bool) -> bool:
    unit = clue.unit
    if not (about_reviews or _OF_REVIEWS.search(view, unit.span.start, unit.span.end)) or speaks_of_many(view, unit.span):
        return False
    return (clue.fact >= _TELLS or clue.story) and tells_story(view, unit.span)
