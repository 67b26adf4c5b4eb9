"""What reviewers judged counts as gold does: the reading under their word, charged to the rule that read it, and no value twice."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scr_extract.cli import app
from scr_extract.corrections.correction import Correction, confirm, correct, several
from scr_extract.corrections.gold import Checked, checked, published
from scr_extract.corrections.present import seen_now
from scr_extract.corrections.store import opened
from scr_extract.datasets import current
from scr_extract.evaluation.scoring import evaluate
from scr_extract.evaluation.summary import summary
from scr_extract.fields import FIELDS
from scr_extract.ingest import ingest, publish, work
from tests.evaluation.made import BULLETIN, FIRST, NAME, tables
from tests.ingest.conftest import here


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up bulletin, with reviewers' words on its first entry published."""
    monkeypatch.delenv("SCR_STORE", raising=False)
    monkeypatch.setattr(work, "readers", here)
    (tmp_path / NAME).write_text(BULLETIN)
    ingest([tmp_path / NAME], tmp_path / "out")
    said(tmp_path / "out", "title")
    said(tmp_path / "out", "authors", several(["Maud Ellery", "Tom Ashby"]))
    said(tmp_path / "out", "outcome", "serious_harm")
    said(tmp_path / "out", "incident_date", None, status="not_stated")
    said(tmp_path / "out", "methodology")
    publish(tmp_path / "out")
    return tmp_path / "out"


def rows(root: Path, table: str) -> list[dict[str, Any]]:
    return list(current(root).arrow(table).to_pylist())


def said(root: Path, name: str, value: str | None = None, status: str | None = None) -> None:
    """One word on the first entry: confirmed as it stands where no value and no status is given."""
    (entry, *_), of = rows(root, "entries"), next(f for f in FIELDS if f.name == name)
    with opened(root) as store:
        words = store.words(record_id=entry["record_id"])
        now = seen_now(of, entry, [v for v in rows(root, "values") if (v["record_id"], v["field"]) == (entry["record_id"], name)], words)
        word: Correction = confirm(now, "ann") if value is None and status is None else correct(now, value, "ann", status=status)
        store.add(word, seen_version=store.version(entry["record_id"], name))


def test_a_snapshot_alone_tells_what_its_store_tells(out: Path) -> None:
    with opened(out) as store:
        words = store.words()
    values = rows(out, "values")
    judged = published(values)
    assert judged == checked(rows(out, "entries"), values, words)
    by_field = {(c.field, c.ordinal): (c.value, c.seen, c.rule_id) for c in judged}
    assert by_field["title", 1][2] is not None
    assert by_field["authors", 1] == ("Maud Ellery", "Maud Ellery", "authors.label")
    assert by_field["authors", 2] == ("Tom Ashby", None, None)
    assert by_field["outcome", 1][0] == "serious_harm"
    assert by_field["incident_date", 1][:2] == (None, "2015-01")
    assert by_field["methodology", 1] == (None, None, None)


def test_a_question_that_is_open_again_is_no_answer(out: Path) -> None:
    values = [v | ({"origin": "stale_correction"} if v["field"] == "outcome" else {}) for v in rows(out, "values")]
    assert "outcome" not in {c.field for c in published(values)}


def test_what_was_missed_is_charged_to_no_rule() -> None:
    judged = evaluate(tables(), (), reviewed=[Checked("r", "outcome", 1, "fatal", None)])
    assert summary(judged, tables())["reviewers"] == {}


def test_reviewers_are_a_source_of_their_own_and_gold_s_fields_are_not_among_them(out: Path, tmp_path: Path) -> None:
    gold = tmp_path / "answers" / "gold.jsonl"
    gold.parent.mkdir()
    gold.write_text(json.dumps(FIRST) + "\n")
    kept = tmp_path / "m.json"
    asked = ["evaluate", "--gold", str(gold), "--reviewers", "--processed", str(out), "--write-measured", str(kept), "--json"]
    done = CliRunner().invoke(app, asked)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["reviewers"]["incident_date"]["right"] == 0
    sources = json.loads(kept.read_text())["sources"]
    assert set(sources) == {"answers", "reviewers"}
    assert sources["reviewers"]["reviewed"] is True
    assert sources["reviewers"]["seen"] is False
    assert sources["reviewers"]["entries"] == 1
    assert "authors.label" in sources["answers"]["rules"]
    assert "authors.label" not in sources["reviewers"]["rules"]
    assert CliRunner().invoke(app, asked).exit_code == 0
    assert json.loads(kept.read_text())["sources"] == sources
    alone = [*asked[:1], *asked[3:], "--source", "team a"]
    assert CliRunner().invoke(app, alone).exit_code == 0
    assert json.loads(kept.read_text())["sources"]["team a"]["rules"]["authors.label"] == [1, 1]
