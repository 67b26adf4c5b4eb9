"""The nouns of scr-extract: spans, blocks, documents, segments, evidence, candidates, records, issues.

All are frozen: a document's text is made once in `formats` and every offset below points into it.
Offsets are half-open pairs of code points; pages count from 1; boxes are in points from the page's top left.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from scr_extract.errors import InvariantError
from scr_extract.plain import plain
from scr_extract.values import Value


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise InvariantError(f"a span must have 0 <= start <= end, not [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def trimmed(self, text: str) -> Span:
        """The same span without white space at its ends."""
        start, end = self.start, self.end
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return Span(start, end)


@dataclass(frozen=True, slots=True)
class Box:
    """Where on a page something stands: points from the top left corner."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that stand together in one box of a page: what ties a span to the paper."""

    span: Span
    box: Box


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the characters of its anchor and where it leads. The target is data, never followed."""

    span: Span
    target: str


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


class Severity(StrEnum):
    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Issue:
    """Something not understood, as a row. `message` never holds text of the source."""

    kind: str
    severity: Severity
    message: str
    document_id: str | None = None
    record_id: str | None = None
    field: str | None = None
    span: Span | None = None


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


class SegmentKind(StrEnum):
    ENTRY = "entry"
    RESOURCE = "resource"
    TOPIC = "topic"
    CONTEXT = "context"
    """Read and named as belonging to no entry: mastheads, introductions, notices."""


@dataclass(frozen=True, slots=True)
class Part:
    """A section of a report: its kind (lexicons/sections.toml), heading, the text under it and its depth (1 = top).

    `span` runs from the end of the heading to the next heading of any depth; `number` is the heading's own as printed.
    """

    kind: str
    heading: Span
    span: Span
    level: int
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A span of a document with a kind. An entry is the segment about one review.

    `heading` is the title as printed, `header` the lines above the narrative (title, author, board, date),
    `topic` the topic heading that governs it and `governing` other spans outside it that speak of it (a date
    heading over several reports); each may stand outside `span` except `heading` and `header`.
    """

    kind: SegmentKind
    span: Span
    layout: str
    heading: Span | None = None
    header: Span | None = None
    topic: Span | None = None
    governing: tuple[Span, ...] = ()
    cells: tuple[tuple[str, Span], ...] = ()
    """Of an entry that is a table's row: each cell with the words at the head of its column."""
    parts: tuple[Part, ...] = ()
    """A report's sections in order; a bulletin's entries have none."""

    def __hash__(self) -> int:
        """Of its place: segments of one document with one place are one."""
        return hash((self.kind, self.span))


REVIEWER = "reviewer"
"""In place of a rule id where a person chose the words, and of a layout where a person said where an entry stands."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a value was read: exact words at exact offsets, and the rule that read them."""

    document_id: str
    span: Span
    quote: str
    rule_id: str

    @classmethod
    def read(cls, document: Document, span: Span, rule_id: str) -> Evidence:
        """Quote `span` of the document. Raises InvariantError where the span holds no characters or leaves the text."""
        if span.end > len(document.text) or not len(span):
            raise InvariantError(f"document {document.document_id}: rule {rule_id} read [{span.start}, {span.end}) of {len(document.text)} characters")
        return cls(document.document_id, span, span.of(document.text), rule_id)

    @classmethod
    def none(cls, document_id: str, span: Span) -> Evidence:
        """Of a reviewer's value for which no words were chosen: no quote, and no place beyond its entry's. Tables show null."""
        return cls(document_id, Span(span.start, span.start), "", REVIEWER)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible value of one field of one entry. `also` holds further evidence (a second date, a pronoun)."""

    field: str
    value: Value
    evidence: Evidence
    also: tuple[Evidence, ...] = ()


class Found(StrEnum):
    """What is known of a value (`values.status`). They are five facts, never one null."""

    FOUND = "found"
    NOT_STATED = "not_stated"
    WITHHELD = "withheld"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"


@dataclass(frozen=True, slots=True)
class Resolution:
    """What one field of one entry came to: the chosen candidates in order, the losers, and what was not understood."""

    status: Found
    chosen: tuple[Candidate, ...] = ()
    alternatives: tuple[Candidate, ...] = ()
    issues: tuple[Issue, ...] = ()


@dataclass(frozen=True, slots=True)
class Record:
    """The resolved values of one entry. `kind` is bulletin_entry or report; `position` counts entries from 1."""

    record_id: str
    document_id: str
    kind: str
    position: int
    segment: Segment
    fingerprint: str
    fields: Mapping[str, Resolution] = field(default_factory=dict)
    issues: tuple[Issue, ...] = ()
