"""On the corpus beside the repository the figures are those of its own scorers, on the same tables."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from scr_extract.datasets import current
from scr_extract.evaluation import evaluate, read, tables_of
from scr_extract.evaluation.statements import TABLES, matches
from scr_extract.ingest import ingest

pytestmark = pytest.mark.real  # 30 s on two cores

_EXTRA = {"ethnicity", "review_type"}
"""Fields that those scorers do not know."""
_NOT_TEXTS = {".jsonl", ".py"}


@pytest.fixture(scope="module")
def corpus(shared: Path) -> Path:
    return shared / "corpus"


@pytest.fixture(scope="module")
def processed(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("corpus")
    texts = [p for folder in ("seed", "text", "pdfset") for p in sorted((corpus / folder).iterdir()) if p.suffix not in _NOT_TEXTS]
    ingest(texts, out, workers=2)
    return out


def said(script: Path, *arguments: object) -> dict[str, dict[str, float]]:
    done = subprocess.run([sys.executable, str(script), *map(str, arguments), "--json"], capture_output=True, text=True, check=True)
    found: dict[str, dict[str, float]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize("files", [["seed/gold.jsonl"], ["gold.jsonl", "negatives.jsonl"], ["pdfset/gold.jsonl"]])
def test_every_count_of_every_field_agrees(corpus: Path, processed: Path, files: list[str]) -> None:
    negatives = [argument for name in files[1:] for argument in ("--negatives", corpus / name)]
    theirs = said(corpus / "score.py", "--gold", corpus / files[0], "--processed", processed, *negatives)
    mine = evaluate(tables_of(current(processed)), *read([corpus / name for name in files])).tallies()
    assert {name: (t.right, t.false, t.missed) for name, t in mine.items() if name not in _EXTRA} == {
        name: (s["tp"], s["fp"], s["fn"]) for name, s in theirs.items()
    }


@pytest.mark.parametrize("table", TABLES)
def test_recommendations_and_findings_agree_row_by_row(corpus: Path, processed: Path, table: str) -> None:
    gold = corpus / "pdfset" / "gold.jsonl"
    theirs = said(corpus / "score_recommendations.py", "--gold", gold, "--processed", processed, "--table", table)
    mine = matches(tables_of(current(processed)), read([gold])[0], table)
    assert mine is not None
    for tally, name in ((mine.same, "text"), (mine.on_page, "text_and_page")):
        assert [tally.precision.value, tally.recall.value, tally.f1] == pytest.approx([theirs[name][k] for k in ("precision", "recall", "f1")])
