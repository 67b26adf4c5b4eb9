"""What reviewers confirmed or corrected, as passages to learn from: the values that stand in a snapshot with a reviewer's word behind them.

An entry teaches what was judged of it and nothing else: where a field was left unjudged, the passages that its reading rests
on are left out. The passages stay in memory; nothing of them is stored but what the model learns.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from scr_extract import fields, formats, layouts
from scr_extract.datasets import current
from scr_extract.errors import TrainingError
from scr_extract.fields.reading import Reading
from scr_extract.ingest import ledger
from scr_extract.model import Candidate, Evidence, SegmentKind, Span
from scr_extract.training.known import passages
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
        if row["field"] in FIELDS and row["value"] is not None:
            by_record[row["record_id"]].append(row)
    judged = {record: rows for record, rows in by_record.items() if any(row["origin"] in ORIGINS for row in rows)}
    if not judged:
        raise TrainingError(f"no value in {processed} was confirmed or corrected by a reviewer and published; use the desk or the workbook first")
    places = {
        r["record_id"]: (r["document_id"], Span(r["start"], r["end"])) for r in found.arrow("entries", ["record_id", "document_id", "start", "end"]).to_pylist()
    }
    documents: dict[str, dict[Span, str]] = defaultdict(dict)
    for record in judged:
        document_id, span = places[record]
        documents[document_id][span] = record
    for document_id, records in documents.items():
        yield from _of_document(processed, document_id, records, judged)


def _of_document(processed: Path, document_id: str, records: Mapping[Span, str], judged: Mapping[str, Sequence[Row]]) -> Iterator[Passage]:
    document = formats.read(ledger.raw(processed, document_id), ledger.one(processed, document_id).name)
    for segment in layouts.segment(document):
        if segment.kind is SegmentKind.ENTRY and segment.span in records:
            rows = judged[records[segment.span]]
            sure = [_candidate(row) for row in rows if row["origin"] in ORIGINS]
            unsure = tuple(Span(row["start"], row["end"]) for row in rows if row["origin"] not in ORIGINS and row["start"] is not None)
            yield from passages(Reading(document, segment), known_of(sure, unsure), "gold")


def _candidate(row: Row) -> Candidate:
    kind = next(f.type.__name__.lower() for f in fields.FIELDS if f.name == row["field"])
    where = Span(row["start"] or 0, row["end"] or 0)
    return Candidate(row["field"], parse(kind, row["value"]), Evidence(row["document_id"], where, row["quote"] or "", row["rule_id"] or ""))
