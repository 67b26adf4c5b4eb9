"""What may go so that weekly runs never fill a disk: snapshots that are old, and what no snapshot and no ledger needs any more."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scr_extract.datasets import disk
from scr_extract.errors import NotFoundError
from scr_extract.ingest import ledger
from scr_extract.ingest.locking import locked
from scr_extract.ingest.versions import versions

_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Held:
    """A snapshot that is kept: when it last became the current one (ISO 8601, UTC), its size in bytes, its entries."""

    snapshot: str
    published_at: str | None
    bytes: int
    entries: int
    current: bool


def snapshots(processed: str | Path) -> tuple[Held, ...]:
    """The snapshots there are, newest first."""
    from scr_extract.datasets.read import CURRENT, logged, on_disk

    root = Path(processed)
    pointer = root / CURRENT
    now = pointer.read_bytes().decode("ascii", "replace").strip() if pointer.is_file() else None
    at = {row["snapshot"]: (n, row["at"]) for n, row in enumerate(logged(root))}  # their order in the log: a clock may have been put back
    never: tuple[int, str | None] = (-1, None)
    found = on_disk(root)
    held = [
        Held(s.id, at.get(s.id, never)[1], sum(t["bytes"] for t in s.manifest["tables"].values()), s.manifest["tables"]["entries"]["rows"], s.id == now)
        for s in found
    ]
    return tuple(sorted(held, key=lambda h: (h.current, at.get(h.snapshot, never)[0], h.snapshot), reverse=True))


def prune(processed: str | Path, keep: int, always: Sequence[str] = ()) -> tuple[str, ...]:
    """Remove all but the `keep` newest snapshots, those named in `always` and the current one; the ids removed.

    Raises NotFoundError where a snapshot named in `always` is not there: better nothing is removed than the wrong one.
    """
    from scr_extract.datasets.read import SNAPSHOTS

    root = Path(processed)
    with locked(root):
        held = snapshots(root)
        missing = sorted(set(always) - {h.snapshot for h in held})
        if missing:
            raise NotFoundError(f"no snapshot {missing[0]} in {root}; nothing was removed")
        old = [h.snapshot for h in held[max(keep, 1) :] if h.snapshot not in always and not h.current]
        for id in old:
            path = root / SNAPSHOTS / id
            gone = disk.spare(path)
            disk.replace(path, gone)  # a reader never sees half a snapshot
            disk.remove(gone)
        return tuple(old)


def purge(processed: str | Path, older_than_days: float, now: float | None = None) -> tuple[int, int]:
    """Remove what nothing needs any more and nothing has touched for so many days: extractions by earlier versions of the code,
    texts that no document has now, leftovers of writing that was cut short. The number of files and of bytes.

    Bytes of ingested documents, their texts, snapshots and corrections stay.
    """
    root = Path(processed)
    before = (time.time() if now is None else now) - older_than_days * _DAY
    files = bytes_ = 0
    with locked(root):
        for path in _unneeded(root):
            if path.exists() and path.stat().st_mtime < before:
                inside = [path] if path.is_file() else [p for p in path.rglob("*") if p.is_file()]
                files, bytes_ = files + len(inside), bytes_ + sum(p.stat().st_size for p in inside)
                disk.remove(path)
        for folder in (root / ledger.CACHE).glob("*"):
            if folder.is_dir() and not any(folder.iterdir()):
                folder.rmdir()
    return files, bytes_


def _unneeded(root: Path) -> Iterator[Path]:
    from scr_extract.datasets.read import on_disk

    key = versions().key
    yield from (p for p in sorted((root / ledger.CACHE).glob("*/*")) if p.parent.name != key and p.is_file())
    wanted = set()
    for document in ledger.known(root).values():
        found = ledger.extraction(root, document)
        wanted |= {found.facts.text_sha256} if found else set()
    for snapshot in on_disk(root):
        wanted |= set(snapshot.arrow("documents", ["text_sha256"])["text_sha256"].to_pylist())
    yield from (p for p in sorted((root / ledger.TEXTS).glob("[0-9a-f]*.txt")) if p.stem not in wanted)
    yield from disk.unfinished(root)
