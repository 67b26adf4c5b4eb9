"""Which files there are to ingest. Links are never followed; a file's name is data."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scr_extract.errors import NotFoundError, ObjectStoreError
from scr_extract.ingest.addresses import is_address
from scr_extract.ingest.ledger import LEDGER, STORE
from scr_extract.ingest.sidecars import is_sidecar

_PASSED_BY = (".", "~$")
"""Beginnings of names that no document has: hidden files, and the locks word processors leave beside an open one."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """`files` in order of their paths; `left_out` with the reason, for the report."""

    files: tuple[Path, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def discover(paths: Iterable[str | Path]) -> Discovery:
    """The files named and those in the folders named, at any depth. Raises NotFoundError where a path is not there,
    ObjectStoreError where it is an address."""
    files: set[Path] = set()
    left_out: list[tuple[str, str]] = []
    for path in map(Path, paths):
        if is_address(path):
            raise ObjectStoreError(f'{path} is no folder of this machine; type `scr-extract ingest s3://...`, or name it in sources.toml (kind = "bucket")')
        if not path.exists() and not path.is_symlink():
            raise NotFoundError(f"no file or folder {path}; name one that is there")
        for found in _walk(path):
            if found.is_symlink():
                left_out.append((clean(found.name), "a symbolic link; name the file it leads to"))
            elif not found.is_file():
                left_out.append((clean(found.name), "neither a file nor a folder"))
            elif not is_sidecar(found):
                files.add(found)
    return Discovery(tuple(sorted(files)), tuple(sorted(set(left_out))))


def _walk(path: Path) -> Iterator[Path]:
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    for folder, below, names in os.walk(path, followlinks=False):
        here = Path(folder)
        if (here / LEDGER).is_dir() and (here / STORE).is_dir():
            below.clear()  # a processed folder holds our own copies
            continue
        linked = [b for b in below if (here / b).is_symlink()]
        below[:] = sorted(b for b in below if not b.startswith(_PASSED_BY) and b not in linked)
        yield from (here / name for name in (*names, *linked) if not name.startswith(_PASSED_BY))


def clean(name: str) -> str:
    """A file's name as data: composed form (NFC), what cannot be shown replaced by U+FFFD."""
    shown = unicodedata.normalize("NFC", name.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    return "".join(c if c.isprintable() else "\ufffd" for c in shown)
