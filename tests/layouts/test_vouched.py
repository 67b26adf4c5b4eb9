"""Titles that are none by themselves: the kind of review below, whose review it was at the paragraph's end, series, tables that became lines."""

from __future__ import annotations

import time

import pytest

from scr_extract.extract import extract
from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.layouts.clues import clues
from scr_extract.layouts.flattened import flattened
from scr_extract.layouts.units import units
from scr_extract.model import SegmentKind as Kind
from scr_extract.values import show

PAGE = """Published reviews

This page lists the Local Child Safeguarding Practice Reviews, and the Serious Case Reviews which came before them, that the Partnership has published.

If you are worried about a child call 0300 555 0142.

On this page
Reviews published in 2022

Amber
Local Child Safeguarding Practice Review
Published 14 March 2022

Amber was eleven weeks old when she was found to have a bleed on the brain in March 2020. She has survived. The review was led by Hester Calder.

Download: Amber LCSPR final report (PDF, 640KB)

Family Rowan
Local Child Safeguarding Practice Review
Published 22 September 2021

Three children, aged 13, 10 and 4, were taken into police protection in November 2019 after years of neglect.

Download: Family Rowan LCSPR (PDF, 1.1MB)

Silas
Serious Case Review
Published 6 June 2019

Silas was 16 when he died in hospital in August 2017 after taking drugs at a party.
"""
CREDITS = """Fathers and father figures

Reviews go on finding that fathers are talked about and not talked to.

Jory and Tamsin
They were 16 and 17 when they were found to have been beaten by their stepfather in 2021. (Enfield Safeguarding Children Partnership, 2023. Author: Jo Orme)

Maisie and Theo
They were 16 and 17 and worked unpaid in a takeaway for two years before one of them told a college lecturer. (Enfield Safeguarding Children Partnership, 2022)

Fathers and work
A father who works may not be at home when a visit is made, and he may be asked to come to a meeting at noon. (Kent Safeguarding Children Board, 2019)

What reviews recommend
Ask who is in the family at each contact and write it down. (See the guidance of the Board, 2020)
"""
WELSH = """Child practice reviews: a round-up

Cwm Taf Morgannwg Safeguarding Board
CTMSB 02/2018 - Concise Child Practice Review
Published: 4 June 2019
Reviewers: Gwen Hart and Michael Ash
A baby boy died at the age of 3 months in August 2017. He was sharing a mattress with his mother.

South East Wales Safeguarding Children Board
SEWSCB 1/2017 - Extended Child Practice Review
Published: 28 March 2019
Reviewers: Elspeth Rees; Karl Beving
A young woman of 17 died in December 2016 when a car left the road.
"""
TWO_LINES = """Reviews published in the year

North Wales Safeguarding Children Board
NWSCB 2/2016 Conwy
Concise Child Practice Review. Published June 2017.
A boy of four months was found to have a skull fracture in April 2016.

CYSUR: Mid and West Wales Safeguarding Children Board
CYSUR 4/2016 - Pembrokeshire
Concise Child Practice Review, July 2017
A boy of ten drowned in a river in the summer of 2016.

Cwm Taf Safeguarding Children Board
CTSCB 1/2016
Extended Child Practice Review. Published September 2017.
A girl of 16 was found hanged in woodland in October 2015.
"""
SLIDES = """Learning from Serious Case Reviews
Level 3 multi-agency training
Newcastle Safeguarding Children Board

Slide 2
Aims of the session
To know when an SCR is held

Slide 3
Case 1: Child Y (Kirklees SCB, 2013)
Girl, 22 months
Died 6 August 2012 from abdominal injuries

Slide 4
Case 2: 'Sam' (Torbay LSCB, published July 2013)
A boy of 14, who died of pneumonia in the winter of 2011
"""
BRIEFINGS = """7 MINUTE BRIEFING: KYRAN

1. What happened?
Kyran was 15 when he was stabbed outside a shop in the autumn of 2018. Kyran needed two operations.

2. What did we find?
Kyran's going missing was recorded as bad behaviour.

7 MINUTE BRIEFING: NEGLECT

1. What is neglect?
Neglect is the most common form of abuse. Neglect can be hard to see. In 2018 a child of 5 died of neglect.
"""
TABLE = """Reviews read by the learning group

LSCB
Child
Published
Author
Age and gender
What happened
Key learning points

Knowsley
Child Bryony
May 2016
Hilary Jones
13 months, F
Died in January 2015. Her mother had given her adult medicine to make her sleep.
1. Tiredness was mentioned to four workers.
2. The plan had no outcomes.

Bury
Child M16
July 2016
Not stated
16, M
Seriously injured jumping from a bridge, 2 April 2015. He was placed with foster carers.
1. Foster carers were not given information.
"""
NEWSLETTER = """Wirral Safeguarding Children Board
Newsletter, Issue 9

In this issue
From the Chair .............................. 1
Learning from our own review ................ 2
Learning from elsewhere ..................... 3

Learning from our own review

Child W

The Board published its serious case review about Child W in January 2014. W was a three-year-old boy who died in September 2012 when he fell from a window.

Learning from elsewhere

Oxfordshire: Child Y

Oxfordshire Safeguarding Children Board, November 2013. Child Y was a girl of 14 who was abused by a man whom she had met on line. It came to light in May 2012.

Walsall: Baby B2

Walsall SCB, October 2013. Sudden death in February 2012 of a boy aged 8 weeks who was sleeping in a car seat.
"""


def titles(text: str) -> list[str]:
    document = read(text.encode(), "a.txt")
    return [p.heading.of(document.text) if p.heading else "" for p in segment(document) if p.kind is Kind.ENTRY]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (PAGE, ["Amber", "Family Rowan", "Silas"]),
        (CREDITS, ["Jory and Tamsin", "Maisie and Theo"]),
        (WELSH, ["CTMSB 02/2018 - Concise Child Practice Review", "SEWSCB 1/2017 - Extended Child Practice Review"]),
        (TWO_LINES, ["NWSCB 2/2016 Conwy", "CYSUR 4/2016 - Pembrokeshire", "CTSCB 1/2016"]),
        (SLIDES, ["Case 1: Child Y (Kirklees SCB, 2013)", "Case 2: 'Sam' (Torbay LSCB, published July 2013)"]),
        (BRIEFINGS, ["7 MINUTE BRIEFING: KYRAN"]),
        (TABLE, ["Child Bryony", "Child M16"]),
        (NEWSLETTER, ["Child W", "Oxfordshire: Child Y", "Walsall: Baby B2"]),
    ],
)
def test_what_stands_around_a_line_makes_it_a_title(text: str, expected: list[str]) -> None:
    assert titles(text) == expected


def test_the_board_over_each_title_is_its_own() -> None:
    boards = [show(r.fields["board"].chosen[0].value) for r in extract(read(TWO_LINES.encode(), "a.txt")).records]
    assert ["North Wales" in boards[0], "Mid and West Wales" in boards[1], "Cwm Taf" in boards[2]] == [True] * 3


def test_a_record_of_the_table_may_have_no_date() -> None:
    text = TABLE.replace("July 2016", "Not yet published")
    assert titles(text) == ["Child Bryony", "Child M16"]
    other = read(TABLE.replace("Author\n", "Author\nA remark that is no head\n").encode(), "a.txt")
    assert not [p for p in segment(other) if p.cells], "which column a cell is of cannot be known"


def test_the_lines_of_such_a_table_are_cells() -> None:
    bryony, m16 = ({n: [show(c.value) for c in f.chosen] for n, f in r.fields.items()} for r in extract(read(TABLE.encode(), "a.txt")).records)
    assert (bryony["authors"], bryony["published"], bryony["incident_date"]) == (["Hilary Jones"], ["2016-05"], ["2015-01"])
    assert "Knowsley" in bryony["board"][0]
    assert len(bryony["findings"]) == 2
    assert (m16["authors"], m16["published"], m16["incident_date"]) == ([], ["2016-07"], ["2015-04-02"])
    assert "Bury" in m16["board"][0]


@pytest.mark.parametrize(
    "text",
    [
        "Reviews\nSerious Case Reviews\nPublished 2019\n\nThere were none.",
        "Age\nGender\nWhat happened\nOutcome\n\nKeeping children safe is what we do.",
        "Chapter 4\n\nSignificant Incident Procedure\nLocal Child Safeguarding Practice Review\n\nThe partnership decides which review to carry out.",
        "Kent County Council\nSerious Case Review\n\nWe want a reviewer with experience. Apply by May.",
        "Agenda\n\nItem Four\nSerious Case Review\n\nThe chair will give an update.",
        "Resources\n\nDomestic abuse\nPractitioners told us that the early signs are easily missed when several agencies are busy. "
        "(Kent Safeguarding Children Partnership, 2021)",
        "Seven minute briefing: Ofsted\n\nOfsted inspects children's services. What Ofsted wants to see is below.",
        "About us\nLocal Child Safeguarding Practice Review\n\nWe hold reviews when a child dies.",
    ],
)
def test_a_page_about_reviews_has_no_such_title(text: str) -> None:
    assert titles(text) == []


SECOND = """
{heads}

{rows}"""
WIDER = SECOND.format(
    heads="Child\nBoard\nPublished\nAge\nOutcome\nGender\nReviewer\nSummary",
    rows="Child W1\nKent LSCB\nMay 2016\nA boy\n\nChild W2\nKent LSCB\nJune 2016\nA boy",
)
AGAIN = SECOND.format(heads=TABLE.partition("\n\n")[2].partition("\n\n")[0], rows=TABLE.split("\n\n")[2].replace("Bryony", "Clover"))


@pytest.mark.parametrize(("more", "added"), [(WIDER, ["Child W1", "Child W2"]), (AGAIN, ["Child Clover"])])
def test_such_a_table_ends_where_heads_come_again(more: str, added: list[str]) -> None:
    document = read((TABLE + more).encode(), "a.txt")
    entries = [p for p in segment(document) if p.kind is Kind.ENTRY]
    assert titles(TABLE + more) == ["Child Bryony", "Child M16", *added]
    assert entries[1].cells[-1][1].of(document.text).endswith("were not given information.")


def test_heads_over_and_over_take_no_time() -> None:
    """Each was looked at to the end of the document: 16,000 lines took eight seconds, 200,000 an hour."""
    document = read(b"Child\nBoard\nDate\nSummary\n\n" * 4_000, "a.txt")
    lines = clues(document.view, units(document, ()), ())
    began = time.process_time()
    assert flattened(document.view, lines) == lines
    assert time.process_time() - began < 2
