"""Themes and actions of recommendations, from made-up statements."""

from __future__ import annotations

import pytest

from scr_extract.resources.themes import action, themes


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("Luton LSCB should seek evidence that nurses ask about sleep", "audit"),
        ("revise the protocol on missed visits", "procedure"),
        ("train school staff in talking with boys", "training"),
        ("the government should count all such deaths", "national_policy"),
        ("managers should look at each worker's supervision", "supervision_management"),
        ("share the plan with the school: information must be passed on in a day", "information_sharing"),
        ("give leaflets to parents on safer sleeping", "public_awareness"),
        ("provide more counselling services", "resources_commissioning"),
        ("carry out research on hidden fathers", "research"),
        ("nurses should listen to children", "practice"),
        ("paint the walls", "other"),
        ("", None),
    ],
)
def test_what_is_asked_for(words: str, asked: str | None) -> None:
    assert action(words) == asked


@pytest.mark.parametrize(
    ("words", "about"),
    [
        ("midwives should ask about the baby\u2019s father before the birth, in pre\u2010birth assessments", {"assessment", "fathers_men", "pre_birth"}),
        ("social workers must escalate when thresholds are disputed", {"escalation", "threshold"}),
        ("a safer sleeping leaflet in Polish, with interpreters", {"safe_sleep", "culture"}),
        ("paint the walls", set()),
    ],
)
def test_what_it_is_about(words: str, about: set[str]) -> None:
    assert set(themes(words)) == about
