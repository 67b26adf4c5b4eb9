"""Which entry to look at next: the one that is expected to gain most correct values for each minute of a reviewer's time.

A pure function of what is published. The chance that a value is wrong comes from its state (a reopened question, an
ambiguity, a field that every entry should have and this one lacks, sources that differ) or else from its rule, as measured
on checked values; minutes from how much there is to read. Both are rough, and only their order matters.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

REQUIRED = frozenset({"title", "children", "outcome", "incident_date", "board", "published", "review_type"})
"""Fields that every entry should have: where one is not stated, somebody should look."""

CHANCES = {"stale": 0.8, "ambiguous": 0.6, "differs": 0.4, "missing": 0.3}
"""How likely a look changes the value, by reason; to be set by what reviewers changed once there are enough of their words."""
_UNMEASURED = (9.5, 10.0)
"""A rule that nobody checked is taken to be right as if 9.5 of 10 had been: the prior that measured counts are added to."""
_OTHER = 0.5
"""What a value of a field that is not required counts."""
_OPEN, _FIELD, _VALUE, _READ = 0.4, 0.2, 0.1, 1 / 1500
"""Minutes: to open an entry, to decide on a field, for each further value of it, for each character of the entry to be read (up to a page)."""
_PAGE = 3000


@dataclass(frozen=True, slots=True)
class Doubt:
    """One field that may be wrong: why, how likely (0 to 1), what it counts, and how long a look takes in minutes."""

    field: str
    reason: str
    chance: float
    counts: float
    minutes: float

    @property
    def gain(self) -> float:
        """Values expected to be put right."""
        return self.chance * self.counts


@dataclass(frozen=True, slots=True)
class Need:
    """One entry of the queue: expected values put right per minute, and the doubts that make it, the most rewarding first."""

    record_id: str
    per_minute: float
    doubts: tuple[Doubt, ...]


def sure(rule_right: float | None, rule_checked: int | None) -> float:
    """The share of values a rule gets right, as far as is known: measured counts added to the prior, so that few checks move it little."""
    right, of = _UNMEASURED
    return ((rule_right or 0.0) * (rule_checked or 0) + right) / ((rule_checked or 0) + of)


def doubt(rows: Sequence[Row], *, differs: bool = False) -> Doubt | None:
    """What may be wrong with a field, by its rows of `values`; None where a reviewer's word stands or nothing is to be decided."""
    if not rows:
        return None
    name, first = rows[0]["field"], rows[0]
    counts = 1.0 if name in REQUIRED else _OTHER
    minutes = _FIELD + _VALUE * (len(rows) - 1)
    if any(row["origin"] == "stale_correction" for row in rows):
        return Doubt(name, "stale", CHANCES["stale"], counts, minutes)
    if all(row["origin"] in ("confirmed", "corrected") for row in rows):
        return None
    if first["status"] == "ambiguous":
        return Doubt(name, "ambiguous", CHANCES["ambiguous"], counts, minutes)
    if differs:
        return Doubt(name, "differs", CHANCES["differs"], counts, minutes)
    open_rows = [row for row in rows if row["origin"] == "extracted" and row["value"] is not None]
    if not open_rows:
        return Doubt(name, "missing", CHANCES["missing"], counts, minutes) if name in REQUIRED else None
    wrong = sum(1 - sure(row.get("rule_right"), row.get("rule_checked")) for row in open_rows)
    return Doubt(name, "rule", wrong / len(open_rows), counts * len(open_rows), minutes)


def need(record_id: str, doubts: Iterable[Doubt], characters: int = 0) -> Need:
    """The entry's place in the queue: the doubts that are worth the time once it is open, the most rewarding first."""
    ordered = sorted(doubts, key=lambda d: (-d.gain / d.minutes, d.field))
    gain, minutes, best, kept = 0.0, _OPEN + min(characters, _PAGE) * _READ, 0.0, 0
    for n, d in enumerate(ordered, 1):
        gain, minutes = gain + d.gain, minutes + d.minutes
        if gain / minutes > best:
            best, kept = gain / minutes, n
    return Need(record_id, best, tuple(ordered[:kept]))


def queue(entries: Iterable[Row], values: Iterable[Row], differing: Mapping[str, Collection[str]] | None = None) -> tuple[Need, ...]:
    """The entries in the order in which to look at them; those that nobody needs to look at are left out.

    `entries` and `values` are rows of those tables; `differing` names, by record, fields in which the records of a review disagree.
    """
    held: dict[str, dict[str, list[Row]]] = {}
    for row in values:
        held.setdefault(row["record_id"], {}).setdefault(row["field"], []).append(row)
    found = []
    for entry in entries:
        id = entry["record_id"]
        odd = (differing or {}).get(id, ())
        doubts = (doubt(rows, differs=name in odd) for name, rows in held.get(id, {}).items())
        found.append(need(id, [d for d in doubts if d is not None], entry["end"] - entry["start"]))
    return tuple(sorted((n for n in found if n.doubts), key=lambda n: (-n.per_minute, n.record_id)))
