"""One at a time: whoever writes to a processed folder holds its lock. It is the system's own, so a process that dies leaves none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from scr_extract.datasets import disk
from scr_extract.errors import ObjectStoreError
from scr_extract.ingest.addresses import is_address

LOCK = ".lock"


@contextmanager
def locked(processed: Path, waiting: Callable[[], None] | None = None) -> Iterator[None]:
    """Hold the folder alone; a second ingest waits here, after `waiting` was called. A thread may hold it twice. Raises ObjectStoreError for an address."""
    if is_address(processed):
        raise ObjectStoreError(f"{processed} is no folder; the tables of an address are worked on in a folder of this machine (ingest.elsewhere.working)")
    disk.make_dir(processed)
    lock = FileLock(processed.resolve() / LOCK, mode=0o600, is_singleton=True)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        if waiting is not None:
            waiting()
        lock.acquire()
    try:
        yield
    finally:
        lock.release()
