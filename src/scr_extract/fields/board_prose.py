"""Boards in running text: those that asked for the review, the page's own above its entries, the one that recommendations address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.board_values import JOINED, OPENING, front, of_phrase, one_of, shown
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import BlockKind, Candidate, Span
from scr_extract.plain import plain
from scr_extract.resources.board_phrases import Phrase, phrases
from scr_extract.resources.boards import Bodies

_LONG = 5000
"""From this length on, an entry is a report whose board is named again and again."""
_OFTEN = 3
_PAGE = 2500
"""Characters of a page in which its opening stands."""


@lru_cache(maxsize=1)
def _asked_by() -> re.Pattern[str]:
    dated = r"(?:published|released|issued|commissioned)\s+(?:in|on)\s+[^.;:\n]{3,30}?\s+by"
    return re.compile(rf"(?:{one_of('published_by')}|{dated})\s+(?:the\s+)?(?:independent\s+chair\s+of\s+)?(?:the\s+)?$", re.I)


@lru_cache(maxsize=1)
def _asks() -> re.Pattern[str]:
    """What follows a board that gives its review: a verb, and a review within the clause."""
    between = r"\s*(?:\([^)\n]{2,40}\)\s*)?,?\s*(?:(?:has|have|had|also|today)\s+){0,2}"
    return re.compile(rf"{between}{one_of('publishes')}\b[^.;]{{0,80}}?\b{one_of('reports')}\b", re.I)


def _publishing(reading: Reading) -> Iterator[Candidate]:
    view, zone = reading.view, front(reading, OPENING)
    last: Phrase | None = None
    for phrase in phrases(view, zone):
        beside = last is not None and (phrase.span == last.span or JOINED.fullmatch(view, last.span.end, phrase.span.start))
        asked = _asked_by().search(view, max(zone.start, phrase.span.start - 60), phrase.span.start)
        last = None
        if beside or asked or _asks().match(view, phrase.span.end, min(reading.span.end, phrase.span.end + 200)):
            yield of_phrase(reading, "board.publishing", phrase)
            last = phrase


PUBLISHING = Finder(
    "board.publishing",
    _publishing,
    examples=(
        Example(
            "The [[Barnsley Safeguarding Children Board]] (BSCB) commissioned this review in 2014.",
            shown("Barnsley Safeguarding Children Board", "lscb-barnsley"),
        ),
        Example("Published in May 2013 by [[Barnsley LSCB]], this is the report.", shown("Barnsley LSCB", "lscb-barnsley")),
        Example("In 2013 [[Barnsley LSCB]] published two SCRs about babies.", shown("Barnsley LSCB", "lscb-barnsley")),
    ),
    counter_examples=("The family moved to Barnsley, where Barnsley LSCB had trained its staff.",),
)


def _outside(reading: Reading) -> Iterator[Candidate]:
    """A board that the page names above its entries, when it names exactly one; the nearest heading that is nothing but a board goes before it."""
    if (nearest := _nearest_heading(reading)) is not None:
        yield of_phrase(reading, "board.outside", nearest)
        return
    found = [p for span in reading.outside for p in phrases(reading.view, span)]
    if len({p.bodies or p.words for p in found}) == 1:
        yield of_phrase(reading, "board.outside", found[0])


def _nearest_heading(reading: Reading) -> Phrase | None:
    """A heading between the governing board and the entry that is a board and no more, as pages by board have them."""
    view = reading.view
    after = max((span.end for span in reading.outside if span.end <= reading.span.start), default=reading.span.start)
    for block in reversed(reading.document.blocks):
        if block.kind is BlockKind.HEADING and after <= block.span.start and block.span.end <= reading.span.start:
            for phrase in phrases(view, block.span):
                if not re.search(r"\w", view[block.span.start : phrase.span.start] + view[phrase.span.end : block.span.end]):
                    return phrase
    return None


def _page(reading: Reading) -> Iterator[Candidate]:
    """The one board that the page's opening, above its entries, says has published the reviews that follow."""
    view = reading.view
    opening = Span(0, min(reading.span.start, _PAGE))
    found = [p for p in phrases(view, opening) if _asks().match(view, p.span.end, min(opening.end, p.span.end + 200))]
    if found and len({p.bodies or p.words for p in found}) == 1:
        yield of_phrase(reading, "board.page", found[0])


PAGE = Finder(
    "board.page",
    _page,
    examples=(
        Example(
            "# [[Barnsley's safeguarding board]] has published four serious case reviews.\nRowan\n\nDeath of a boy.",
            shown("Barnsley's Safeguarding Board", "lscb-barnsley"),
        ),
    ),
    counter_examples=("# Barnsley LSCB has moved to a new office.\nRowan\n\nDeath of a boy.",),
)

OUTSIDE = Finder(
    "board.outside",
    _outside,
    examples=(Example("# [[Barnsley LSCB]] case reviews\nRowan\n\nDeath of a boy in 2014.", shown("Barnsley LSCB", "lscb-barnsley")),),
    counter_examples=("# Barnsley LSCB and Sefton LSCB case reviews\nRowan\n\nDeath of a boy in 2014.",),
)


@lru_cache(maxsize=1)
def _should() -> re.Pattern[str]:
    return re.compile(rf"\s*(?:\([A-Z]+\)\s*)?{one_of('should')}\b")


def _addressee(reading: Reading) -> Iterator[Candidate]:
    """The one board to which the entry's recommendations speak."""
    view = reading.view
    found = [p for p in phrases(view, reading.body) if p.bodies and _should().match(view, p.span.end, reading.span.end)]
    if found and len({p.bodies for p in found}) == 1:
        yield of_phrase(reading, "board.addressee", found[0])


ADDRESSEE = Finder(
    "board.addressee",
    _addressee,
    examples=(Example("Death of a boy. Recommendations include: [[Barnsley LSCB]] should look at thresholds.", shown("Barnsley LSCB", "lscb-barnsley")),),
    counter_examples=(
        "Death of a boy. Barnsley LSCB should look at thresholds; Sefton LSCB should train its staff.",
        "Death of a boy. The LSCB should look at thresholds.",
    ),
)


def _prevalent(reading: Reading) -> Iterator[Candidate]:
    """The board that a whole report names again and again: at least three times, and twice as often as any other."""
    if len(reading.span) < _LONG:
        return
    counts: dict[Bodies, list[Phrase]] = {}
    for phrase in phrases(reading.view, reading.span):
        if phrase.bodies:
            counts.setdefault(phrase.bodies, []).append(phrase)
    ranked = sorted(counts.values(), key=lambda ps: (-len(ps), ps[0].span))
    if ranked and len(ranked[0]) >= _OFTEN and (len(ranked) == 1 or len(ranked[0]) >= 2 * len(ranked[1])):
        yield of_phrase(reading, "board.prevalent", ranked[0][0])


PREVALENT = Finder(
    "board.prevalent",
    _prevalent,
    examples=(
        Example(
            "Rowan was a boy. " + "He was seen by many. " * 300 + "[[Barnsley LSCB]] has trained staff. Barnsley LSCB met. Later Barnsley LSCB met again.",
            shown("Barnsley LSCB", "lscb-barnsley"),
        ),
    ),
    counter_examples=("Barnsley LSCB met. Barnsley LSCB met. Barnsley LSCB met.",),
)


def _in_furniture(reading: Reading) -> Iterator[Candidate]:
    """The one board that a report names in its running headers, footers or copyright line, which stand after its text."""
    if not reading.is_report:
        return
    text = plain(reading.document.text)
    blocks = [b.span for b in reading.document.blocks if b.kind is BlockKind.FURNITURE]
    found = [p for span in blocks for p in phrases(text, span) if p.bodies]
    if found and len({p.bodies for p in found}) == 1:
        yield of_phrase(reading, "board.furniture", found[0])


FURNITURE = Finder(
    "board.furniture",
    _in_furniture,
    examples=(
        Example(
            "Serious case review: Rowan\n\n== 1 Introduction ==\n\nRowan died in 2014.\n\n~~ (c) [[Barnsley Safeguarding Children Board]] 2015 ~~",
            shown("Barnsley Safeguarding Children Board", "lscb-barnsley"),
        ),
    ),
    counter_examples=(
        "Serious case review: Rowan\n\n== 1 Introduction ==\n\nRowan died in 2014.\n\n~~ Barnsley LSCB and Sefton LSCB ~~",
        "Serious case review: Rowan\n\n== 1 Introduction ==\n\nRowan died in 2014.\n\n~~ Page 4 ~~",
    ),
)
