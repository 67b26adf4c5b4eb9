"""What a heading over reviews says of them: a subject, even where it is the only heading, over the first entry and under a masthead of several lines."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.layouts.line_words import line_words
from scr_extract.model import SegmentKind

ENTRIES = """Child Wren (Luton, May 2016)

Death of a 7-month-old girl in February 2015 after she was left alone in a bath. Her mother was convicted.

Child Teal (Dudley, June 2016)

Death of a 2-year-old boy in March 2015 who was starved. His parents were convicted.
"""


def topics(text: str, name: str = "a.txt") -> list[tuple[str | None, str | None]]:
    document = read(text.encode(), name)
    found = [s for s in segment(document) if s.kind is SegmentKind.ENTRY]
    return [(s.heading.of(document.text) if s.heading else None, s.topic.of(document.text) if s.topic else None) for s in found]


@pytest.mark.parametrize(
    "line",
    [
        "Neglect",
        "Suicide and self-harm",
        "CHILD SEXUAL EXPLOITATION",
        "Babies under one",
        "Domestic abuse, alcohol and drugs",
        "Unseen fathers",
        "Looked after children",
        "Abuse of disabled children",
        "Parents in the criminal justice system",
    ],
)
def test_a_lone_heading_that_names_a_subject_is_the_topic_of_all_below_it(line: str) -> None:
    assert line_words()["subject"].fullmatch(line)
    assert [topic for _, topic in topics(f"Safeguarding news: autumn 2016\n\n{line}\n\n{ENTRIES}")] == [line, line]


@pytest.mark.parametrize("line", ["Message from the chair", "News", "Safeguarding Matters", "Child Protection Services", "Neglected no more?", "ELLERY, Maud"])
def test_a_lone_heading_that_names_none_is_no_topic(line: str) -> None:
    assert [topic for _, topic in topics(f"Safeguarding news: autumn 2016\n\n{line}\n\n{ENTRIES}")] == [None, None]


def test_a_subject_below_a_masthead_of_several_lines_is_no_entry_of_a_menu() -> None:
    masthead = "Luton Safeguarding News\n\nA Digest for Practitioners\n\nVolume Four\n\nNeglect\n\n"
    assert [topic for _, topic in topics(masthead + ENTRIES)] == ["Neglect", "Neglect"]


def test_the_makers_of_a_librarys_cards_are_no_topics() -> None:
    card = "{}\nSerious case review: Child {}\nLuton Safeguarding Children Board, 2016. 45pp.\nDeath of a girl aged {} in May 2014 from a head injury.\n\n"
    assert [topic for _, topic in topics(card.format("ELLERY, Maud", "Wren", 4) + card.format("ASHBY, T.", "Teal", 2))] == [None, None]


def test_a_boards_label_is_no_childs_name() -> None:
    item = "{}\nSafeguarding Children Board: {}\nWhat happened: {} died at home in March 2016.\nHis father was convicted of manslaughter.\n\n"
    text = (
        "Reading round-up No. 14\n\n"
        + item.format("A baby who nobody saw", "Luton", "Baby Wren was four months old when he")
        + item.format("The boy on the estate", "Dudley", "Jay, 16, was stabbed by an older boy and")
    )
    assert [heading for heading, _ in topics(text)] == ["A baby who nobody saw", "The boy on the estate"]


def test_each_line_of_place_name_and_story_is_an_entry_though_the_board_is_not_named() -> None:
    text = (
        "Reviews published in October 2018\n\n"
        "Luton - Child Wren - 4-month-old boy, died from a head injury, March 2016. Author: Maud Ellery.\n"
        "Swindon - Jay - 16-year-old boy, stabbed, August 2016. Author: Tom Ashby.\n"
        "Dudley - Family K - four siblings, long-term neglect. Author: Ann Other.\n"
        "Anonymous - Child T - 14-year-old girl, suicide, 2015.\n"
    )
    assert [heading for heading, _ in topics(text)] == ["Luton - Child Wren", "Swindon - Jay", "Dudley - Family K", "Anonymous - Child T"]
