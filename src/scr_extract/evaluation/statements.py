"""Recommendations and findings row by row: their words against gold's, and the page they begin on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scr_extract.evaluation.gold import Gold
from scr_extract.evaluation.pairing import pair
from scr_extract.evaluation.sameness import alike, statement
from scr_extract.evaluation.scoring import Tally
from scr_extract.evaluation.tables import Tables, file_names

Row = Mapping[str, Any]

TABLES = ("recommendations", "findings")
SAME = 0.95
"""How alike two texts must be to be one statement."""
OVERLAPPING = 0.5
"""The share of the shorter one's words that the longer must hold to overlap it."""


@dataclass(frozen=True, slots=True)
class Matches:
    """How the rows of one table agree with gold: word for word (`exact`), nearly (`same`), the same on the right page, or in part."""

    exact: Tally
    same: Tally
    on_page: Tally
    overlapping: Tally


def matches(tables: Tables, golds: Sequence[Gold], table: str) -> Matches | None:
    """By file, each row and each answer used once; None where gold has no texts of this kind.

    Rows of an entry whose gold does not give its texts are neither right nor false.
    """
    documents = file_names(tables["documents"])
    unasked = _unasked(tables, golds, table, documents)
    of_record = {e["record_id"]: e["document_id"] for e in tables["entries"] if e["record_id"] not in unasked}
    mine: dict[str, list[Row]] = defaultdict(list)
    for row in tables[table]:
        mine[of_record.get(row["record_id"], "")].append(row)
    wanted: dict[str, list[Row]] = defaultdict(list)
    for gold in golds:
        if gold.answers.get(table) is not None:
            wanted[gold.file] += gold.listed(table)
    if not any(wanted.values()):
        return None
    totals = [[0, 0, 0] for _ in range(4)]
    for file, asked in wanted.items():
        rows = mine.get(documents[file]["document_id"], []) if file in documents else []
        texts = [statement(a.get("text")) for a in asked], [statement(r.get("text")) for r in rows]
        pairs = _pairs(*texts, SAME)
        right = (
            sum(texts[0][i] == texts[1][j] for i, j in pairs),
            len(pairs),
            sum(asked[i].get("page") is None or asked[i]["page"] == rows[j].get("page") for i, j in pairs),
            len(_overlaps(*texts)),
        )
        for total, n in zip(totals, right, strict=True):
            for place, more in enumerate((n, len(rows) - n, len(asked) - n)):
                total[place] += more
    exact, same, on_page, overlapping = (Tally(*t) for t in totals)
    return Matches(exact, same, on_page, overlapping)


def _unasked(tables: Tables, golds: Sequence[Gold], table: str, documents: Mapping[str, Row]) -> frozenset[str]:
    """The records whose gold entry gives no texts of this kind, in files where another's does."""
    by_file: dict[str, list[Gold]] = defaultdict(list)
    for gold in golds:
        by_file[gold.file].append(gold)
    found: set[str] = set()
    for file, asked in by_file.items():
        given = [gold.answers.get(table) is not None for gold in asked]
        if file in documents and any(given) and not all(given):
            rows = [e for e in tables["entries"] if e["document_id"] == documents[file]["document_id"]]
            found |= {row["record_id"] for gold, row in pair(asked, rows).pairs if gold.answers.get(table) is None}
    return frozenset(found)


def _pairs(wanted: Sequence[str], found: Sequence[str], least: float) -> list[tuple[int, int]]:
    ranked = sorted(((alike(w, f), i, j) for i, w in enumerate(wanted) for j, f in enumerate(found)), reverse=True)
    return _once((i, j) for score, i, j in ranked if score >= least)


def _overlaps(wanted: Sequence[str], found: Sequence[str]) -> list[tuple[int, int]]:
    split = [[frozenset(t.split()) for t in texts] for texts in (wanted, found)]
    ranked = sorted(((_share(w, f), i, j) for i, w in enumerate(split[0]) for j, f in enumerate(split[1])), reverse=True)
    return _once((i, j) for share, i, j in ranked if share > OVERLAPPING)


def _share(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / max(1, min(len(one), len(two)))


def _once(ranked: Any) -> list[tuple[int, int]]:
    pairs: dict[int, int] = {}
    for i, j in ranked:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return list(pairs.items())


def matched(gold: Gold, rows: Sequence[Row], table: str) -> list[bool] | None:
    """For each row of one record: whether gold has its words; None where gold has no texts for this entry."""
    if gold.answers.get(table) is None:
        return None
    pairs = _pairs([statement(a.get("text")) for a in gold.listed(table)], [statement(r.get("text")) for r in rows], SAME)
    right = {j for _, j in pairs}
    return [j in right for j in range(len(rows))]
