"""docs/accuracy.md is what its counts give, and the baselines are real."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import accuracy_page, baseline_entities, baseline_regexes
from benchmarks.corpus import texts
from benchmarks.text_sets import repository
from tests.evaluation.made import BULLETIN


def test_the_page_is_made_from_its_counts(root: Path) -> None:
    figures = json.loads((root / "docs" / "accuracy.json").read_text())
    assert (root / "docs" / "accuracy.md").read_text() == accuracy_page.page(figures), "type: python -m benchmarks.accuracy --page"


def test_the_figures_hold_counts_and_no_words(root: Path) -> None:
    figures = json.loads((root / "docs" / "accuracy.json").read_text())
    assert {"samples", "heldout", "reports"} <= figures["sets"].keys()
    for found in figures["sets"].values():
        for fields in found["ways"].values():
            assert all(len(n) == 3 and all(isinstance(c, int) for c in n) for n in fields.values())


def test_plain_regexes_read_a_plain_bulletin() -> None:
    cut = baseline_regexes.entries(baseline_regexes.text_of("made.md", BULLETIN.encode()))
    first, second = (baseline_regexes.read(heading, text) for heading, text in cut)
    assert (first["child_names"], first["authors"], first["fatal"], first["published_year"]) == (["Child V"], ["Maud Ellery"], True, 2016)
    assert (second["child_age_months_min"], second["child_sex"], second["outcome"]) == (24, "female", "serious_harm")


@pytest.mark.real
def test_entities_alone_read_something() -> None:
    (heading, text), *_ = baseline_regexes.entries(BULLETIN)
    row = baseline_entities.read(heading, text)
    assert (row["child_age_months_min"], row["lscb"], row["published_year"]) == (3, "Luton Safeguarding Children Board", 2016)


def test_every_made_up_set_is_there_with_its_answers() -> None:
    sets = {t.name: t for t in repository()}
    assert list(sets) == ["samples", "heldout", "reports"]
    for t in sets.values():
        assert {g.file for g in t.golds} <= {name for name, _ in t.files}
        assert t.seen


def test_the_corpus_run_reads_the_samples(root: Path) -> None:
    assert {p.name for p in (root / "raw" / "samples").iterdir() if not p.name.startswith(".")} <= {p.name for p in texts()}
