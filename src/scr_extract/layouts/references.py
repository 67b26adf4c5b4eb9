"""Lists of references and libraries' lists: each review is a citation, alone or over an abstract with keywords.

A page whose citations are mostly of reviews lists reviews. Among books and guidance one citation of a review is a source
of that text; it becomes an entry only where something is told of the case below it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.seam import Cue, Layout, Role
from scr_extract.layouts.words import BOARD, PSEUDONYM, REVIEW
from scr_extract.resources.citations import Citation, citation

_WEIGHT, _HEADER, _AMONG_BOOKS = 8, 3, 4
"""What such a title weighs, its line of maker and publisher beside it, and the title among other works."""
_HALF, _TWICE = 2, 2
_NAMED, _TELLS = 5, 4
"""The weight of a title that names a child, and of a line that tells of an outcome."""
_ONE = re.compile(
    rf"{REVIEW}(?<![sS])(?![a-z])|\b(?i:executive\s+summary|overview\s+report|inquiry\s+report|review\s+(?:of|into)\s+(?:the\s+)?(?:care|death|case|circumstances|services))\b"
)
_WHOSE = re.compile(rf"{PSEUDONYM}|[\"'][A-Z][\w-]+[\"']|:\s+[A-Z][a-z]+(?:\s+and\s+[A-Z][a-z]+)?$|\b(?i:no|ref)\b\.?:?\s+\S*\d")
_BODY = re.compile(rf"{BOARD}|\bNSPCC\b|\bLSCB\b|\bCPC\b|\b(?:Child|Public)\s+Protection\s+Committee\b")
ABOUT_REVIEWING = re.compile(
    r"\b(?:guid(?:e|ance)|handbook|toolkit|manual|protocol|procedures?|framework|template|analysis|study|research|training|introduction|evaluation"
    r"|overview\s+of|lessons\s+from|learning\s+from|what\s+is|how\s+to|conducting|undertaking|writing)\b",
    re.I,
)
"""What the title of a work about reviewing says."""

_SHELF = Cue(
    "references.where",
    Role.HEADER,
    re.compile(r"(?:Available\s+(?:at|from)|Retrieved\s+from|Shelfmark|Class(?:\s+no)?|Call\s+number|Location)\s*:"),
    1,
    examples=("[[Available at:]] https://example.org/w.pdf", "[[Shelfmark:]] 362.76 MAR"),
    counter_examples=("The report is available at the desk.",),
)

LAYOUT = Layout(
    "references",
    (_SHELF,),
    "Libraries' lists and lists of references: each review a citation (maker, year, title, publisher) in Harvard, APA, Vancouver or note style.",
)


def cited(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues, where the citation of a review is a title."""
    works = {k: found for k, c in enumerate(clues) if c.unit.after_break and not c.unit.cells and (found := citation(view, c.unit.span.start, c.unit.span.end))}
    reviews = {k for k, found in works.items() if _is_review(view, found)}
    listed = len(reviews) >= _TWICE and _HALF * len(reviews) >= len(works)
    if _HALF * sum(_ends_entry(clues, k, works.keys()) for k in reviews) > len(reviews):
        return tuple(clues)
    return tuple(_titled(c, works[k], listed=listed) if k in reviews and _is_less(c, works[k]) else c for k, c in enumerate(clues))


def _is_less(clue: Clue, found: Citation) -> bool:
    """Whether the line is no surer title by itself, or one that runs on over the maker and publisher."""
    return clue.heading < _WEIGHT + 1 or (clue.title is not None and clue.title.start <= found.title.start and found.title.end < clue.title.end)


def _ends_entry(clues: Sequence[Clue], k: int, works: Collection[int]) -> bool:
    """Whether a case is told above the citation, since the last one, under a title of its own: then the citation is its source."""
    told = False
    for at in range(k - 1, -1, -1):
        if at in works or clues[at].stop or clues[at].group:
            return False
        if clues[at].heading >= _NAMED:
            return told
        told = told or clues[at].fact >= _TELLS or clues[at].story
    return False


def _titled(clue: Clue, found: Citation, *, listed: bool) -> Clue:
    if not listed:  # what it says of itself is no story
        return replace(clue, heading=_AMONG_BOOKS, title=found.title, header=(), fact=0, family=LAYOUT.name)
    return replace(clue, heading=_WEIGHT, title=found.title, header=(*clue.header, ("citation", _HEADER)), stop=False, group=False, family=LAYOUT.name)


def _is_review(view: str, found: Citation) -> bool:
    title = found.title.of(view)
    if ABOUT_REVIEWING.search(title):
        return False
    card = found.title.end <= found.makers.start  # `Child W / Poole LSCB. - Leaflet. - July 2010`
    named = _ONE.search(title) is not None or (re.fullmatch(PSEUDONYM, title) is not None and (card or _ONE.search(found.publisher.of(view)) is not None))
    body = any(_BODY.search(span.of(view)) for span in (found.makers, found.publisher))
    return named and (body or _WHOSE.search(title) is not None)
