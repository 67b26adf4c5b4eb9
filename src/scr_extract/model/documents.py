"""One file read once: its text, the blocks and pages it came in, and how reading it ended."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from scr_extract.errors import InvariantError
from scr_extract.model.issues import Issue
from scr_extract.model.spans import Box, Link, Run, Span
from scr_extract.plain import plain


class BlockKind(StrEnum):
    HEADING = "heading"
    BODY = "body"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like run of text. `level` is a heading's depth (1 = top) or a list item's nesting."""

    span: Span
    kind: BlockKind
    level: int | None = None
    page: int | None = None
    runs: tuple[Run, ...] = ()
    links: tuple[Link, ...] = ()
    size: float | None = None
    bold: bool = False
    row: tuple[int, int, int] | None = None
    """For a table cell: (table, row, column), each counted from 0 within the document."""


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the file: its size in points and how its characters were got."""

    number: int
    width: float
    height: float
    characters: int
    ocr: bool = False
    ocr_confidence: float | None = None


class Status(StrEnum):
    """How the reading of a document ended (`documents.status`)."""

    OK = "ok"
    PARTIAL = "partial"
    NO_TEXT = "no_text"
    ENCRYPTED = "encrypted"
    MALFORMED = "malformed"
    UNSUPPORTED = "unsupported"
    LIMIT = "limit"
    CRASH = "crash"


@dataclass(frozen=True)
class Document:
    """One source file read once: its canonical text and what is known of its shape.

    `blocks` are in reading order, do not overlap, and cover every character that is not white space. Furniture
    (running headers, footers, page numbers) of paged formats stands after all other text, so that no sentence is cut by it.
    """

    document_id: str
    name: str
    media_type: str
    text: str
    blocks: tuple[Block, ...]
    reader_version: str
    pages: tuple[Page, ...] = ()
    status: Status = Status.OK
    title: str | None = None
    source_url: str | None = None
    parent_id: str | None = None
    issues: tuple[Issue, ...] = ()

    def __hash__(self) -> int:
        """Of the bytes' own hash: a document's thousands of blocks are never walked to find it in a cache."""
        return hash(self.document_id)

    @cached_property
    def view(self) -> str:
        """The text as rules see it: same offsets, plain punctuation, furniture blanked out."""
        view = plain(self.text)
        for block in self.blocks:
            if block.kind is BlockKind.FURNITURE:
                blank = "".join("\n" if c == "\n" else " " for c in block.span.of(view))
                view = view[: block.span.start] + blank + view[block.span.end :]
        if len(view) != len(self.text):
            raise InvariantError(f"document {self.document_id}: the plain view has {len(view)} characters, the text {len(self.text)}")
        return view

    @cached_property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return tuple(link for block in self.blocks for link in block.links)

    @cached_property
    def _ends(self) -> list[int]:
        """Where each block ends, ascending: blocks stand one after the other in the text."""
        return [block.span.end for block in self.blocks]

    def where(self, span: Span) -> tuple[tuple[int, ...], tuple[Box, ...]]:
        """The pages (ascending) and boxes (reading order) that a span stands on; both empty where the format has none."""
        boxes: list[Box] = []
        pages: set[int | None] = set()
        for block in self.blocks[bisect_right(self._ends, span.start) :]:
            if block.span.start >= span.end:
                break
            hits = [run.box for run in block.runs if run.span.overlaps(span)]
            boxes += hits
            pages |= {box.page for box in hits} if hits else {block.page} - {None}
        return tuple(sorted(p for p in pages if p is not None)), tuple(boxes)
