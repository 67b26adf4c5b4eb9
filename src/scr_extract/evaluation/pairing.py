"""Which row speaks of which gold entry: one to one, the surest pair first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scr_extract.evaluation.gold import Gold
from scr_extract.evaluation.sameness import labels, norm, telling

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pairing:
    """Of one file: pairs, gold entries that no row speaks of, and rows that speak of none. Free entries are left out with their rows."""

    pairs: tuple[tuple[Gold, Row], ...]
    missed: tuple[Gold, ...]
    extra: tuple[Row, ...]


def pair(golds: Sequence[Gold], rows: Sequence[Row]) -> Pairing:
    """A report's single gold entry takes the file's single row whatever it is called. Where the file goes on after the last answer,
    rows after it are not judged."""
    if len(golds) == len(rows) == 1 and golds[0].get("kind") == "report":
        return _asked(golds, {0: 0}, rows)
    ranked = sorted(((likeness(g, m), -i, -j) for i, g in enumerate(golds) for j, m in enumerate(rows)), reverse=True)
    of_gold: dict[int, int] = {}
    taken: set[int] = set()
    for score, i, j in ranked:
        if score > 0 and -i not in of_gold and -j not in taken:
            of_gold[-i] = -j
            taken.add(-j)
    return _asked(golds, of_gold, rows)


def _asked(golds: Sequence[Gold], of_gold: Mapping[int, int], rows: Sequence[Row]) -> Pairing:
    pairs = tuple((golds[i], rows[j]) for i, j in of_gold.items() if not golds[i].free)
    missed = tuple(g for i, g in enumerate(golds) if i not in of_gold and not g.free)
    extra = [row for j, row in enumerate(rows) if j not in of_gold.values()]
    if any(g.cut for g in golds):
        last = max((row.get("position") or 0 for _, row in pairs), default=0)
        extra = [row for row in extra if (row.get("position") or 0) < last]
    return Pairing(pairs, missed, tuple(extra))


def likeness(gold: Gold, row: Row) -> float:
    """How surely a row speaks of the gold entry; 0 where neither name, title nor opening words agree."""
    score = 1.5 if labels(gold.listed("child_names")) & labels(row.get("child_names")) else 0.0
    told, mine = telling(gold.get("title")), telling(row.get("title"))
    if told and mine and len(told & mine) / len(told | mine) >= 0.5:
        score += len(told & mine) / len(told | mine)
    opening = norm(gold.get("body_starts"))
    if opening and opening in norm(row.get("text")):
        score += 2.0
    if not score:
        return 0.0
    if gold.get("published_year") and gold.get("published_year") == row.get("published_year"):
        score += 0.2
    return score - 0.01 * abs(int(gold.get("position") or 0) - int(row.get("position") or 0))
