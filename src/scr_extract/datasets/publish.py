"""A new snapshot, whole, then one switch of the pointer. Same rows in, same bytes out.

A snapshot's id comes from its content. No time, host or path is inside; when it was published stands in
`published.jsonl` beside the snapshots.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from scr_extract.datasets import disk, linking
from scr_extract.datasets.check import problems, refuse, repeated
from scr_extract.datasets.read import CURRENT, MANIFEST, SNAPSHOTS, Snapshot
from scr_extract.datasets.rows import Published, Row, issue, rows
from scr_extract.datasets.schema import Table
from scr_extract.datasets.tables import TABLES
from scr_extract.errors import PublishError

LOG = "published.jsonl"
_FORMAT = 1
_AT_ONCE = 500
"""Documents whose rows are held as Python objects at one time."""


def publish(processed: Path, documents: Iterable[Published], *, expected: int, made_with: Mapping[str, str], inputs: str, this_year: int) -> Snapshot:
    """Publish these documents, in this order, and switch CURRENT to the new snapshot; publishing the same again changes nothing.

    `expected` is the number of documents the ledger knows, `made_with` the versions of code, model and resources,
    `inputs` the digest by which the next ingest sees that nothing is new. Raises PublishError, and leaves the previous
    snapshot, where the rows break their schema or the stated bounds.
    """
    tables = _tables(documents, expected, this_year)
    files = {t.name: parquet(tables[t.name]) for t in TABLES}
    described = {
        t.name: {"rows": tables[t.name].num_rows, "sha256": hashlib.sha256(files[t.name]).hexdigest(), "bytes": len(files[t.name]), "schema": t.schema_hash}
        for t in TABLES
    }
    content = {"format": _FORMAT, "made_with": dict(made_with), "inputs": inputs, "tables": described}
    id = hashlib.sha256(_json(content)).hexdigest()[:16]
    manifest = {"snapshot": id} | content
    path = _place(processed, id, {f"{name}.parquet": raw for name, raw in files.items()} | {MANIFEST: _json(manifest)})
    _switch(processed, id)
    return Snapshot(id, path, manifest)


def _tables(documents: Iterable[Published], expected: int, this_year: int) -> Mapping[str, pa.Table]:
    """Every table, each document's rows checked against its text before the text is let go."""
    wrong: list[str] = []
    held: dict[str, list[Row]] = {t.name: [] for t in TABLES}
    made: dict[str, list[pa.Table]] = {t.name: [t.arrow.empty_table()] for t in TABLES}
    for n, document in enumerate(documents, 1):
        found = rows(document)
        wrong += problems(found, document.text, this_year)
        for name in held:
            held[name] += found[name]
        if n % _AT_ONCE == 0 and not wrong:
            _flush(held, made)
    refuse(wrong)
    _flush(held, made)
    tables = _joined({name: pa.concat_tables(parts).combine_chunks() for name, parts in made.items()})
    refuse(list(repeated(tables["documents"]["document_id"].to_pylist(), tables["entries"]["record_id"].to_pylist(), expected)))
    return tables


def _joined(tables: dict[str, pa.Table]) -> dict[str, pa.Table]:
    """The tables with the records joined into reviews: `links`, `reviews`, each entry's review_id, and an issue for each doubt."""
    by_name = {t.name: t for t in TABLES}
    found = linking.linked(tables["entries"].select(linking.NEEDED).to_pylist())
    home = linking.review_of(found)
    ids = pa.array([home[record] for record in tables["entries"]["record_id"].to_pylist()], type=by_name["entries"].arrow.field("review_id").type)
    entries = tables["entries"].set_column(tables["entries"].schema.get_field_index("review_id"), by_name["entries"].arrow.field("review_id"), ids)
    doubts = list({row["issue_id"]: row for row in map(issue, found.issues)}.values())
    return tables | {
        "entries": entries,
        "links": arrow(by_name["links"], linking.link_rows(found)),
        "reviews": arrow(by_name["reviews"], linking.review_rows(found)),
        "issues": pa.concat_tables([tables["issues"], arrow(by_name["issues"], doubts)]).combine_chunks(),
    }


def _flush(held: Mapping[str, list[Row]], made: Mapping[str, list[pa.Table]]) -> None:
    for table in TABLES:
        made[table.name].append(arrow(table, held[table.name]))
        held[table.name].clear()


def arrow(table: Table, found: Sequence[Row]) -> pa.Table:
    """Rows as Arrow by the table's schema. Raises PublishError where a value does not fit its column."""
    try:
        return pa.Table.from_pylist(list(found), schema=table.arrow)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError, OverflowError) as misfit:
        raise PublishError(f"not published, the previous snapshot stays: a value of {table.name} does not fit its column ({type(misfit).__name__})") from misfit


def parquet(table: pa.Table) -> bytes:
    """The table as a Parquet file: zstd, explicit schema, no time inside."""
    out = pa.BufferOutputStream()
    pq.write_table(table, out, compression="zstd")
    raw: bytes = out.getvalue().to_pybytes()
    return raw


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, indent=1, sort_keys=True).encode() + b"\n"


def _place(processed: Path, id: str, files: Mapping[str, bytes]) -> Path:
    """The snapshot's folder, complete before it has its name."""
    snapshots = processed / SNAPSHOTS
    disk.make_dir(snapshots)
    path = snapshots / id
    if path.is_dir():
        if all((path / name).is_file() and (path / name).read_bytes() == raw for name, raw in files.items()):
            return path
        disk.remove(path)
    part = disk.spare(path)
    disk.make_dir(part)
    for name, raw in files.items():
        disk.create(part / name, raw)
    disk.sync_dir(part)
    disk.replace(part, path)
    disk.sync_dir(snapshots)
    return path


def _switch(processed: Path, id: str) -> None:
    pointer = processed / CURRENT
    if pointer.is_file() and pointer.read_text(encoding="ascii").strip() == id:
        return
    disk.write(pointer, f"{id}\n".encode())
    disk.append(processed / LOG, json.dumps({"snapshot": id, "at": datetime.now(UTC).isoformat(timespec="seconds")}))
