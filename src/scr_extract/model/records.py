"""What was read of an entry: candidates with their evidence, how each field was resolved, and the record they make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from scr_extract.errors import InvariantError
from scr_extract.model.documents import Document
from scr_extract.model.issues import Issue
from scr_extract.model.segments import Segment
from scr_extract.model.spans import Span
from scr_extract.values import Value

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
