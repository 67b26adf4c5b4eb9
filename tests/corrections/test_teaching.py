"""What reviewers' words teach: accuracy and agreement, how often each rule is right, whom to look at next, what to add to the tables."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scr_extract.corrections.agreement import agreement, agreements
from scr_extract.corrections.correction import Correction, confirm, correct, reject_entry, several
from scr_extract.corrections.gold import Accuracy, Checked, accuracy, checked, entries_checked, rules
from scr_extract.corrections.queue import Doubt, doubt, need, queue, sure
from scr_extract.corrections.seen import seen
from scr_extract.corrections.suggest import suggestions
from scr_extract.values import Board, Choice, Text, Value, show
from tests.corrections.made import DOCUMENT, PRINT


def entry(record: str) -> dict[str, Any]:
    return {"record_id": record, "document_id": DOCUMENT, "fingerprint": PRINT, "text": f"Some words of {record}.", "start": 0, "end": 1000}


def values(record: str, field: str, *said: Value, status: str = "found", **more: Any) -> list[dict[str, Any]]:
    base: dict[str, Any] = {
        "record_id": record,
        "document_id": DOCUMENT,
        "field": field,
        "origin": "extracted",
        "reading": None,
        "alternatives": [],
        "quote": None,
    }
    if not said:
        return [base | {"ordinal": 1, "value": None, "status": "not_stated", "rule_id": None} | more]
    return [base | {"ordinal": n, "value": show(v), "status": status, "rule_id": f"{field}.rule", "quote": f"words {n}"} | more for n, v in enumerate(said, 1)]


def at(words: list[Correction]) -> list[Correction]:
    return [replace(w, made_at=f"2031-01-01T00:{n:02}:00Z") for n, w in enumerate(words)]


def test_readings_are_held_against_what_reviewers_say() -> None:
    entries = [entry(f"r{n}") for n in range(4)]
    rows = [
        *values("r0", "outcome", Choice("fatal", "died")),
        *values("r1", "outcome", Choice("fatal", "died")),
        *values("r2", "outcome"),
        *values("r3", "outcome"),
        *values("r0", "authors", Text("Pat Example"), Text("The Board")),
    ]
    said = {
        r: seen(entries[n], [v for v in rows if v["record_id"] == r and v["field"] == "outcome"], "outcome") for n, r in enumerate(("r0", "r1", "r2", "r3"))
    }
    authors = seen(entries[0], [v for v in rows if v["field"] == "authors"], "authors", many=True)
    words = at(
        [
            confirm(said["r0"], "ann"),
            correct(said["r1"], "serious_harm", "ann"),
            correct(said["r2"], "fatal", "ann"),
            confirm(said["r3"], "ann"),
            correct(authors, several(["Lee Sample", "Pat Example"]), "ann"),
            correct(said["r0"], "unclear", "ben", blind=True),
        ]
    )
    judged = checked(entries, rows, words)
    assert accuracy(judged) == {"authors": Accuracy(read=2, stated=2, right=1), "outcome": Accuracy(read=2, stated=3, right=1)}
    assert rules(judged) == {"authors.rule": (1, 2), "outcome.rule": (1, 2)}
    assert [(c.value, c.seen) for c in judged if c.record_id == "r1"] == [("serious_harm", show(Choice("fatal", "died")))]
    changed = replace(words[1], seen_reading="unclear", seen_fingerprint="other")
    assert not [c for c in checked(entries, rows, [changed]) if c.record_id == "r1"], "a reopened question is no answer"


def test_the_reading_under_a_published_correction_keeps_its_rule() -> None:
    """After publication the reading stands among the alternatives: it is still what the rule is judged by."""
    (row,) = values("r0", "outcome", Choice("serious_harm"))
    lost = {"value": "fatal", "quote": "died", "rule_id": "outcome.death", "start": 0, "end": 4}
    row |= {"origin": "corrected", "reading": "fatal", "rule_id": None, "quote": None, "alternatives": [lost]}
    before = replace(seen(entry("r0"), [row], "outcome"), value="fatal", reading="fatal")
    judged = checked([entry("r0")], [row], at([correct(before, "serious_harm", "ann")]))
    assert judged == (Checked("r0", "outcome", 1, "serious_harm", "fatal", "outcome.death"),)


def test_words_on_whole_entries_are_counted() -> None:
    whole = seen(entry("r0"), [], None)
    assert entries_checked(at([reject_entry(whole, "ann")])) == (1, 0)


def test_kappa_is_agreement_beyond_chance() -> None:
    pairs = [("a", "a")] * 20 + [("a", "b")] * 5 + [("b", "a")] * 10 + [("b", "b")] * 15
    made = agreement(pairs)
    assert (made.pairs, made.agreed) == (50, 35)
    assert made.kappa == pytest.approx(0.4)
    assert agreement([("a", "a")] * 3).kappa is None
    assert agreement([]) == agreement([])
    assert agreement([("a", "b"), ("b", "a")]).kappa == pytest.approx(-1)


def test_only_a_second_reviewer_who_had_not_seen_the_first_counts() -> None:
    rows = values("r0", "outcome", Choice("fatal", "died"))
    now = seen(entry("r0"), rows, "outcome")
    words = at([correct(now, "serious_harm", "ann"), confirm(now, "ben", blind=True), correct(now, "unclear", "cleo"), confirm(now, "ann", blind=True)])
    made = agreements(words)
    assert (made["outcome"].pairs, made["outcome"].agreed) == (1, 0)
    same = at([correct(now, "fatal", "ann"), confirm(now, "ben", blind=True)])
    assert agreements(same)["outcome"].agreed == 1, "the words a value was read from make no difference"


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), max_size=30))
def test_kappa_has_its_bounds(pairs: list[tuple[str, str]]) -> None:
    made = agreement(pairs)
    assert made.kappa is None or -1 <= made.kappa <= 1
    assert agreement([(b, a) for a, b in pairs]).kappa == made.kappa
    if pairs and made.agreed == made.pairs:
        assert made.kappa in (None, 1.0)


def test_the_queue_begins_with_what_a_minute_gains_most() -> None:
    entries = [entry(f"r{n}") for n in range(5)]
    rows = [
        *values("r0", "outcome", Choice("fatal"), rule_right=0.5, rule_checked=200),
        *values("r1", "outcome", Choice("fatal"), rule_right=0.99, rule_checked=200),
        *values("r2", "outcome", Choice("fatal"), origin="stale_correction"),
        *values("r3", "outcome", Choice("fatal"), origin="confirmed"),
        *values("r4", "outcome"),
    ]
    assert [n.record_id for n in queue(entries, rows)] == ["r2", "r0", "r4", "r1"]
    assert [n.record_id for n in queue(entries, rows, {"r1": ["outcome"]})] == ["r2", "r0", "r1", "r4"]
    assert [d.reason for n in queue(entries, rows) for d in n.doubts] == ["stale", "rule", "missing", "rule"]


def test_a_rule_is_as_sure_as_its_checks() -> None:
    assert sure(None, None) == 0.95
    assert sure(0.0, 2) > 0.75, "two wrong values accuse nobody"
    assert sure(0.5, 1000) == pytest.approx(0.5, abs=0.01)


def test_nothing_is_asked_where_a_word_stands_or_nothing_is_due() -> None:
    assert doubt(values("r", "outcome", Choice("fatal"), origin="corrected")) is None
    assert doubt(values("r", "ethnicity")) is None
    assert doubt([]) is None


_DOUBTS = st.lists(st.builds(Doubt, st.text("ab", min_size=1), st.just("rule"), st.floats(0, 1), st.floats(0.1, 5), st.floats(0.1, 5)), max_size=8)


@given(_DOUBTS, st.integers(0, 10_000))
def test_no_choice_of_doubts_gains_more_per_minute(doubts: list[Doubt], characters: int) -> None:
    made = need("r", doubts, characters)
    assert math.isfinite(made.per_minute)
    one_by_one = max((need("r", [d], characters).per_minute for d in doubts), default=0.0)
    assert made.per_minute >= one_by_one - 1e-9
    assert need("r", doubts[::-1], characters).per_minute == pytest.approx(made.per_minute)


def test_words_corrected_alike_become_a_row_to_paste() -> None:
    rows, judged = [], []
    for n in range(3):
        board = show(Board("Nowhere LSCB", None, "Nowhere LSCB"))
        right = show(Board("Kent Safeguarding Children Board", "lscb-kent", "Nowhere LSCB"))
        rows += values(f"r{n}", "board", Board("Nowhere LSCB", None, "Nowhere LSCB"), quote="Nowhere\n LSCB")
        judged.append(Checked(f"r{n}", "board", 1, right, board, "board.header"))
    rows += values("r0", "outcome", Choice("fatal", "died of"), quote="died (of)") + values("r1", "outcome", Choice("fatal", "died of"), quote="Died (of)")
    judged += [Checked(f"r{n}", "outcome", 1, "no_index_child", show(Choice("fatal", "died of")), "outcome.death") for n in range(2)]
    judged += [Checked("r9", "outcome", 1, "unclear", "fatal", "outcome.death")]
    board_row, outcome_row = suggestions(judged, rows)
    assert (board_row.paste, len(board_row.records), board_row.rules) == ("lscb-kent: Nowhere LSCB", 3, ("board.header",))
    assert outcome_row.paste == '[[term]]\nids = ["no_index_child"]\npatterns = ["died \\\\(of\\\\)"]'
    assert suggestions(judged, rows, least=4) == ()


def test_words_that_mean_nothing_become_a_counter_example() -> None:
    rows = [v for n in range(2) for v in values(f"r{n}", "authors", Text("The Panel"), quote="The Panel")]
    judged = [Checked(f"r{n}", "authors", 1, None, "The Panel", "authors.header") for n in range(2)]
    (made,) = suggestions(judged, rows)
    assert (made.kind, made.value) == ("example", None)
    assert made.paste.startswith("counter_examples:")
