"""Boards that published without their name: said in a slot, after a label, in brackets or on an anonymous report's cover sheet.

Withheld is not the same as not stated: `no board given` and `author: anonymous` say nothing of the board.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.board_values import front, headers, one_of
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder, candidate
from scr_extract.model import Candidate, Span
from scr_extract.resources.board_phrases import phrases
from scr_extract.values import Board, show

_SHEET = 1500
"""Characters in which the cover sheet of an anonymous report stands."""


@lru_cache(maxsize=1)
def _unnamed_board() -> re.Pattern[str]:
    """A board that is called unnamed, wherever a header or cover may say so."""
    unnamed = one_of("unnamed")
    named = r"(?:(?:name|identity|location)\s+of\s+(?:the\s+)?)?"
    board = r"(?:boards?|LSCBs?|partnerships?|committees?|(?:local\s+)?authority)\b"
    return re.compile(
        rf"""
        (?:(?:published\s+by\s+)?(?:the\s+)?NSPCC\s+)?on\s+behalf\s+of\s+(?:an?\s+|the\s+)?{unnamed}[^\n.;()]{{0,60}}?{board}
        | \b{unnamed}\s+(?:[A-Z]\w+\s+){{0,2}}(?:(?:local\s+)?safeguarding\s+(?:children'?s?'?\s+)?)?{board}
        | (?:(?<=[\n(|;\[])|(?<=-\s)|(?<=,\s))[ ]*(?:the\s+)?{named}{one_of("bodies")}\s*(?:(?:name|identity)\s*)?[-:|]?\s*
          {unnamed}(?!\w|\s+[a-z]+ed\b)
        | \b(?:the|this)\s+{named}(?:safeguarding\s+)?(?:board|LSCB|partnership|committee)\s+
          (?:is|was|has\s+been|is\s+being)\s+{one_of("kept_back")}(?=\s*(?:[.,;)\n]|$)|\s+(?:to\s+protect|in\s+order|so\s+that|because)\b)
        | \b(?:board|LSCB|partnership|committee|authority)\s+(?:(?:that|which)\s+)?(?:has\s+|had\s+)?
          (?:chosen|asked|wished|wishes|preferred|prefers|decided|opted|requested)\s+(?:us\s+)?
          (?:not\s+to\s+(?:be\s+(?:named|identified)|name\s+it)|to\s+remain\s+anonymous|that\s+it\s+(?:is|be)\s+not\s+(?:named|identified))\b
        | \b(?:board|LSCB|partnership|committee|authority)\s+(?:that|which)\s+(?:[\w-]+\s+){{0,5}}?(?:is|was|has|wishes|wished)\s+(?:to\s+be\s+)?
          {one_of("kept_back")}(?=\s*(?:[.,;)\n]|$))
        | \b(?-i:LSC[BP]|SC[BP])\s*:\s*(?:an\s+)?{unnamed}(?!\w)
        | \bwithout\s+(?:the\s+name\s+of|naming|identifying)\s+(?:the|its)\s+(?:\w+\s+){{0,2}}{board}
        | (?:published\s+by\s+)?(?:the\s+)?NSPCC\s+on\s+behalf\s+of\s+{unnamed}(?!\w)
        | \b(?:(?:published|released|issued)\s+anonymously|anonymously\s+(?:published|released|issued))\b
        """,
        re.X | re.I,
    )


@lru_cache(maxsize=1)
def _unnamed_slot() -> re.Pattern[str]:
    """The word alone in the board's place, after a date or before a name."""
    unnamed = one_of("unnamed")
    slot = rf"(?:(?<=[-|,][ ])|(?<=\d[ ])|(?<=-)){unnamed}(?:\s+LSCB)?(?=\s*(?:[-|,:(]|$))"
    return re.compile(rf"{slot}|^{unnamed}(?=\s*[-|:])|(?<=\()anonymous(?=\s*[,)])", re.I)


@lru_cache(maxsize=1)
def _alone() -> re.Pattern[str]:
    """The word alone on a line of the header, as a flattened table leaves a cell."""
    return re.compile(r"(?<=\n)[ ]*(?P<word>anonymous(?:\s+(?:LSCB|board|partnership))?|anonymised)[ ]*(?=\n|$)", re.I)


def says_nothing(words: str) -> bool:
    """True for a value that only says that the writer does not know: `Not known`, `-`."""
    return re.fullmatch(rf"\W*(?:{one_of('not_stated')}\W*)?", words, re.I) is not None


def is_withheld(words: str) -> bool:
    """True for a value that says the name is kept back: `Not disclosed`."""
    return re.match(rf"\W*(?:an?\s+)?{one_of('unnamed')}\b", words, re.I) is not None


def _withheld(reading: Reading) -> Iterator[Candidate]:
    view, header = reading.view, reading.header
    zones = [(zone, _unnamed_board()) for zone in (*headers(reading), front(reading, _SHEET), *reading.outside)]
    zones += [(zone, _unnamed_slot()) for zone in headers(reading)]
    for zone, pattern in zones:
        for m in pattern.finditer(view, zone.start, zone.end):
            span = Span(*m.span())
            yield candidate(reading, "board", Board(None, None, reading.words(span), True), span, "board.withheld")
    lines = list(_alone().finditer(view, header.start, header.end)) if next(phrases(view, header), None) is None else []
    for m in lines[:1]:
        span = Span(*m.span("word"))
        yield candidate(reading, "board", Board(None, None, reading.words(span), True), span, "board.withheld")


def _shown(words: str) -> str:
    return show(Board(None, None, words, True))


WITHHELD = Finder(
    "board.withheld",
    _withheld,
    examples=(
        Example("2016 – [[Anonymous]] - Child QZ\n\nDeath of a boy.", _shown("Anonymous")),
        Example(
            "Rowan\n[[Published by NSPCC on behalf of an unnamed Northern safeguarding children board]] (2015)\n\nDeath of a boy.",
            _shown("Published by NSPCC on behalf of an unnamed Northern safeguarding children board"),
        ),
        Example("Child QZ\nAge: 3\n[[Board: Not disclosed]]\n\nDeath of a boy.", _shown("Board: Not disclosed")),
        Example("Title: Rowan. [[LSCB: Anonymous]] Author: Anonymous\n\nDeath of a boy.", _shown("LSCB: Anonymous")),
        Example("Rowan - ([[board withheld]]), March 2019\n\nDeath of a boy.", _shown("board withheld")),
        Example("Rowan ([[board not named]], published by the NSPCC)\n\nDeath of a boy.", _shown("board not named")),
        Example("Rowan (Published by the NSPCC [[without the name of the board]], 2019)\n\nDeath of a boy.", _shown("without the name of the board")),
        Example("Rowan, 2019, [[published anonymously]]\n\nDeath of a boy.", _shown("published anonymously")),
        Example("Child QZ\n[[Anonymous]]\n2017\n\nDeath of a boy.", _shown("Anonymous")),
        Example("Rowan\nFor a [[partnership that asked not to be named]].\n\nDeath of a boy.", _shown("partnership that asked not to be named")),
        Example("Rowan\nBy the NSPCC for a [[board that is not named]]\n\nDeath of a boy.", _shown("board that is not named")),
        Example("[[WITHHELD]]: Rowan\n\nDeath of a boy.", _shown("WITHHELD")),
    ),
    counter_examples=(
        "An anonymous call told the board of the bruises.",
        "2016 – Barnsley - Child QZ\n\nAnonymous - the caller gave no name.",
        "Child QZ (no board given)\nAuthor: Anonymous\n\nDeath of a boy.",
        "Child QZ\nBoard: Not known\n\nDeath of a boy. The board was told anonymously of the bruises.",
        "Child QZ\n\nHe died. The partnership was not named on the form. The referral to the partnership was anonymous.",
        "Child QZ\nKent LSCB\n2016\nAnonymous\n\nDeath of a boy.",
    ),
)
