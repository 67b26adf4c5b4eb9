"""One document from stored bytes to its extraction: the worker's edge, where whatever a hostile file causes becomes a status."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from traceback import walk_tb

from scr_extract import extract, identity
from scr_extract.errors import ModelMissingError, ReadError, ResourceError
from scr_extract.formats import Attachment
from scr_extract.formats.isolation import ReadOne, readers
from scr_extract.ingest import ledger
from scr_extract.ingest.discovery import clean
from scr_extract.ingest.ledger import Known
from scr_extract.ingest.planning import LARGEST
from scr_extract.ingest.withdrawn import is_withdrawn
from scr_extract.model import Status

FAILED = frozenset({Status.ENCRYPTED, Status.MALFORMED, Status.LIMIT, Status.CRASH})
"""Statuses that make an ingest end with exit code 3; an unsupported or empty file is an issue, not a failure."""

DEEPEST = 4
"""Attachments of attachments of mails are read down to this depth."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document: ids and counts only, fit for logs and for other processes. `seconds` is wall time."""

    document_id: str
    status: str
    entries: int
    seconds: float = field(default=0.0, compare=False)


def extract_one(document_id: str, processed: Path, read_one: ReadOne) -> Outcome:
    """Read and extract one stored document and keep what it gave. Never fails for the document's sake.

    Raises OSError where the disk does: nothing is kept of the document then, so that the next run reads it.
    """
    began = time.monotonic()
    document = ledger.one(processed, document_id)
    try:
        found = _extraction(document, processed, read_one)
    except (ModelMissingError, ResourceError, OSError):
        raise  # a full disk is no document's fault, and what is kept as a crash is not read again
    except ReadError as unread:
        found = extract.unread(document_id, Status(unread.status), str(unread))
    except (MemoryError, RecursionError) as large:
        found = extract.unread(document_id, Status.LIMIT, f"extracting it takes more than a document is given ({type(large).__name__})")
    except Exception as broken:  # noqa: BLE001 - the worker's edge: one document's failure is a row, the others go on
        found = extract.unread(document_id, Status.CRASH, f"{type(broken).__name__} at {_place(broken)}")
    return replace(keep(document, found, processed), seconds=round(time.monotonic() - began, 3))


def keep(document: Known, found: extract.Extraction, processed: Path) -> Outcome:
    ledger.record(processed, document, found)
    return Outcome(document.document_id, str(found.facts.status), len(found.records))


def extract_batch(document_ids: Iterable[str], processed: str | Path, done: Callable[[Outcome], None] | None = None) -> tuple[Outcome, ...]:
    """Read and extract these stored documents in this process, each file read in a process apart. Repeating a batch does no harm."""
    outcomes = []
    with readers() as read_one:
        for document_id in document_ids:
            outcomes.append(extract_one(document_id, Path(processed), read_one))
            if done is not None:
                done(outcomes[-1])
    return tuple(outcomes)


def _extraction(document: Known, processed: Path, read_one: ReadOne) -> extract.Extraction:
    if document.size > LARGEST:
        raise ReadError(Status.LIMIT, f"the file is larger than {LARGEST // 2**20} MiB; split it or save it smaller")
    read, attachments = read_one(ledger.raw(processed, document.document_id), document.name)
    _take_in(document, attachments, processed)
    if read.text:
        ledger.keep_text(processed, read.text, read.text_sha256)
    return extract.extract(read)


def _take_in(document: Known, attachments: Iterable[Attachment], processed: Path) -> None:
    """What a mail carries becomes documents of their own; the ingest asks the ledger again until nothing is left to do."""
    for name, inner in attachments:
        if _depth(document, processed) >= DEEPEST:
            raise ReadError(Status.LIMIT, f"mails within mails, deeper than {DEEPEST}")
        if is_withdrawn(processed, identity.document_id(inner)):
            continue
        child = ledger.keep(processed, inner)
        if child != document.document_id:
            ledger.note(processed, Known(child, (clean(name) or "attachment",), len(inner), (document.document_id,), at=document.at))


def _depth(document: Known, processed: Path) -> int:
    depth, parents = 0, document.parents
    while parents and depth < DEEPEST:
        depth, parents = depth + 1, ledger.one(processed, parents[0]).parents
    return depth


def _place(broken: BaseException) -> str:
    """Module and line of the deepest of our frames: never the message, which may hold text of the source."""
    frames = [(frame.f_globals.get("__name__", "?"), line) for frame, line in walk_tb(broken.__traceback__)]
    ours = [f for f in frames if f[0].startswith("scr_extract")] or frames
    return f"{ours[-1][0]}:{ours[-1][1]}" if ours else f"{sys.executable}"
