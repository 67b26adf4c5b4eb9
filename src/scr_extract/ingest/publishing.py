"""From the cached extractions of every document to one published snapshot."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from scr_extract import derive, identity
from scr_extract.errors import NotFoundError, PublishError
from scr_extract.extract import Extraction
from scr_extract.ingest import ledger
from scr_extract.ingest.versions import PUBLISHING, sources, versions
from scr_extract.resources.measured import measured_version

if TYPE_CHECKING:
    from scr_extract.datasets.read import Snapshot
    from scr_extract.datasets.rows import Published


def publish(processed: str | Path) -> Snapshot:
    """Publish everything ever ingested; where nothing changed, the current snapshot is returned untouched.

    Raises PublishError, and leaves the previous snapshot, where something is still to be extracted or does not fit.
    """
    root = Path(processed)
    with ledger.locked(root):
        known = ledger.known(root)
        left = ledger.undone(root, known.values())
        if left:
            raise PublishError(f"{len(left)} documents are not extracted yet; type `scr-extract ingest` again (first: {left[0].document_id})")
        inputs = _inputs(known.values())
        before = _current(root)
        if before is not None and before.manifest["inputs"] == inputs and all(before.file(t).is_file() for t in before.manifest["tables"]):
            return before
        from scr_extract.datasets import publish as tables

        ledger.sync(root)
        this_year = datetime.now(UTC).year
        ordered = sorted(known.values(), key=lambda d: (d.names, d.document_id))
        documents = _documents(root, ordered, _previous(before), this_year)
        return tables.publish(
            root, documents, expected=len(known), made_with=asdict(versions()) | {"measured": measured_version()}, inputs=inputs, this_year=this_year
        )


def _current(root: Path) -> Snapshot | None:
    from scr_extract.datasets.read import current

    try:
        return current(root)
    except NotFoundError:
        return None


def _inputs(known: Iterable[ledger.Known]) -> str:
    """What a snapshot is made of, in 64 hex digits: when it has not changed there is nothing to publish."""
    documents = [[d.document_id, d.names, d.parents, d.source_url] for d in sorted(known, key=lambda d: d.document_id)]
    said = [asdict(versions()), sources(PUBLISHING), measured_version(), documents]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _previous(before: Snapshot | None) -> Mapping[str, list[identity.Known]]:
    """The entries of the snapshot that stands, by document, in reading order: whose ids the new ones may inherit."""
    held: dict[str, list[identity.Known]] = defaultdict(list)
    if before is not None:
        for row in before.arrow("entries", ["document_id", "record_id", "fingerprint"]).to_pylist():
            held[row["document_id"]].append(identity.Known(row["record_id"], row["fingerprint"]))
    return held


def _documents(root: Path, ordered: Sequence[ledger.Known], previous: Mapping[str, list[identity.Known]], this_year: int) -> Iterator[Published]:
    from scr_extract.datasets.rows import Published

    for document in ordered:
        found = ledger.extraction(root, document)
        if found is None:
            raise PublishError(f"document {document.document_id}: what was extracted of it is damaged; type `scr-extract ingest` again")
        found = replace(found, facts=replace(found.facts, parent_id=document.parents[0] if document.parents else None, source_url=document.source_url))
        found = settled(found, previous.get(document.document_id, ()), this_year)
        yield Published(found, document.names, ledger.text(root, found.facts.text_sha256))


def settled(found: Extraction, previous: Sequence[identity.Known], this_year: int) -> Extraction:
    """The extraction with the ids its entries had before, and without values that cannot be."""
    ids = identity.inherit([identity.Known(r.record_id, r.fingerprint) for r in found.records], previous)
    records = []
    for record in found.records:
        name = ids[record.record_id]
        issues = tuple(replace(i, record_id=name) for i in record.issues)
        records.append(derive.within_bounds(replace(record, record_id=name, issues=issues), this_year))
    return replace(found, records=tuple(records))
