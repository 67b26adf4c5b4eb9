"""`evaluate` and `diff` on a published folder; what was measured belongs to publishing and re-reads nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scr_extract import fields
from scr_extract.cli import app
from scr_extract.datasets import current, rows
from scr_extract.ingest import ingest, publishing, versions, work
from scr_extract.resources.measured import Measured
from scr_extract.shares import Share
from tests.evaluation.made import BULLETIN, FIRST, NAME, SECOND
from tests.evaluation.test_change import without
from tests.ingest.conftest import here


def run(*arguments: object, expect: int = 0) -> Any:
    result = CliRunner().invoke(app, [str(a) for a in arguments], env={"NO_COLOR": "1", "COLUMNS": "160"})
    assert result.exit_code == expect, result.output
    return result


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(work, "readers", here)
    yield
    versions.versions.cache_clear()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    (tmp_path / NAME).write_text(BULLETIN)
    ingest([tmp_path / NAME], tmp_path / "out")
    return tmp_path / "out"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for a in (FIRST | {"sex": "female"}, SECOND, {"file": "gone.txt", "expect_entries": 0})))
    return path


def test_evaluate_tells_and_writes(out: Path, gold: Path, tmp_path: Path) -> None:
    found = run("evaluate", "--gold", gold, "--processed", out, "--errors", "--html", tmp_path / "e.html", "--write-measured", tmp_path / "m.json")
    assert "child_sex: wrong: female read as male" in found.stdout
    assert "all missed: gone.txt" in found.stderr
    assert "<svg" in (tmp_path / "e.html").read_text()
    assert (tmp_path / "e.html").stat().st_mode & 0o077 == 0, "it quotes the sources"
    kept = json.loads((tmp_path / "m.json").read_text())["sources"][tmp_path.name]
    assert kept["seen"] is True
    assert kept["rules"]["authors.label"] == [2, 2]


def test_evaluate_as_json(out: Path, gold: Path) -> None:
    found = json.loads(run("evaluate", "--gold", gold, "--processed", out, "--json").stdout)
    assert found["fields"]["child_sex"]["right"] == 1
    assert found["entries"] == 2


def test_evaluate_needs_answers_from_somebody(out: Path) -> None:
    assert "--reviewers" in run("evaluate", "--processed", out, expect=2).stderr
    assert json.loads(run("evaluate", "--processed", out, "--reviewers", "--json").stdout)["reviewers"] == {}


def test_diff_shows_losses_first_with_their_quotes(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = current(out).id
    without(monkeypatch, "authors.label")
    monkeypatch.setattr(versions, "ROAD", ("errors.py",))  # a changed rule is a changed source: the key says so
    versions.versions.cache_clear()
    ingest([], out)
    told = run("diff", before[:6], "CURRENT", "--processed", out).stdout
    assert "LOST authors: Maud Ellery -> not stated" in told
    assert "'Maud Ellery' [" in told
    assert json.loads(run("diff", before, out, "--processed", out, "--json").stdout)["counts"] == [
        {"field": "authors", "rule_id": "authors.label", "lost": 2, "changed": 0, "gained": 0}
    ]
    assert "No value changed" in run("diff", before, out / "snapshots" / before, "--processed", out).stdout
    assert "no snapshot 'zz'" in run("diff", "zz", before, "--processed", out, expect=1).stderr


def test_what_was_measured_is_published_anew_and_nothing_read_again(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, key = current(out), versions.versions().key
    monkeypatch.setattr(publishing, "measured_version", lambda: "other")
    monkeypatch.setattr(rows, "measured", lambda: {"authors.label": Measured("authors.label", Share(4, 40), Share(0, 0))})
    done = ingest([], out)
    assert (done.published, done.extracted, versions.versions().key) == (True, 0, key)
    after = current(out)
    assert after.id != before.id
    assert {i["kind"] for i in after.arrow("issues").to_pylist()} >= {"rule_under_bound"}
    record = after.arrow("entries").to_pylist()[0]["record_id"]
    assert "right in 10% of 40 checked, 95 %:" in run("explain", record, "authors", "--processed", out).stdout
    assert fields.FIELDS
