"""How well a model points: right, wrong and missed spans per label on passages it was not taught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from scr_extract.nlp.own import LABELS
from scr_extract.training.passages import Passage

ALL = "all"


@dataclass(frozen=True, slots=True)
class Tally:
    """Spans pointed at that are right (same start, end and label), wrong, and missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def tallies(passages: Sequence[Passage], pointed: Sequence[Sequence[tuple[int, int, str]]]) -> Mapping[str, Tally]:
    """One tally per label that occurs, and one of all together."""
    right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
    for passage, found in zip(passages, pointed, strict=True):
        gold, mine = {(s.start, s.end, label) for s, label in passage.spans}, set(found)
        for counter, spans in ((right, gold & mine), (wrong, mine - gold), (missed, gold - mine)):
            counter.update(label for _, _, label in spans)
            counter[ALL] += len(spans)
    return {label: Tally(right[label], wrong[label], missed[label]) for label in (*LABELS, ALL) if right[label] + wrong[label] + missed[label]}
