"""Which records speak of one review: bulletin entry, executive summary, full report and repeated mentions, joined.

Every pair that could be one case is scored by what it shares and where it differs; each reason is kept, so that a link
explains itself. Boards are compared by the areas they cover, which outlive their renames and successions. Pseudonyms are
used again by every board, so a name alone never joins. A doubtful pair becomes an issue and stays two reviews.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from scr_extract.identity import overlap
from scr_extract.model import Issue, Severity

SURE, DOUBTFUL = 6.5, 4.5
"""A pair is one review from SURE points; between the two it is an issue. Points are stated in WEIGHTS."""

WEIGHTS = {
    "same area": 3.0,
    "same name": 3.0,
    "telling name": 1.5,
    "same incident date": 3.0,
    "age agrees": 1.0,
    "outcome agrees": 0.5,
    "published within a year": 1.0,
    "same author": 2.0,
    "same words": 4.0,
    "same address": 7.0,
    "other area": -9.0,
    "other name": -4.0,
    "other incident date": -5.0,
    "other age": -3.0,
    "other outcome": -1.0,
    "other sex": -3.0,
    "published years apart": -2.5,
    "other author": -1.0,
}
"""What each agreement or difference counts. Set by hand so that no two single agreements join records (but for an entry that names the
very address a report was fetched from), and one area or date that differs outweighs a shared pseudonym; the made-up pairs of tests/link hold them in place."""

_SAME_WORDS = 0.6
"""Overlap of fingerprints from which two entries are printings of one text (DESIGN section 7)."""
_PLAIN = re.compile(
    r"\b(?:child(?:ren)?|bab(?:y|ies)|siblings?|young\s+(?:person|people)|infants?|twins?|family|and|of|the|scr|serious|case|review)\b|[^\w\s]", re.I
)


@dataclass(frozen=True, slots=True)
class Mention:
    """What a record says of its case, as far as joining needs it. `areas` are the ONS codes its boards cover."""

    record_id: str
    document_id: str
    kind: str
    areas: frozenset[str] = frozenset()
    names: tuple[str, ...] = ()
    incident: str | None = None
    published_year: int | None = None
    age: tuple[float | None, float | None] = (None, None)
    sex: str | None = None
    outcome: str | None = None
    authors: tuple[str, ...] = ()
    fingerprint: str = ""
    address: str | None = None
    """Of a report where its document was fetched from; of a bulletin's entry where it says the full report is."""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Link:
    """One record of one review. `score` is the points of its best pair within the review, None where it stands alone."""

    record_id: str
    review_id: str
    score: float | None
    why: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """One case: the best value of each field with the record it came from, and where its records differ."""

    review_id: str
    records: tuple[str, ...]
    values: tuple[tuple[str, str, str], ...]
    disagreements: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Linked:
    links: tuple[Link, ...]
    reviews: tuple[Review, ...]
    issues: tuple[Issue, ...]


def labels(name: str) -> frozenset[str]:
    """What tells one pseudonym from another: `Child W`, `Sibling W` and `W` are one."""
    return frozenset(_PLAIN.sub(" ", name).lower().split()) or frozenset(name.lower().split())


def reasons(a: Mention, b: Mention) -> tuple[str, ...]:
    """Every agreement and difference of two mentions, by its name in WEIGHTS."""
    out = []
    if a.areas and b.areas:
        out.append("same area" if a.areas & b.areas else "other area")
    mine, yours = {labels(n) for n in a.names}, {labels(n) for n in b.names}
    if mine and yours:
        out.append("same name" if mine & yours else "other name")
        if any(len("".join(label)) > 3 for label in mine & yours):
            out.append("telling name")
    if a.incident and b.incident:
        out.append("same incident date" if _compatible(a.incident, b.incident) else "other incident date")
    if None not in (*a.age, *b.age):
        out.append("age agrees" if _meet(a.age, b.age) else "other age")
    if a.outcome and b.outcome:
        out.append("outcome agrees" if a.outcome == b.outcome else "other outcome")
    if a.sex and b.sex and a.sex != b.sex:
        out.append("other sex")
    if a.published_year and b.published_year:
        apart = abs(a.published_year - b.published_year)
        out += ["published within a year"] if apart <= 1 else ["published years apart"] if apart > 2 else []
    if a.authors and b.authors:
        out.append("same author" if _people(a) & _people(b) else "other author")
    if a.fingerprint and b.fingerprint and overlap(a.fingerprint, b.fingerprint) >= _SAME_WORDS:
        out.append("same words")
    if a.address and a.kind != b.kind and _place(a) == _place(b):
        out.append("same address")
    return tuple(out)


def _place(mention: Mention) -> str | None:
    """An address without what may be written either way: scheme, fragment, a slash at the end."""
    return re.sub(r"^https?://(?:www\.)?|/*(?:#.*)?$", "", mention.address.strip()) if mention.address else None


def score(why: Iterable[str]) -> float:
    return sum(WEIGHTS[reason] for reason in why)


def _compatible(a: str, b: str) -> bool:
    """True where one date is the other, or the other more precisely: 2014-07 and 2014-07-03. A year either way is no contradiction of months."""
    short = min(len(a), len(b))
    return a[:short] == b[:short]


def _meet(a: tuple[float | None, float | None], b: tuple[float | None, float | None]) -> bool:
    (low, high), (start, end) = a, b
    return low is not None and high is not None and start is not None and end is not None and low <= end + 1 and start <= high + 1


def _people(mention: Mention) -> set[str]:
    return {" ".join(re.findall(r"[a-z]+", author.lower())) for author in mention.authors}


def link(mentions: Sequence[Mention]) -> Linked:
    """Join the mentions into reviews. The order of mentions changes nothing."""
    ordered = sorted(mentions, key=lambda m: m.record_id)
    pairs = sorted(_pairs(ordered), key=lambda p: (-p[0], p[1], p[2]))
    home = {m.record_id: {m.record_id} for m in ordered}
    by_id = {m.record_id: m for m in ordered}
    best: dict[str, tuple[float, tuple[str, ...]]] = {}
    doubts = []
    for points, left, right, why in pairs:
        if points < SURE:
            if home[left] is not home[right]:
                doubts.append((left, right))
            continue
        for record in (left, right):
            best.setdefault(record, (points, why))
        if home[left] is home[right] or any(score(reasons(by_id[x], by_id[y])) < 0 for x in home[left] for y in home[right]):
            continue  # already one, or joining would put together records that contradict each other
        merged = home[left] | home[right]
        for record in merged:
            home[record] = merged
    groups = sorted({tuple(sorted(group)) for group in map(frozenset, home.values())})
    named = {record: _review_id(group) for group in groups for record in group}
    links = tuple(_link(r, named[r], best.get(r) if len(home[r]) > 1 else None) for r in sorted(named))
    issues = tuple(_doubt(by_id[left], right) for left, right in sorted(doubts) if named[left] != named[right])
    return Linked(links, tuple(_review(named[g[0]], [by_id[r] for r in g]) for g in groups), issues)


def _pairs(ordered: Sequence[Mention]) -> Iterator[tuple[float, str, str, tuple[str, ...]]]:
    """Pairs that share an area and a name, a date or an author, an unusual name, or an address: nothing else can reach DOUBTFUL."""
    blocks: dict[tuple[str, ...], list[Mention]] = defaultdict(list)
    fetched = {_place(m) for m in ordered if m.kind == "report"}
    for m in ordered:
        keys = {("name", *sorted(label)) for label in map(labels, m.names)}
        keys |= {("area", area, str(m.incident)[:4]) for area in m.areas if m.incident}
        keys |= {("area", area, author) for area in m.areas for author in _people(m)}
        keys |= {("address", place)} if (place := _place(m)) in fetched and place else set()
        for key in keys:
            blocks[key].append(m)
    seen = set()
    for block in blocks.values():
        for n, a in enumerate(block):
            for b in block[n + 1 :]:
                if (a.record_id, b.record_id) not in seen:
                    seen.add((a.record_id, b.record_id))
                    why = reasons(a, b)
                    if (points := score(why)) >= DOUBTFUL:
                        yield points, a.record_id, b.record_id, why


def _review_id(group: Sequence[str]) -> str:
    """Named after its first record, so that a review keeps its id while its records are found again."""
    return hashlib.sha256(f"review {min(group)}".encode()).hexdigest()[:16]


def _link(record: str, review: str, best: tuple[float, tuple[str, ...]] | None) -> Link:
    if best is None:
        return Link(record, review, None, None)
    return Link(record, review, best[0], "; ".join(f"{reason} {WEIGHTS[reason]:+g}" for reason in best[1]))


def _doubt(mention: Mention, other: str) -> Issue:
    message = f"may be the same review as record {other}; the evidence is too thin to join them"
    return Issue("doubtful_link", Severity.WARNING, message, document_id=mention.document_id, record_id=mention.record_id)


def _review(review_id: str, mentions: Sequence[Mention]) -> Review:
    """A full report's word stands before a bulletin's, a longer value before a shorter, then the first record's."""
    values, differ = [], []
    for name in sorted({n for m in mentions for n in m.values}):
        said = [(m, m.values[name]) for m in mentions if name in m.values]
        chosen = max(said, key=lambda s: (s[0].kind == "report", len(s[1]), s[0].record_id))
        values.append((name, chosen[1], chosen[0].record_id))
        if len({value for _, value in said}) > 1:
            differ += [(name, m.record_id, value) for m, value in said]
    return Review(review_id, tuple(m.record_id for m in mentions), tuple(values), tuple(differ))
