"""From the cached extractions of every document to one published snapshot."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scr_extract import identity
from scr_extract.corrections.correction import Correction
from scr_extract.corrections.overlay import aside
from scr_extract.corrections.seen import sketch
from scr_extract.datasets import disk
from scr_extract.errors import LostTextError, NotFoundError, PublishError
from scr_extract.ingest import ledger, mending, notices, reissues, spoken
from scr_extract.ingest.codec import Sketch
from scr_extract.ingest.laying import rereading
from scr_extract.ingest.locking import locked
from scr_extract.ingest.standing import Standing, documents, portions, spoken_of
from scr_extract.ingest.versions import PUBLISHING, sources, versions
from scr_extract.model import Issue
from scr_extract.resources.measured import measured_version, with_reviewed

if TYPE_CHECKING:
    from scr_extract.datasets.read import Snapshot
    from scr_extract.datasets.rows import Published


def publish(processed: str | Path, store: str | None = None) -> Snapshot:
    """Publish everything ever ingested, with reviewers' words laid over it; where nothing changed, the current snapshot is returned.

    `store` is where those words are kept, where it is not the folder's own (corrections.place). Raises PublishError, and leaves the
    previous snapshot, where something is still to be extracted or does not fit, and StoreError where words that it was published with are not at hand.
    """
    root = Path(processed)
    with locked(root):
        try:
            return _published(root, store)
        except LostTextError:
            raise mending.refused(root, ledger.known(root).values()) from None


def _published(root: Path, store: str | None) -> Snapshot:
    from scr_extract.datasets.read import is_whole, stands

    known = ledger.known(root)
    left = ledger.undone(root, known.values())
    if left:
        raise PublishError(f"{len(left)} documents are not extracted yet; type `scr-extract ingest` again (first: {left[0].document_id})")
    before = stands(root)
    words, told = spoken.words(root, store, before), notices.told(root)
    this_year = datetime.now(UTC).year
    inputs, stood = _inputs(known.values(), words, told), _stood(known.values(), this_year)
    same = before is not None and before.manifest["inputs"] == inputs and _stood_last(root) == stood
    if before is not None and same and is_whole(before):
        return before
    from scr_extract.datasets import publish as tables

    ledger.sync(root)
    ordered = sorted(known.values(), key=lambda d: (d.names, d.document_id))
    sketched = {d.document_id: _sketched(root, d) for d in ordered}
    reissued = reissues.superseded(root, ordered, {id: sketch for id, (_, sketch) in sketched.items()})
    previous = reissues.inherited(root, known, reissued, _previous(root, before, words))
    with rereading(root) as reread:
        standing = Standing(root, previous, words, aside(words), reread, reissued, this_year)
        rules = with_reviewed(_reviewed(documents(standing, spoken_of(standing, ordered)))) if words else None
        said = ((word, standing.states[word.correction_id]) for word in words)  # taken after the last document, when every state is known
        made_with = asdict(versions()) | {"measured": measured_version()}
        made = tables.publish(
            root,
            portions(standing, ordered, sketched),
            expected=len(known),
            made_with=made_with,
            inputs=inputs,
            this_year=this_year,
            words=said,
            rules=rules,
            issues=told,
        )
    disk.write(root / ledger.STOOD, stood)
    return made


def _sketched(root: Path, document: ledger.Known) -> tuple[str, Sketch]:
    found = ledger.sketch(root, document)
    if found is None:
        raise PublishError(f"document {document.document_id}: what was extracted of it is damaged; type `scr-extract ingest` again")
    return found


def _reviewed(documents: Iterable[Published]) -> Mapping[str, tuple[int, int]]:
    """By rule: values that reviewers found right, and values that they judged. Known before the first row is made, since each row shows its rule's."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for document in documents:
        for rule, right in document.overlaid.checks if document.overlaid else ():
            counts[rule][0] += right
            counts[rule][1] += 1
    return {rule: (right, of) for rule, (right, of) in counts.items()}


def _inputs(known: Iterable[ledger.Known], words: Iterable[Correction], told: Iterable[Issue]) -> str:
    """What a snapshot is made of, in 64 hex digits: when it has not changed there is nothing to publish."""
    documents = [[d.document_id, d.names, d.parents, d.source_url] for d in sorted(known, key=lambda d: d.document_id)]
    said = [asdict(versions()), sources(PUBLISHING), measured_version(), documents, sorted(w.correction_id for w in words), [asdict(i) for i in told]]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _stood(known: Iterable[ledger.Known], this_year: int) -> bytes:
    """What tables follow from besides their inputs, hashed: the year, which bounds dates, and when documents came, which says which printing is the
    newer. Not among the inputs, for those are in a snapshot's id, and the same documents have one id whenever and wherever they are published."""
    said = [this_year, sorted([d.document_id, d.at or ""] for d in known)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest().encode() + b"\n"


def _stood_last(root: Path) -> bytes | None:
    path = root / ledger.STOOD
    return path.read_bytes() if path.is_file() else None


def _entries(root: Path, before: Snapshot | None) -> list[Mapping[str, object]]:
    """The entries of the snapshot that stands; where it is lost or damaged, of the last one that is not: most ids are the same there."""
    from scr_extract.datasets.read import is_whole, logged, snapshot

    earlier = [line["snapshot"] for line in logged(root)]
    for id in dict.fromkeys([*([before.id] if before else []), *reversed(earlier)]):
        with suppress(NotFoundError):
            found = snapshot(root, id)
            if is_whole(found, "entries"):
                rows: list[Mapping[str, object]] = found.arrow("entries", ["document_id", "record_id", "fingerprint"]).to_pylist()
                return rows
    return []


def _previous(root: Path, before: Snapshot | None, words: Iterable[Correction] = ()) -> Mapping[str, list[identity.Known]]:
    """The entries whose ids the new ones may inherit, by document: those of the snapshot that stands, in reading order, then those that only
    reviewers' words remember, because they were rejected or were once lost."""
    held: dict[str, list[identity.Known]] = defaultdict(list)
    for row in _entries(root, before):
        held[str(row["document_id"])].append(identity.Known(str(row["record_id"]), str(row["fingerprint"])))
    known = {k.record_id for entries in held.values() for k in entries}
    remembered = {w.record_id: w for w in words if w.record_id not in known and sketch(w.seen_fingerprint)}
    for record_id, word in sorted(remembered.items()):
        held[word.document_id].append(identity.Known(record_id, sketch(word.seen_fingerprint)))
    return held
