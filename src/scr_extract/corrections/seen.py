"""What a reviewer has before them, from the rows of a snapshot: the value, the reading under it, and the entry it stands in."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from scr_extract import identity
from scr_extract.corrections.correction import Seen, several

Row = Mapping[str, Any]


def source(sketch: str, text: str) -> str:
    """An entry's sketch, by which it is found again when it is cut or worded anew, and the hash of its words, which any change of them changes."""
    return f"{sketch}.{hashlib.sha256(' '.join(identity.words(text)).encode()).hexdigest()[:16]}"


def sketch(seen_fingerprint: str) -> str:
    """The part of a `seen_fingerprint` that identity compares."""
    return seen_fingerprint.partition(".")[0]


def same_source(seen_fingerprint: str, now: str) -> bool:
    """Whether the entry has the words that the reviewer saw. `now` is what `source` says of it today."""
    return seen_fingerprint == now or ("." not in seen_fingerprint and seen_fingerprint == sketch(now))


def seen(entry: Row, values: Sequence[Row], field: str | None, *, many: bool = False, ordinal: int | None = None) -> Seen:
    """One field of a row of `entries` as it is published. `values` are the field's rows of `values`; `many` is `Field.several`.

    Without a field: the entry as a whole. With an ordinal: that one value of a field with several, None where it has not so many.
    """
    rows = sorted(values, key=lambda row: row["ordinal"])
    shown = [row["value"] for row in rows if row["value"] is not None]
    status, value, reading = "found", None, None
    if ordinal is not None:
        row = next((r for r in rows if r["ordinal"] == ordinal and r["value"] is not None), None)
        value = row["value"] if row else None
        reading = value if row and row["origin"] in ("extracted", "confirmed") else None
    elif rows:
        value = several(shown) if many else shown[0] if shown else None
        reading = value if rows[0]["origin"] == "extracted" and len({r["origin"] for r in rows}) == 1 else rows[0]["reading"]
        status = rows[0]["status"]
    return Seen(
        document_id=entry["document_id"],
        record_id=entry["record_id"],
        field=field,
        value=value,
        reading=reading,
        fingerprint=source(entry["fingerprint"], entry["text"]),
        status=status,
        ordinal=ordinal,
    )
