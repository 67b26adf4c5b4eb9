"""How well made-up bulletins of unannounced arrangements are read: precision, recall and F1 per field.

`python -m tests.heldout.score [--wrong]` prints the table and, with --wrong, every value that is wrong. A missed entry misses every field.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from tests.golden.answers import answers, compare, read_entries
from tests.golden.pairing import pair

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Tally:
    """Values right, wrongly read (precision) and missed (recall)."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def plus(self, right: int, wrong: int, missed: int) -> Tally:
        return Tally(self.right + right, self.wrong + wrong, self.missed + missed)

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


@dataclass(frozen=True, slots=True)
class Score:
    """A tally per field and a line per wrong value."""

    tallies: dict[str, Tally]
    wrong: tuple[str, ...]


def score(bulletins: Path = HERE / "bulletins", gold: Path = HERE / "gold", negatives: Path = HERE / "negatives") -> Score:
    """Read every bulletin and negative anew and hold it against its answers."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    wrong: list[str] = []
    for path in sorted(bulletins.iterdir()):
        found = pair(answers(gold / f"{path.name}.jsonl"), read_entries(path))
        tallies["entry"] = tallies["entry"].plus(len(found.pairs), len(found.extra), len(found.missed))
        wrong += [f"entry | {path.name} | {g.get('title') or g.get('body_starts')} | an entry | none" for g in found.missed]
        wrong += [f"entry | {path.name} | {' '.join(str(m['text'])[:80].split())} | none | an entry" for m in found.extra]
        for g, row in [*found.pairs, *((g, {}) for g in found.missed)]:
            for v in compare(g, row):
                if v.empty:
                    continue
                tallies[v.field] = tallies[v.field].plus(v.right, v.wrongly_read, v.missed)
                if not v.right and row:
                    wrong.append(f"{v.field} | {path.name} | {g.get('title') or g.get('body_starts')} | {v.gold!r} | {v.mine!r}")
    for path in sorted(negatives.iterdir()):
        extra = read_entries(path)
        tallies["no_review_here"] = tallies["no_review_here"].plus(not extra, bool(extra), 0)
        wrong += [f"no_review_here | {path.name} | {' '.join(str(m['text'])[:80].split())} | none | an entry" for m in extra]
    return Score(dict(tallies), tuple(wrong))


def main() -> None:
    result = score()
    print(f"{'field':26}{'precision':>10}{'recall':>8}{'f1':>8}{'right':>7}{'wrong':>7}{'missed':>8}")
    for field, t in result.tallies.items():
        print(f"{field:26}{t.precision:>10.3f}{t.recall:>8.3f}{t.f1:>8.3f}{t.right:>7}{t.wrong:>7}{t.missed:>8}")
    if "--wrong" in sys.argv[1:]:
        print(*result.wrong, sep="\n")


if __name__ == "__main__":
    main()
