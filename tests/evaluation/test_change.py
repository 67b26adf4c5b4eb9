"""What a change of the rules did: losses first, each with its quote. A rule is spoiled on purpose and its losses are named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from scr_extract import fields
from scr_extract.evaluation.change import compare
from scr_extract.fields.seam import Source
from tests.evaluation.made import BULLETIN, tables


def without(monkeypatch: pytest.MonkeyPatch, rule_id: str) -> None:
    """The fields without one finder."""
    spoiled = tuple(replace(f, finders=tuple(x for x in f.finders if x.rule_id != rule_id)) for f in fields.FIELDS)
    monkeypatch.setattr(fields, "FIELDS", spoiled)


def test_a_harmful_rule_change_is_listed_with_its_losses_first(monkeypatch: pytest.MonkeyPatch) -> None:
    before = tables()
    without(monkeypatch, "authors.label")
    found = compare(before, tables())
    assert [(c.kind, c.field, c.rule_id, c.title) for c in found.changes] == [
        ("lost", "authors", "authors.label", "Child V"),
        ("lost", "authors", "authors.label", "Child W"),
    ]
    lost = found.changes[0]
    assert lost.before is not None
    assert lost.after is not None
    assert (lost.before.quote, lost.after.status) == ("Maud Ellery", "not_stated")
    assert dict(found.counts()["authors", "authors.label"]) == {"lost": 2}


def test_a_child_who_loses_the_age_alone_keeps_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    rules: tuple[Source, ...] = ("rule",)  # our own model would read some of what the rule lost
    before = tables(sources=rules)
    without(monkeypatch, "children.age_fact")
    found = [c for c in compare(before, tables(sources=rules)).changes if c.field != "child_sex"]
    assert [(c.kind, c.field, c.rule_id) for c in found] == [("lost", "child_age", "children.age_fact")] * 2
    assert found[0].before is not None
    assert (found[0].before.value, found[0].before.quote) == ("3 to 3 months", "3-month-old")


def test_the_other_way_round_is_a_gain(monkeypatch: pytest.MonkeyPatch) -> None:
    after = tables()
    without(monkeypatch, "authors.label")
    assert {c.kind for c in compare(tables(), after).changes} == {"gained"}


def test_nothing_changed_is_no_change() -> None:
    assert compare(tables(), tables()).changes == ()


def test_an_entry_lost_whole_is_one_change_and_comes_first() -> None:
    before, after = tables(), dict(tables())
    gone = after["entries"][1]["record_id"]
    after = {name: [r for r in rows if r.get("record_id") != gone] for name, rows in after.items()}
    found = compare(before, after)
    assert [(c.kind, c.field, c.title) for c in found.changes] == [("lost", "entry", "Child W")]


def test_a_value_read_otherwise_is_a_change_with_both_quotes() -> None:
    before, after = tables(), tables()
    values = [dict(v) | ({"value": "2014"} if v["field"] == "incident_date" and v["value"] == "2015-01" else {}) for v in after["values"]]
    (change,) = compare(before, {**after, "values": values}).changes
    assert change.kind == "changed"
    assert change.before is not None
    assert change.after is not None
    assert (change.before.value, change.after.value) == ("2015-01", "2014")


def test_documents_on_one_side_only_are_named_and_not_compared() -> None:
    found = compare(tables(), tables(BULLETIN.replace("missed", "late")))
    assert (found.only_before, found.only_after, found.changes) == (("made.md",), ("made.md",), ())
