"""Texts that speak of reviews and children and are no review: procedures with worked examples, invitations, answers, adverts, tables that count."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import SegmentKind

TEXTS = {
    "a procedure with worked examples": """Luton Safeguarding Children Partnership
Procedure for undertaking local child safeguarding practice reviews

1. Purpose
This procedure sets out how the partnership decides whether to hold a review.

2. Worked example
Child A, aged 3, died in March 2015 after being left alone in a bath. The rapid review panel met within 15 days.

3. Worked example
Child B, aged 14, was stabbed in May 2016. The panel agreed that the criteria were met.
""",
    "a procedure of a consortium": """Northshire Joint Safeguarding Children Procedures

Multi-Agency Procedure

Visits to Homes Where Nobody Answers

Adopted by: Luton and Bedford
Version 4, from 1 May 2021; due to be renewed in May 2024

CONTENTS
1. Scope
2. Background
3. Steps
4. Disputes

1. Scope
1.1 All staff who call at a child's home work to this document.

2. Background
2.1 Several serious case reviews tell of a baby who died or was hurt while cards were left on the mat.

3. Steps
3.1 Ring the duty desk from the doorstep. A strategy discussion follows on the same day.
""",
    "a guide to writing": """Guidance: how to write a serious case review

A good report opens with the facts.

Child A was a boy of 3 who died in March 2011 after he was shaken by his father.
""",
    "an invitation": """Learning event: Child Wren
Wren, a 3-year-old boy, died in March 2015 after he was shaken. Come and hear about the learning from this serious case review.
Date: 14 May 2016, 9.30am - 12.30pm
To book contact training@luton.example
""",
    "a seminar": """Join us for our lunchtime seminar on Child Wren

On 14 June the lead reviewer, Maud Ellery, will present the findings of the serious case review about Wren, who died aged 3 in March 2015.
""",
    "a board's answer": """Serious case review Child Wren: response of the board

The Board has accepted all twelve recommendations of the review about a boy of 3 who died in March 2015. A video of the chair can be watched here.
""",
    "an annual report": """Luton Safeguarding Children Board
Annual report 2013-14

Serious case reviews
Year    Reviews started    Reviews published
2012-13    3    2
2013-14    1    3

The sub-group met six times. Two serious case reviews were published in the year. A 3-year-old boy drowned in May 2013.
""",
    "an advert": """Job advert: independent reviewer

Luton Safeguarding Children Partnership wants to appoint a lead reviewer for a safeguarding practice review of a baby who died in March 2021.
""",
}
AFTER = """Latest news

Serious case review: Child Wren
Wren, a 3-year-old boy, died in March 2015 after he was shaken. Read the full report.

Learning events on Child Wren
14 May 2016, Town Hall. Book at training@luton.example

Serious case review Child Teal: response of the Partnership
The Partnership has accepted all recommendations about Teal, a girl of 2, who died in May 2014.

Watch the video: what happened to Child Wren
A film of eight minutes about a 3-year-old boy who died.
"""


def entries(text: str) -> list[str]:
    document = read(text.encode(), "a.txt")
    return [s.heading.of(document.text) if s.heading else s.span.of(document.text) for s in segment(document) if s.kind is SegmentKind.ENTRY]


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_there_is_no_entry(text: str) -> None:
    assert entries(text) == []


def test_what_stands_around_a_review_is_none() -> None:
    assert entries(AFTER) == ["Serious case review: Child Wren"]


def test_a_review_may_be_called_a_learning_event_in_its_story() -> None:
    text = "Child Wren (Luton, May 2016)\n\nDeath of a 3-year-old boy in March 2015. A learning event for staff was held as a part of the review.\n"
    assert entries(text) == ["Child Wren (Luton, May 2016)"]
