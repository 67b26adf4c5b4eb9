"""Reviewers' words as a publication needs them: every word that the tables were published with must still be at hand.

Words are published with whatever they did (table `corrections`), so a store that is gone, or another one than before, shows: SCR_STORE
unset in a service, a disk that was not mounted, a machine that never had them. Publishing without them would undo reviewers in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scr_extract.corrections.codec import from_row
from scr_extract.corrections.correction import Correction
from scr_extract.corrections.place import absent, place, shown
from scr_extract.errors import DamagedError, StoreError
from scr_extract.ingest.withdrawn import noted

if TYPE_CHECKING:
    from scr_extract.datasets.objects import Stored
    from scr_extract.datasets.read import Snapshot


def words(root: Path, store: str | None, before: Snapshot | Stored | None) -> tuple[Correction, ...]:
    """Every word of the reviewers, in order, but for those on withdrawn documents; none where nothing was ever kept. `before` is the snapshot that stands.

    Raises StoreError as `refuse_lost` does.
    """
    held = _kept(root, store)
    _refuse(root, store, before, held)
    gone = frozenset(noted(root))
    return tuple(w for w in held if w.document_id not in gone)


def refuse_lost(root: Path, store: str | None, before: Snapshot | Stored | None, of: Collection[str] | None = None) -> None:
    """Raises StoreError where a word that the snapshot was published with is not in the store; with `of`, a word on one of these documents.

    Words on withdrawn documents are not asked for, and nothing is asked of the store where no word was published.
    """
    if _number(before):
        _refuse(root, store, before, _kept(root, store), of)


def _refuse(root: Path, store: str | None, before: Snapshot | Stored | None, held: Sequence[Correction], of: Collection[str] | None = None) -> None:
    number = _lost(before, held, frozenset(noted(root)), of) if before and _number(before) else 0
    if number:
        where = "no store is there" if absent(root, store) else f"{shown(place(root, store))} does not hold them"
        raise StoreError(
            f"the tables were published with {number} {'word' if number == 1 else 'words'} of reviewers, and {where}; going on would drop them. "
            "Say where they are kept with --store or SCR_STORE; where that store is lost, `scr-extract corrections recover` takes them back from the tables"
        )


def _number(before: Snapshot | Stored | None) -> int:
    """How many words a snapshot was published with."""
    return int(before.manifest["tables"]["corrections"]["rows"]) if before else 0


def _lost(before: Snapshot | Stored, held: Sequence[Correction], gone: Collection[str], of: Collection[str] | None) -> int:
    """How many of the published words are not among these. Where the table of them is not to be read, their number alone can be held against the store's."""
    try:
        read = before.arrow("corrections", ["correction_id", "document_id"])
    except DamagedError:
        return max(0, _number(before) - len(held))
    here = {w.correction_id for w in held}
    said = zip(read["correction_id"].to_pylist(), read["document_id"].to_pylist(), strict=True)
    return sum(word not in here and document_id not in gone and (of is None or document_id in of) for word, document_id in said)


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
