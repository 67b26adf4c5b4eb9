"""From the row of a page's elements to blocks: paragraphs, headings, list items, cells, links, as a browser sets them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from scr_extract.formats.addresses import address
from scr_extract.formats.canonical import Piece, Strip
from scr_extract.formats.html_content import Part, parts
from scr_extract.formats.html_tables import Cell, cells
from scr_extract.formats.html_tree import Node
from scr_extract.formats.numerals import alphabetic, roman
from scr_extract.model import BlockKind

_BLOCK = re.compile(
    r"(?:address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr"
    r"|html|legend|li|main|menu|nav|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul|.*-.*)$"
)
"""What begins on a line of its own; elements of a page's own making (`my-card`) too."""
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_SPACE = re.compile(r"[ \t\n\r\f]+")
_COOKIES = re.compile(r"\bcookies?\b", re.I)
_CONSENT = re.compile(r"\b(?:we use|this (?:site|website) uses|accept|consent|browser|settings|policy|preferences)\b", re.I)
_SKIP = re.compile(r"\s*(?:skip|jump) to\b", re.I)
_NOTE = re.compile(r"\s*[\[(]?(?:\d{1,3}|[*†‡])[\])]?\s*$")
_UNIT = re.compile(r"(?:^|[\s\d])[a-zA-Z]{1,2}$")
_PLAIN_LIST = re.compile(r"list-style(?:-type)?\s*:\s*none", re.I)
_WORD_ITEM = re.compile(r"\bMsoList")
_WORD_LEVEL = re.compile(r"mso-list\s*:[^;]{0,40}?\blevel(\d)")
_SHORT = 800
"""Characters: a notice about cookies is shorter; a review that speaks of them is longer."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What the elements around them say of words. `item` is the number of the list item they are in, -1 outside lists."""

    kind: BlockKind = BlockKind.BODY
    level: int | None = None
    target: str | None = None
    bold: bool = False
    pre: bool = False
    item: int = -1
    depth: int = 0
    lead: str = ""
    cell: Cell | None = None
    part: Part = Part.CONTENT


@dataclass(frozen=True, slots=True)
class _Words:
    text: str
    place: _Place


_BREAK = _Words("\n", _Place(pre=True))
_EDGE = _Words("", _Place())
"""A line break, and the edge of a block, between words."""


def blocks(row: Sequence[Node], base: str) -> Iterator[Piece]:
    """The blocks of a page in order. Relative links are joined to `base`, where it is known."""
    return _gathered(_marked(row, base))


def _marked(row: Sequence[Node], base: str) -> Iterator[_Words]:
    """The words of a page with their places, its line breaks and its edges."""
    part, table, numbers = parts(row), cells(row), _numbers(row)
    stack: list[tuple[int, _Place, bool]] = []
    place, before, skip = _Place(), "", 0
    for n, node in enumerate(row):
        while stack and stack[-1][0] <= n:
            _, place, block = stack.pop()
            if block:
                yield _EDGE
        if part[n] is Part.DROPPED or n < skip:
            continue
        if not node.tag:
            yield _Words(node.text, place if place.part is part[n] else replace(place, part=part[n]))
            before = node.text[-20:] or before
        elif node.tag == "br":
            yield _BREAK
        elif node.tag == "sup" and _is_note(row, n, before):
            skip = node.end
        else:
            block = _BLOCK.match(node.tag) is not None
            if block:
                yield _EDGE
            stack.append((node.end, place, block))
            place = _inner(node, n, place, table.get(n), numbers, base)
            if place.cell and node.tag == "li":
                yield _Words(place.lead or "• ", replace(place, pre=True, part=part[n]))


def _inner(node: Node, n: int, place: _Place, cell: Cell | None, numbers: Mapping[int, tuple[str, int]], base: str) -> _Place:
    """The place of words inside an element."""
    match node.tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            place = replace(place, kind=BlockKind.HEADING, level=_HEADINGS[node.tag])
        case "li" | "dd":
            lead, depth = numbers.get(n, ("", place.depth))
            place = replace(place, item=n, lead=lead, depth=depth) if node.tag == "li" else place
        case "td" | "th" if cell:
            place = replace(place, kind=BlockKind.TABLE_CELL, level=None, item=-1, cell=cell)
        case "a":
            place = replace(place, target=address(node.attributes["href"], base) if "href" in node.attributes else place.target)
        case "b" | "strong":
            place = replace(place, bold=True)
        case "pre":
            place = replace(place, pre=True)
        case "p" if _WORD_ITEM.search(node.attributes.get("class", "")):
            level = _WORD_LEVEL.search(node.attributes.get("style", ""))
            place = replace(place, item=n, depth=int(level[1]) if level else 1, lead="")
    if node.attributes.get("role") == "heading" and place.cell is None:
        level_ = node.attributes.get("aria-level", "2")
        place = replace(place, kind=BlockKind.HEADING, level=int(level_) if level_.isascii() and level_.isdigit() and len(level_) == 1 else 2)
    return place


def _numbers(row: Sequence[Node]) -> Mapping[int, tuple[str, int]]:
    """For each list item what is printed before it (its number, or nothing) and how deep it is nested."""
    found: dict[int, tuple[str, int]] = {}
    open_: list[int] = []
    for n, node in enumerate(row):
        open_ = [end for end in open_ if end > n]
        if node.tag not in _LISTS:
            continue
        open_.append(node.end)
        count = _int(node.attributes.get("start"), 1)
        bare = node.tag != "ol" or _PLAIN_LIST.search(node.attributes.get("style", "")) is not None
        child = n + 1
        while child < node.end:
            if row[child].tag == "li":
                count = _int(row[child].attributes.get("value"), count)
                found[child] = ("" if bare else f"{_number(count, node.attributes.get('type', '1'))}. ", len(open_))
                count += 1
            child = row[child].end
    return found


def _int(value: str | None, otherwise: int) -> int:
    return int(value) if value and value.isascii() and value.isdigit() and len(value) < 6 else otherwise


def _number(count: int, style: str) -> str:
    match style:
        case "a" | "A":
            text = alphabetic(count)
        case "i" | "I":
            text = roman(count)
        case _:
            return str(count)
    return text.upper() if style.isupper() else text


def _is_note(row: Sequence[Node], n: int, before: str) -> bool:
    """Whether a raised number is the mark of a footnote, and not an ordinal or a square metre."""
    inside = row[n : row[n].end]
    text = "".join(node.text for node in inside)
    linked = any(node.tag == "a" for node in inside)
    return bool(_NOTE.match(text)) and (linked or (bool(before.strip()) and not _UNIT.search(before)))


def _gathered(words: Iterable[_Words]) -> Iterator[Piece]:
    """Words to blocks. An edge ends a block; in a table's cell it is a line break; two line breaks are an edge."""
    held: list[_Words] = []
    edge = False
    listed: set[int] = set()
    for word in words:
        text, place = word.text, word.place
        if word is _EDGE:
            edge = bool(held)
            continue
        if word is _BREAK:
            edge = edge or (bool(held) and held[-1].text.endswith("\n") and held[-1].place.cell is None)
            if held:
                held.append(replace(_BREAK, place=replace(held[-1].place, pre=True)))
            continue
        text = text if place.pre else _SPACE.sub(" ", text)
        edge = edge or (bool(held) and bool(text.strip()) and held[-1].place.part is not place.part)
        if edge and text.strip():
            if place.cell is not None and place.cell == held[-1].place.cell:
                held.append(_Words("\n", held[-1].place))
            else:
                yield from _piece(held, listed)
                held = []
            edge = False
        if (not held or held[-1].text[-1:] in (" ", "\n")) and not place.pre:
            text = text.lstrip(" ")
        if text and not edge:
            held.append(_Words(text, place))
    yield from _piece(held, listed)


def _piece(held: Sequence[_Words], listed: set[int]) -> Iterator[Piece]:
    """The block of the words held. Only the first block of a list item is the item; `listed` remembers which have theirs."""
    first = next((word.place for word in held if word.text.strip()), None)
    if first is None:
        return
    kind, level, lead = first.kind, first.level, ""
    if first.item >= 0 and first.item not in listed and first.cell is None:
        listed.add(first.item)
        if kind is BlockKind.BODY:
            kind, level, lead = BlockKind.LIST_ITEM, first.depth, first.lead
    text = "".join(word.text for word in held)
    notice = len(text) < _SHORT and _COOKIES.search(text) and _CONSENT.search(text)
    skip = _SKIP.match(text) and (first.target or "").startswith("#")
    if first.part is Part.FURNITURE or notice or skip:
        kind, level = BlockKind.FURNITURE, None
    bold = all(word.place.bold for word in held if word.text.strip())
    strips = (Strip(lead), *(Strip(word.text, word.place.target) for word in held))
    yield Piece(strips, kind, level, bold=bold, row=first.cell if kind is BlockKind.TABLE_CELL else None)
