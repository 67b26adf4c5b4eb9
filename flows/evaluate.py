"""The evaluation as a Prefect flow: the published tables against known answers, scores per field as an artifact.

    python flows/evaluate.py --gold tests/golden/*.jsonl --processed processed

Parameters, logs and artifacts carry names of fields and counts, never words of a review.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import settings as _  # noqa: F401 - sets Prefect's defaults, so it comes first

# isort: split
from prefect import flow, task
from prefect.artifacts import create_table_artifact
from prefect.cache_policies import NO_CACHE

from scr_extract import evaluation
from scr_extract.evaluation import change, summary
from scr_extract.ingest.addresses import folder, is_address

ARTIFACT = "scr-extract-evaluation"
WEEKLY = "0 5 * * 1"
"""Mondays at five, an hour before the week's first ingest."""


@task(cache_policy=NO_CACHE)
def judge(gold: list[str], processed: str) -> list[dict[str, Any]]:
    """One row for each field, all of them together last: right, false and missed values, precision, recall and F1."""
    golds, negatives = evaluation.read([Path(g) for g in gold])
    root = folder(processed) if is_address(processed) else Path(processed)  # of an address, what this machine pulled or pushed last
    tables = evaluation.tables_of(change.find("CURRENT", root))
    found = summary.summary(evaluation.evaluate(tables, golds, negatives), tables)
    return [_row(name, score) for name, score in (*found["fields"].items(), ("all fields", found["all_fields"]))]


def _row(name: str, score: dict[str, Any]) -> dict[str, Any]:
    counts = {k: score[k] for k in ("right", "false", "missed")}
    return {"field": name, **counts, **{k: score[k]["value"] for k in ("precision", "recall", "f1")}}


@flow(name="scr-extract-evaluate")
def evaluate_tables(gold: list[str], processed: str = "processed") -> float | None:
    """Hold the current snapshot against known answers; F1 over all fields."""
    rows = judge(gold, processed)
    every = rows[-1]
    create_table_artifact(rows, key=ARTIFACT, description=f"F1 over all fields: {every['f1']}")
    f1: float | None = every["f1"]
    return f1


def main() -> int:
    parser = argparse.ArgumentParser(description="Evaluate the published tables as one run of the Prefect flow.")
    parser.add_argument("--gold", nargs="+", required=True, help="JSON lines of known answers")
    parser.add_argument("--processed", default="processed")
    given = parser.parse_args()
    print(f"F1 over all fields: {evaluate_tables(given.gold, given.processed)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
