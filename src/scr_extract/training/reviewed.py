"""What reviewers confirmed or corrected, as passages to learn from: the values that stand in a snapshot with a reviewer's word behind them.

An entry teaches what was judged of it and nothing else: of a field that was left unjudged, what its passages tell is open, whether it
was read or not. The passages stay in memory; nothing of them is stored but what the model learns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from scr_extract import fields, formats, layouts
from scr_extract.datasets import current
from scr_extract.errors import TrainingError
from scr_extract.fields.reading import Reading
from scr_extract.ingest import ledger
from scr_extract.model import Candidate, Evidence, SegmentKind, Span
from scr_extract.training.known import Known, passages
from scr_extract.training.passages import Passage
from scr_extract.training.silver import FIELDS, known_of
from scr_extract.values import parse

ORIGINS = ("confirmed", "corrected")
Row = Mapping[str, Any]


def of_processed(processed: Path) -> Iterator[Passage]:
    """The passages of every entry of the current snapshot that a reviewer spoke of. Raises TrainingError where there is none."""
    found = current(processed)
    columns = ["record_id", "document_id", "field", "value", "origin", "start", "end", "quote", "rule_id"]
    by_record: dict[str, list[Row]] = defaultdict(list)
    for row in found.arrow("values", columns).to_pylist():
        if row["field"] in FIELDS:
            by_record[row["record_id"]].append(row)
    judged = {record: rows for record, rows in by_record.items() if any(row["origin"] in ORIGINS for row in rows)}
    if not judged:
        raise TrainingError(f"no value in {processed} was confirmed or corrected by a reviewer and published; use the desk or the workbook first")
    places = {
        r["record_id"]: (r["document_id"], Span(r["start"], r["end"])) for r in found.arrow("entries", ["record_id", "document_id", "start", "end"]).to_pylist()
    }
    texts = {r["document_id"]: r["text_sha256"] for r in found.arrow("documents", ["document_id", "text_sha256"]).to_pylist()}
    documents: dict[str, dict[Span, Sequence[Row]]] = defaultdict(dict)
    for record, rows in judged.items():
        document_id, span = places[record]
        documents[document_id][span] = rows
    for document_id, entries in documents.items():
        document = formats.read(ledger.raw(processed, document_id), ledger.one(processed, document_id).name)
        if document.text_sha256 != texts[document_id]:
            raise TrainingError(f"document {document_id} is not read as it was when its entries were reviewed; type `scr-extract ingest` again")
        cut = {s.span: s for s in layouts.segment(document) if s.kind is SegmentKind.ENTRY}
        for span, said in entries.items():
            segment = cut.get(span) or layouts.segment_at(document, span)  # an entry that a reviewer added stands where they said
            yield from passages(Reading(document, segment), _known(said), "gold")


def _known(rows: Sequence[Row]) -> Known:
    """What reviewers said of one entry. A field is wholly judged where each of its values is."""
    sure = [_candidate(row) for row in rows if row["origin"] in ORIGINS and row["value"] is not None]
    whole = frozenset(row["field"] for row in rows) - {row["field"] for row in rows if row["origin"] not in ORIGINS}
    return replace(known_of(sure, ()), judged=None if whole == frozenset(FIELDS) else whole)


def _candidate(row: Row) -> Candidate:
    kind = next(f.type.__name__.lower() for f in fields.FIELDS if f.name == row["field"])
    where = Span(row["start"] or 0, row["end"] or 0)
    return Candidate(row["field"], parse(kind, row["value"]), Evidence(row["document_id"], where, row["quote"] or "", row["rule_id"] or ""))
