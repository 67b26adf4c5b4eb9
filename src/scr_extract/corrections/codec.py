"""A word as a row of a table or a line of JSON, and back: `from_row(as_row(x)) == x`."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, datetime, timedelta

from scr_extract.corrections.correction import Correction, Kind, Words

_STAMP = "%Y-%m-%dT%H:%M:%S.%fZ"
_LENGTH, _LAST_YEAR = len("2014-11-07T00:00:00.000000Z"), 9999
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


_TYPES: Mapping[str, type] = {"ordinal": int, "blind": bool}
_MOST = 1_000_000
"""Values of one field that an ordinal can count."""


def from_line(line: object) -> Correction:
    """A word as a line of a backup holds it, which anybody may have written. Raises as `from_row` does, and for what no store would have written."""
    if not isinstance(line, dict) or not all(value is None or isinstance(value, _TYPES.get(name, str)) for name, value in line.items()):
        raise ValueError("a part of another type")
    if (line.get("ordinal") or 0) > _MOST or not timed(line.get("made_at") or ""):
        raise ValueError("a place or a time that no store gives")
    return from_row(line)


def timed(made_at: str) -> bool:
    """Whether it is a time as the store gives it: only then can words be put in order, and a later one be made."""
    try:
        return datetime.strptime(made_at, _STAMP).year < _LAST_YEAR and len(made_at) == _LENGTH
    except ValueError:
        return False


def later(last: str | None) -> str:
    """Now, or just after the last word where a clock went back."""
    now = datetime.now(UTC).strftime(_STAMP)
    if last is None or now > last:
        return now
    return (datetime.strptime(last, _STAMP) + timedelta(microseconds=1)).strftime(_STAMP)
