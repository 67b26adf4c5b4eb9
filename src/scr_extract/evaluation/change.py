"""What changed between two snapshots: values lost, changed and gained, with their quotes, by field and rule. Losses first.

Only documents that both snapshots hold are compared: a document that came or went is named, its values are not changes.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from scr_extract.errors import NotFoundError
from scr_extract.evaluation.evidence import quotes
from scr_extract.values import Child, parse

if TYPE_CHECKING:
    from scr_extract.datasets.read import Snapshot

Row = Mapping[str, Any]
Kind = Literal["lost", "changed", "gained"]
KINDS: tuple[Kind, ...] = ("lost", "changed", "gained")

ENTRY = "entry"
NEEDED = ("documents", "entries", "values")


@dataclass(frozen=True, slots=True)
class Side:
    """A value as one snapshot has it: what stands in `values.value`, its status, words and rule."""

    value: str | None
    status: str
    quote: str | None
    rule_id: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """One value that is not what it was. A value lost has no `after`, or one without a value that says why (its status); a value
    gained the same the other way round.

    An entry lost or gained whole is one change of the field `entry`; its values are not listed with it.
    """

    kind: Kind
    field: str
    document_id: str
    name: str
    record_id: str
    title: str
    before: Side | None
    after: Side | None

    @property
    def rule_id(self) -> str:
        """The rule that lost the value, or that gained it."""
        side = self.after if self.kind == "gained" else self.before
        return (side.rule_id if side else None) or "(none)"


@dataclass(frozen=True)
class Difference:
    """All changes, losses first, and the documents that only one snapshot holds."""

    changes: tuple[Change, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    def counts(self) -> Mapping[tuple[str, str], Counter[str]]:
        """Numbers lost, changed and gained, by field and rule."""
        out: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        for change in self.changes:
            out[change.field, change.rule_id][change.kind] += 1
        return dict(sorted(out.items(), key=lambda c: (-c[1]["lost"], -c[1]["changed"], c[0])))


def find(id: str, processed: Path) -> Snapshot:
    """A snapshot by its id, by the beginning of one, by its folder, or the current one of a `processed` folder."""
    from scr_extract.datasets.read import CURRENT, MANIFEST, SNAPSHOTS, current, snapshot

    path = Path(id)
    if (path / MANIFEST).is_file():
        return snapshot(path.resolve().parents[1], path.resolve().name)
    if (path / CURRENT).is_file():
        return current(path)
    if id == CURRENT:
        return current(processed)
    begin = [p.name for p in (processed / SNAPSHOTS).glob("*") if p.name.startswith(id) and p.name.isalnum()]
    if len(begin) > 1:
        raise NotFoundError(f"{len(begin)} snapshots begin with {id}; give more of the id")
    return snapshot(processed, begin[0] if begin else id)


def difference(before: Snapshot, after: Snapshot) -> Difference:
    """What the second snapshot has lost, changed and gained against the first."""
    return compare(*({name: s.arrow(name).to_pylist() for name in NEEDED} for s in (before, after)))


def compare(before: Mapping[str, Sequence[Row]], after: Mapping[str, Sequence[Row]]) -> Difference:
    """The same of two sets of tables."""
    documents = [{d["document_id"]: d["name"] for d in side["documents"]} for side in (before, after)]
    both = documents[0].keys() & documents[1].keys()
    found = sorted(changes(before, after, {id: documents[1][id] for id in both}), key=_order)
    gone, come = (tuple(sorted(names[id] for id in names.keys() - both)) for names in documents)
    return Difference(tuple(found), gone, come)


def _order(change: Change) -> tuple[object, ...]:
    side = change.before or change.after
    return KINDS.index(change.kind), change.field != ENTRY, change.field, change.rule_id, change.name, (side and side.start) or 0, change.record_id


def changes(before: Mapping[str, Sequence[Row]], after: Mapping[str, Sequence[Row]], names: Mapping[str, str]) -> Iterator[Change]:
    """Every change in the documents of `names`, in no order."""
    entries = [{e["record_id"]: e for e in side["entries"] if e["document_id"] in names} for side in (before, after)]
    for id in entries[0].keys() - entries[1].keys():
        yield _entry("lost", entries[0][id], names)
    for id in entries[1].keys() - entries[0].keys():
        yield _entry("gained", entries[1][id], names)
    values = [_by_field(side["values"], entries[0].keys() & entries[1].keys()) for side in (before, after)]
    for key in values[0].keys() | values[1].keys():
        entry = entries[1][key[0]]
        for kind, old, new in _paired(values[0].get(key, []), values[1].get(key, [])):
            yield Change(kind, key[1], entry["document_id"], names[entry["document_id"]], key[0], str(entry["title"] or ""), old, new)


def _entry(kind: Kind, entry: Row, names: Mapping[str, str]) -> Change:
    side = Side(entry["title"], "found", str(entry["text"])[:80], None, entry["start"], entry["end"])
    before, after = (side, None) if kind == "lost" else (None, side)
    return Change(kind, ENTRY, entry["document_id"], names[entry["document_id"]], entry["record_id"], str(entry["title"] or ""), before, after)


def _by_field(rows: Iterable[Row], records: Iterable[str]) -> Mapping[tuple[str, str], list[Side]]:
    kept, out = frozenset(records), defaultdict[tuple[str, str], list[Side]](list)
    for row in sorted(rows, key=lambda r: r["ordinal"]):
        if row["record_id"] in kept:
            for field, side in _child(row) if row["field"] == "children" and row["value"] else ((row["field"], _side(row)),):
                out[row["record_id"], field].append(side)
    return out


def _side(row: Row) -> Side:
    return Side(row["value"], row["status"], row["quote"], row["rule_id"], row["start"], row["end"])


def _child(row: Row) -> Iterator[tuple[str, Side]]:
    """A child's name, age and sex apart, each with its own words and rule: one may be lost while the others stay."""
    child = parse("child", row["value"])
    if not isinstance(child, Child):
        return
    told = {
        "child_names": None if child.name is None else f"{child.name} ({child.role})",
        "child_age": None if child.age_min is None and child.age_max is None else f"{_months(child.age_min)} to {_months(child.age_max)} months",
        "child_sex": child.sex,
    }
    for field, value in told.items():
        if value is not None:
            q = next(iter(quotes(field, [row])), None)
            yield field, Side(value, row["status"], *((q.words, q.rule_id, q.start, q.end) if q else (row["quote"], row["rule_id"], row["start"], row["end"])))


def _months(bound: float | None) -> str:
    return "any" if bound is None else f"{bound:.2f}".rstrip("0").rstrip(".")


def _paired(before: list[Side], after: list[Side]) -> Iterator[tuple[Kind, Side | None, Side | None]]:
    """What stands on one side alone, in order: as many as stand on both sides are changes, the rest are lost or gained."""
    gone, come = _left(before, after), _left(after, before)
    had, have = [s for s in gone if s.value is not None], [s for s in come if s.value is not None]
    for old, new in zip(had, have, strict=False):
        yield "changed", old, new
    for old in had[len(have) :]:
        yield "lost", old, next((s for s in come if s.value is None), None)
    for new in have[len(had) :]:
        yield "gained", next((s for s in gone if s.value is None), None), new
    if not had and not have and [s.status for s in gone] != [s.status for s in come] and gone and come:
        yield "changed", gone[0], come[0]


def _left(these: list[Side], others: list[Side]) -> list[Side]:
    counted = Counter((s.value, s.status) for s in others)
    left = []
    for side in these:
        if counted[side.value, side.status]:
            counted[side.value, side.status] -= 1
        else:
            left.append(side)
    return left
