"""What the sources keep of a withdrawn document: the copies that were fetched, and the notes of the addresses that gave them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from scr_extract.datasets import disk
from scr_extract.sources import visits


def forget(processed: Path, documents: Collection[str]) -> tuple[Path, ...]:
    """Remove every fetched copy of these documents, with its note, and the notes of their addresses; the files that were removed.

    Copies are found by their names, which are hashes, in every inbox that anything was ever fetched into. Repeating it does no harm.
    """
    noted = list(visits.visits(processed))
    gone = list[Path]()
    for inbox in sorted({Path(v.file).parent for v in noted if v.file}):
        copies = [path for document_id in documents for name in (f"{document_id}.*", f".{document_id}.*.part") for path in inbox.glob(name)]
        for path in sorted(copies):
            disk.remove(path)
        if copies:
            disk.sync_dir(inbox)
        gone += copies
    for v in noted:
        if v.document_id in documents:
            visits.forget(processed, v.url)
    return tuple(sorted(gone))
