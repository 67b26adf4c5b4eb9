"""Which files there are to ingest. Links are never followed; a file's name is data."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scr_extract.errors import NotFoundError, ObjectStoreError
from scr_extract.ingest.addresses import is_address
from scr_extract.ingest.ledger import LEDGER, STORE
from scr_extract.ingest.sidecars import is_sidecar

_HALF = re.compile(r"[\ud800-\udc7f\udd00-\udfff]")
"""Half a character, as JSON and mails can name one; the rest of that range is a name's bytes that are no UTF-8."""
_PASSED_BY = (".", "~$")
"""Beginnings of names that no document has: hidden files, and the locks word processors leave beside an open one."""

_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp", ".swp", ".lock", "~")
"""Ends of names that browsers, copiers and word processors give to what is not finished: half a bulletin would be published as one."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """`files` in order of their paths; `left_out` and `unread` (folders that could not be opened) with the reason, for the report."""

    files: tuple[Path, ...]
    left_out: tuple[tuple[str, str], ...] = ()
    unread: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: Discovery) -> Discovery:
        """Both together, each file and each line once."""
        return Discovery(
            tuple(sorted({*self.files, *other.files})),
            tuple(sorted({*self.left_out, *other.left_out})),
            tuple(sorted({*self.unread, *other.unread})),
        )


def discover(paths: Iterable[str | Path]) -> Discovery:
    """The files named and those in the folders named, at any depth; there files that are not finished by their names are left out.

    Raises NotFoundError where a path is not there, ObjectStoreError where it is an address.
    """
    files: set[Path] = set()
    left_out: list[tuple[str, str]] = []
    closed: list[OSError] = []
    for path in map(Path, paths):
        if is_address(path):
            raise ObjectStoreError(f'{path} is no folder of this machine; type `scr-extract ingest s3://...`, or name it in sources.toml (kind = "bucket")')
        if not path.exists() and not path.is_symlink():
            raise NotFoundError(f"no file or folder {path}; name one that is there")
        for found in _walk(path, closed.append):
            if found.is_symlink():
                left_out.append((clean(found.name), "a symbolic link; name the file it leads to"))
            elif not found.is_file():
                left_out.append((clean(found.name), "neither a file nor a folder"))
            elif found != path and found.name.lower().endswith(_UNFINISHED):
                left_out.append((clean(found.name), "by its name not finished; the next ingest takes it under its own"))
            elif not is_sidecar(found):
                files.add(found)
    unread = {(clean(Path(os.fsdecode(c.filename)).resolve().name), f"a folder: {c.strerror or type(c).__name__}") for c in closed}
    return Discovery(tuple(sorted(files)), tuple(sorted(set(left_out))), tuple(sorted(unread)))


def _walk(path: Path, closed: Callable[[OSError], None]) -> Iterator[Path]:
    if path.is_symlink() or not path.is_dir():
        yield path
        return
    for folder, below, names in os.walk(path, onerror=closed, followlinks=False):
        here = Path(folder)
        try:
            ours = (here / LEDGER).is_dir() and (here / STORE).is_dir()
        except OSError as shut:  # its names can be read and nothing else
            shut.filename = folder
            closed(shut)
            below.clear()
            continue
        if ours:
            below.clear()  # a processed folder holds our own copies
            continue
        linked = [b for b in below if (here / b).is_symlink()]
        below[:] = sorted(b for b in below if not b.startswith(_PASSED_BY) and b not in linked)
        yield from (here / name for name in (*names, *linked) if not name.startswith(_PASSED_BY))


def clean(name: str) -> str:
    """A file's name as data: composed form (NFC), what cannot be shown replaced by U+FFFD."""
    whole = _HALF.sub("\ufffd", name)
    shown = unicodedata.normalize("NFC", whole.encode("utf-8", "surrogateescape").decode("utf-8", "replace"))
    return "".join(c if c.isprintable() else "\ufffd" for c in shown)
