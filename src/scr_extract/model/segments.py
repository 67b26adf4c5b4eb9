"""A document cut into what it is about: entries, topics, resources, and the parts of a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from scr_extract.model.spans import Span


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
