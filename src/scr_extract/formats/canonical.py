"""The one place where the immutable text of a document is made, out of the pieces that a reader found.

Every block is cleaned here, so that all formats give the same characters for the same words; blocks are joined by one
blank line; offsets of blocks, links and runs are those of the finished text. Quotes and dashes stay as printed
(`scr_extract.plain` gives rules their plain view).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby

from scr_extract.formats.bullets import BULLET, Cut, typed
from scr_extract.identity import document_id
from scr_extract.model import Block, BlockKind, Box, Document, Issue, Link, Page, Run, Span, Status

_SKIP = r"\x00-\x08\x0e-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
"""Control characters, soft hyphens, zero-width characters and marks of writing direction: no reader sees them."""

_ODD = re.compile(rf"\r\n?|[\x0b\x0c\u2028\u2029]|[{_SKIP}]|[\x80-\x9f]|[\ufb00-\ufb06]|[\ud800-\udfff]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_C1 = {chr(n): bytes([n]).decode("cp1252", "ignore") for n in range(0x80, 0xA0)}
"""Windows punctuation that passed through a reader of Latin-1: U+0092 was typed as a closing quote."""

_URL = re.compile(r"(?:https?://|\bwww\.)[^\s<>\"“”‘’|{}\\^`\[\]]+", re.I)
_URL_TAIL = ".,;:!?'…*_"


@dataclass(frozen=True, slots=True)
class Strip:
    """Characters that share one link target and one box."""

    text: str
    target: str | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that has no place in the text yet. `row` is (table, row, column), each counted from 0."""

    strips: tuple[Strip, ...]
    kind: BlockKind = BlockKind.BODY
    level: int | None = None
    page: int | None = None
    size: float | None = None
    bold: bool = False
    row: tuple[int, int, int] | None = None

    @classmethod
    def of(cls, text: str, kind: BlockKind = BlockKind.BODY, level: int | None = None) -> Piece:
        """A piece without links or boxes."""
        return cls((Strip(text),), kind, level)


def clean(text: str) -> str:
    """The characters that are kept: one kind of line break, ligatures spelt out, letters composed with their accents,
    nothing that cannot be seen, U+FFFD where half a character was."""
    if not (text.isascii() and text.isprintable()):
        text = _ODD.sub(_plainly, text)
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _plainly(m: re.Match[str]) -> str:
    odd = m[0]
    if odd[0] in "\r\x0b\x0c\u2028\u2029":
        return "\n"
    if "\ud800" <= odd <= "\udfff":
        return "\ufffd"
    return _LIGATURES.get(odd) or _C1.get(odd, "")


def document(
    raw: bytes,
    name: str,
    media_type: str,
    pieces: Iterable[Piece],
    reader_version: str,
    *,
    pages: tuple[Page, ...] = (),
    title: str | None = None,
    status: Status = Status.OK,
    issues: tuple[Issue, ...] = (),
) -> Document:
    """The document that the pieces make. Issues get its id. A title is folded to one line and cut at 500 characters."""
    text, blocks = build(pieces)
    ident = document_id(raw)
    told = tuple(Issue(i.kind, i.severity, i.message, ident, i.record_id, i.field, i.span) for i in issues)
    folded = " ".join(clean(title).split())[:500] if title else ""
    return Document(ident, name, media_type, text, blocks, reader_version, pages, status, folded or None, issues=told)


def build(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text and its blocks. Furniture goes after all other text; pieces without a visible character are left out.

    A list item loses its bullet sign, in every format alike (numbers stay: they are cited), and a line that opens with one
    is a list item. Inside a block, white space
    around a line break is dropped, and so is a blank line.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in sorted(chain.from_iterable(_parts(whole) for whole in pieces), key=_last):
        text, block = _placed(piece, at)
        if text:
            parts.append(text)
            blocks.append(block)
            at += len(text) + 2
    return "\n\n".join(parts), tuple(blocks)


def _last(piece: Piece) -> bool:
    return piece.kind is BlockKind.FURNITURE


def _parts(piece: Piece) -> Iterator[Piece]:
    """The piece with its characters cleaned; in parts where a paragraph's lines are list items that somebody typed."""
    piece = replace(piece, strips=tuple(Strip(clean(strip.text), strip.target, strip.box) for strip in piece.strips))
    cuts = typed("".join(strip.text for strip in piece.strips)) if piece.kind is BlockKind.BODY else ()
    if not any(cut.item for cut in cuts):
        yield piece
        return
    for cut in cuts:
        kind, level = (BlockKind.LIST_ITEM, 1) if cut.item else (piece.kind, piece.level)
        yield replace(piece, strips=tuple(_within(piece.strips, cut)), kind=kind, level=level)


def _within(strips: Sequence[Strip], cut: Cut) -> Iterator[Strip]:
    at = 0
    for strip in strips:
        start, end = max(cut.start - at, 0), cut.end - at
        if start < end and start < len(strip.text):
            yield replace(strip, text=strip.text[start:end])
        at += len(strip.text)


def _placed(piece: Piece, at: int) -> tuple[str, Block]:
    """The finished words of one piece and its block, for a text in which it begins at `at`."""
    cleaned = [strip.text for strip in piece.strips]
    joined = "".join(cleaned)
    bullet = BULLET.match(joined) if piece.kind is BlockKind.LIST_ITEM else None
    tidy = _Tidy.of(joined, bullet.end() if bullet else 0)
    spans, end = [], 0
    for words in cleaned:
        spans.append(Span(at + tidy.place(end), at + tidy.place(end + len(words))))
        end += len(words)
    text = tidy.text
    runs = tuple(Run(span, strip.box) for span, strip in zip(spans, piece.strips, strict=True) if strip.box and len(span))
    links = tuple(_links(text, at, spans, piece.strips))
    return text, Block(Span(at, at + len(text)), piece.kind, piece.level, piece.page, runs, links, piece.size, piece.bold, piece.row)


def _links(text: str, at: int, spans: Sequence[Span], strips: Sequence[Strip]) -> Iterator[Link]:
    """The hyperlinks of a block in order: neighbouring strips with one target are one link, and a bare address is its own."""
    given = []
    for target, group in groupby(zip(spans, strips, strict=True), key=_target):
        ends = [span for span, _ in group]
        if target:
            local = Span(ends[0].start - at, ends[-1].end - at).trimmed(text)
            if len(local):
                given.append(Link(Span(local.start + at, local.end + at), clean(target).strip()))
    for m in _URL.finditer(text):
        bare = m[0].rstrip(_URL_TAIL)
        if bare.endswith(")") and "(" not in bare:
            bare = bare.rstrip(")").rstrip(_URL_TAIL)
        span = Span(at + m.start(), at + m.start() + len(bare))
        if len(bare) > 8 and not any(link.span.overlaps(span) for link in given):
            given.append(Link(span, bare if bare[:4].lower() == "http" else f"http://{bare}"))
    return iter(sorted(given, key=_start))


def _target(placed: tuple[Span, Strip]) -> str | None:
    return placed[1].target


def _start(link: Link) -> int:
    return link.span.start


def _gaps(text: str, skip: int) -> Iterator[tuple[int, int]]:
    """The white space that changes: at the ends (after `skip` characters of a bullet), and around line breaks."""
    first = len(text) - len(text[skip:].lstrip())
    last = len(text.rstrip())
    if first >= last:
        yield 0, len(text)
        return
    if first:
        yield 0, first
    at = text.find("\n", first, last)
    while at >= 0:
        start, end = at, at + 1
        while text[start - 1].isspace():
            start -= 1
        while text[end].isspace():
            end += 1
        if end - start > 1:
            yield start, end
        at = text.find("\n", end, last)
    if last < len(text):
        yield last, len(text)


@dataclass(frozen=True, slots=True)
class _Tidy:
    """A block's text with its white space settled, and the way from old offsets to new ones."""

    text: str
    ends: tuple[int, ...]
    """Old offsets where a shortened gap ends, ascending."""
    gaps: tuple[tuple[int, int, int], ...]
    """For each: its old start, its new start, its new length."""

    @classmethod
    def of(cls, text: str, skip: int) -> _Tidy:
        kept: list[str] = []
        ends: list[int] = []
        gaps: list[tuple[int, int, int]] = []
        old = new = 0
        for start, end in _gaps(text, skip):
            space = "" if start == 0 or end == len(text) else "\n"
            kept += (text[old:start], space)
            new += start - old
            gaps.append((start, new, len(space)))
            ends.append(end)
            new += len(space)
            old = end
        kept.append(text[old:])
        return cls("".join(kept), tuple(ends), tuple(gaps))

    def place(self, offset: int) -> int:
        """Where the old offset stands in the new text; inside a gap, at its nearer kept end."""
        n = bisect_right(self.ends, offset)
        if n < len(self.gaps):
            start, new, length = self.gaps[n]
            if offset >= start:
                return new + min(offset - start, length)
        if n == 0:
            return offset
        _, new, length = self.gaps[n - 1]
        return new + length + offset - self.ends[n - 1]
