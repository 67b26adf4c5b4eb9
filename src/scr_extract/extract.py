"""From a document to its records: the entries found, every field resolved, and the columns worked out from them.

Everything here is a pure function of one document, so batches, their order and the number of processes cannot matter.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from scr_extract import fields, identity, layouts
from scr_extract.errors import InvariantError
from scr_extract.fields.reading import Reading
from scr_extract.fields.recommendations_stated import selects
from scr_extract.fields.report_statements import SINGLE_AGENCY
from scr_extract.fields.seam import SOURCES, Field, Source
from scr_extract.model import Box, Candidate, Document, Evidence, Issue, Record, Resolution, Segment, SegmentKind, Severity, Span, Status
from scr_extract.values import Number, Statement

REPORT = "report"
BULLETIN_ENTRY = "bulletin_entry"
_GENERIC = "generic"
_TITLE = 120
_URL = re.compile(r"https?://[^\s<>\"')\]]+")
_SENTENCE_OR_LINE = re.compile(r"[^\n]*?[.!?](?=\s)|[^\n]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a document besides its text: one row of `documents`, but for its names."""

    document_id: str
    media_type: str
    kind: str
    status: Status
    layout: str | None = None
    title: str | None = None
    pages: int | None = None
    characters: int = 0
    ocr_pages: int = 0
    reader_version: str | None = None
    source_url: str | None = None
    parent_id: str | None = None
    text_sha256: str | None = None
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """A bulletin's reading that is not a review: its title, words and addresses."""

    span: Span
    topic: str | None
    title: str
    text: str
    urls: tuple[str, ...]


Place = tuple[tuple[int, ...], tuple[Box, ...]]


@dataclass(frozen=True)
class Extraction:
    """All that one document gave. `places` says on which pages and boxes each span stands; formats without pages give none."""

    facts: Facts
    records: tuple[Record, ...] = ()
    resources: tuple[Resource, ...] = ()
    issues: tuple[Issue, ...] = ()
    places: Mapping[Span, Place] | None = None

    def where(self, span: Span) -> Place:
        return (self.places or {}).get(span, ((), ()))


def extract(document: Document, sources: frozenset[Source] = SOURCES) -> Extraction:
    """Read the whole document, with the finders of these sources (an ablation leaves some out).

    Raises InvariantError where a quote does not stand where its evidence says.
    """
    segments = layouts.segment(document)
    found = _records(document, segments, sources)
    resources = tuple(_resource(document, s) for s in segments if s.kind is SegmentKind.RESOURCE)
    spans = {e.span for r in found for e in evidence(r)} | {r.segment.span for r in found}
    issues = tuple(replace(i, document_id=document.document_id) for i in document.issues)
    return Extraction(_facts(document, found), found, resources, issues, places(document, spans))


def records(document: Document) -> tuple[Record, ...]:
    """The records of a document in reading order; none where it holds no review."""
    return _records(document, layouts.segment(document), SOURCES)


def entry_at(document: Document, span: Span, record_id: str) -> Extraction:
    """The one record of the entry that a person says stands exactly here, with the places of its evidence; its position is 1."""
    record = _record(Reading(document, layouts.segment_at(document, span)), record_id, 1, SOURCES)
    return Extraction(_facts(document, (record,)), (record,), places=places(document, {e.span for e in evidence(record)} | {span}))


def places(document: Document, spans: Iterable[Span]) -> Mapping[Span, Place]:
    """On which pages and boxes these spans stand; those of formats without pages are left out."""
    return {span: place for span in sorted(spans) if (place := document.where(span)) != ((), ())}


def unread(document_id: str, status: Status, message: str, *, media_type: str = "application/octet-stream", kind: str | None = None) -> Extraction:
    """What stands in the tables for a document that could not be read: its status and an issue, no text."""
    severity = Severity.WARNING if status in (Status.UNSUPPORTED, Status.NO_TEXT) else Severity.ERROR
    issue = Issue(kind or str(status), severity, message, document_id=document_id)
    return Extraction(Facts(document_id, media_type, "other", status), issues=(issue,))


def evidence(record: Record) -> Iterator[Evidence]:
    """Every evidence of a record: of chosen values and of the losers."""
    for resolution in record.fields.values():
        for candidate in (*resolution.chosen, *resolution.alternatives):
            yield candidate.evidence
            yield from candidate.also


def _records(document: Document, segments: tuple[Segment, ...], sources: frozenset[Source]) -> tuple[Record, ...]:
    readings = [Reading(document, s) for s in segments if s.kind is SegmentKind.ENTRY]
    ids = identity.record_ids(document.document_id, [_opening(r) for r in readings])
    return tuple(_record(reading, record_id, position, sources) for position, (reading, record_id) in enumerate(zip(readings, ids, strict=True), 1))


def _opening(reading: Reading) -> str:
    """What names the entry: its body, or all of it where it has none."""
    return reading.body.of(reading.document.text) if len(reading.body) else reading.span.of(reading.document.text)


def _record(reading: Reading, record_id: str, position: int, sources: frozenset[Source]) -> Record:
    document, segment = reading.document, reading.segment
    resolved = {field.name: _resolved(reading, field, sources) for field in fields.FIELDS}
    issues = [replace(i, record_id=record_id, document_id=document.document_id) for r in resolved.values() for i in r.issues]
    if segment.layout == _GENERIC:
        message = "no known layout fits this entry; it was found by what every entry has"
        issues.append(Issue("unknown_layout", Severity.WARNING, message, document.document_id, record_id, span=segment.span))
    issues += _other_total(reading, resolved, record_id)
    kind = REPORT if segment.layout == REPORT else BULLETIN_ENTRY
    sketch = identity.fingerprint(segment.span.of(document.text))
    record = Record(record_id, document.document_id, kind, position, segment, sketch, resolved, tuple(issues))
    _hold(record, document)
    return record


def _resolved(reading: Reading, field: Field, sources: frozenset[Source]) -> Resolution:
    """The field's value. Our own model is asked last, and only where rules and general model left the field wanting."""
    asked = [finder for finder in field.finders if finder.source in sources]
    candidates: list[Candidate] = [c for finder in asked if finder.source != "model" for c in finder.find(reading)]
    resolution = field.resolver(reading, candidates)
    if field.lacks(resolution):
        proposed = [c for finder in asked if finder.source == "model" for c in finder.find(reading)]
        return field.resolver(reading, [*candidates, *proposed]) if proposed else resolution
    return resolution


def _other_total(reading: Reading, resolved: Mapping[str, Resolution], record_id: str) -> Iterator[Issue]:
    """An issue where the source counts its recommendations and other than that many were read.

    Agencies' own may be counted or not. None where the source lists only some of them, nor where a bulletin lists none.
    """
    stated = next((c for c in _chosen(resolved, "recommendations_stated") if isinstance(c.value, Number)), None)
    said = [c.value for c in _chosen(resolved, "recommendations") if isinstance(c.value, Statement) and c.value.output_type == "recommendation"]
    if stated is None or not isinstance(stated.value, Number) or not (said or reading.is_report):
        return
    own = [s for s in said if s.scope != SINGLE_AGENCY]
    span = stated.evidence.span
    if stated.value.number in (len(said), len(own)) or selects(reading, span, {s.label or "" for s in said}):
        return
    message = f"the source counts {stated.value.number} recommendations; {len(said)} were read"
    yield Issue("other_total", Severity.WARNING, message, reading.document.document_id, record_id, "recommendations", span)


def _chosen(resolved: Mapping[str, Resolution], name: str) -> tuple[Candidate, ...]:
    return resolved[name].chosen if name in resolved else ()


def _hold(record: Record, document: Document) -> None:
    for e in evidence(record):
        if e.document_id != document.document_id or e.span.of(document.text) != e.quote or not e.quote:
            raise InvariantError(f"document {document.document_id}: rule {e.rule_id} quotes [{e.span.start}, {e.span.end}) wrongly")


def _facts(document: Document, found: tuple[Record, ...]) -> Facts:
    kinds = {r.kind for r in found}
    kind = REPORT if REPORT in kinds else "bulletin" if kinds else "other"
    families = Counter(r.segment.layout for r in found)
    return Facts(
        document_id=document.document_id,
        media_type=document.media_type,
        kind=kind,
        status=document.status,
        layout=max(sorted(families), key=families.__getitem__) if families else None,
        title=document.title,
        pages=len(document.pages) or None,
        characters=len(document.text),
        ocr_pages=sum(page.ocr for page in document.pages),
        reader_version=document.reader_version,
        source_url=document.source_url,
        parent_id=document.parent_id,
        text_sha256=document.text_sha256 if document.text else None,
    )


def _resource(document: Document, segment: Segment) -> Resource:
    text = segment.span.of(document.text)
    links = [link for link in document.links if segment.span.overlaps(link.span)]
    targets = [link.target for link in links] + _URL.findall(text)
    urls = tuple(dict.fromkeys(u.rstrip(".,;:") for u in targets if u.lower().startswith(("http://", "https://"))))
    anchor = " ".join(links[0].span.of(document.text).split()) if links else ""
    first = _SENTENCE_OR_LINE.search(text)
    line = " ".join((first.group() if first else text).split())
    title = anchor if len(anchor.split()) >= 2 else line
    topic = " ".join(segment.topic.of(document.text).split()) if segment.topic else None
    return Resource(segment.span, topic, title if len(title) <= _TITLE else title[:_TITLE].rsplit(" ", 1)[0] + "…", text, urls)
