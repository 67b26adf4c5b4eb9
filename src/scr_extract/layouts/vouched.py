"""Lines that are titles because of what stands around them: the kind of review right below, or whose review it was at the end of the paragraph.

`Amelia` says nothing by itself; over `Local Child Safeguarding Practice Review` it is the title of one. So is `Maisie and Theo` over a
paragraph that ends with `(Enfield SCP, 2023)`, and `WGSB N47/2020 - Extended Child Practice Review`, where the series tells one from another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from scr_extract.layouts.case import tells_case
from scr_extract.layouts.clues import Clue
from scr_extract.layouts.story import befell
from scr_extract.layouts.words import BOARD, PSEUDONYM, REVIEW, YEAR
from scr_extract.model import BlockKind, Span
from scr_extract.resources.people import is_given

_WEIGHT, _TWICE = 8, 2
_NAME, _WORDS = 60, 7
"""Characters and words of the longest name that stands alone on a line."""
_KIND = re.compile(
    rf"(?:(?:independent|final|published)\s+)?{REVIEW}(?<![sS])(?:\s+\([A-Z]{{2,6}}\))?(?:\s+(?:(?i:executive\s+summary|overview\s+report|report|summary)))?\W*"
)
_NO_NAME = re.compile(
    r"[^\n]*[.:;,?!]$|[^\n]*\b(?:reviews?|reports?|published|learning|contents|page|home|news|about|contact|search|menu|download|yes|no)\b|[^\n]*\d{4}", re.I
)
_CREDIT = re.compile(
    rf"\((?=[^()\n]*(?:{BOARD}|\b(?:Partnership|Board|Together|SCP|SCB|LSCB|Committee)\b))[^()\n]{{3,110}}?\b{YEAR}(?:[.,;]\s+[^()\n]{{3,90}})?\)\s*\.?\s*$"
)
_CODED = r"[A-Z]{2,8}\s?[A-Z]?\d{1,3}\s?/\s?(?:20)?\d\d"
_ONE_KIND = rf"(?:[A-Z][a-z]+\s+){{0,2}}{REVIEW}(?<![sS])"
_SERIES = re.compile(rf"{_CODED}\s*[-:,]?\s+{_ONE_KIND}[^\n.]{{0,60}}")
_CODE = re.compile(rf"{_CODED}(?:\s*[-:,]?\s+[A-Z][\w ]{{2,30}})?")
_KIND_OPENS = re.compile(rf"{_ONE_KIND}\s*(?:[.,:;(-]|$)")
"""`CTSCB 1/2016` over `Extended Child Practice Review. Published September 2017.`"""
_BRIEFING = re.compile(r"(?i:(?:7|seven)[ -]minute\s+briefing)\s*[:-]\s*(?P<names>[A-Z][A-Za-z'-]*(?:\s*(?:,|\band\b|\bAND\b|&|\s)\s*[A-Z][A-Za-z\d'-]*){0,6})")
_IN_QUOTES = re.compile(r"(?P<mark>[\"'])[A-Z][\w' -]{1,40}(?P=mark)\s*")
_LIST = re.compile(r"[A-Z][a-z]+(?:,\s+[A-Z][a-z]+)*(?:,?\s+(?:and|&)\s+[A-Z][a-z]+)?")
_AND = re.compile(r"\b(?:and|AND)\b|&")
_BELOW, _TOLD = 4_000, 100
"""Characters below a briefing's title in which its child is spoken of; and of the shortest paragraph that ends with whose review it was."""
_NAMED, _SOON = 5, 5
"""The weight of a line that names a reviewed child by itself; and the lines below a name, its kind of review among them, one of which tells of the child."""


def vouched(view: str, clues: Sequence[Clue]) -> tuple[Clue, ...]:
    """The clues, where such lines are titles."""
    out = list(clues)
    for k, clue in enumerate(clues):
        below = clues[k + 1] if k + 1 < len(clues) else None
        if clue.heading >= _WEIGHT or clue.stop or clue.unit.cells or clue.unit.block.row:
            continue
        if _SERIES.fullmatch(view, clue.unit.span.start, clue.unit.span.end) or _names_briefed(view, clue):
            out[k] = _titled(clue)
        elif (
            below is not None
            and _CODE.fullmatch(view, clue.unit.span.start, clue.unit.span.end)
            and _KIND_OPENS.match(view, below.unit.span.start, below.unit.span.end)
        ):
            out[k] = _titled(clue)
            out[k + 1] = replace(below, heading=0, title=None, fact=0, group=False, header=(*below.header, ("kind", 2)))
        elif below is not None and _is_quoted(view, clue) and (below.header or below.board) and _is_told_below(view, clue, below):
            out[k] = _titled(clue)
        elif below is not None and _may_be_name(view, clue):
            kind = below.unit.block is clue.unit.block and _KIND.fullmatch(view, below.unit.span.start, below.unit.span.end)
            if kind and _is_of_somebody(view, clues, k):
                out[k] = _titled(clue)
                out[k + 1] = replace(below, heading=0, title=None, fact=0, group=False, header=(*below.header, ("kind", 2)))
            elif len(below.unit.span) >= _TOLD and below.heading < _WEIGHT and _is_credited(view, clue.unit.span, below.unit.span):
                out[k] = _titled(clue)
    return tuple(out)


def _titled(clue: Clue) -> Clue:
    return replace(clue, heading=_WEIGHT, title=clue.unit.span, group=False, date_heading=False, family=clue.family or "web_list")


def _is_quoted(view: str, clue: Clue) -> bool:
    """A chosen name in quotes, alone on its line: `'The Linden children'`."""
    return _may_be_name(view, clue) and _IN_QUOTES.fullmatch(view, clue.unit.span.start, clue.unit.span.end) is not None


def _is_told_below(view: str, clue: Clue, below: Clue) -> bool:
    """Whether the lines below in the same paragraph tell a case; a leaflet is called by a name in quotes too."""
    below_it = Span(below.unit.span.start, clue.unit.block.span.end)
    return below.unit.block is clue.unit.block and tells_case(view, below_it, reviewed=True)


def _is_credited(view: str, name: Span, told: Span) -> bool:
    """Whether a paragraph under given names, or one that tells what befell a child, ends with whose review it was; what is only said about a subject
    ends with its source too."""
    return _CREDIT.search(view, told.start, told.end) is not None and (befell(view, told.start, told.end) or _lists_names(name.of(view)))


def _lists_names(words: str) -> bool:
    """`Maisie and Theo`: single words, one of which is a common given name."""
    return _LIST.fullmatch(words) is not None and any(map(is_given, re.findall(r"[A-Z][a-z]+", words)))


def _is_of_somebody(view: str, clues: Sequence[Clue], at: int) -> bool:
    """Whether a line over a kind of review is a name (`Item Four`, `Kent County Council`, `Our process` are none): by itself, or by what is told below."""
    below = [c.unit.span for c in clues[at + 1 : at + 1 + _SOON]]
    return clues[at].heading >= _NAMED or _are_given(clues[at].unit.span.of(view)) or any(befell(view, s.start, s.end) for s in below)


def _are_given(words: str) -> bool:
    names = [w for w in re.split(r"\W+", _AND.sub(",", words)) if w]
    return bool(names) and all(map(is_given, names))


def _may_be_name(view: str, clue: Clue) -> bool:
    """A short line of its own that begins with a capital and is no sentence, no link and no heading of the page."""
    span = clue.unit.span
    words = span.of(view)
    return (
        clue.unit.opens
        and clue.unit.block.kind is not BlockKind.LIST_ITEM
        and len(span) <= _NAME
        and len(words.split()) <= _WORDS
        and (words[:1] in ("'", '"') or words[:1].isupper())
        and not (clue.group or clue.labels or _NO_NAME.match(words))
    )


def _names_briefed(view: str, clue: Clue) -> bool:
    """`7 MINUTE BRIEFING: TYLER`: a pseudonym, or a name that is spoken of below as only a name is; no subject (`NEGLECT`), body or scheme (`OFSTED`)."""
    span = clue.unit.span
    m = _BRIEFING.fullmatch(view, span.start, span.end)
    if m is None:
        return False
    if re.fullmatch(PSEUDONYM, _AND.sub("and", m["names"])):
        return True
    words, below = [w.strip() for w in re.split(r",|\s", _AND.sub(",", m["names"])) if w.strip()], view[span.end : span.end + _BELOW]
    if any(len(re.findall(rf"\b{re.escape(w.capitalize())}\b", below)) < _TWICE or re.search(rf"\b{re.escape(w.lower())}\b", below) for w in words):
        return False
    return _are_given(m["names"]) or any(words[0].capitalize() in line and befell(line, 0, len(line)) for line in below.split("\n"))
