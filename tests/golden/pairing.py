"""Which row speaks of which gold entry: one to one, the surest pair first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.golden.answers import Row, labels, norm

_PLAIN = frozenset(["child", "baby", "sibling", "siblings", "serious", "case", "review", "overview", "report", "the", "and", "of", "in"])


@dataclass(frozen=True, slots=True)
class Pairing:
    """Pairs of gold and row, gold entries that no row speaks of, and rows that speak of none."""

    pairs: tuple[tuple[Row, Row], ...]
    missed: tuple[Row, ...]
    extra: tuple[Row, ...]


def pair(golds: Sequence[Row], mine: Sequence[Row]) -> Pairing:
    """Pair what is most alike; entries that are neither asked for nor wrong are left out after they have taken their row."""
    scores = sorted(((_likeness(g, m), -i, -j) for i, g in enumerate(golds) for j, m in enumerate(mine)), reverse=True)
    of_gold: dict[int, int] = {}
    for score, i, j in scores:
        if score > 0 and -i not in of_gold and -j not in of_gold.values():
            of_gold[-i] = -j
    asked = [i for i, g in enumerate(golds) if "*" not in g.get("optional", ())]
    return Pairing(
        tuple((golds[i], mine[of_gold[i]]) for i in asked if i in of_gold),
        tuple(golds[i] for i in asked if i not in of_gold),
        tuple(m for j, m in enumerate(mine) if j not in of_gold.values()),
    )


def _likeness(gold: Row, row: Row) -> float:
    """How surely a row speaks of the gold entry; 0 where neither name, title nor opening words agree."""
    score = 1.5 if labels(gold.get("child_names")) & labels(row.get("child_names")) else 0.0
    told, mine = (frozenset(norm(r.get("title")).split()) - _PLAIN for r in (gold, row))
    if told and mine and len(told & mine) / len(told | mine) >= 0.5:
        score += len(told & mine) / len(told | mine)
    opening = norm(gold.get("body_starts"))
    if opening and opening in norm(row.get("text")):
        score += 2.0
    if not score:
        return 0.0
    if gold.get("published_year") and gold["published_year"] == row.get("published_year"):
        score += 0.2
    return score - 0.01 * abs(int(gold.get("position") or 0) - int(row.get("position") or 0))
