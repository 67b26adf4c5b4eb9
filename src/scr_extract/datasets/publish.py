"""A new snapshot, whole, then one switch of the pointer. Same rows in, same bytes out.

A snapshot's id comes from its content. No time, host or path is inside; when it was published stands in
`published.jsonl` beside the snapshots.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from scr_extract.corrections.correction import Correction
from scr_extract.corrections.fieldwise import State
from scr_extract.datasets import disk, writing
from scr_extract.datasets.packaging import CROISSANT, DATAPACKAGE, Described, descriptions
from scr_extract.datasets.portions import ROWS, Portion, forget
from scr_extract.datasets.read import CURRENT, LOG, MANIFEST, SNAPSHOTS, Snapshot, logged
from scr_extract.datasets.rows import Published, Rules
from scr_extract.datasets.tables import TABLES
from scr_extract.errors import InvariantError
from scr_extract.model import Issue

_FORMAT = 1


def publish(
    processed: Path,
    documents: Iterable[Published | Portion],
    *,
    expected: int,
    made_with: Mapping[str, str],
    inputs: str,
    this_year: int,
    words: Iterable[tuple[Correction, State]] = (),
    rules: Rules | None = None,
    issues: Sequence[Issue] = (),
) -> Snapshot:
    """Publish these documents, in this order, and switch CURRENT to the new snapshot; publishing the same again changes nothing.

    Those that come in portions with a key have their rows kept until the next publication, which then need not work them out.
    `expected` is the number of documents the ledger knows, `made_with` the versions of code, model and resources,
    `inputs` the digest by which the next ingest sees that nothing is new. `words` are those of the reviewers with what became of
    each; they are asked for after the last document. `rules` says how often each rule was right, `issues` what is to be told
    besides the documents' own. Raises PublishError, and leaves the previous snapshot, where the rows break their schema or the stated bounds.
    """
    keys: list[str | None] = []
    with making(processed) as part:
        used = _portions(documents, keys)
        counted = writing.write(part, used, processed / ROWS, expected, this_year, words, rules, issues)
        made = place(processed, part, {t.name: (counted[t.name], t.schema_hash) for t in TABLES}, made_with=made_with, inputs=inputs)
    switch(processed, made.id)
    forget(processed / ROWS, keys)
    return made


def _portions(documents: Iterable[Published | Portion], keys: list[str | None]) -> Iterator[Portion]:
    """Each as a portion; `keys` learns those that there were."""
    for found in documents:
        portion = found if isinstance(found, Portion) else Portion(None, partial(tuple[Published], (found,)))
        keys.append(portion.key)
        yield portion


@contextmanager
def making(processed: Path) -> Iterator[Path]:
    """A folder in which a snapshot's files are written; what is left of it, and of earlier ones that were cut short, is removed. Hold the lock."""
    snapshots = processed / SNAPSHOTS
    disk.make_dir(snapshots)
    for left in sorted(snapshots.glob(".*.part")):
        disk.remove(left)
    part = disk.spare(snapshots / "new")
    try:
        disk.make_dir(part)
        yield part
    finally:
        disk.remove(part)


def place(
    processed: Path,
    part: Path,
    tables: Mapping[str, tuple[int, str]],
    *,
    made_with: Mapping[str, str],
    inputs: str,
    withdrawn: Sequence[Mapping[str, str]] = (),
) -> Snapshot:
    """The snapshot of the files in `part`; `tables` gives the rows and the hash of the schema of each.

    Complete before it has its name; nothing reads it until CURRENT is switched to it.
    """
    described = {name: {"rows": rows, **_file(part / f"{name}.parquet"), "schema": schema} for name, (rows, schema) in tables.items()}
    files = _described(part, described, made_with)
    content: dict[str, object] = {"format": _FORMAT, "made_with": dict(made_with), "inputs": inputs, "tables": described, "files": files}
    if withdrawn:
        content["withdrawn"] = [dict(w) for w in withdrawn]
    id = hashlib.sha256(_json(content)).hexdigest()[:16]
    manifest = {"snapshot": id} | content
    disk.create(part / MANIFEST, _json(manifest))
    return Snapshot(id, _place(processed / SNAPSHOTS / id, part, manifest), manifest)


def take_in(processed: Path, manifest: Mapping[str, Any], files: Mapping[str, bytes]) -> str:
    """Place a snapshot that was made elsewhere: `files` holds the bytes of each by its name. Its id. Raises InvariantError, and places nothing, where they
    are not what the manifest says. Hold the lock."""
    wanted = {f"{name}.parquet": said for name, said in manifest["tables"].items()} | manifest["files"]
    for name, said in wanted.items():
        if hashlib.sha256(files[name]).hexdigest() != said["sha256"]:
            raise InvariantError(f"snapshot {manifest['snapshot']}: {name} is not what its manifest says")
    with making(processed) as part:
        for name in wanted:
            disk.create(part / name, files[name])
        disk.create(part / MANIFEST, _json(manifest))
        _place(processed / SNAPSHOTS / manifest["snapshot"], part, manifest)
    return str(manifest["snapshot"])


def _described(part: Path, tables: Described, made_with: Mapping[str, str]) -> dict[str, dict[str, object]]:
    """Write the files that describe the tables beside them; the size and hash of each by its name."""
    for name, raw in descriptions(part, tables, made_with).items():
        disk.create(part / name, raw)
    return {name: _file(part / name) for name in (CROISSANT, DATAPACKAGE)}


def _file(path: Path) -> dict[str, object]:
    with path.open("rb") as file:
        return {"sha256": hashlib.file_digest(file, "sha256").hexdigest(), "bytes": path.stat().st_size}


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, indent=1, sort_keys=True).encode() + b"\n"


def _place(path: Path, part: Path, manifest: Mapping[str, Any]) -> Path:
    """Give the folder its name, complete; where a whole one of that name stands, it stays."""
    if path.is_dir():
        if _is_whole(path, manifest):
            return path
        disk.remove(path)
    disk.sync_dir(part)
    disk.replace(part, path)
    disk.sync_dir(path.parent)
    return path


def _is_whole(path: Path, manifest: Mapping[str, Any]) -> bool:
    promised = {f"{name}.parquet": said for name, said in manifest["tables"].items()} | manifest["files"]
    if not all((path / name).is_file() for name in (*promised, MANIFEST)) or (path / MANIFEST).read_bytes() != _json(manifest):
        return False
    return all(_file(path / name)["sha256"] == said["sha256"] for name, said in promised.items())


def switch(processed: Path, id: str) -> None:
    """Make this snapshot the one that counts, in one step, and note when."""
    pointer = processed / CURRENT
    if not (pointer.is_file() and pointer.read_bytes().strip() == id.encode()):
        disk.write(pointer, f"{id}\n".encode())
    elif [line["snapshot"] for line in logged(processed)][-1:] == [id]:
        return
    disk.append(processed / LOG, json.dumps({"snapshot": id, "at": datetime.now(UTC).isoformat(timespec="seconds")}))
