"""Reviewers' words as known answers: what the extractor reads today held against what reviewers say stands there.

The answers of a snapshot and its store (`checked`), or of the words a snapshot was published with (`published`). A question that was
reopened (source and reading changed) is no answer, nor is a blind second word, which counts for agreement alone. Reviewers look first
where something is doubtful, so accuracy on what they checked is a floor under that of the whole, not an estimate of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scr_extract import fields
from scr_extract.corrections.correction import Correction, Kind
from scr_extract.corrections.fieldwise import State
from scr_extract.corrections.meaning import shown_meaning
from scr_extract.corrections.present import present, read_of, shown_values
from scr_extract.corrections.standing import by_field, effective
from scr_extract.fields.seam import Field
from scr_extract.values import show

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Checked:
    """One value that a reviewer judged. `seen` is what the extractor reads (None: nothing), `rule_id` the rule that reads it.

    `value` is what the reviewer says: equal to `seen` where it is right, None where the source states no such value.
    """

    record_id: str
    field: str
    ordinal: int
    value: str | None
    seen: str | None
    rule_id: str | None = None

    @property
    def right(self) -> bool:
        return self.value == self.seen


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Of one field, over the values that reviewers judged: how many were read, stated, and both read and right."""

    read: int
    stated: int
    right: int

    @property
    def precision(self) -> float | None:
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        return self.right / self.stated if self.stated else None


def checked(entries: Sequence[Row], values: Sequence[Row], words: Sequence[Correction]) -> tuple[Checked, ...]:
    """Every judged value of a snapshot, in order of records and fields. `entries` and `values` are rows of those tables."""
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in values:
        rows[(row["record_id"], row["field"])].append(row)
    known = {f.name: f for f in fields.FIELDS}
    home = {row["record_id"]: row for row in entries}
    held = by_field(words)
    by_record: dict[str, list[Correction]] = defaultdict(list)
    for word in words:
        by_record[word.record_id].append(word)
    out: list[Checked] = []
    for (record_id, name), said in sorted(held.items(), key=lambda pair: (pair[0][0], pair[0][1] or "")):
        if name not in known or record_id not in home:
            continue
        made = present(known[name], home[record_id], rows[(record_id, name)], by_record[record_id])
        if any(made.states[w.correction_id] not in _JUDGED for w in effective(said)):
            continue
        judged = [show(v.value) for v in made.values if v.origin is not State.EXTRACTED]
        out += _field(known[name], record_id, rows[(record_id, name)], judged, shown_values(made))
    return tuple(out)


def published(values: Iterable[Row]) -> tuple[Checked, ...]:
    """As `checked`, of the words that a snapshot was published with: its rows of `values` say what stands and what was read under it."""
    known = {f.name: f for f in fields.FIELDS}
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in values:
        rows[(row["record_id"], row["field"])].append(row)
    out: list[Checked] = []
    for (record_id, name), own in sorted(rows.items()):
        origins = {State(row["origin"]) for row in own}
        if name in known and origins & _JUDGED and State.STALE not in origins:
            ordered = sorted((row for row in own if row["value"] is not None), key=lambda row: row["ordinal"])
            judged = [row["value"] for row in ordered if row["origin"] in _JUDGED]
            out += _field(known[name], record_id, own, judged, [row["value"] for row in ordered])
    return tuple(out)


_JUDGED = frozenset({State.CONFIRMED, State.CORRECTED})


def _field(of: Field, record_id: str, rows: Sequence[Row], judged: Sequence[str], all_values: Sequence[str]) -> Iterator[Checked]:
    """The reading's values against the reviewer's: those of both are right, those of one are false or missed."""
    rules = _rules(rows)
    read = [show(c.value) for c in read_of(of, rows).chosen]
    means = {shown_meaning(of, x): x for x in read}
    stands = {shown_meaning(of, x) for x in all_values}
    missed = [x for x in judged if shown_meaning(of, x) not in means]
    false = [x for x in read if shown_meaning(of, x) not in stands]
    right = [means[m] for x in judged if (m := shown_meaning(of, x)) in means]
    ordinal = 0
    for x in right:
        ordinal += 1
        yield Checked(record_id, of.name, ordinal, x, x, rules.get(x))
    if not of.several and missed and false:
        yield Checked(record_id, of.name, ordinal + 1, missed[0], false[0], rules.get(false[0]))
        return
    for value, seen in [(None, x) for x in false] + [(x, None) for x in missed]:
        ordinal += 1
        yield Checked(record_id, of.name, ordinal, value, seen, rules.get(seen) if seen else None)
    if not read and not judged:
        yield Checked(record_id, of.name, 1, None, None)


def _rules(rows: Sequence[Row]) -> dict[str, str]:
    """The rule that read each value: of those published, and of readings that stand among the alternatives now."""
    found: dict[str, str] = {}
    for row in rows:
        for part in [row, *(row.get("alternatives") or ())]:
            if part.get("rule_id") and part.get("value") is not None:
                found.setdefault(part["value"], part["rule_id"])
    return found


def accuracy(judged: Iterable[Checked]) -> Mapping[str, Accuracy]:
    """By field, in order of name."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for c in judged:
        own = counts[c.field]
        own[0] += c.seen is not None
        own[1] += c.value is not None
        own[2] += c.right and c.seen is not None
    return {name: Accuracy(*counts[name]) for name in sorted(counts)}


def rules(judged: Iterable[Checked]) -> Mapping[str, tuple[int, int]]:
    """By rule id: values it got right, of those judged. What `values.rule_right` rests on where reviewers are the source."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for c in judged:
        if c.rule_id is not None and c.seen is not None:
            counts[c.rule_id][0] += c.right
            counts[c.rule_id][1] += 1
    return {rule: (right, of) for rule, (right, of) in sorted(counts.items())}


def entries_checked(words: Sequence[Correction]) -> tuple[int, int]:
    """Entries that reviewers said are none, and those they had to add: what segmentation got wrong, as far as anybody looked."""
    last = [effective(said)[-1].kind for (_, name), said in by_field(words).items() if name is None]
    return last.count(Kind.REJECT_ENTRY), last.count(Kind.ADD_ENTRY)
