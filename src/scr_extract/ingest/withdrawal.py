"""Taking a document out for good: bytes, text, what was extracted of it and its rows in every snapshot.

A note of the withdrawal comes first (`withdrawn/<document_id>.json`: ids, time, reason, no content), so that one that is cut
short is finished by the same command, and the same bytes are never taken in again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from scr_extract.corrections.place import absent
from scr_extract.datasets import disk
from scr_extract.errors import DamagedError, NotFoundError
from scr_extract.ingest import ledger, notices, withdrawn
from scr_extract.ingest.locking import locked
from scr_extract.ingest.spoken import refuse_lost
from scr_extract.ingest.withdrawn import is_withdrawn, note_file


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What a withdrawal did. `documents` are the one asked for and attachments that only it carried; `files` the names under which they came."""

    documents: tuple[str, ...]
    files: tuple[str, ...]
    snapshots: tuple[tuple[str, str], ...]
    words: int = 0
    """Of reviewers, that were removed with them."""
    printings: tuple[str, ...] = ()
    """Other printings of the same, which stay: where it was the newest, the next ingest publishes one of them."""


def withdraw(processed: str | Path, document_id: str, reason: str, store: str | None = None) -> Withdrawn:
    """Take a document, and the attachments that only it carried, out of everything that is kept here. Repeating it does no harm.

    Reviewers' words on it go too: `store` is where they are, where it is not the folder's own (corrections.place). The files
    it was read from are not touched: whoever asked must remove them. Raises NotFoundError where it was never ingested, and
    StoreError, before anything is done, where the tables were published with words on it that the store does not hold.
    """
    from scr_extract.datasets.read import stands
    from scr_extract.datasets.withdraw import Withdrawal, rewrite

    root = Path(processed)
    with locked(root):
        known = ledger.known(root)
        if document_id not in known and not is_withdrawn(root, document_id):
            raise NotFoundError(f"no document {document_id} in {root}; `scr-extract documents --processed {root}` lists them")
        with_it = carried(root, document_id)
        if not is_withdrawn(root, document_id):  # once it is noted, here or on another machine, words may be gone already
            refuse_lost(root, store, stands(root), of=with_it)
        names = tuple(sorted({name for d in with_it if d in known for name in known[d].names}))
        texts, printings = _texts(root, frozenset(with_it)), _printings(root, frozenset(with_it))
        for each in reversed(with_it):  # the one asked for last: once its note stands, it names the others
            _put_note(root, each, reason, texts[each], with_it if each == document_id else ())
        replaced: dict[str, str] = {}
        purged = 0
        for each in with_it:
            said = withdrawn.said(root, each) or {}
            renamed = rewrite(root, Withdrawal(each, said["at"], said["reason"]))
            purged += _purged(root, each, store)
            replaced = {old: renamed.get(new, new) for old, new in replaced.items()} | renamed
            _forget(root, each, frozenset(said["texts"]), with_it)
        return Withdrawn(with_it, names, tuple(sorted(replaced.items())), purged, printings)


def _purged(processed: Path, document_id: str, store: str | None) -> int:
    """Remove what reviewers said of the document; the number of their words."""
    if absent(processed, store):
        return 0
    from scr_extract.corrections.store import existing

    with existing(processed, store) as held:
        return held.purge(document_id) if held else 0


def _put_note(processed: Path, document_id: str, reason: str, texts: Collection[str], with_it: Sequence[str]) -> None:
    """Note it; one that stands, from another machine or a run that was cut short, learns of texts that it did not know."""
    path = note_file(processed, document_id)
    made: dict[str, Any] = {"document_id": document_id, "at": datetime.now(UTC).isoformat(timespec="seconds"), "reason": " ".join(reason.split())[:200]}
    stands = _whole(processed, document_id)
    said = stands or made | {"texts": [], "with": list(with_it)}
    said = said | {"texts": sorted({*said["texts"], *texts})}
    if said != stands:
        disk.make_dir(path.parent)
        disk.write(path, json.dumps(said, ensure_ascii=False, indent=1).encode())


def _whole(processed: Path, document_id: str) -> dict[str, Any] | None:
    """What its note holds; None where there is none, or a failing disk spoilt it: it is written anew then."""
    try:
        return withdrawn.said(processed, document_id)
    except DamagedError:
        return None


def carried(processed: Path, document_id: str) -> tuple[str, ...]:
    """The document and, at any depth, the attachments that came with nothing else; those of a withdrawal that was cut short among them."""
    known = ledger.known(processed)
    note = _whole(processed, document_id)
    found = list(note["with"] if note else ()) or [document_id]
    for mail in found:
        found += [d for d, k in known.items() if k.parents and mail in k.parents and set(k.parents) <= set(found) and d not in found]
    return tuple(found)


def _printings(processed: Path, documents: Collection[str]) -> tuple[str, ...]:
    """The documents that, as last published, are older or newer printings of these."""
    from scr_extract.datasets.read import stands

    found = stands(processed)
    rows = found.arrow("documents").to_pylist() if found else []
    newest = {row["document_id"]: row.get("superseded_by") or row["document_id"] for row in rows}
    of = {newest.get(d, d) for d in documents}
    return tuple(sorted(d for d, leads in newest.items() if leads in of and d not in documents))


def _texts(processed: Path, documents: Collection[str]) -> Mapping[str, set[str]]:
    """The hashes of the canonical texts that were made of each of the documents, in any snapshot and by any version: all of them in one look."""
    from scr_extract.datasets.read import on_disk

    found: dict[str, set[str]] = {d: set() for d in documents}
    for snapshot in on_disk(processed):
        for row in snapshot.arrow("documents", ["document_id", "text_sha256"]).to_pylist():
            if row["document_id"] in found and row["text_sha256"]:
                found[row["document_id"]].add(row["text_sha256"])
    for folder in sorted(p for p in (processed / ledger.CACHE).glob("*") if p.is_dir()):
        for name in os.listdir(folder):  # noqa: PTH208 - names are wanted, not ten thousand paths
            document_id = name.partition(".")[0]
            if document_id in found and name.endswith(".json") and (text := ledger.text_of(folder / name)):
                found[document_id].add(text)
    return found


def _forget(processed: Path, document_id: str, texts: frozenset[str], with_it: Sequence[str]) -> None:
    """Remove what is kept of the document, and what writing that was cut short left of any. A text that another document shares, to the letter,
    stays with that one."""
    notices.forget(processed, document_id)
    for folder in (ledger.STORE, ledger.LEDGER, ledger.TEXTS, ledger.CACHE):
        for left in disk.unfinished(processed / folder):
            disk.remove(left)
    for path in (processed / ledger.CACHE).glob(f"*/{document_id}.*"):
        disk.remove(path)
    disk.remove(processed / ledger.STORE / document_id)
    disk.remove(processed / ledger.LEDGER / f"{document_id}.json")
    for other in ledger.known(processed).values():
        if document_id in other.parents and other.document_id not in with_it:
            ledger.rewrite(processed, replace(other, parents=tuple(p for p in other.parents if p != document_id)))
    shared = {sha for of_other in _texts(processed, ledger.known(processed)).values() for sha in of_other} if texts else set()
    for sha in sorted(texts - shared):
        disk.remove(processed / ledger.TEXTS / f"{sha}.txt")
    for folder in (ledger.STORE, ledger.LEDGER, ledger.TEXTS):
        if (processed / folder).is_dir():
            disk.sync_dir(processed / folder)
