"""The sections of a report: headings from numbering, type and wording together, each with the kind of thing it holds.

Contents pages name the sections twice; a line that ends in a page number or dot leaders is a contents line and no
heading. A heading's kind comes from its words (lexicons/sections.toml), else from the section that holds it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from scr_extract.layouts.units import Unit, is_title_like
from scr_extract.layouts.words import PSEUDONYM, REVIEW, YEAR
from scr_extract.model import BlockKind, Part, Span
from scr_extract.resources.sections import section_kind

_NUMBER = re.compile(
    r"""
    (?P<number>
      (?:Chapter|Section|Part|Appendix|Annex|Finding|Theme|Learning\s+point|Recommendation)\s+
        (?:\d{1,2}(?:\.\d{1,2}){0,3} | [A-Z](?=[.):\s]) | [IVX]{1,5}\b | (?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b) [.):]?
    | \d{1,2}(?:\.\d{1,2}){0,3}[.):]?
    | (?-i:[A-Z][.):])                 # a letter needs its mark: `A serious case review` is no section A
    | (?-i:[IVX]{1,5})[.):]?
    )\s+(?=\S)
    """,
    re.I | re.X,
)
_ROMAN = re.compile(r"[IVX]{1,5}")
_DEPTH = re.compile(r"\d+")
_CONTENTS_LINE = re.compile(r"(?:\.\s?){4,}\s*\d{0,3}\s*$|\s(?:page\s+)?\d{1,3}\s*$|\t\d{1,3}$", re.I)
_CONTENTS = re.compile(r"(?:table\s+of\s+|list\s+of\s+)?contents?(?:\s+page)?s?\s*:?\s*(?:page(?:\s+no\.?)?)?|index|section\s+subject\s+page.*", re.I)
_SENTENCE_END = re.compile(r"[.;,]$")
_APPENDIX = re.compile(r"(?:appendix|annex)\b", re.I)
_KEEPING = ("earlier_review", "action_plan", "glossary", "references")
_ANNOUNCES = re.compile(r"\b(?:that|to|are|is|includes?|including|follow(?:s|ing)?|below)\s*:$", re.I)
"""The end of a line that a list follows, which is no heading: `The reviewer recommends that:`."""
_SENTENCE_LONG = 30
_SHORTEST, _TWICE = 4, 2
"""Characters of a heading at least; how often one is printed: among the contents and over its section. A running title comes oftener."""
_LONG = 140
_LONGEST = 400
"""Characters: a heading is no longer than the first; one that states a numbered finding as a whole sentence, no longer than the second."""
_ITEM_HEADING = re.compile(r"(?:finding|learning\s+point|recommendation|theme|lesson)\s+(?:\d{1,2}|[A-Z])\b", re.I)

_CAPITAL_WORD = re.compile(r"[A-Z]{3,}")
_PAGE = re.compile(r"\s*(?:(?:\.\s?){2,}|\s{2,}|\t|\s)\s*(?:page\s+)?(?:\d{1,3}|[ivx]{1,5})?\s*$", re.I)
"""The leaders and the page that a line of the contents ends with."""
_ITEM_KINDS = {"finding": "findings", "theme": "findings", "learning": "learning", "lesson": "learning", "recommendation": "recommendations"}
_CLAIMS = frozenset({"recommendations", "single_agency", "findings", "learning", "action_plan"})
_PSEUDONYM = re.compile(PSEUDONYM)
_OF_REVIEW = re.compile(rf"{REVIEW}|\breviews?\b|{YEAR}", re.I)
_COVER = 1500
"""Characters at the head of a report in which its own subject is named."""


@dataclass(frozen=True, slots=True)
class _Heading:
    span: Span
    number: str | None
    level: int
    kind: str | None


def outline(view: str, units: tuple[Unit, ...]) -> tuple[Part, ...]:
    """The report's sections in reading order; the text before the first heading belongs to none (it is the cover)."""
    if not units:
        return ()
    units = tuple(_whole(units))
    cover = (u for u in units if u.span.end <= units[0].span.start + _COVER and not _CONTENTS_LINE.search(_folded(u, view)))
    own = frozenset(name for u in cover for name in _names(view, u.span))
    headings = [replace(h, kind="earlier_review") if _is_anothers(view, h, own) else h for h in _headings(view, units)]
    end = units[-1].span.end
    parts: list[Part] = []
    above: list[tuple[int, str]] = []
    for heading, after in zip(headings, [*headings[1:], None], strict=False):
        while above and above[-1][0] >= heading.level:
            above.pop()
        holder = above[-1][1] if above else None
        kind = heading.kind or holder or "narrative"
        if holder in _KEEPING or (holder == "single_agency" and kind == "recommendations"):
            kind = holder  # what is quoted of another review, or made by one agency, stays so under any heading below
        above.append((heading.level, kind))
        stop = after.span.start if after else end
        parts.append(Part(kind, heading.span, Span(heading.span.end, max(heading.span.end, stop)).trimmed(view), heading.level, heading.number))
    return tuple(parts)


def _names(view: str, span: Span) -> frozenset[str]:
    return frozenset(" ".join(m.group().lower().split()) for m in _PSEUDONYM.finditer(view, span.start, span.end))


def _is_anothers(view: str, heading: _Heading, own: frozenset[str]) -> bool:
    """Whether a heading says that what follows was recommended or found by the review of a child whom this report's cover does not name."""
    words = heading.span.of(view)
    named = _names(view, heading.span)
    return heading.kind in _CLAIMS and bool(named and own) and not named & own and bool(_OF_REVIEW.search(words))


def _whole(units: tuple[Unit, ...]) -> Iterator[Unit]:
    """The units with a heading that was set over several lines as one."""
    for block, lines in groupby(units, lambda u: u.block):
        run = list(lines)
        if block.kind is BlockKind.HEADING and len(run) > 1:
            yield replace(run[0], span=Span(run[0].span.start, run[-1].span.end))
        else:
            yield from run


def _headings(view: str, units: tuple[Unit, ...]) -> Iterator[_Heading]:
    inside_contents = False
    listed: set[str] = set()
    often = Counter(_entitled(_PAGE.sub("", _folded(u, view))) for u in units if len(u.span) <= _LONG)
    sizes = sorted({u.block.size for u in units if u.block.kind is BlockKind.HEADING and u.block.size}, reverse=True)
    for n, unit in enumerate(units):
        text = _folded(unit, view)
        if _CONTENTS.fullmatch(text):
            inside_contents = True
            yield _Heading(unit.span, None, 1, "contents")
            continue
        stated = unit.block.kind is BlockKind.HEADING and _ITEM_HEADING.match(text)
        if len(text) > (_LONGEST if stated else _LONG) or unit.block.kind is BlockKind.TABLE_CELL:
            inside_contents = inside_contents and len(text) <= _LONG
            continue
        entitled = _entitled(text) in listed and often[_entitled(text)] <= _TWICE
        if inside_contents:
            listed.add(_entitled(_PAGE.sub("", text)))
        if _CONTENTS_LINE.search(text):
            continue
        below = units[n + 1].text(view) if n + 1 < len(units) else ""
        heading = _heading(view, unit, sizes, below) or (_as_listed(unit, text) if entitled else None)
        if heading is None:
            continue
        if inside_contents:
            if not _leaves_contents(view, units, n, heading):
                continue
            inside_contents = False
        yield heading


def _entitled(text: str) -> str:
    """A heading's words as the contents and the page above the section may both print them."""
    m = _NUMBER.match(text)
    return (text[m.end() :] if m else text).casefold().rstrip(" :.")


def _as_listed(unit: Unit, text: str) -> _Heading | None:
    """The heading that a line is because the contents name it, whatever it says: `Ash's story`, `Was this abuse?`."""
    if not (text[0].isupper() or text[0].isdigit()) or unit.block.kind is BlockKind.LIST_ITEM or len(text) < _SHORTEST:
        return None
    m = _NUMBER.match(text)
    return _Heading(unit.span, m["number"].rstrip(".):") if m else None, 1, section_kind(text[m.end() :] if m else text))


def _heading(view: str, unit: Unit, sizes: list[float], below: str) -> _Heading | None:
    text = _folded(unit, view)
    m = _NUMBER.match(text)
    words = text[m.end() :] if m else text
    if not words[:1].isalpha() and words[:1] not in "'\"":
        return None
    marked = unit.block.kind is BlockKind.HEADING
    if not marked and _ANNOUNCES.search(words):
        return None
    kind = section_kind(words)
    item = bool(_ITEM_HEADING.match(text))
    if not marked and not item and (_SENTENCE_END.search(text) or not (unit.opens or (m and _is_numbered_alone(m["number"], words, below)))):
        return None
    longest = 12 if m and kind else 8
    capital = words[0].isupper() and (words.isupper() or is_title_like(unit, view) or len(words.split()) <= longest)
    if not (marked or item or (m and capital and len(words) <= 100) or (kind and capital and len(words.split()) <= 8)):
        return None
    number = m["number"].rstrip(".):") if m else None
    if number and _APPENDIX.match(number):
        return _Heading(unit.span, number, 1, kind or "appendix")
    if item and len(words) > _SENTENCE_LONG:
        if not marked:
            return None  # a statement printed with its number is no section
        kind = next(k for word, k in _ITEM_KINDS.items() if text.lower().startswith(word))
    return _Heading(unit.span, number, _level(unit, number, words, sizes), kind)


def _is_numbered_alone(number: str, words: str, below: str) -> bool:
    """Whether a numbered line within a paragraph is a heading: all capitals, or with its own first paragraph `2.1` in the line below."""
    whole = number.rstrip(".):")
    if words.isupper() and (len(_CAPITAL_WORD.findall(words)) >= 2 or section_kind(words)):
        return True
    return whole.isdigit() and len(words) <= _LONG and below.startswith(f"{whole}.1")


def _folded(unit: Unit, view: str) -> str:
    return " ".join(unit.text(view).split())


def _level(unit: Unit, number: str | None, words: str, sizes: list[float]) -> int:
    digits = _DEPTH.findall(number) if number else []
    if number and _ROMAN.fullmatch(number):
        return 1
    if number and re.match(r"(?:finding|theme|learning|recommendation)", number, re.I):
        return 3
    if digits:
        return len(digits) - 1 if len(digits) > 1 and digits[-1] == "0" else len(digits)  # `2.0 Background` is a chapter
    if unit.block.kind is BlockKind.HEADING:
        return unit.block.level or (sizes.index(unit.block.size) + 1 if unit.block.size in sizes else 1)
    return 1 if words.isupper() or section_kind(words) else 2


def _leaves_contents(view: str, units: tuple[Unit, ...], n: int, heading: _Heading) -> bool:
    """A heading ends the contents where prose follows it, or where it is set as a heading of its own."""
    if heading.kind == "contents":
        return False
    below = [u.text(view) for u in units[n + 1 : n + 4]]
    return any(len(t) > _LONG or (len(t) > 60 and t.rstrip().endswith(".") and not _CONTENTS_LINE.search(t)) for t in below)
