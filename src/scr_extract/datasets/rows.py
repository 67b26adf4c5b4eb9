"""The rows one document gives to each table."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from scr_extract import derive, fields
from scr_extract.corrections.codec import as_row
from scr_extract.corrections.correction import Correction
from scr_extract.corrections.fieldwise import State
from scr_extract.corrections.overlay import Origins, Overlaid
from scr_extract.datasets.entries import ENTRIES
from scr_extract.datasets.tables import TABLES
from scr_extract.extract import Extraction, Facts, Place
from scr_extract.model import REVIEWER, Box, Candidate, Evidence, Found, Issue, Record, Resolution, Severity
from scr_extract.resources.measured import Measured, bound, measured, under_bound
from scr_extract.values import Child, Statement, show

Row = dict[str, object]
Rules = Mapping[str, Measured]
"""How often each rule was right, by its id."""

STATEMENTS = ("recommendations", "findings")


@dataclass(frozen=True, slots=True)
class Published:
    """One document as it is published: what was read of it, its names and its canonical text.

    Where reviewers spoke of it, `overlaid` says where its values come from, and `extraction` is the one with their words.
    """

    extraction: Extraction
    names: tuple[str, ...]
    text: str
    overlaid: Overlaid | None = None


def field_names() -> tuple[str, ...]:
    """Every field `values` has a row for: those that are read, then those a column names and nothing reads yet."""
    planned = [c.field for c in ENTRIES.columns if c.field is not None]
    return tuple(dict.fromkeys([f.name for f in fields.FIELDS] + planned))


def judged(rules: Rules | None) -> Rules:
    """How often each rule was right: as given or, where nothing is, as measured when this version was made."""
    return measured() if rules is None else rules


def rows(document: Published, rules: Rules | None = None) -> Mapping[str, list[Row]]:
    """The rows of every table for one document; tables it gives nothing to are empty. `rules` says how often each was right."""
    known = judged(rules)
    extraction = document.extraction
    facts, out = extraction.facts, {t.name: list[Row]() for t in TABLES}
    out["documents"].append(_document(facts, document.names))
    for record in extraction.records:
        spoken = document.overlaid.origins.get(record.record_id, {}) if document.overlaid else {}
        checked = document.overlaid.check_status(record) if document.overlaid else State.EXTRACTED
        out["entries"].append(_entry(record, extraction, document.text, checked))
        out["children"] += _children(record)
        for table in STATEMENTS:
            out[table] += _statements(record, table, extraction)
        out["values"] += _values(record, extraction, spoken, known)
    for r in extraction.resources:
        said: Row = {"document_id": facts.document_id, "topic": r.topic, "title": r.title, "text": r.text, "urls": list(r.urls)}
        out["linked_resources"].append(said | {"start": r.span.start, "end": r.span.end})
    issues = [*extraction.issues, *(i for record in extraction.records for i in record.issues)]
    out["issues"] = list({row["issue_id"]: row for row in map(issue, issues)}.values())
    return out


def _document(facts: Facts, names: Sequence[str]) -> Row:
    known: Row = asdict(facts)
    return known | {"status": str(facts.status), "sha256": facts.document_id, "name": names[0], "aliases": list(names[1:])}


def _entry(record: Record, extraction: Extraction, text: str, checked: State) -> Row:
    span = record.segment.span
    return derive.wide(record) | {
        "record_id": record.record_id,
        "document_id": record.document_id,
        "kind": record.kind,
        "position": record.position,
        "check_status": "unchecked" if checked is State.EXTRACTED else str(checked),
        "start": span.start,
        "end": span.end,
        "pages": list(extraction.where(span)[0]),
        "fingerprint": record.fingerprint,
        "text": span.of(text),
    }


def _children(record: Record) -> Iterator[Row]:
    for ordinal, child in enumerate(derive.children(record), 1):
        yield {
            "record_id": record.record_id,
            "ordinal": ordinal,
            "child": child.name,
            "role": child.role,
            "age_months_min": child.age_min,
            "age_months_max": child.age_max,
            "age_text": child.age_text,
            "age_at": child.age_at,
            "sex": child.sex,
        }


def _statements(record: Record, table: str, extraction: Extraction) -> Iterator[Row]:
    resolution = record.fields.get(table, Resolution(Found.NOT_FOUND))
    for ordinal, candidate in enumerate(resolution.chosen, 1):
        said = candidate.value
        if not isinstance(said, Statement):
            continue
        pages, boxes = extraction.where(candidate.evidence.span)
        yield {
            "record_id": record.record_id,
            "ordinal": ordinal,
            "number": said.number,
            "label": said.label,
            "text": said.text,
            "output_type": said.output_type,
            "addressees": list(said.addressees),
            **derive.about(said),
            "scope": said.scope,
            "page": boxes[0].page if boxes else pages[0] if pages else None,
            "pages": list(pages),
            "boxes": _boxes(boxes),
            "start": candidate.evidence.span.start if candidate.evidence.quote else None,
            "end": candidate.evidence.span.end if candidate.evidence.quote else None,
        }


def _values(record: Record, extraction: Extraction, spoken: Mapping[str, Origins], rules: Rules) -> Iterator[Row]:
    for name in field_names():
        resolution = record.fields.get(name, Resolution(Found.NOT_FOUND))
        losers = [_alternative(c) for c in resolution.alternatives]
        known = spoken.get(name)
        for ordinal, candidate in enumerate(resolution.chosen or (None,), 1):
            row: Row = {
                "record_id": record.record_id,
                "field": name,
                "ordinal": ordinal,
                "status": str(resolution.status),
                "origin": str(State.EXTRACTED if known is None else known.values[ordinal - 1] if candidate else known.field),
                "reading": known.reading if known and ordinal == 1 else None,
                "document_id": record.document_id,
                "alternatives": losers if ordinal == 1 else [],
            }
            yield row | (_read(candidate, extraction, rules) if candidate else {"pages": [], "boxes": [], "also": []})


def _read(candidate: Candidate, extraction: Extraction, rules: Rules) -> Row:
    place: Place = extraction.where(candidate.evidence.span)
    return {
        "child": candidate.value.name if isinstance(candidate.value, Child) else None,
        "value": show(candidate.value),
        **_quoted(candidate.evidence),
        **(measured_columns(rule) if (rule := rules.get(candidate.evidence.rule_id)) else {}),
        "pages": list(place[0]),
        "boxes": _boxes(place[1]),
        "also": [_quoted(e) for e in candidate.also],
    }


def measured_columns(known: Measured) -> Row:
    """How often a rule was right when it was checked."""
    return {
        "rule_right": known.all.value,
        "rule_checked": known.all.of,
        "rule_low": known.all.low,
        "rule_high": known.all.high,
        "rule_unseen_right": known.unseen.value,
        "rule_unseen_checked": known.unseen.of,
    }


def weak_rules(rule_ids: Iterable[str], rules: Rules | None = None) -> tuple[Issue, ...]:
    """An issue for each of these rules that was measured to be right less often than is asked of it."""
    all_known = judged(rules)
    weak = [known for id in sorted(set(rule_ids)) if (known := all_known.get(id)) is not None and under_bound(known)]
    return tuple(
        Issue(
            "rule_under_bound",
            Severity.WARNING,
            f"rule {w.rule_id} was right in {w.all.right} of {w.all.of} checked values (95 %: {w.all.low:.2f} to {w.all.high:.2f}), "
            f"under its bound of {bound(w.rule_id):.2f}; check its values first",
            field=w.rule_id.partition(".")[0],
        )
        for w in weak
    )


def _alternative(candidate: Candidate) -> Row:
    return {"value": show(candidate.value), **_quoted(candidate.evidence)}


def _quoted(e: Evidence) -> Row:
    """The words and their rule; nulls where a reviewer gave a value without choosing words, no rule where one chose them."""
    if not e.quote:
        return {"quote": None, "rule_id": None, "start": None, "end": None}
    if e.rule_id == REVIEWER:
        return {"quote": e.quote, "rule_id": None, "start": e.span.start, "end": e.span.end}
    return {"quote": e.quote, "rule_id": e.rule_id, "start": e.span.start, "end": e.span.end}


def _boxes(boxes: Iterable[Box]) -> list[Row]:
    return [{"page": b.page, "x0": b.x0, "y0": b.y0, "x1": b.x1, "y1": b.y1} for b in boxes]


def correction(word: Correction, state: State) -> Row:
    """A reviewer's word as a row: all of it, so that the tables are a copy of the store too (ingest/spoken.py)."""
    return as_row(word) | {"state": str(state)}


def issue(i: Issue) -> Row:
    """An issue as a row; its id comes from what it says, so that the same issue has one id in every snapshot."""
    span = i.span
    said: Row = {
        "kind": i.kind,
        "severity": str(i.severity),
        "document_id": i.document_id,
        "record_id": i.record_id,
        "field": i.field,
        "start": span.start if span else None,
        "end": span.end if span else None,
        "message": i.message,
    }
    return {"issue_id": hashlib.sha256("\0".join(map(str, said.values())).encode()).hexdigest()[:16]} | said
