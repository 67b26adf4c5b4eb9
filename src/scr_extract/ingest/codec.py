"""An extraction as JSON and back, for the cache: `decode(encode(x)) == x`.

Values are written as `values.show` prints them, with the name of their type. Places are listed by span.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from scr_extract.extract import Extraction, Facts, Place, Resource
from scr_extract.identity import Known
from scr_extract.model import Box, Candidate, Evidence, Found, Issue, Part, Record, Resolution, Segment, SegmentKind, Severity, Span, Status
from scr_extract.values import parse, show

Json = Any


def encode(extraction: Extraction) -> bytes:
    """The extraction as UTF-8 JSON, the same bytes for the same extraction."""
    facts = {f.name: getattr(extraction.facts, f.name) for f in fields(Facts)}
    said = {
        "facts": facts,
        "records": [_record(r) for r in extraction.records],
        "resources": [[*_span(r.span), r.topic, r.title, r.text, list(r.urls)] for r in extraction.resources],
        "issues": [_issue(i) for i in extraction.issues],
        "places": [[*_span(s), list(pages), [[b.page, b.x0, b.y0, b.x1, b.y1] for b in boxes]] for s, (pages, boxes) in (extraction.places or {}).items()],
    }
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def decode(raw: bytes) -> Extraction:
    """Read back what `encode` wrote. Raises ValueError, KeyError or TypeError on anything else."""
    said = json.loads(raw)
    facts = said["facts"]
    return Extraction(
        facts=Facts(**facts | {"status": Status(facts["status"])}),
        records=tuple(_to_record(r, facts["document_id"]) for r in said["records"]),
        resources=tuple(Resource(Span(start, end), topic, title, text, tuple(urls)) for start, end, topic, title, text, urls in said["resources"]),
        issues=_to_issues(said["issues"]),
        places=dict(_to_place(*place) for place in said["places"]),
    )


@dataclass(frozen=True, slots=True)
class Sketch:
    """What an extraction comes to, read without the rest; `entries` in reading order, with the ids they have of their own."""

    media_type: str
    kind: str
    characters: int
    text_sha256: str | None
    entries: tuple[Known, ...]


def sketch(raw: bytes) -> Sketch:
    """What `encode` wrote, in short."""
    said = json.loads(raw)
    facts = said["facts"]
    entries = tuple(Known(r["id"], r["fingerprint"]) for r in said["records"])
    return Sketch(facts["media_type"], facts["kind"], facts["characters"], facts["text_sha256"], entries)


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _maybe(span: Span | None) -> list[int] | None:
    return _span(span) if span else None


def _to_maybe(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def _to_place(start: int, end: int, pages: list[int], boxes: list[list[Any]]) -> tuple[Span, Place]:
    return Span(start, end), (tuple(pages), tuple(Box(*b) for b in boxes))


def _record(r: Record) -> Json:
    s = r.segment
    return {
        "id": r.record_id,
        "kind": r.kind,
        "position": r.position,
        "fingerprint": r.fingerprint,
        "segment": [
            str(s.kind),
            _span(s.span),
            s.layout,
            _maybe(s.heading),
            _maybe(s.header),
            _maybe(s.topic),
            [_span(g) for g in s.governing],
            [_part(p) for p in s.parts],
        ],
        "fields": {name: _resolution(resolution) for name, resolution in r.fields.items()},
        "issues": [_issue(i) for i in r.issues],
    }


def _part(p: Part) -> Json:
    return [p.kind, _span(p.heading), _span(p.span), p.level, p.number]


def _to_record(said: Json, document_id: str) -> Record:
    kind, span, layout, heading, header, topic, governing, parts = said["segment"]
    segment = Segment(
        kind=SegmentKind(kind),
        span=Span(*span),
        layout=layout,
        heading=_to_maybe(heading),
        header=_to_maybe(header),
        topic=_to_maybe(topic),
        governing=tuple(Span(*g) for g in governing),
        parts=tuple(Part(kind, Span(*heading), Span(*under), level, number) for kind, heading, under, level, number in parts),
    )
    resolved = {name: _to_resolution(name, r, document_id) for name, r in said["fields"].items()}
    return Record(said["id"], document_id, said["kind"], said["position"], segment, said["fingerprint"], resolved, _to_issues(said["issues"]))


def _resolution(r: Resolution) -> Json:
    return [str(r.status), [_candidate(c) for c in r.chosen], [_candidate(c) for c in r.alternatives], [_issue(i) for i in r.issues]]


def _to_resolution(field: str, said: Json, document_id: str) -> Resolution:
    status, chosen, alternatives, issues = said
    return Resolution(Found(status), _to_candidates(field, chosen, document_id), _to_candidates(field, alternatives, document_id), _to_issues(issues))


def _candidate(c: Candidate) -> Json:
    return [type(c.value).__name__.lower(), show(c.value), _evidence(c.evidence), [_evidence(e) for e in c.also]]


def _to_candidates(field: str, said: Iterable[Json], document_id: str) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(field, parse(kind, shown), _to_evidence(evidence, document_id), tuple(_to_evidence(e, document_id) for e in also))
        for kind, shown, evidence, also in said
    )


def _evidence(e: Evidence) -> Json:
    return [*_span(e.span), e.quote, e.rule_id]


def _to_evidence(said: Json, document_id: str) -> Evidence:
    start, end, quote, rule_id = said
    return Evidence(document_id, Span(start, end), quote, rule_id)


def _issue(i: Issue) -> Json:
    return [i.kind, str(i.severity), i.message, i.document_id, i.record_id, i.field, _maybe(i.span)]


def _to_issues(said: Iterable[Json]) -> tuple[Issue, ...]:
    return tuple(
        Issue(kind, Severity(severity), message, document, record, field, _to_maybe(span)) for kind, severity, message, document, record, field, span in said
    )
