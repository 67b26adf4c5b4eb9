"""Made-up entries judged: every verdict, spans, statements, groups and confusions, from a real reading of a made-up bulletin."""

from __future__ import annotations

from typing import Any

import pytest

from scr_extract.evaluation.evidence import Quote
from scr_extract.evaluation.gold import Negative
from scr_extract.evaluation.scoring import Judged, Tally, evaluate, openings
from scr_extract.evaluation.spans import _meets, spans
from scr_extract.evaluation.statements import matches
from scr_extract.evaluation.summary import summary
from scr_extract.shares import Share
from scr_extract.values import Child, show
from tests.evaluation.made import FIRST, NAME, SECOND, golds, tables


def errors(*answers: dict[str, Any]) -> dict[str, tuple[str, object, object]]:
    return {j.field: (j.verdict, j.gold, j.mine) for j in evaluate(tables(), golds(*answers)).errors()}


def test_right_answers_are_right() -> None:
    found = evaluate(tables(), golds(FIRST, SECOND))
    assert found.errors() == ()
    assert found.tallies()["entry"] == Tally(2, 0, 0)
    assert found.tallies()["authors"] == Tally(2, 0, 0)
    assert {j.layout for j in found.judged} == {tables()["documents"][0]["layout"]}
    assert {j.media_type for j in found.judged} == {"text/markdown"}


@pytest.mark.parametrize(
    ("changed", "field", "verdict"),
    [
        ({"sex": "female"}, "child_sex", "wrong"),
        ({"incident_date": None}, "incident_date", "invented"),
        ({"methodology": "SILP"}, "methodology", "missed"),
        ({"authors": ["Maud Ellery", "Ann Other"]}, "authors", "wrong"),
        ({"children": [{"age_months_min": 4, "age_months_max": 4}]}, "child_age", "wrong"),
        ({"lscb": "Devon"}, "lscb", "wrong"),
        ({"parent_factors": ["mental_health"]}, "parent_factors", "missed"),
        ({"n_recommendations": 3}, "n_recommendations", "wrong"),
    ],
)
def test_each_verdict_is_given(changed: dict[str, Any], field: str, verdict: str) -> None:
    assert errors(FIRST | changed, SECOND)[field][0] == verdict


@pytest.mark.parametrize(
    "changed",
    [
        {"sex": "female", "optional": ["child_sex"]},
        {"incident_date": "2014", "accept": {"incident_date": ["2015-01"]}},
        {"authors": ["Dr Maud Ellery OBE"]},
        {"lscb": "Luton"},
        {"n_recommendations": None},
        {"n_recommendations": 9, "truncated": True},
        {"child_names": ["V"]},
    ],
)
def test_what_may_differ_is_no_error(changed: dict[str, Any]) -> None:
    assert errors(FIRST | changed, SECOND) == {}


def test_a_missed_entry_misses_every_field_and_an_unasked_one_is_invented() -> None:
    other = {"file": NAME, "title": "Rowan", "child_names": ["Rowan"], "children": [], "authors": ["Ann Other"], "fatal": True, "body_starts": "Nothing such"}
    found = evaluate(tables(), golds(FIRST, other))
    assert found.tallies()["entry"] == Tally(1, 1, 1)
    assert {j.field for j in found.errors() if j.title == "Rowan"} == {"entry", "child_names", "authors", "fatal"}
    assert evaluate(tables(), golds(FIRST, other | {"optional": ["*"]})).tallies()["entry"] == Tally(1, 1, 0)
    assert evaluate(tables(), golds(FIRST | {"file_cut": True})).tallies()["entry"] == Tally(1, 0, 0)


def test_a_file_that_is_not_there_is_named_and_missed() -> None:
    found = evaluate(tables(), golds(FIRST | {"file": "gone.txt"}), [Negative(NAME)])
    assert found.absent == ("gone.txt",)
    assert found.tallies()["entry"] == Tally(0, 0, 1)
    assert found.tallies()["no_review_here"] == Tally(0, 1, 0)


def test_errors_carry_the_words_they_were_read_from() -> None:
    (error,) = [j for j in evaluate(tables(), golds(FIRST | {"authors": ["Ann Other"]}, SECOND)).errors() if j.field == "authors"]
    (quote,) = error.quotes
    assert (quote.words, quote.rule_id) == ("Maud Ellery", "authors.label")
    assert isinstance(error, Judged)


def test_spans_are_exact_or_overlap() -> None:
    found = spans(evaluate(tables(), golds(FIRST)))
    assert found["child_age"] == (Tally(1, 0, 0), Tally(1, 0, 0))
    assert found["incident_date"] == (Tally(0, 1, 1), Tally(1, 0, 0))
    row = next(v for v in tables()["values"] if v["field"] == "incident_date")
    placed = spans(evaluate(tables(), golds(FIRST | {"quotes": {}, "spans": {"incident_date": [[row["start"], row["end"]]]}})))
    assert placed["incident_date"][0] == Tally(1, 0, 0)


def test_words_overlap_as_words_and_not_as_letters() -> None:
    """`3 months` is no part of `13 months`, neither in the entry nor outside it."""
    for text in ("He was 13 months old.", "Elsewhere."):
        quote = Quote("13 months old", "x.y", 7, 20, 1)
        assert not _meets("3 months", quote, {"text": text, "start": 0}, exact=False)
        assert _meets("13 months", quote, {"text": text, "start": 0}, exact=False)
    assert _meets("(aged 3)", Quote("aged 3", "x.y", 5, 11, 1), {"text": "Ann (aged 3), fell", "start": 0}, exact=False)
    assert not _meets("a", Quote("", "x.y", 90, 91, 1), {"text": "Elsewhere.", "start": 0}, exact=False)


def test_a_siblings_age_is_no_wrong_span() -> None:
    made = tables()
    child = next(v for v in made["values"] if v["field"] == "children")
    told = {"value": show(Child("Child X", "sibling", 60, 71)), "ordinal": 2, "quote": "aged 5", "rule_id": "children.age_sibling", "also": []}
    found = evaluate({**made, "values": [*made["values"], {**child, **told}]}, golds(FIRST))
    assert spans(found)["child_age"] == (Tally(1, 0, 0), Tally(1, 0, 0))


def test_statements_are_matched_by_their_words() -> None:
    asked = [{"text": "1. that the board audits how visits are recorded"}, {"text": "that somebody flies to the moon at once"}]
    found = matches(tables(), golds(FIRST | {"recommendations": asked}, SECOND), "recommendations")
    assert found is not None
    assert found.exact == Tally(1, 1, 1), "the row of the second entry is not asked for"
    both = matches(tables(), golds(FIRST | {"recommendations": asked}, SECOND | {"recommendations": []}), "recommendations")
    assert both is not None
    assert both.exact == Tally(1, 2, 1)
    assert matches(tables(), golds(FIRST), "findings") is None


def test_how_entries_were_cut() -> None:
    assert openings(evaluate(tables(), golds(FIRST, SECOND))) == {
        "holds its opening words": Share(2, 2),
        "holds no other entry's opening": Share(2, 2),
        "in the order of the source": Share(1, 1),
    }


def test_the_summary_is_whole() -> None:
    wrong = FIRST | {"outcome": "unclear"}
    found = summary(evaluate(tables(), golds(wrong, SECOND)), tables())
    assert found["fields"]["outcome"]["right"] == 1
    assert {"gold": "unclear", "read": "fatal", "entries": 1} in found["confusion"]["outcome"]
    assert [e["field"] for e in found["errors"]] == ["outcome"]
    assert found["by_format"]["text/markdown"]["fields"]["outcome"] == found["fields"]["outcome"]


def test_f1_has_the_bounds_of_what_it_is_made_of() -> None:
    tally = Tally(8, 1, 1)
    low, high = tally.f1_bounds
    assert tally.f1 == pytest.approx(16 / 18)
    assert low < 16 / 18 < high
    assert Tally().f1 is None
