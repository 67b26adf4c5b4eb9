"""Reviewers' words as a publication needs them: every word that the tables were published with must still be at hand.

Words are published with whatever they did (table `corrections`), so a store that is gone, or another one than before, shows: SCR_STORE
unset in a service, a disk that was not mounted, a machine that never had them. Publishing without them would undo reviewers in silence.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scr_extract.corrections.codec import from_row
from scr_extract.corrections.correction import Correction
from scr_extract.corrections.place import absent, place, shown
from scr_extract.errors import StoreError
from scr_extract.ingest.withdrawn import noted

if TYPE_CHECKING:
    from scr_extract.datasets.objects import Stored
    from scr_extract.datasets.read import Snapshot


def words(root: Path, store: str | None, before: Snapshot | Stored | None, of: Collection[str] | None = None) -> tuple[Correction, ...]:
    """Every word of the reviewers, in order, but for those on withdrawn documents; none where nothing was ever kept. `before` is the snapshot that stands.

    Raises StoreError where a word that it was published with is not in the store; with `of`, a word on one of these documents.
    """
    gone = frozenset(noted(root))
    held = tuple(w for w in _kept(root, store) if w.document_id not in gone)
    said = _published(before) if before else {}
    lost = said.keys() - {w.correction_id for w in held}
    number = sum(said[word] not in gone and (of is None or said[word] in of) for word in lost)
    if number:
        where = "no store is there" if absent(root, store) else f"{shown(place(root, store))} does not hold them"
        raise StoreError(
            f"the tables were published with {number} {'word' if number == 1 else 'words'} of reviewers, and {where}; going on would drop them. "
            "Say where they are kept with --store or SCR_STORE; where that store is lost, `scr-extract corrections recover` takes them back from the tables"
        )
    return held


def recovered(root: Path, found: Snapshot | Stored) -> tuple[Correction, ...]:
    """The words that a snapshot was published with, whole, as `Store.take_in` takes them; but for those on documents withdrawn since.

    Raises StoreError where an earlier version published it, which told of words without the quotes that reviewers had chosen.
    """
    rows: list[dict[str, Any]] = found.arrow("corrections").drop_columns(["state"]).to_pylist()
    if rows and "evidence" not in rows[0]:
        raise StoreError(f"snapshot {found.id} was published by an earlier version, whose tables do not hold words whole; import a backup instead")
    gone = frozenset(noted(root))
    return tuple(from_row(row) for row in rows if row["document_id"] not in gone)


def _kept(root: Path, store: str | None) -> tuple[Correction, ...]:
    if absent(root, store):
        return ()
    from scr_extract.corrections.store import existing

    with existing(root, store) as held:
        return held.words() if held else ()


def _published(before: Snapshot | Stored) -> dict[str, str]:
    """The documents of the words that a snapshot was published with, by the words' ids."""
    if not before.manifest["tables"]["corrections"]["rows"]:
        return {}
    read = before.arrow("corrections", ["correction_id", "document_id"])
    return dict(zip(read["correction_id"].to_pylist(), read["document_id"].to_pylist(), strict=True))
