"""How often rules were right: counted from gold and reviewers' words, kept as counts, shown with values, and held to a bound."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from scr_extract.corrections.gold import Checked
from scr_extract.datasets import rows as made_rows
from scr_extract.errors import GoldError, ResourceError
from scr_extract.evaluation import record
from scr_extract.evaluation.measured import reviewed, shares
from scr_extract.evaluation.scoring import evaluate
from scr_extract.fields import FIELDS
from scr_extract.resources import measured as resources
from scr_extract.resources.measured import BOUNDS, RULES, Measured, bound, measured, pooled, under_bound, with_reviewed
from scr_extract.shares import Share
from tests.evaluation.made import FIRST, SECOND, golds, tables


def test_values_are_charged_to_the_rule_that_read_them() -> None:
    found = shares([evaluate(tables(), golds(FIRST | {"authors": ["Ann Other"]}, SECOND))])
    assert found["authors.label"] == Share(1, 2)
    assert found["children.heading_name"] == Share(2, 2)
    assert found["children.age_fact"] == Share(2, 2)
    assert found["recommendations.listed"] == Share(3, 3)
    assert "title.heading" not in found


def test_what_is_not_asked_is_not_checked() -> None:
    free = FIRST | {"optional": ["authors", "child_names", "child_age"], "n_recommendations": None}
    found = shares([evaluate(tables(), golds(free, SECOND))])
    assert found["authors.label"] == Share(1, 1)
    assert found["children.age_fact"] == Share(1, 1)
    assert found["recommendations.listed"] == Share(1, 1)


def test_a_statement_with_its_text_is_checked_by_it() -> None:
    asked = [{"text": "that the board audits how visits are recorded"}]
    assert shares([evaluate(tables(), golds(FIRST | {"recommendations": asked}))])["recommendations.listed"] == Share(1, 2)


def test_reviewers_words_count_too() -> None:
    said = [
        Checked("r", "outcome", 1, "fatal", "fatal", "outcome.death"),
        Checked("r", "outcome", 1, None, "fatal", "outcome.death"),
        Checked("r", "topic", 1, "x", None),
    ]
    assert reviewed(evaluate(tables(), (), reviewed=said)) == {"outcome.death": Share(1, 2)}


def test_what_gold_checks_does_not_count_again_for_reviewers() -> None:
    read = tables()
    record = read["entries"][0]["record_id"]
    author = next(v for v in read["values"] if (v["record_id"], v["field"]) == (record, "authors"))
    title = next(v for v in read["values"] if (v["record_id"], v["field"]) == (record, "title"))
    said = [Checked(record, v["field"], 1, v["value"], v["value"], v["rule_id"]) for v in (author, title)]
    judged = evaluate(read, golds(FIRST), reviewed=said)
    assert shares([judged])[author["rule_id"]] == Share(1, 1)
    assert reviewed(judged) == {title["rule_id"]: Share(1, 1)}
    assert set(reviewed(evaluate(read, golds(FIRST | {"optional": ["authors"]}), reviewed=said))) == {title["rule_id"], author["rule_id"]}


def test_a_source_of_reviewers_does_not_count_beside_their_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`evaluate --reviewers --write-measured` on the packaged file, and then a publish with the same words."""
    record.write(tmp_path / RULES, "texts", {"x.y": Share(1, 3)}, entries=3, seen=True)
    record.write_reviewed(tmp_path / RULES, record.REVIEWERS, {"x.y": Share(2, 4)}, records=2)
    (tmp_path / BOUNDS).write_text("default = 0.85\n")
    monkeypatch.setattr(resources, "_FOLDER", tmp_path)
    measured.cache_clear()
    try:
        assert measured() == {"x.y": Measured("x.y", Share(3, 7), Share(2, 4))}, "without a store the words counted there are all there is"
        assert with_reviewed({"x.y": (2, 4)}) == measured(), "with it they are counted once"
        assert with_reviewed({"x.y": (3, 5)})["x.y"].all == Share(4, 8)
    finally:
        measured.cache_clear()


def test_one_source_replaces_itself_and_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    record.write(path, "a", {"x.y": Share(1, 3)}, entries=3, seen=True)
    record.write(path, "b", {"x.y": Share(2, 2), "x.z": Share(0, 1)}, entries=2, seen=False)
    record.write(path, "a", {"x.y": Share(3, 3)}, entries=3, seen=True)
    assert pooled(json.loads(path.read_text())["sources"]) == {
        "x.y": Measured("x.y", Share(5, 5), Share(2, 2)),
        "x.z": Measured("x.z", Share(0, 1), Share(0, 1)),
    }


def test_what_is_no_such_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_text("[]")
    with pytest.raises(GoldError, match="holds no measured rules"):
        record.write(path, "a", {}, entries=0, seen=True)
    with pytest.raises(ResourceError, match="right in 3 of 2"):
        pooled({"a": {"seen": True, "rules": {"x.y": [3, 2]}}})


def test_the_shipped_counts_are_of_rules_that_there_are() -> None:
    """Rules come and go: counts of one that went are measured anew (`make measured`)."""
    fields = {field.name for field in FIELDS}
    assert measured()
    assert {id.partition(".")[0] for id in measured()} <= fields


def test_few_checks_accuse_nobody() -> None:
    assert not under_bound(Measured("x.y", Share(1, 2), Share(0, 0)))
    assert under_bound(Measured("x.y", Share(20, 40), Share(0, 0)))
    assert bound("x.y") == 0.85
    assert bound("ethnicity.stated") < bound("x.y")


def test_a_value_shows_how_often_its_rule_was_right_and_a_weak_rule_is_an_issue(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"authors.label": Measured("authors.label", Share(20, 40), Share(1, 4))}
    monkeypatch.setattr(made_rows, "measured", lambda: known)
    row = next(v for v in tables()["values"] if v["rule_id"] == "authors.label")
    assert (row["rule_right"], row["rule_checked"], row["rule_unseen_right"], row["rule_unseen_checked"]) == (0.5, 40, 0.25, 4)
    assert row["rule_low"] < 0.5 < row["rule_high"]
    assert next(v for v in tables()["values"] if v["field"] == "title")["rule_right"] is None
    (issue,) = made_rows.weak_rules(["authors.label", "authors.by", "authors.label"])
    assert (issue.kind, issue.field) == ("rule_under_bound", "authors")
    assert "20 of 40" in issue.message
