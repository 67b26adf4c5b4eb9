"""A word as a row of a table or a line of JSON, and back: `from_row(as_row(x)) == x`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta

from scr_extract.corrections.correction import Correction, Kind, Words

_STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"
NAMES = tuple(f.name for f in fields(Correction))


def as_row(word: Correction) -> dict[str, object]:
    """A word as the row of a table; evidence as JSON: [start, end, quote] or null for each value."""
    row: dict[str, object] = {name: getattr(word, name) for name in NAMES}
    shown = [[w.start, w.end, w.quote] if w else None for w in word.evidence]
    return row | {"kind": str(word.kind), "evidence": json.dumps(shown, ensure_ascii=False)}


def from_row(row: Mapping[str, object]) -> Correction:
    """Read back what `as_row` wrote. Raises ValueError, KeyError, TypeError or InvalidCorrectionError on anything else."""
    said = dict(row)
    words = json.loads(str(said["evidence"]))
    said["evidence"] = tuple(Words(*w) if w else None for w in words)
    said["kind"] = Kind(str(said["kind"]))
    said["blind"] = bool(said["blind"])
    return Correction(**said)  # type: ignore[arg-type]


def later(last: str | None) -> str:
    """Now, or just after the last word where a clock went back."""
    now = datetime.now(UTC).strftime(_STAMP)
    if last is None or now > last:
        return now
    return (datetime.strptime(last, _STAMP) + timedelta(microseconds=1)).strftime(_STAMP)
