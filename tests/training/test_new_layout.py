"""Thirty answers of a new layout, learnt with the rest: its other texts are read better, the old ones no worse.

Two short trainings, about half a minute each; the figures of a whole training are in docs/model.md.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from scr_extract import training
from scr_extract.nlp.learning import Settings
from scr_extract.training import Data
from scr_extract.training.passages import write
from tests.training.new_layout import cards

pytestmark = pytest.mark.slow

SHORT = Settings(steps=180, words=600)
WORSE = 0.05
"""By how much old texts may be read worse after so short a training."""


def test_thirty_answers_teach_a_new_layout(tmp_path: Path) -> None:
    write(cards(30, seed=1), tmp_path / "taught.jsonl")
    write(cards(30, seed=2), tmp_path / "asked.jsonl")
    test = (tmp_path / "asked.jsonl",)
    before = training.train(Data(made=800, test=test), tmp_path / "before", SHORT)
    after = training.train(Data(made=800, gold=(tmp_path / "taught.jsonl",), test=test), tmp_path / "after", SHORT)
    new = [next(t["all"].f1 for name, t in done.scores.items() if name.endswith("asked.jsonl")) for done in (before, after)]
    old = [done.scores["made-up passages of another seed"]["all"].f1 for done in (before, after)]
    print(f"new layout: F1 {new[0]:.3f} before, {new[1]:.3f} after; old passages: {old[0]:.3f} before, {old[1]:.3f} after")
    assert new[1] >= new[0] + 0.15
    assert old[1] >= old[0] - WORSE
