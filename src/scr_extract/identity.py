"""Who is who: ids of documents and records, and fingerprints that recognise an entry after it was cut or worded anew.

A record's id is given once. When an entry is segmented again it inherits the id of the old entry whose fingerprint its
own overlaps most (DESIGN: identity), so that whatever was said of a record stays with the review it speaks of.
"""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

SAME = 0.6
"""From this share of common shingles on, two entries are one review's entry worded or cut anew."""
_OPENING = 12
_FAR = 1000
"""Characters of a body that nearly always hold its first words."""
_SHINGLE = 3
_SKETCH = 128
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Known:
    """An entry as identity sees it."""

    record_id: str
    fingerprint: str


def document_id(raw: bytes) -> str:
    """The sha256 of the file's bytes, in hex: the only identity a document has."""
    return hashlib.sha256(raw).hexdigest()


def words(text: str) -> list[str]:
    """The normalised words of a text: compatibility forms and case folded, punctuation gone."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def record_ids(document: str, bodies: Sequence[str]) -> tuple[str, ...]:
    """One id of 16 hex digits per entry of a document, from the first twelve words of each body.

    Entries that open with the same words are told apart by their order, so the ids of a document never repeat.
    """
    openings = [_opened(body) for body in bodies]
    seen: Counter[str] = Counter()
    ids = []
    for opening in openings:
        ids.append(_record_id(document, opening, seen[opening]))
        seen[opening] += 1
    return tuple(ids)


def _opened(body: str) -> str:
    """The first words of a body; of a long one, only its beginning is normalised."""
    first = words(body[:_FAR])
    return " ".join((first if len(first) > _OPENING else words(body))[:_OPENING])


def _record_id(document: str, opening: str, turn: int) -> str:
    return hashlib.sha256(f"{document}\0{opening}\0{turn}".encode()).hexdigest()[:16]


def fingerprint(text: str) -> str:
    """A sketch of the text's three-word shingles: the 128 smallest of their hashes, packed; empty for a text without words."""
    found = words(text)
    shingles = {" ".join(found[i : i + _SHINGLE]) for i in range(max(1, len(found) - _SHINGLE + 1))} if found else set()
    hashes = {hashlib.blake2b(s.encode(), digest_size=4).digest() for s in shingles}
    return base64.urlsafe_b64encode(b"".join(sorted(hashes)[:_SKETCH])).decode()


@lru_cache(maxsize=2048)
def _unpack(sketch: str) -> frozenset[bytes]:
    raw = base64.urlsafe_b64decode(sketch)
    return frozenset(raw[i : i + 4] for i in range(0, len(raw), 4))


def overlap(a: str, b: str) -> float:
    """The share of shingles two fingerprints have in common (Jaccard): exact for short entries, within some hundredths for long ones."""
    left, right = _unpack(a), _unpack(b)
    both = left & right
    either = len(left) + len(right) - len(both)
    if either <= _SKETCH:  # all of the union counts: nothing to sort for its smallest
        return len(both) / either if either else 0.0
    union = sorted(left | right)[:_SKETCH]
    return len(both.intersection(union)) / len(union)


def alike(a: str, b: str) -> bool:
    """Whether two entries are one worded anew, or cut anew: their overlap is at least SAME. Most pairs share far too little, which is seen without sorting."""
    left, right = _unpack(a), _unpack(b)
    common = len(left & right)
    union = min(_SKETCH, len(left) + len(right) - common)
    return bool(union) and common >= SAME * union and overlap(a, b) >= SAME


def shared(a: str, b: str) -> int:
    """The number of shingles that two fingerprints have in common: exact for short entries, a least number for long ones."""
    return len(_unpack(a) & _unpack(b))


def smallest(sketch: str, count: int) -> tuple[bytes, ...]:
    """The smallest hashes of a fingerprint: texts that share most of their words share most of these."""
    return tuple(sorted(_unpack(sketch))[:count])


def inherit(new: Sequence[Known], old: Sequence[Known]) -> Mapping[str, str]:
    """The id under which each new entry is published: its own, or that of the old entry it continues.

    Both sequences hold the entries of one document (or of it and the document it replaces), in reading order, with ids
    that are unique within each. Every old id is given to one new entry at most; no id is given twice.
    """
    old_ids = {k.record_id for k in old}
    if all(k.record_id in old_ids for k in new) and len(new) == len(old):
        return {k.record_id: k.record_id for k in new}
    pairs = sorted(
        (-share, a.record_id != b.record_id, i, j)
        for i, a in enumerate(new)
        for j, b in enumerate(old)
        if (share := overlap(a.fingerprint, b.fingerprint)) >= SAME
    )
    given: dict[str, str] = {}
    taken: set[str] = set()
    for _, _, i, j in pairs:
        if new[i].record_id not in given and old[j].record_id not in taken:
            given[new[i].record_id] = old[j].record_id
            taken.add(old[j].record_id)
    for k in new:
        if k.record_id not in given:
            name, turn = k.record_id, 0
            while name in taken:
                turn += 1
                name = _record_id(k.record_id, "", turn)
            given[k.record_id] = name
            taken.add(name)
    return given
