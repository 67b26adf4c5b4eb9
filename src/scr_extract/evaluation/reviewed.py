"""Reviewers' words as gold: what stands in a snapshot's `corrections`, with the rule that had read the value they saw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from scr_extract.evaluation.gold import Word
from scr_extract.shares import Share

Row = Mapping[str, Any]

KINDS = ("confirm", "correct")
STATES = ("confirmed", "corrected")
"""Words that stand and were said of the text as it is: what is stale, undone or superseded says nothing of today's rules."""


def words(corrections: Iterable[Row], values: Iterable[Row]) -> tuple[Word, ...]:
    """The words that say whether a value was right, in the order they were made."""
    rules: dict[tuple[str, str, str | None], str] = {}
    for row in values:
        for value, rule_id in _readings(row):
            rules.setdefault((row["record_id"], row["field"], value), rule_id)
    said = [c for c in corrections if c["kind"] in KINDS and c["state"] in STATES and c["field"]]
    return tuple(
        Word(c["record_id"], c["field"], c["ordinal"] or 1, c["value"], c["seen_value"], rules.get((c["record_id"], c["field"], c["seen_value"])))
        for c in sorted(said, key=lambda c: (c["made_at"], c["correction_id"]))
    )


def _readings(row: Row) -> Iterator[tuple[str, str]]:
    """What rules read of a field: the value that stands, and those that a reviewer's word or a better reading replaced."""
    for reading in (row, *(row["alternatives"] or ())):
        if reading["value"] is not None and reading["rule_id"] is not None:
            yield reading["value"], reading["rule_id"]


def by_field(said: Iterable[Word]) -> Mapping[str, Share]:
    """Of the values that reviewers looked at, how many they confirmed, per field."""
    counts: dict[str, list[int]] = {}
    for word in said:
        if word.seen is not None:
            own = counts.setdefault(word.field, [0, 0])
            own[0] += word.right
            own[1] += 1
    return {field: Share(*counts[field]) for field in sorted(counts)}
