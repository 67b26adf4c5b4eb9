"""What is to be done: the bytes and names of found files kept, and the documents that nothing was extracted of yet."""

from __future__ import annotations

import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from scr_extract.formats.limits import LIMITS
from scr_extract.ingest import ledger
from scr_extract.ingest.discovery import Discovery, clean

LARGEST = LIMITS.size
"""Files above this many bytes are not kept and read; their documents get the status `limit`."""
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Plan:
    """Ids only, fit for other processes. `document_ids` are to be extracted: new ones, and known ones whose rules changed.

    `asked` are the documents of the files found, `new` those never ingested before, `unread` files that could not be
    opened, with the reason.
    """

    document_ids: tuple[str, ...]
    asked: tuple[str, ...]
    new: tuple[str, ...]
    unread: tuple[tuple[str, str], ...] = ()


def plan(found: Discovery, processed: str | Path) -> Plan:
    """Keep the found files' bytes and names, and say what is to be extracted. The files themselves are only read."""
    root = Path(processed)
    asked: dict[str, None] = {}
    unread: list[tuple[str, str]] = []
    with ledger.locked(root):
        before = ledger.known(root)
        now = dict(before)
        for path in found.files:
            try:
                document_id, size = _take(path, root)
            except OSError as closed:
                unread.append((clean(path.name), closed.strerror or type(closed).__name__))
                continue
            asked[document_id] = None
            now[document_id] = ledger.note(root, ledger.Known(document_id, (clean(path.name),), size), now.get(document_id))
        if now != before:
            ledger.sync(root)
        todo = ledger.undone(root, (now[d] for d in sorted(now)))
        return Plan(tuple(d.document_id for d in todo), tuple(asked), tuple(d for d in asked if d not in before), tuple(unread))


def pending(processed: str | Path) -> tuple[str, ...]:
    """The documents to extract, in order of id: none when all is done."""
    root = Path(processed)
    return tuple(d.document_id for d in ledger.undone(root, ledger.known(root).values()))


def _take(path: Path, processed: Path) -> tuple[str, int]:
    """The file's id and size; its bytes are in the store unless it is too large."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(0, "neither a file nor a folder")
        if about.st_size <= LARGEST:
            raw = file.read(LARGEST + 1)
            return ledger.keep(processed, raw), len(raw)
        digest, size = hashlib.sha256(), 0
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
        return digest.hexdigest(), size
