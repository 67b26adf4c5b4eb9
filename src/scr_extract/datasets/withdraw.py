"""Snapshots without a withdrawn document: the one exception to their never being changed (DESIGN: identity).

Every snapshot that holds the document is written anew without it and gets a new id; in its place stands a tombstone that
says when, why and what took its place, and nothing of the content.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from scr_extract.datasets import disk, writing
from scr_extract.datasets.portions import ROWS
from scr_extract.datasets.publish import making, place, switch
from scr_extract.datasets.read import CURRENT, SNAPSHOTS, TOMBSTONE, Snapshot, on_disk
from scr_extract.errors import NotFoundError


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """That a document was withdrawn: its id, when (ISO 8601, UTC) and why, in a word or two of the person who asked."""

    document_id: str
    at: str
    reason: str


def rewrite(processed: Path, withdrawal: Withdrawal) -> dict[str, str]:
    """Write every snapshot that holds the document anew without it; old id -> new id. What was cut short
    is finished by the next call, leftovers of it removed.

    CURRENT is moved along where it named one of them. Rows that were kept for the next publication go too.
    """
    done: dict[str, str] = {}
    for left in (processed / SNAPSHOTS).glob(".*.part"):
        disk.remove(left)
    disk.remove(processed / ROWS)  # portions hold documents side by side; the next publication makes them anew
    for old in list(on_disk(processed)):
        records = _records(old, withdrawal.document_id)
        if records is None:
            continue
        new = _written(processed, old, withdrawal, records)
        pointer = processed / CURRENT
        if pointer.is_file() and pointer.read_bytes().strip() == old.id.encode():
            switch(processed, new)
        said = {"snapshot": old.id, "replaced_by": new, **asdict(withdrawal)}
        disk.write(old.path.with_name(old.id + TOMBSTONE), json.dumps(said, indent=1, sort_keys=True).encode() + b"\n")
        gone = disk.spare(old.path)
        disk.replace(old.path, gone)
        disk.remove(gone)
        done[old.id] = new
    return done


def _records(found: Snapshot, document_id: str) -> frozenset[str] | None:
    """The ids of the document's records there; None where the snapshot does not hold the document at all."""
    if document_id not in found.arrow("documents", ["document_id"])["document_id"].to_pylist():
        return None
    entries = found.arrow("entries", ["document_id", "record_id"]).to_pylist()
    return frozenset(row["record_id"] for row in entries if row["document_id"] == document_id)


def _written(processed: Path, old: Snapshot, withdrawal: Withdrawal, records: frozenset[str]) -> str:
    """The snapshot without the document's rows. Its inputs are nobody's, so that the next ingest publishes afresh."""
    withdrawn = [*old.manifest.get("withdrawn", []), asdict(withdrawal)]
    left = frozenset(_without(old.arrow("links"), withdrawal.document_id, records)["review_id"].to_pylist())
    with making(processed) as part:
        copied = {}
        for name, described in old.manifest["tables"].items():
            copied[name] = (_copied(old, name, part, withdrawal.document_id, records, left), described["schema"])
        return place(processed, part, copied, made_with=old.manifest["made_with"], inputs="withdrawn", withdrawn=withdrawn).id


def _copied(old: Snapshot, table: str, part: Path, document_id: str, records: frozenset[str], reviews: frozenset[str]) -> int:
    """Write the rows of a table that stay, row group by row group, in the columns it had then; their number."""
    with ExitStack() as open_files:
        kept, count = writing.writer(open_files, part, table, old.schema(table)), 0
        for found in old.groups(table):
            stays = _without(found, document_id, records)
            stays = _reviews(stays, reviews, records) if table == "reviews" else _orphaned(stays, document_id) if table == "documents" else stays
            count += stays.num_rows
            if stays.num_rows:
                kept.write_table(stays)
        return count


def _without(found: pa.Table, document_id: str, records: frozenset[str]) -> pa.Table:
    for column, values in {"document_id": [document_id], "record_id": sorted(records)}.items():
        if column in found.column_names:
            found = found.filter(pc.invert(pc.is_in(found[column], pa.array(values, pa.string()))))
    return found


def _orphaned(found: pa.Table, document_id: str) -> pa.Table:
    """An attachment that stays, because another mail carried it too, no longer names the one that is gone."""
    n = found.schema.get_field_index("parent_id")
    parents = [None if parent == document_id else parent for parent in found["parent_id"].to_pylist()]
    return found.set_column(n, found.schema.field(n), pa.array(parents, pa.string()))


def _reviews(found: pa.Table, left: frozenset[str], records: frozenset[str]) -> pa.Table:
    """Reviews that still have a record, without what they knew from the withdrawn ones."""
    rows: list[dict[str, Any]] = []
    for row in found.to_pylist():
        if row["review_id"] in left:
            rows.append(row | {column: [v for v in row[column] if v["record_id"] not in records] for column in ("values", "disagreements")})
    return pa.Table.from_pylist(rows, schema=found.schema)


def tombstone(processed: Path, id: str) -> Mapping[str, str]:
    """What stands in the place of a snapshot that held a withdrawn document. Raises NotFoundError where there is none."""
    path = processed / SNAPSHOTS / f"{id}{TOMBSTONE}"
    if not path.is_file():
        raise NotFoundError(f"no tombstone of snapshot {id!r} in {processed}")
    said: Mapping[str, str] = json.loads(path.read_bytes())
    return said
