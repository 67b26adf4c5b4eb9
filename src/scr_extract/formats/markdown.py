"""Markdown: the text as it reads once rendered, with headings, list items, tables and links.

CommonMark with pipe tables. Line breaks inside a paragraph stay line breaks, except those an editor's wrapping made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from html import unescape
from itertools import zip_longest
from typing import TYPE_CHECKING

from scr_extract.formats import html
from scr_extract.formats.addresses import address
from scr_extract.formats.canonical import Piece, Strip, document
from scr_extract.formats.encoding import decode, is_binary
from scr_extract.formats.seam import Format, suffix
from scr_extract.formats.text import lines_of
from scr_extract.formats.wrapping import joined, seam
from scr_extract.model import BlockKind, Document

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

READER = "markdown 1"

_LOOK = 200_000
_LINK = re.compile(r"\[[^\]\[\n]{1,300}\]\((?:https?:|mailto:|www\.|#|/|\.{1,2}/|[\w%-]+\.\w)[^)\s]{0,2000}\)|\[[^\]\[\n]{1,300}\]\(#?\)")
_HEADING = re.compile(r"^ {0,3}#{1,6} +(?=[^\s#])", re.M)
_BOLD = re.compile(r"(?<![\w*])(?:\*\*(?=[^\s*])[^*\n]{1,300}\*\*|__(?=[^\s_])[^_\n]{1,300}__)(?![\w*])")
_TABLE = re.compile(r"^ {0,3}\|?(?: {0,3}:?-{3,}:? {0,3}\|){1,40}(?: {0,3}:?-{3,}:?)? {0,3}$", re.M)
_TAG_BREAK = re.compile(r"<(?:br|/?p|/?div|/?tr|/?li|/?h[1-6])\b[^<>]*>", re.I)
_MARKS = re.compile(r"^[\s>]*(?:[-*+]\s[\s>]*)*")
_DEFINITION = re.compile(r" {0,3}\[[^\]]+\]:")
_LEAVES = frozenset({"inline", "fence", "code_block", "html_block"})
_ANCHOR = re.compile(r"<a\s(?:[^>]{0,500}\s)?href\s*=\s*[\"']?([^\"'\s>]{1,2000})", re.I)


def read(raw: bytes, name: str) -> Document:
    """The document of a Markdown file. Its title is the first heading of the highest level."""
    found = tuple(pieces(decode(raw)))
    return document(raw, name, "text/markdown", found, READER, title=_title(found))


def sniff(raw: bytes, name: str) -> int:
    """Links, headings or emphasis make a text Markdown; the suffix alone does too. A star, an underscore or a bracket does not."""
    if is_binary(raw):
        return 0
    if suffix(name) in FORMAT.suffixes:
        return 30
    text = decode(raw[:_LOOK])
    headings = len(_HEADING.findall(text))
    proof = 3 * len(_LINK.findall(text)) + 2 * headings + len(_BOLD.findall(text)) + 3 * len(_TABLE.findall(text))
    return 20 if proof >= 3 or (headings and text.lstrip()[:1] == "#") else 0


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"maxNesting": 60}).enable("table").disable("code")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where in the nesting of blocks the next words stand."""

    kind: BlockKind = BlockKind.BODY
    level: int | None = None
    row: tuple[int, int, int] | None = None
    lead: str = ""
    """What a list prints before the item: its number."""


def pieces(text: str) -> Iterator[Piece]:
    """The blocks of a Markdown text in order."""
    lines = lines_of(text)
    soft = joined(lines)
    place, lists, table, row, column = _Place(), 0, -1, -1, -1
    at = 0
    for token in _parser().parse("\n".join(lines)):
        if token.type in _LEAVES and token.map:
            yield from _lost(lines[at : token.map[0]])
            at = max(at, token.map[1])
        match token.type:
            case "heading_open":
                place = replace(place, kind=BlockKind.HEADING, level=int(token.tag[1]))
            case "heading_close":
                place = _Place()
            case "bullet_list_open" | "ordered_list_open":
                lists += 1
            case "bullet_list_close" | "ordered_list_close":
                lists -= 1
                place = _Place()
            case "list_item_open":
                place = _Place(BlockKind.LIST_ITEM, lists, None, f"{token.info}{token.markup} " if token.info else "")
            case "list_item_close":
                place = _Place()
            case "table_open":
                table, row = table + 1, -1
            case "tr_open":
                row, column = row + 1, -1
            case "th_open" | "td_open":
                column += 1
                place = _Place(BlockKind.TABLE_CELL, None, (table, row, column))
            case "table_close":
                place = _Place()
            case "inline":
                strips = (Strip(place.lead), *_strips(token, soft))
                yield Piece(strips, place.kind, place.level, row=place.row)
                place = replace(place, kind=BlockKind.BODY, level=None, lead="") if place.kind is BlockKind.LIST_ITEM else place
            case "fence" | "code_block":
                yield Piece.of(token.content)
            case "html_block":
                yield from html.pieces(token.content)
    yield from _lost(lines[at:])


def _lost(lines: Sequence[str]) -> Iterator[Piece]:
    """Words that the parser passed over, nested deeper than it goes. Definitions of links are not words."""
    for line in lines:
        words = _MARKS.sub("", line)
        if any(c.isalnum() for c in words) and not _DEFINITION.match(line):
            yield Piece.of(words)


def _strips(token: Token, soft: frozenset[int]) -> Iterator[Strip]:
    """The words of one block, links marked, emphasis and tags gone."""
    target: str | None = None
    line = token.map[0] if token.map else -1
    before = ""
    children = token.children or []
    for child, after in zip_longest(children, children[1:]):
        match child.type:
            case "link_open":
                target = address(str(child.attrs.get("href", "")))
            case "link_close":
                target = None
            case "softbreak" | "hardbreak":
                wrapped = line in soft and child.type == "softbreak"
                yield Strip(seam(before, after.content if after else "") if wrapped else "\n", target)
                line += 1
            case "html_inline":
                m = _ANCHOR.match(child.content)
                target = address(unescape(m[1])) if m else None if child.content.lower().startswith("</a") else target
                yield Strip("\n" if _TAG_BREAK.match(child.content) else "", target)
            case _:
                yield Strip(child.content, target)
        before = child.content or before


def _title(found: Sequence[Piece]) -> str | None:
    headings = [piece for piece in found if piece.kind is BlockKind.HEADING]
    if not headings:
        return None
    top = min(piece.level or 9 for piece in headings)
    return next("".join(s.text for s in piece.strips) for piece in headings if (piece.level or 9) == top)


FORMAT = Format("markdown", ("text/markdown",), (".md", ".markdown", ".mkd", ".mdown"), sniff, read, "Markdown (CommonMark with tables).")
