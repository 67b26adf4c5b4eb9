"""What reviewers confirmed and corrected counts, charged to the rule that had read what they saw."""

from __future__ import annotations

from typing import Any

import pytest

from scr_extract.evaluation.gold import Word
from scr_extract.evaluation.measured import shares
from scr_extract.evaluation.reviewed import by_field, words
from scr_extract.evaluation.scoring import evaluate
from scr_extract.evaluation.summary import summary
from scr_extract.shares import Share
from tests.evaluation.made import tables


def said(**changed: Any) -> dict[str, Any]:
    return {
        **{"correction_id": "c", "record_id": "r", "field": "outcome", "ordinal": 1, "kind": "confirm", "value": "fatal", "seen_value": "fatal"},
        **{"made_at": "2026-01-01", "state": "confirmed"},
        **changed,
    }


VALUES: list[dict[str, Any]] = [
    {"record_id": "r", "field": "outcome", "value": "fatal", "rule_id": "outcome.death", "alternatives": []},
    {
        **{"record_id": "r", "field": "topic", "value": "Neglect", "rule_id": None},
        "alternatives": [{"value": "Neglct", "rule_id": "topic.heading", "quote": "Neglct", "start": 0, "end": 6}],
    },
]


def test_a_word_finds_the_rule_of_the_value_it_speaks_of() -> None:
    corrected = said(correction_id="d", field="topic", kind="correct", value="Neglect", seen_value="Neglct", state="corrected")
    found = words([corrected, said()], VALUES)
    assert found == (Word("r", "outcome", 1, "fatal", "fatal", "outcome.death"), Word("r", "topic", 1, "Neglect", "Neglct", "topic.heading"))
    assert by_field(found) == {"outcome": Share(1, 1), "topic": Share(0, 1)}
    judged = evaluate(tables(), (), words=found)
    assert shares([judged]) == {"outcome.death": Share(1, 1), "topic.heading": Share(0, 1)}
    assert summary(judged, tables())["reviewers"]["topic"]["of"] == 1


@pytest.mark.parametrize("changed", [{"state": "stale_correction"}, {"state": "undone"}, {"kind": "reject_entry", "field": None}, {"state": "orphan"}])
def test_words_that_say_nothing_of_todays_rules_do_not_count(changed: dict[str, Any]) -> None:
    assert words([said(**changed)], VALUES) == ()


def test_what_was_missed_is_charged_to_no_rule() -> None:
    (word,) = words([said(kind="correct", state="corrected", value="fatal", seen_value=None)], VALUES)
    assert (word.right, word.rule_id) == (False, None)
    assert by_field([word]) == {}
