"""Which entries need a look most, as of now: the queue of what is published, without what reviewers have said since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.corrections import queue
from scr_extract.corrections.correction import Correction, Kind
from scr_extract.corrections.queue import Doubt
from scr_extract.corrections.standing import by_field, effective
from scr_extract.datasets.entries import ENTRIES
from scr_extract.desk import telling
from scr_extract.desk.shelf import Row, Shelf

SURE = 0.9
"""Measured share of right readings from which a rule is no reason to name."""
CHANGED = "source changed"
_REASONS = {"stale": CHANGED, "ambiguous": "ambiguous", "differs": "sources differ", "missing": "not stated"}


@dataclass(frozen=True, slots=True)
class Need:
    """One entry in the queue. `gain` is what a minute of review is expected to put right; `reasons` are (field, words), the most
    rewarding first; `reviewed` of `fields` were looked at."""

    record_id: str
    gain: float
    reasons: tuple[tuple[str, str], ...]
    status: str
    reviewed: int
    fields: int


@lru_cache(maxsize=1)
def _fields_of_columns() -> Mapping[str, str]:
    return {c.name: c.field for c in ENTRIES.columns if c.field}


def need(shelf: Shelf, record_id: str, words: Sequence[Correction]) -> Need:
    """How much one entry needs a look, given all words on it."""
    said = {field: effective(live) for (_, field), live in by_field(words).items()} if words else {}
    rows: dict[str, list[Row]] = {}
    for row in shelf.light(record_id):
        rows.setdefault(row["field"], []).append(row)
    differing = {_fields_of_columns().get(c, c) for c in shelf.differing.get(record_id, ())}
    doubts: list[Doubt] = []
    states = []
    for name in telling.known():
        if name not in rows:
            continue
        word = said[name][-1] if said.get(name) else None
        stale = any(row["origin"] == "stale_correction" for row in rows[name]) and (word is None or word.correction_id in shelf.words)
        states.append("stale_correction" if stale else "unchecked" if word is None else "confirmed" if word.kind is Kind.CONFIRM else "corrected")
        found = queue.doubt(rows[name], differs=name in differing) if word is None or stale else None
        if found is not None:
            doubts.append(found)
    entry = shelf.entries[record_id]
    whole = said.get(None, ())
    if whole and whole[-1].kind is Kind.REJECT_ENTRY:
        return Need(record_id, 0.0, (), "rejected", len(states), len(states))
    gain = queue.need(record_id, doubts, entry["end"] - entry["start"]).per_minute
    ordered = sorted(doubts, key=lambda d: (-d.gain / d.minutes, d.field))
    reasons = tuple((d.field, why) for d in ordered if (why := _reason(d, rows[d.field][0])))
    reviewed = sum(s in ("confirmed", "corrected") for s in states)
    return Need(record_id, gain, reasons, _weakest(states), reviewed, len(states))


def _reason(doubt: Doubt, row: Row) -> str | None:
    """Why, in words; None for a rule that nobody measured or that is right often enough."""
    if doubt.reason in _REASONS:
        return _REASONS[doubt.reason]
    right = row["rule_right"]
    return f"rule right in {right:.0%}" if right is not None and right < SURE else None


def _weakest(states: Iterable[str]) -> str:
    held = set(states)
    if "stale_correction" in held:
        return "stale_correction"
    if held <= {"unchecked"}:
        return "unchecked"
    return "partly_reviewed" if "unchecked" in held else "corrected" if "corrected" in held else "confirmed"


_KNOWN: dict[str, tuple[tuple[str, int, str], Need]] = {}
"""record_id -> what its need was worked out from (the snapshot, the number of words and the last of them), and the need."""
_ORDERED: list[tuple[Shelf, Mapping[str, Sequence[Correction]], list[Need]]] = []
"""The last answer of `needs` and what it was given: most pages are asked for with nothing new."""


def needs(shelf: Shelf, words: Mapping[str, Sequence[Correction]]) -> list[Need]:
    """Every entry, the neediest first; equal ones in the order of documents and reading."""
    for known_shelf, known_words, found in _ORDERED[-1:]:
        if known_shelf is shelf and known_words is words:
            return found
    out = []
    for record_id in shelf.entries:
        said = words.get(record_id, ())
        of = (shelf.snapshot, len(said), said[-1].correction_id if said else "")
        known = _KNOWN.get(record_id)
        if known is None or known[0] != of:
            known = _KNOWN[record_id] = (of, need(shelf, record_id, said))
        out.append(known[1])
    if len(_KNOWN) > 2 * len(out) + 1000:
        _KNOWN.clear()
    out.sort(key=lambda n: -n.gain)
    _ORDERED[:] = [(shelf, words, out)]
    return out


def forget() -> None:
    """Hold nothing of any entry any more."""
    _KNOWN.clear()
    _ORDERED.clear()
