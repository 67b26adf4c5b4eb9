"""The field outcome: what happened, whether a reviewed child died, and why, from made-up entries."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from scr_extract.fields.outcome import FIELD
from tests.made import reading


def outcome(text: str) -> Mapping[str, object]:
    entry = reading(text)
    return FIELD.wide(FIELD.resolver(entry, [c for finder in FIELD.finders for c in finder.find(entry)]))


def told(body: str) -> tuple[object, object]:
    columns = outcome(f"Serious case review: Child V\n\n{body}")
    return columns["outcome"], columns["fatal"]


@pytest.mark.parametrize(
    "body",
    [
        "Death of a 4-month-old boy in May 2012.",
        "Reported deaths of two brothers abroad in 2013.",
        "Sudden unexpected death of a baby girl.",
        "Suicide of a 16-year-old girl in hospital.",
        "Death by hanging of a 15-year-old.",
        "Murder of a 6-year-old boy by his mother.",
        "Fatal stabbing of a 17-year-old male.",
        "Gang violence by, and death of, a 15-year-old boy from a knife wound.",
        "A 12-year-old girl took her own life in 2016.",
        "Otis and Fern, aged 11 months, were murdered by their carers.",
        "A looked after 15-year-old took an overdose and died.",
        "The mother killed her two children in spring 2013.",
        "Death of a mother and her 4-year-old daughter, stabbed by the father.",
        "Child V was 20 months old when killed by his mother's friend.",
        "The report is about a baby of ten weeks. His mother woke to find that he had died.",
        "Child V was taken to hospital in cardiac arrest. He could not be resuscitated.",
        "Serious head injuries to a baby in 2014. Child V died in hospital four days later.",
        "A girl of 17 months was strangled by a blind cord while asleep.",
        "Five-year-old boy, smothered by his mother in 2012.",
        "Child V was taken abroad by her father, who killed her in 2011.",
        "The eight-month-old was left in a car and could not be revived.",
        "A baby of 26 days was found lifeless on a settee.",
        "Child V was stabbed outside a shop and bled to death.",
    ],
)
def test_the_death_of_a_reviewed_child_is_fatal(body: str) -> None:
    assert told(body) == ("fatal", True)


@pytest.mark.parametrize(
    "body",
    [
        "Serious injury of a five-week-old girl, who has lost her sight.",
        "Serious, non-accidental injuries to a boy aged three.",
        "Attempted smothering and life-threatening strangulation of a girl by her mother, who then tried to take her own life.",
        "Attempted suicide of a 13-year-old boy, which led to brain damage.",
        "Unexplained bruising to a nine-day-old baby.",
        "The near-fatal stabbing of a 10-year-old girl by her mother, who then took her own life.",
        "Serious burns to a toddler. Her grandfather had died the year before.",
        "Non-fatal drowning of an 18-month-old child in a pool.",
        "A girl of four was smothered by her aunt. She survived.",
        "A boy of 21 months lost a hand in a shredder.",
        "Child V was ten days old when her mother threw her from a bridge.",
        "Child V jumped from a bridge after a row with staff.",
    ],
)
def test_a_child_hurt_and_alive_is_serious_harm(body: str) -> None:
    assert told(body) == ("serious_harm", False)


@pytest.mark.parametrize(
    "body",
    [
        "Sexual exploitation of a girl by a large number of men.",
        "Sexual abuse of two cousins, four and six, by a lodger.",
        "Abduction of a 14-year-old girl by her teacher.",
        "Long-term neglect of four siblings.",
        "Fabricated or induced illness in a girl over several years, with worries about serious harm.",
        "Harmful sexual behaviour by a 14-year-old boy towards his 7-year-old cousin.",
        "Neglect of a boy aged nine after the death of his father.",
        "Child V and another child were made to work unpaid in a shop.",
        "A girl of nine said that her foster father had been touching her.",
        "Child V was found to be pregnant by her mother's partner.",
        "A 13-year-old girl was found to be pregnant. Her step-father was the father of her child.",
        "Child V's stepmother poisoned him with medicines over some 14 months.",
    ],
)
def test_abuse_without_an_injury_event(body: str) -> None:
    assert told(body) == ("abuse_or_exploitation", False)


@pytest.mark.parametrize(
    "body",
    [
        "Five-year-old girl who saw the murder of her mother in 2011.",
        "Mother, aged 29, was murdered by her former partner in front of her 5-year-old son.",
        "Three children, aged 2, 4 and 7, were present when their father killed their mother.",
    ],
)
def test_a_parents_killing_is_no_childs_death(body: str) -> None:
    assert told(body) == ("parent_killed", False)


def test_a_review_of_many_cases_has_no_index_child() -> None:
    columns = outcome("Thematic review of gangs and knives\n\nLooks at the cases of ten young people who were killed or hurt.")
    assert (columns["outcome"], columns["fatal"]) == ("no_index_child", False)


@pytest.mark.parametrize(
    "body",
    [
        "Key issues: trauma, adolescents, and talk between agencies.",
        "The board must hold a review where a child dies and abuse or neglect is known or suspected.",
        "The family had a history of domestic abuse and alcohol misuse.",
        "Her mother died when she was 13.",
    ],
)
def test_an_entry_that_states_no_outcome(body: str) -> None:
    assert told(body) == (None, None)


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        ("Death of a 4-month-old boy due to a head injury in May 2012.", "a head injury"),
        ("Death of a 15-year-old girl by hanging in 2016.", "hanging"),
        ("Death of a girl in May 2012. Cause of death was not ascertained.", "not ascertained"),
        ("Death of a girl from the age of 13.", None),
    ],
)
def test_the_cause_is_in_the_sources_words(body: str, cause: str | None) -> None:
    assert outcome(f"Serious case review: Child V\n\n{body}")["cause"] == cause


@pytest.mark.parametrize("text", ["death of " * 2_000, "he died " * 2_000, "injury to a child, " * 1_500, "mother killed " * 1_500])
def test_hostile_repetition_is_read_in_time(text: str) -> None:
    outcome(text)


def test_a_child_who_is_said_to_live_did_not_die() -> None:
    assert told("A baby was left outside a church in winter. He survived.") == ("unclear", False)
    assert told("A baby was left outside a church in winter. His mother survived.") == (None, None)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("| Age | 5 weeks |\n| What happened | Killed by her father. |", ("fatal", True)),
        ("| Age | 16 |\n| Outcome | Serious injury |\n| Circumstances | V fell from a roof. |", ("serious_harm", False)),
        ("| Age | 16 |\n| Incident | The mother of the boy was killed. |", ("parent_killed", False)),
        ("| Age | 16 |\n| Author | Ann Brook |", (None, None)),
    ],
)
def test_the_cells_of_a_table_tell_the_outcome(rows: str, expected: tuple[object, object]) -> None:
    columns = outcome(f"Case V9\n\n{rows}")
    assert (columns["outcome"], columns["fatal"]) == expected
