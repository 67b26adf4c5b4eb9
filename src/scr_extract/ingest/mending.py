"""Canonical texts that are gone or changed: their documents are read again, from the bytes that are kept.

What was extracted says only that a document is done; rows are checked against its text, so one without is not done after all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from scr_extract.datasets import disk
from scr_extract.errors import DamagedError, LostTextError, PublishError
from scr_extract.ingest import ledger

if TYPE_CHECKING:
    from scr_extract.datasets.read import Snapshot


def again(processed: Path, known: Collection[str], before: Snapshot | None) -> None:
    """Let those documents of the snapshot be read again whose texts are gone. One look at names: it is taken with every ingest."""
    try:
        rows = before.arrow("documents", ["document_id", "text_sha256"]).to_pylist() if before else []
    except DamagedError:
        return  # the snapshot is made anew, and that tells of texts that are gone
    texts, stored = ledger.texts(processed), ledger.stored(processed)
    gone = {r["document_id"] for r in rows if r["text_sha256"] and r["text_sha256"] not in texts}
    for document_id in sorted(gone & stored & set(known)):
        ledger.forget(processed, ledger.one(processed, document_id))


def refused(processed: Path, known: Iterable[ledger.Known]) -> PublishError:
    """What to raise where a text turned out not to be whole. All texts are looked at: documents of those that are not, whose bytes are kept, are to be
    read again."""
    stored, to_read, lost = ledger.stored(processed), list[str](), list[str]()
    for document in known:
        found = ledger.sketch(processed, document)
        if found is None or _whole(processed, found[1].text_sha256):
            continue
        disk.remove(ledger.text_file(processed, str(found[1].text_sha256)))  # or the one that is made anew would not take its place
        if document.document_id in stored:
            ledger.forget(processed, document)
        (to_read if document.document_id in stored else lost).append(document.document_id)
    said = [f"documents are to be read again, since the texts of {len(to_read)} were gone or changed; type `scr-extract ingest` again"] if to_read else []
    said += [f"neither text nor bytes of document {d} are whole; ingest its file again, or withdraw it" for d in lost[:1]]
    return PublishError(f"not published, the previous snapshot stays: {'; '.join(said)}")


def _whole(processed: Path, text_sha256: str | None) -> bool:
    try:
        ledger.text(processed, text_sha256)
    except LostTextError:
        return False
    return True
