"""What is to be done: the bytes and names of found files kept, and the documents that nothing was extracted of yet."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from scr_extract.formats.limits import LIMITS
from scr_extract.ingest import ledger, mending, sidecars
from scr_extract.ingest.discovery import Discovery, clean
from scr_extract.ingest.locking import locked
from scr_extract.ingest.withdrawn import noted

LARGEST = LIMITS.size
"""Files above this many bytes are not kept and read; their documents get the status `limit`."""
_PIECE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Plan:
    """Ids only, fit for other processes. `document_ids` are to be extracted: new ones, and known ones whose rules changed.

    `asked` are the documents of the files found, `new` those never ingested before, `unread` files and folders that could not be
    opened, `left_out` those passed by, each with the reason: a file whose document was withdrawn is not taken in again.
    """

    document_ids: tuple[str, ...]
    asked: tuple[str, ...]
    new: tuple[str, ...]
    unread: tuple[tuple[str, str], ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()


def plan(found: Discovery, processed: str | Path) -> Plan:
    """Keep the found files' bytes and names, and say what is to be extracted. The files themselves are only read."""
    from scr_extract.datasets.read import stands

    root = Path(processed)
    asked: dict[str, None] = {}
    unread, left_out = list(found.unread), list(found.left_out)
    with locked(root):
        before = ledger.known(root)
        now = dict(before)
        gone, stored = frozenset(noted(root)), ledger.stored(root)
        for path in found.files:
            try:
                document_id, size, at = _take(path, root, gone, stored, before)
            except FileNotFoundError as gone_file:
                if gone_file.filename != str(path):
                    raise  # our own store's, and no file that somebody tidied away since the folder was looked at
                left_out.append((clean(path.name), "it was moved away meanwhile"))
                continue
            except OSError as closed:
                unread.append((clean(path.name), closed.strerror or type(closed).__name__))
                continue
            if document_id is None:
                left_out.append((clean(path.name), "its document was withdrawn; remove the file"))
                continue
            asked[document_id] = None
            fetched = sidecars.of(path, document_id)
            name, url, at = (fetched.name, fetched.url, fetched.fetched_at) if fetched else (path.name, None, at)
            now[document_id] = ledger.note(root, ledger.Known(document_id, (clean(name),), size, source_url=url, at=at), now.get(document_id))
        if now != before:
            ledger.sync(root)
        mending.again(root, now, stands(root))
        todo = ledger.undone(root, (now[d] for d in sorted(now)))
        return Plan(tuple(d.document_id for d in todo), tuple(asked), tuple(d for d in asked if d not in before), tuple(unread), tuple(left_out))


def pending(processed: str | Path) -> tuple[str, ...]:
    """The documents to extract, in order of id: none when all is done."""
    root = Path(processed)
    return tuple(d.document_id for d in ledger.undone(root, ledger.known(root).values()))


def _take(path: Path, processed: Path, gone: frozenset[str], stored: frozenset[str], known: Mapping[str, ledger.Known]) -> tuple[str | None, int, str | None]:
    """The file's id, size and when it was last written; its bytes are in the store unless it is too large. No id where the document was withdrawn."""
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb") as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode):
            raise OSError(0, "neither a file nor a folder")
        at = _time(about.st_mtime)
        if about.st_size <= LARGEST:
            raw = file.read(LARGEST + 1)
            document_id = hashlib.sha256(raw).hexdigest()
            if document_id not in gone and document_id not in stored:
                if document_id in known:  # its bytes were lost, and perhaps told as a crash: it is read again
                    ledger.forget(processed, known[document_id])
                ledger.keep(processed, raw)
            return None if document_id in gone else document_id, len(raw), at
        digest, size = hashlib.sha256(), 0
        while piece := file.read(_PIECE):
            digest.update(piece)
            size += len(piece)
        return None if digest.hexdigest() in gone else digest.hexdigest(), size, at


def _time(seconds: float) -> str | None:
    """A file's time as ISO 8601, UTC; None for one that no calendar has, as a broken clock or a copier leaves it."""
    try:
        return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError, OSError):
        return None
