"""How often two reviewers said the same of a field, and by how much more than chance would have it (Cohen's kappa): the ceiling of accuracy."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from scr_extract import fields
from scr_extract.corrections.correction import Correction
from scr_extract.corrections.meaning import meanings
from scr_extract.corrections.standing import by_field

SETTLED = "settled"
"""The note of a word by which somebody who saw two others decided between them."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pairs of words on one field. `kappa` is None where chance alone explains all agreement, or there is no pair."""

    pairs: int
    agreed: int
    kappa: float | None


def agreement(pairs: Sequence[tuple[str, str]]) -> Agreement:
    """Agreement over pairs of what the first and the second reviewer said, as strings that are equal when they agree.

    Kappa is (observed - expected) / (1 - expected); expected is the chance that two who say each thing as often as these
    did would say the same.
    """
    n = len(pairs)
    agreed = sum(a == b for a, b in pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(first[said] * second[said] for said in first)  # in whole numbers: two who said one thing throughout give exactly n * n
    if not n or by_chance == n * n:
        return Agreement(n, agreed, None)
    return Agreement(n, agreed, (n * agreed - by_chance) / (n * n - by_chance))


@dataclass(frozen=True, slots=True)
class Pair:
    """What two reviewers said of one field, the second without having seen the first."""

    record_id: str
    field: str
    first: Correction
    second: Correction

    @property
    def said(self) -> tuple[str, str]:
        return said(self.first), said(self.second)


def pairs(words: Iterable[Correction]) -> Iterator[Pair]:
    """The first word that was said of each field against the first of every other reviewer who had not seen it (blind).

    What is said after both are seen, to settle a difference or to follow the other, changes no pair.
    """
    known = {f.name for f in fields.FIELDS}
    for (record_id, name), live in sorted(by_field(words).items(), key=lambda pair: (pair[0][0], pair[0][1] or "")):
        if name not in known or name is None:
            continue
        whole = [w for w in live if w.ordinal is None and w.note != SETTLED]
        first = next((w for w in whole if not w.blind), whole[0] if whole else None)
        seconds: dict[str, Correction] = {}
        for w in whole:
            if first is not None and w.blind and w.reviewer != first.reviewer:
                seconds.setdefault(w.reviewer, w)
        yield from (Pair(record_id, name, first, w) for w in seconds.values() if first is not None)


def agreements(words: Sequence[Correction]) -> Mapping[str, Agreement]:
    """By field, over its `pairs`."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for pair in pairs(words):
        found[pair.field].append(pair.said)
    return {name: agreement(both) for name, both in sorted(found.items())}


def said(word: Correction) -> str:
    """What a word says, so that equal answers are equal strings, whatever words they were read from."""
    of = next(f for f in fields.FIELDS if f.name == word.field)
    return repr((word.status, list(meanings(of, word.value))))
