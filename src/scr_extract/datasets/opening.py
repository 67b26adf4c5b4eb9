"""Where published tables lie: in a folder, or at an address of an object store (`s3://bucket/prefix`). Whatever reads tables asks here."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, overload

from scr_extract.datasets import read
from scr_extract.datasets.read import Snapshot

if TYPE_CHECKING:
    import pyarrow as pa

    from scr_extract.datasets.objects import Stored

_ADDRESS = "://"


@overload
def current(processed: Path) -> Snapshot: ...
@overload
def current(processed: str = "processed") -> Snapshot | Stored: ...
def current(processed: str | Path = "processed") -> Snapshot | Stored:
    """The snapshot that counts there. Raises NotFoundError where nothing is published yet, ObjectStoreError where a store cannot be used."""
    if isinstance(processed, str) and _ADDRESS in processed:
        from scr_extract.datasets import objects

        return objects.current(processed)
    return read.current(Path(processed).expanduser())


@overload
def snapshot(processed: Path, id: str) -> Snapshot: ...
@overload
def snapshot(processed: str, id: str) -> Snapshot | Stored: ...
def snapshot(processed: str | Path, id: str) -> Snapshot | Stored:
    """The snapshot of that id. Raises NotFoundError where there is none, WithdrawnError where it held a document that was withdrawn."""
    if isinstance(processed, str) and _ADDRESS in processed:
        from scr_extract.datasets import objects

        return objects.snapshot(processed, id)
    return read.snapshot(Path(processed).expanduser(), id)


def opened(processed: str | Path, id: str | None = None) -> Snapshot | Stored:
    """The snapshot of that id, or the current one where none is named. Raises as `current` and `snapshot` do."""
    return current(processed) if id is None else snapshot(processed, id)


def arrow(table: str, snapshot_id: str | None = None, *, processed: str | Path = "processed", columns: list[str] | None = None) -> pa.Table:
    """A published table as Arrow; some columns of it where `columns` names them. `processed` is a folder, or `s3://bucket/prefix`."""
    return opened(processed, snapshot_id).arrow(table, columns)
