"""Plain text: UTF-8, UTF-16 or Windows-1252; paragraphs, lists, headings that the text itself marks, bare addresses.

No visible character is lost but the signs that do the work of markup: the bullet of a list item, the row of dashes
under a heading, the stars around one, and the mark before the lines that a mail quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from scr_extract.formats.canonical import Piece, Strip, document
from scr_extract.formats.encoding import decode, is_binary
from scr_extract.formats.page_lines import page_lines
from scr_extract.formats.quoting import unquoted
from scr_extract.formats.ragged import unwrapped
from scr_extract.formats.seam import Format
from scr_extract.formats.tabbed import cells, is_table, with_tabs
from scr_extract.formats.wrapping import MARKER, joined, seam
from scr_extract.model import BlockKind, Document

READER = "text 6"

_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\u2028\u2029]")
_RULES = "-=_*~—–─"
"""What a row of the same sign, three times or more, is drawn with."""
_GLYPH = re.compile(r"[^-*+–\d]")
_MARKED = re.compile(r"\s*(?P<mark>[*_])(?P<words>[^\s*_](?:[^*_]{1,98}[^\s*_.,;:]))(?P=mark)\s*")
"""A line that opens a paragraph and is set in bold or italics as mails in plain text do it, and is no sentence: `*1. Kent - Child V*`."""
_CAPS = 100
"""Characters: a longer line in capitals is a notice, not a heading."""


def read(raw: bytes, name: str) -> Document:
    """The document of a plain text file."""
    return document(raw, name, "text/plain", pieces(decode(raw)), READER)


def sniff(raw: bytes, name: str) -> int:
    return 0 if is_binary(raw) else 10


def lines_of(text: str) -> list[str]:
    """The lines of a text, whatever ends them, without NUL characters."""
    return [_indented(line.replace("\x00", "")) for line in _BREAK.split(text)]


def _indented(line: str) -> str:
    """Tabs that indent a line as spaces; those between its words stay, since they may part the cells of a table."""
    words = line.lstrip()
    return line[: len(line) - len(words)].expandtabs(4) + words if line[:1] in " \t" else line


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    number: int
    soft: bool
    """Whether the line runs on into the next one."""
    sign: str = ""
    """What opens a list item here: its bullet, or its number as digits."""


def pieces(text: str) -> Iterator[Piece]:
    """The blocks of a plain text in order."""
    lines = unquoted(lines_of(text))
    printed = page_lines(lines)
    yield from (Piece.of(lines[n], BlockKind.FURNITURE) for n in sorted(printed))
    lines = [line for n, line in enumerate(lines) if n not in printed]
    soft = joined(lines)
    if not soft:
        lines = unwrapped(lines)
    paragraphs: list[list[_Line]] = [[]]
    for number, line in enumerate(lines):
        if not line.strip():
            paragraphs.append([])
            continue
        m = MARKER.match(line)
        paragraphs[-1].append(_Line(line, number, number in soft, (m["sign"] or m["number"]) if m else ""))
    paragraphs = [p for p in paragraphs if p]
    items = _items(paragraphs)
    tables = 0
    for paragraph in paragraphs:
        rows = with_tabs([line.text for line in paragraph])
        if is_table(rows):
            yield from cells(rows, tables)
            tables += 1
        else:
            yield from _blocks(paragraph, items)


def _items(paragraphs: Sequence[Sequence[_Line]]) -> frozenset[int]:
    """The lines that open a list item. A bullet sign needs no witness; a dash, a star or a number needs a neighbour in
    the list, or a colon above it, since dashes open asides and numbers open sections."""
    found: set[int] = set()
    previous: _Line | None = None
    between = 0
    for paragraph in paragraphs:
        above = ""
        for at, line in enumerate(paragraph):
            if line.sign:
                if _GLYPH.match(line.sign) or (above.rstrip().endswith(":") and line.sign in "-*+–1"):
                    found.add(line.number)
                if previous is not None and between == 0 and _follows(previous.sign, line.sign):
                    found |= {previous.number, line.number}
                previous, between = line, 0
            elif at == 0:
                between += 1
            above = line.text
    return frozenset(found)


def _follows(sign: str, following: str) -> bool:
    return int(following) == int(sign) + 1 if sign.isdigit() and following.isdigit() else sign == following and not sign.isdigit()


def _blocks(paragraph: Sequence[_Line], items: frozenset[int]) -> Iterator[Piece]:
    """The blocks of one paragraph: headings over a row of dashes, list items, and what stands between."""
    if len(paragraph) == 1 and _in_capitals(paragraph[0].text):
        yield Piece.of(paragraph[0].text, BlockKind.HEADING)
        return
    run: list[_Line] = []
    edges: list[int] = []
    for line in paragraph:
        if not run and (marked := _MARKED.fullmatch(line.text)):
            yield Piece.of(marked["words"], BlockKind.HEADING)
        elif _is_rule(line.text):
            title = len(run) == 1 and run[0].number not in items and not line.text.lstrip().startswith(("_", "*", "~"))
            if title and line.text.lstrip()[0] in "=-":
                yield Piece.of(run[0].text, BlockKind.HEADING, 1 if "=" in line.text else 2)
            else:
                yield from _block(run, items, len(edges))
                yield Piece.of(line.text, BlockKind.FURNITURE)
            run = []
        elif line.number in items:
            yield from _block(run, items, len(edges))
            edges = [*(edge for edge in edges if edge < _indent(line)), _indent(line)]
            run = [line]
        else:
            run.append(line)
    yield from _block(run, items, len(edges))


def _is_rule(line: str) -> bool:
    signs = "".join(line.split()) if line.lstrip()[:1] in _RULES else ""
    return len(signs) >= 3 and len(set(signs)) == 1


def _indent(line: _Line) -> int:
    return len(line.text) - len(line.text.lstrip())


def _block(run: Sequence[_Line], items: frozenset[int], level: int) -> Iterator[Piece]:
    if not run:
        return
    text = run[0].text
    for line, following in pairwise(run):
        text, more = text.rstrip(), following.text.strip()
        text += (seam(text, more) if line.soft else "\n") + more
    if run[0].number in items:
        yield Piece((Strip(text),), BlockKind.LIST_ITEM, level)
    else:
        yield Piece.of(text)


def _in_capitals(line: str) -> bool:
    line = line.strip()
    if len(line) > _CAPS or not line.isupper():
        return False
    letters = sum(c.isalpha() for c in line)
    sentence = line.endswith(".") and len(line.split()) > 3
    return letters >= 4 and letters > len(line) / 2 and not sentence


FORMAT = Format("text", ("text/plain",), (".txt", ".text"), sniff, read, "Plain text in UTF-8, UTF-16 or Windows-1252, wrapped or not.")
