"""Titles that say that a name is made up, and titles in capitals with the board and month behind the name."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import SegmentKind


def headings(text: str) -> list[str]:
    document = read(text.encode(), "a.txt")
    return [s.heading.of(document.text) if s.heading else "" for s in segment(document) if s.kind is SegmentKind.ENTRY]


LEAFLET = """Safeguarding Board for Northern Ireland
LEAFLET 9   May 2018
What two Case Management Reviews tell us

{first}
Niamh was six weeks old in March 2015 when she was taken to hospital with a broken leg. Her daddy said he had tripped on the stairs.

Points for practice
1. Plan before the birth.
2. Ask who else sleeps there.

{second}
Conor was 11 when he told a teacher, in May 2014, that his uncle had been sexually abusing him. Both of his brothers then said so too.

Points for practice
1. Paper keeps nobody safe.
2. Look at brothers as well.
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("NIAMH'S STORY (not her real name)", "CONOR AND HIS BROTHERS (names changed)"),
        ("Niamh (a pseudonym)", "Conor and his brothers (not their real names)"),
        ("The story of Niamh [not her real name]", "The story of Conor [all names have been changed]"),
        ("1. Baby Niamh (names have been altered)", "2. Conor (not a real name)"),
    ],
)
def test_a_note_on_the_name_makes_a_line_over_a_story_a_title(first: str, second: str) -> None:
    assert [h.lstrip("12. ") for h in headings(LEAFLET.format(first=first, second=second))] == [first.lstrip("1. "), second.lstrip("2. ")]


def test_people_of_campaigns_are_no_reviewed_children() -> None:
    page = """Fostering news

Janet's story (not her real name)
Janet has fostered for twenty years. She was 40 when she took in her first child in 1998 and has looked after 61 since.

Ali's story (name changed)
Ali came into care at 9 and is now at university. He says that his carers never gave up on him.
"""
    assert headings(page) == []


def test_children_of_campaigns_who_came_to_harm_are_no_reviewed_children() -> None:
    page = """Fostering news

AMIRA'S STORY (not her real name)
Amira came to us aged 4 in 2012 after she had been neglected. She now loves school.

BEN (name changed)
Ben, 9, was injured in a fire in 2014 and moved to a carer in May.
"""
    assert headings(page) == []


DIGEST = """Vale Hospitals: digest for wards, Spring 2018

SERIOUS CASE REVIEWS THIS QUARTER

We read them so that you need not.

{0}: "BABY MERLIN" (DORSET SCB, MARCH 2018)

The story
Merlin was nine weeks old when he came to A&E with a broken arm in May 2016. He is well again.

What the reviewer said
The author, Hetty Marlowe, makes six findings. A mark was seen and not drawn.

What we should do
Draw each mark.

{1}: CHILD V (LUTON SCB, MAY 2018)

The story
V hanged herself in June 2016. She was 15 and had been on this ward four times.

What the reviewer said
She was not once seen alone.

What we should do
Offer each young person time alone with a nurse. The author, Dr Col Tarn, wants one lead clinician.

{2}: CHILDREN K AND L (POOLE LSCB, JUNE 2018)

The story
K (5) and L (3) lived with their father, who drank. In August 2016 L was found unresponsive in a pool and died.

What the reviewer said
Calls by neighbours were closed.

What we should do
Write down who was in.

FIRE LECTURES: NEW TIMES
From 1 May they are at noon.
"""


@pytest.mark.parametrize(
    "counts", [("REVIEW ONE", "REVIEW TWO", "REVIEW THREE"), ("Case study 1", "Case study 2", "Case study 3"), ("Case A", "Case B", "Case C")]
)
def test_counted_titles_in_capitals_over_shared_sub_headings(counts: tuple[str, ...]) -> None:
    named = ['"BABY MERLIN" (DORSET SCB, MARCH 2018)', "CHILD V (LUTON SCB, MAY 2018)", "CHILDREN K AND L (POOLE LSCB, JUNE 2018)"]
    assert [heading.removeprefix(f"{count}: ") for heading, count in zip(headings(DIGEST.format(*counts)), counts, strict=True)] == named


MAIL = """From: Orme, Col
To: All health visitors
Subject: New SCRs

Hi all, three to read.

1) Leeds - Child T. Published 3/5/18. Toddler. Child T was scalded in a bath in June 2016. She has scars. By Una Perch.

2) Bolton - Baby M. {when}. Newborn. Baby M's body was found in a park in January 2016. Mum was 17. Ron Vale is the author.

3) Barnet - no name, "SCR G". Pub'd on 20 May. A lad of 15 who was groomed online and took his life in 2015. Written by Sal Court.

{bye}
Col
"""


@pytest.mark.parametrize("when", ["Out 12 May", "Published 12.05.2018", "Issued in May 2018", "Pub. 12/5/18"])
@pytest.mark.parametrize("bye", ["Ta", "Thanks all", "Cheers,"])
def test_a_sentence_that_says_when_follows_a_title_in_its_line(when: str, bye: str) -> None:
    page = MAIL.format(when=when, bye=bye)
    assert headings(page) == ["Leeds - Child T", "Bolton - Baby M", 'Barnet - no name, "SCR G"']
    document = read(page.encode(), "a.txt")
    assert [s for s in segment(document) if s.kind is SegmentKind.ENTRY][-1].span.of(document.text).endswith("Sal Court.")


def test_a_counted_case_that_ends_with_its_recommendations_is_an_entry() -> None:
    page = """Hi all, new ones:

1) Leeds, Child T. Published 3/5/18. T was scalded in a bath in June 2016, aged 2. By Una Perch. Recommendations include: a thermometer in every home.

2) Barnet - no name. A lad of 15 who was groomed online and killed himself in 2015. Written by Sal Court. Only 2 recs: ask about phones; ring the school.

3) Bolton, Baby M. Published 12/5/18. Found dead in a park in January 2016. Ron Vale is the author.
"""
    document = read(page.encode(), "a.txt")
    found = [s.span.of(document.text)[:9] for s in segment(document) if s.kind is SegmentKind.ENTRY]
    assert found == ["1) Leeds,", "2) Barnet", "3) Bolton"]


def test_counted_recommendations_are_no_cases() -> None:
    page = """Child T (Leeds LSCB, May 2018)

T was scalded in a bath in June 2016, aged 2. The serious case review was by Una Perch.

1) Recommendation: a boy who was scalded in 2012 had no follow-up, and the board asks for one.

2) Recommendation: a baby who died in 2013 was not weighed, and the board asks for scales.
"""
    assert headings(page) == ["Child T (Leeds LSCB, May 2018)"]
