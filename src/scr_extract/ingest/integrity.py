"""Is everything that is stored still what its name says? Every file is hashed again."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from scr_extract.datasets.read import CURRENT, current
from scr_extract.errors import InvariantError, NotFoundError
from scr_extract.ingest import ledger
from scr_extract.ingest.planning import LARGEST


def faults(processed: str | Path) -> list[str]:
    """What is wrong in a processed folder, in words that hold ids only. Empty where all is whole, or nothing is there yet."""
    root = Path(processed)
    if not root.exists():
        return []
    try:
        known = tuple(ledger.known(root).values())
    except InvariantError as damaged:
        return [str(damaged)]
    return [*_readable_by_others(root), *_named_by_content(root), *_known(root, known), *_published(root)]


def _readable_by_others(root: Path) -> Iterator[str]:
    open_to = [
        p for p in (root, *(root / n for n in (ledger.STORE, ledger.TEXTS, "snapshots"))) if p.exists() and p.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    ]
    yield from (f"{path} is open to others than its owner; type `chmod -R go= {path}`" for path in open_to)


def _named_by_content(root: Path) -> Iterator[str]:
    for folder in (ledger.STORE, ledger.TEXTS):
        for path in sorted((root / folder).glob("[0-9a-f]*")):
            if hashlib.sha256(path.read_bytes()).hexdigest() != path.stem:
                yield f"{folder}/{path.name} has changed since it was stored; remove it and ingest the file again"


def _known(root: Path, known: Iterable[ledger.Known]) -> Iterator[str]:
    texts, published = ledger.texts(root), _texts(root)
    for document in known:
        if document.document_id in published and published[document.document_id] not in texts:
            yield f"the text of document {document.document_id} is missing from {ledger.TEXTS}/; ingest again"
        if document.size <= LARGEST and not (root / ledger.STORE / document.document_id).is_file():
            yield f"the bytes of document {document.document_id} are missing from {ledger.STORE}/; ingest the file again"


def _texts(root: Path) -> dict[str, str]:
    """The texts that the published documents were made of; none where that cannot be read, which is told elsewhere."""
    try:
        rows = current(root).arrow("documents", ["document_id", "text_sha256"]).to_pylist()
    except NotFoundError:
        return {}
    return {row["document_id"]: row["text_sha256"] for row in rows if row["text_sha256"]}


def _published(root: Path) -> Iterator[str]:
    if not (root / CURRENT).exists():
        return
    try:
        found = current(root)
    except NotFoundError:
        yield f"{CURRENT} names a snapshot that is not there; ingest again"
        return
    tables = {f"{table}.parquet": described for table, described in found.manifest["tables"].items()}
    for name, described in (tables | found.manifest.get("files", {})).items():
        path = found.path / name
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != described["sha256"]:
            yield f"{name} of snapshot {found.id} is {'changed' if path.is_file() else 'missing'}; ingest again"
