"""Reading what is published: the current snapshot, a pinned one, and its tables."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scr_extract.datasets.tables import table as known
from scr_extract.errors import DamagedError, NotFoundError, WithdrawnError

if TYPE_CHECKING:
    import pyarrow as pa

CURRENT, SNAPSHOTS, MANIFEST, TOMBSTONE, LOG = "CURRENT", "snapshots", "manifest.json", ".tombstone.json", "published.jsonl"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One immutable set of tables: its id, its folder and its manifest."""

    id: str
    path: Path
    manifest: dict[str, Any]

    def file(self, table: str) -> Path:
        return self.path / f"{known(table).name}.parquet"

    def arrow(self, table: str, columns: list[str] | None = None) -> pa.Table:
        """A table of this snapshot as Arrow; some columns of it where `columns` names them. Raises DamagedError where its file is gone or spoilt."""
        import pyarrow.parquet as pq

        # Not read_table: it loads the dataset machinery and pandas with it, seconds that a listing does not need.
        with _told(self.file(table)):
            return pq.ParquetFile(self.file(table)).read(columns=columns)

    def schema(self, table: str) -> pa.Schema:
        """The columns a table of this snapshot has; an old one may have fewer than are known today."""
        import pyarrow.parquet as pq

        with _told(self.file(table)):
            return pq.read_schema(self.file(table))

    @property
    def published(self) -> str | None:
        """The day it was first published in this folder (ISO 8601, UTC), as the log beside the snapshots has it; None where no log says it."""
        at = next((line["at"] for line in logged(self.path.parent.parent) if line["snapshot"] == self.id), None)
        return datetime.fromisoformat(at).date().isoformat() if at else None

    def groups(self, table: str) -> Iterator[pa.Table]:
        """A table of this snapshot, some rows at a time."""
        import pyarrow.parquet as pq

        with _told(self.file(table)), pq.ParquetFile(self.file(table)) as file:
            for n in range(file.num_row_groups):
                yield file.read_row_group(n)


def is_whole(found: Snapshot, table: str | None = None) -> bool:
    """Whether every file of the snapshot, or that of one table, is there as it was published. Each is hashed: a disk that fails says nothing."""
    said = {f"{table}.parquet": described for table, described in found.manifest["tables"].items()} | found.manifest.get("files", {})
    return all((path := found.path / name).is_file() and _hash(path) == said[name]["sha256"] for name in said if table in (None, name.removesuffix(".parquet")))


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """Whatever Arrow cannot read of a snapshot's file becomes an error that says what to do."""
    import pyarrow as pa

    try:
        yield
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError, FileNotFoundError):
        raise _damaged(file) from None
    except OSError as broken:  # Arrow's own, of bytes that are no page of a table; what the system refuses has a number
        if broken.errno is not None:
            raise
        raise _damaged(file) from None


def _damaged(file: Path) -> DamagedError:
    where = file.parent
    return DamagedError(
        f"snapshot {where.name}: {file.name} is {'damaged' if file.is_file() else 'gone'}; `scr-extract ingest` makes the current snapshot anew, "
        f"of an older one remove {where}"
    )


def _manifest(path: Path) -> dict[str, Any]:
    try:
        said = json.loads((path / MANIFEST).read_bytes())
    except (ValueError, RecursionError):
        raise _damaged(path / MANIFEST) from None
    if not isinstance(said, dict) or not {"tables", "inputs", "made_with"} <= said.keys():
        raise _damaged(path / MANIFEST)
    return said


def logged(processed: Path) -> Iterator[Mapping[str, str]]:
    """What was made the current snapshot there and when, the earliest first. A line that was cut short by a full disk or a power cut says nothing."""
    log = processed / LOG
    for line in log.read_bytes().splitlines() if log.is_file() else ():
        with suppress(ValueError):
            said = json.loads(line)
            if isinstance(said, dict) and {"snapshot", "at"} <= said.keys():
                yield said


def current(processed: str | Path = "processed") -> Snapshot:
    """The snapshot that CURRENT names. Raises NotFoundError where nothing is published yet."""
    root = Path(processed)
    pointer = root / CURRENT
    if not pointer.is_file():
        raise NotFoundError(f"nothing is published in {root}; type `scr-extract ingest PATH --processed {root}` first")
    return snapshot(root, pointer.read_bytes().decode("ascii", "replace").strip())


def stands(processed: str | Path) -> Snapshot | None:
    """As `current`; None where nothing is published yet, or what was published is not to be read."""
    try:
        return current(processed)
    except NotFoundError:
        return None


def snapshot(processed: str | Path, id: str) -> Snapshot:
    """The snapshot of that id. Raises NotFoundError where there is none, and WithdrawnError where it held a document that was withdrawn."""
    path = Path(processed) / SNAPSHOTS / id
    stone = Path(processed) / SNAPSHOTS / f"{id}{TOMBSTONE}"
    if id.isalnum() and stone.is_file():
        raise WithdrawnError(withdrawn(id, json.loads(stone.read_bytes())))
    if not id.isalnum() or not (path / MANIFEST).is_file():
        there = ", ".join(sorted(p.name for p in (Path(processed) / SNAPSHOTS).glob("*") if p.name.isalnum())[:8])
        raise NotFoundError(f"no snapshot {id!r} in {processed}; {f'there are {there}' if there else 'there is none'}")
    return Snapshot(id, path, _manifest(path))


def withdrawn(id: str, said: Mapping[str, str]) -> str:
    """What a snapshot's tombstone answers."""
    return f"snapshot {id} held a document that was withdrawn on {said['at'][:10]} ({said['reason']}); what is left of it is snapshot {said['replaced_by']}"


def on_disk(processed: Path) -> Iterator[Snapshot]:
    """Every snapshot that lies there, in order of id, one whose withdrawal was cut short among them."""
    for path in sorted((processed / SNAPSHOTS).glob("*")):
        if path.name.isalnum() and (path / MANIFEST).is_file():
            yield Snapshot(path.name, path, _manifest(path))
