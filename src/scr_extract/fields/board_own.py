"""The board whose own page or paper this is: on its first lines, in its running titles and footers, behind its copyright sign.

A board's site, annual report or minutes name it once, far from the entries, and each review is its own. Nothing is taken from a page
that names other boards in its headings or says that it gathers reviews from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from scr_extract.fields.board_slots import slot_places
from scr_extract.fields.board_values import of_phrase, one_of, shown
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import BlockKind, Candidate, Document, Span
from scr_extract.plain import plain
from scr_extract.resources.board_phrases import Phrase, phrases
from scr_extract.resources.boards import Bodies

_HEAD_LINES, _HEAD = 4, 600
"""The first lines of a document that say whose it is, and the characters in which they stand."""
_SHORT = 110
"""Characters of the longest line that can be a heading."""
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_CUT = re.compile(r"\s+-+\s+|:\s|\s*[|(]|,\s|\.\s")


def _own(reading: Reading) -> Iterator[Candidate]:
    phrase = None if reading.is_report else _owner(reading.document)
    if phrase is None or reading.span.covers(phrase.span) or _UNNAMED.search(reading.view, reading.span.start, reading.span.end):
        return
    if _elsewhere_from(reading.document) >= (reading.heading.end if reading.heading else reading.span.start):
        yield of_phrase(reading, "board.own", phrase)


_UNNAMED = re.compile(r"\b(?:published|released|issued)\s+(?:\w+\s+){0,3}?by\s+(?:the\s+)?NSPCC\b", re.I)
"""What the national library publishes for a board that is not to be known."""


@lru_cache(maxsize=16)
def _elsewhere_from(document: Document) -> int:
    """Where the document first says that it gathers reviews of others; its end where it never does."""
    m = _gathered().search(document.view)
    return m.start() if m else len(document.view)


@lru_cache(maxsize=16)
def _owner(document: Document) -> Phrase | None:
    """The one board that the document names for its own; None where it names several, or other boards or places in its headings."""
    titled = [p.bodies for p in phrases(plain(document.title), Span(0, len(document.title)))] if document.title else []
    found = [*_on_head(document.view), *_in_furniture(document, titled), *_behind_copyright(document.view), *_on_foot(document.view)]
    found = [p for p in found if p.bodies in titled] or found
    bodies = {p.bodies for p in found}
    if len(bodies) != 1:
        return None
    own = found[0].bodies
    return None if own is None or _names_others(document.view, own) else found[0]


def _on_head(view: str) -> Iterator[Phrase]:
    """A board that begins one of the first lines, alone or before the paper's kind (`Annual Report`), or that follows the kind (`Minutes of`)."""
    for m in list(_LINE.finditer(view, 0, _HEAD))[:_HEAD_LINES]:
        stop = view.find("\n", m.start())
        line = Span(m.start(), stop if stop >= 0 else len(view)).trimmed(view)
        found = [p for p in phrases(view, line) if p.bodies]
        if len(found) == 1 and _heads(view, line, found[0].span):
            yield found[0]


def _heads(view: str, line: Span, board: Span) -> bool:
    opens = _opens().fullmatch(view, line.start, board.start)
    if opens is None:
        return False
    rest = view[board.end : line.end]
    return bool(opens["kind"] and len(rest) <= _SHORT) or not _SMALL.search(rest) or _closes().fullmatch(rest) is not None


def _on_foot(view: str) -> Iterator[Phrase]:
    """A board that begins one of the last lines, before its address: `Leeds LSCB, Merrion House`."""
    start = max(view.rfind("\n", 0, max(0, len(view.rstrip()) - _HEAD)), 0)
    for m in list(_LINE.finditer(view, start))[-_HEAD_LINES:]:
        line = Span(*m.span()).trimmed(view)
        found = [p for p in phrases(view, line) if p.bodies]
        if len(found) == 1 and found[0].span.start == line.start and _ADDRESS.fullmatch(view, found[0].span.end, line.end):
            yield found[0]


_ADDRESS = re.compile(r"(?:\s*\([A-Z]{2,10}\))?(?:\s*[,|-]\s*[A-Z\d][^.;\n]{0,80})?\W*")


def _in_furniture(document: Document, titled: list[Bodies | None]) -> Iterator[Phrase]:
    """Boards of running titles and footers; of links, which may lead to neighbours, those to the site's own front and those that the page's title names."""
    blocks = [b for b in document.blocks if b.kind is BlockKind.FURNITURE]
    text = plain(document.text) if blocks else ""
    for block in blocks:
        yield from (p for p in phrases(text, block.span) if p.bodies and (p.bodies in titled or all(_FRONT.fullmatch(x.target) for x in block.links)))


_FRONT = re.compile(r"(?:\.?/|#\w*|/?(?:index|home|default)(?:\.\w{2,5})?)?")
"""Where a site's own name leads: to its first page."""


def _behind_copyright(view: str) -> Iterator[Phrase]:
    for m in _COPYRIGHT.finditer(view):
        found = [p for p in phrases(view, Span(*m.span("owner"))) if p.bodies]
        yield from (p for p in found if p.span.start == m.start("owner") and not _SHARED.match(view, p.span.end))


_COPYRIGHT = re.compile(
    r"(?:^[^\S\n]?|(?<=[\n|•.;])|(?<=[\n|•.;][^\S\n])|(?<=[^\S\n]{2}))(?:©|\([cC]\)|(?i:copyright)(?:\s*(?:©|\([cC]\)))?)[\d\s,:-]{0,20}(?i:(?:of\s+)?(?:the\s+)?)(?P<owner>[A-Z][^\n]{4,120})"
)
"""A page's own sign; `Text © Kent LSCB` is that of a part of it."""
_SHARED = re.compile(r",?\s+(?:and|&)\s")


def _names_others(view: str, own: Bodies) -> bool:
    """True where a heading names another board, or a place in a board's slot (`Kent - Child X`)."""
    for m in _LINE.finditer(view):
        line = Span(*m.span()).trimmed(view)
        if len(line) > _SHORT or view[line.end - 1] in ".;,":
            continue
        if any(p.bodies and p.bodies != own for p in phrases(view, line)):
            return True
        cut = _CUT.search(view, line.start, line.end)
        if cut and any(bodies != own for _, bodies in slot_places(view, Span(line.start, cut.start()))):
            return True
    return False


@lru_cache(maxsize=1)
def _opens() -> re.Pattern[str]:
    return re.compile(
        rf"\W*(?:welcome\s+to\s+)?(?:(?:the|our)\s+)?(?P<kind>[\w' -]{{0,40}}?\b{_kinds()}s?\s*(?:(?:of|from|for|by)\b|[-|:])[^.\n]{{0,40}}?\s)?(?:the\s+)?",
        re.I,
    )


@lru_cache(maxsize=1)
def _closes() -> re.Pattern[str]:
    """What stands behind the board on its line: its acronym, the kind and date of its paper."""
    return re.compile(rf"(?:'s?)?(?:\s*\([A-Z]{{2,10}}\))?[^.\n]{{0,50}}\b{_kinds()}s?\b[^.\n]{{0,60}}", re.I)


_SMALL = re.compile(r"(?<![\w'])(?!(?:of|and|the|for|in|on)\b)[a-z]{2,}")
"""A word of running text behind the board: its line is a sentence."""


@lru_cache(maxsize=1)
def _kinds() -> str:
    return f"(?:{one_of('papers')}|{one_of('reviews')})"


@lru_cache(maxsize=1)
def _gathered() -> re.Pattern[str]:
    """What says that the page, or its section, gathers reviews of others: `Learning from reviews in other areas`."""
    told = r"\b(?:reviews?|SCRs?|LCSPRs?|cases?|learning|lessons?|published|read[- ]across|repository|library)\b"
    return re.compile(rf"{told}[^.\n]{{0,60}}?\b{one_of('elsewhere')}|{one_of('elsewhere')}\s+(?:[\w']+\s+){{0,3}}?{told}|\bnational\s+cases\b", re.I)


OWN = Finder(
    "board.own",
    _own,
    examples=(
        Example("# News | © 2014 [[Barnsley LSCB]]\nRowan\n\nA boy drowned in 2012.", shown("Barnsley LSCB", "lscb-barnsley")),
        Example("# [[Barnsley LSCB]]     Annual Report 2013-14\nRowan\n\nA boy drowned in 2012.", shown("Barnsley LSCB", "lscb-barnsley")),
        Example("# Minutes of [[Barnsley LSCB]], 4 May 2013\nRowan\n\nA boy drowned in 2012.", shown("Barnsley LSCB", "lscb-barnsley")),
    ),
    counter_examples=(
        "# Barnsley LSCB has moved to a new office and asks all to note it\nRowan\n\nA boy drowned in 2012.",
        "# Barnsley LSCB Newsletter: reviews from other areas\nRowan\n\nA boy drowned in 2012.",
        "# Barnsley LSCB Newsletter\nKent - Child V\n\nA boy drowned in 2012.",
        "# Barnsley LSCB Newsletter\nRowan\n\nA boy drowned in 2012. Published by the NSPCC in March 2014.",
        "# News of reviews. Text © Barnsley LSCB\nRowan\n\nA boy drowned in 2012.",
        "# Minutes of Barnsley LSCB: three national cases were heard\nRowan\n\nA boy drowned in 2012.",
    ),
)
