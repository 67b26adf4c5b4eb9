"""Recommendations made again: the same or nearly the same words in several reviews, with who made them first and last.

Two recommendations are near-same where their three-word shingles overlap by half or more, or their words differ in few
letters; sharing an order of words is what a repeat does, sharing a subject is not enough. A group holds what is near-same to
its first member, so that no chain of small steps joins what has nothing in common. Whether a repeat is a repeat of a failing
or of a phrase, only a reader can say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from scr_extract.identity import fingerprint, overlap, smallest, words

ALIKE = 0.5
"""Overlap of shingles (Jaccard) from which two recommendations are near-same."""
_RATIO = 90.0
"""Per cent of letters in order from which short ones are near-same though few of their shingles agree."""
_KEYS = 8
"""Smallest hashes of a sketch by which candidates are found: two texts that share half of their shingles share one of these all but always."""
_CROWD = 200
"""Distinct texts under one key that are compared with one another: a phrase that stands in more says nothing of which are alike."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Member:
    """One recommendation: its place in `recommendations`, its review, its board and when it was published (`2015-06`, `2015` or null)."""

    record_id: str
    ordinal: int
    review_id: str
    board: str | None
    published: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Repeat:
    """Near-same recommendations of at least two reviews, in order of publication. `first_seen` and `last_seen` are of those with a date."""

    members: tuple[Member, ...]

    @property
    def text(self) -> str:
        """The words of the earliest."""
        return self.members[0].text

    @property
    def reviews(self) -> int:
        return len({m.review_id for m in self.members})

    @property
    def boards(self) -> tuple[str, ...]:
        """Those that are named, each once, the earliest first."""
        return tuple(dict.fromkeys(m.board for m in self.members if m.board))

    @property
    def first_seen(self) -> str | None:
        return min((m.published for m in self.members if m.published), default=None)

    @property
    def last_seen(self) -> str | None:
        return max((m.published for m in self.members if m.published), default=None)


def members(recommendations: Iterable[Row], entries: Iterable[Row]) -> list[Member]:
    """The recommendations with their reviews. Of one review's records (bulletin and report) each keeps its own."""
    known = {row["record_id"]: row for row in entries}
    found = []
    for row in recommendations:
        if row["output_type"] == "recommendation":
            entry = known[row["record_id"]]
            found.append(Member(row["record_id"], row["ordinal"], entry["review_id"], entry["lscb"], _published(entry), row["text"]))
    return found


def _published(entry: Row) -> str | None:
    year, month = entry["published_year"], entry["published_month"]
    return f"{year}-{month:02}" if year and month else str(year) if year else None


def repeats(found: Sequence[Member]) -> list[Repeat]:
    """The groups of near-same recommendations that stand in more than one review, those in most reviews first."""
    parent = list(range(len(found)))

    def root(n: int) -> int:
        while parent[n] != n:
            parent[n] = parent[parent[n]]
            n = parent[n]
        return n

    same: dict[str, int] = {}
    for n, member in enumerate(found):
        parent[n] = same.setdefault(" ".join(words(member.text)), n)
    distinct = [n for n in range(len(found)) if parent[n] == n]
    prints = {n: fingerprint(found[n].text) for n in distinct}
    unlike: set[int] = set()
    for a, b in _candidates(prints):
        left, right = root(a), root(b)
        if left > right:
            left, right = right, left
        pair = left * len(found) + right
        if left == right or pair in unlike:
            continue
        if _alike(found[left].text, found[right].text, prints[left], prints[right]):
            parent[right] = left
        else:
            unlike.add(pair)
    groups: dict[int, list[Member]] = defaultdict(list)
    for n, member in enumerate(found):
        groups[root(n)].append(member)
    made = [Repeat(tuple(sorted(g, key=lambda m: (m.published or "9999", m.record_id, m.ordinal)))) for g in groups.values() if len(g) > 1]
    return sorted((r for r in made if r.reviews > 1), key=lambda r: (-r.reviews, r.text))


def _candidates(prints: Mapping[int, str]) -> Iterator[tuple[int, int]]:
    """Pairs of distinct texts that share one of the smallest hashes of their sketches, each once."""
    by_key: dict[bytes, list[int]] = defaultdict(list)
    for n, print_ in prints.items():
        for key in smallest(print_, _KEYS):
            by_key[key].append(n)
    seen: set[int] = set()
    most = max(prints, default=0) + 1
    for crowd in by_key.values():
        if len(crowd) > _CROWD:
            continue
        for i, a in enumerate(crowd):
            for b in crowd[i + 1 :]:
                pair = a * most + b
                if pair not in seen:
                    seen.add(pair)
                    yield a, b


def _alike(left: str, right: str, left_print: str, right_print: str) -> bool:
    return overlap(left_print, right_print) >= ALIKE or fuzz.ratio(left, right, score_cutoff=_RATIO) >= _RATIO
