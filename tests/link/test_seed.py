"""A bulletin entry and a made-up report of its review are one review, and the link says why. Whom the report is about is read from the corpus."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scr_extract import datasets
from scr_extract.ingest import ingest
from tests.reports.prose import STORY, THOUGHT, paragraphs

REPORT = """{lscb}

SERIOUS CASE REVIEW

{child}

Overview Report

Author: {author}

{year}

1. Introduction

1.1 This review is about {child}, a {age} {noun} who died in {month}.

1.2 The review was asked for by the chair of the board.

2. Methodology

2.1 Agencies wrote reports, and a panel of their managers read them.

3. The story

{story}

4. Analysis

{analysis}

5. Recommendations

5.1 Nurses should ask early.

5.2 The Board should test its training.
"""
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


@pytest.mark.real
def test_an_entry_of_the_seed_and_a_report_of_its_review_are_linked(shared: Path, tmp_path: Path) -> None:
    seed = shared / "corpus" / "seed"
    entries = [json.loads(line) for line in (seed / "gold.jsonl").read_text("utf-8").splitlines()]
    fit = (e for e in entries if e["fatal"] and len(e["children"]) == 1 and e["sex"] and e["authors"] and len(e["incident_date"] or "") == 7 and e["lscb"])
    entry = next(e for e in fit if len(e["child_names"]) == 1 and e["published_year"])
    year, month = entry["incident_date"].split("-")
    text = REPORT.format(
        lscb=entry["lscb"],
        child=entry["child_names"][0],
        author=entry["authors"][0],
        year=entry["published_year"],
        age=entry["children"][0]["age_text"],
        noun={"male": "boy", "female": "girl"}[entry["sex"]],
        month=f"{MONTHS[int(month) - 1]} {year}",
        story="\n\n".join(paragraphs(STORY, 5)),
        analysis="\n\n".join(paragraphs(THOUGHT, 5)),
    )
    (tmp_path / "report.txt").write_text(text, encoding="utf-8")
    ingest([*seed.glob("*.md"), tmp_path / "report.txt"], tmp_path / "out")
    read = datasets.arrow("entries", processed=tmp_path / "out").to_pylist()
    (report,) = [row for row in read if row["kind"] == "report"]
    (same,) = [row for row in read if row["review_id"] == report["review_id"] and row is not report]
    assert (same["kind"], same["child_names"]) == ("bulletin_entry", entry["child_names"])
    why = {row["record_id"]: row["why"] for row in datasets.arrow("links", processed=tmp_path / "out").to_pylist()}
    for reason in ("same area +3", "same name +3", "same incident date +3", "age agrees +1", "same author +2"):
        assert reason in (why[report["record_id"]] or "")
