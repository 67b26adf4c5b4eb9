"""Every write, rename and sync of `processed/` goes through these few functions, so that tests can make each one fail.

Files are readable by their owner alone (0600, folders 0700). A reader never sees half a file: bytes are written under
another name, synced and then renamed.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


def make_dir(path: Path) -> None:
    """Make the folder and those above it that are missing, for their owner alone."""
    missing = [p for p in (path, *path.parents) if not p.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=0o700, exist_ok=True)


@contextmanager
def creating(path: Path) -> Iterator[BinaryIO]:
    """A new file to write to, on the disk when the block ends. The name must be free."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())


def create(path: Path, raw: bytes) -> None:
    """A new file with these bytes, on the disk when this returns. The name must be free."""
    with creating(path) as file:
        file.write(raw)


def sync_dir(path: Path) -> None:
    """Make renames within the folder last through a power cut."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(source: Path, target: Path) -> None:
    """Give `source` the name of `target` in one step, over what stood there."""
    source.replace(target)


def append(path: Path, line: str) -> None:
    """One more line at the end of a log, on the disk when this returns; on a line of its own, where the last one was cut short too."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600), "r+b", buffering=0) as file:
        end = file.seek(0, os.SEEK_END)
        torn = end > 0 and os.pread(file.fileno(), 1, end - 1) != b"\n"
        file.write(b"\n" * torn + line.encode() + b"\n")
        os.fsync(file.fileno())


def unfinished(root: Path) -> Iterator[Path]:
    """What writing that was cut short left of files and folders below this one, down to the second depth."""
    for depth in ("", "*/", "*/*/"):
        yield from sorted(root.glob(f"{depth}.*.part"))


def remove(path: Path) -> None:
    """Remove a file or a folder with all in it; nothing happens where there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def put(path: Path, raw: bytes) -> None:
    """The file holds these bytes, whole, or what it held before; `sync_dir` of its folder makes a new name last."""
    part = spare(path)
    create(part, raw)
    replace(part, path)


def write(path: Path, raw: bytes) -> None:
    """As `put`, and the name is on the disk when this returns."""
    put(path, raw)
    sync_dir(path.parent)


def spare(path: Path) -> Path:
    """A free name beside `path` for a file that is being made."""
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
