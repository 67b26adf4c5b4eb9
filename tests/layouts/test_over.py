"""Lines that stand over what recurs: they name the entries, and no entry begins at a label in the middle of one."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import SegmentKind


def entries(text: str) -> list[tuple[str, str]]:
    """Heading and last line of each entry."""
    document = read(text.encode(), "a.txt")
    found = [s for s in segment(document) if s.kind is SegmentKind.ENTRY]
    return [(s.heading.of(document.text) if s.heading else "", s.span.of(document.text).split("\n")[-1]) for s in found]


LABELLED = """Severnside Safeguarding

Practice reviews

Reports can be asked for after twelve weeks.

The Boy at the Weir
Concise Child Practice Review
Date published: 11/05/2021
Circumstances: A boy of 12 who was looked after drowned in June 2019. He had left his placement at night for the ninth time in a month.
Reviewers: Mari Puw and Ted Orrin
Chair of Panel: Lowri Haf
Themes: missing episodes
Report in English / Report in Welsh

Two Small Marks
Concise Child Practice Review
Date published: 02/10/2019
Circumstances: A baby of five weeks sustained a head injury in April 2018. Mother and father had come from Bristol at Easter and had no doctor.
Reviewer: Non Parri
Chair of Panel: Huw Gell
Themes: bruises
Report in English / Report in Welsh

Behind the Garage
Extended Child Practice Review
Date published: 21/03/2018
Circumstances: Child D, a boy of 9, was found starving in a shed on 3 September 2016. No school had had his name on its roll for a year.
Reviewer: Carys Lloyd-Mead
Chair of Panel: Huw Gell
Themes: home education
Report in English / Report in Welsh
"""
ASKED = """Learning bulletin

Summaries of three local reviews

Amber Ward

{0}
A boy of 5 who died of sepsis in May 2016 after four calls to 111. His serious case review was published in 2018.

{1}
Each call was taken as the first.

{2}
Look at the history.

Crown Terrace

{0}
A baby of 3 weeks who was overlaid by her mother in July 2016. There had been a party.

{1}
Safe sleep had been talked of once.

{2}
Ask to see the cot. Pat Dole wrote this review for Salford SCB.

One Long Summer

{0}
A girl of 15 in care who took her own life in August 2016. She had lived in six homes.

{1}
Her file was read by nobody in full.

{2}
Read the file. Jo Lane wrote this review for Salford SCB.

Staff room
The kettle is mended.
"""


def test_what_stands_over_labels_that_recur_names_the_entries() -> None:
    last = "Report in English / Report in Welsh"
    assert entries(LABELLED) == [("The Boy at the Weir", last), ("Two Small Marks", last), ("Behind the Garage", last)]


@pytest.mark.parametrize(
    "asked",
    [
        ("About the child", "What we found", "What we ask of you"),
        ("Who was the child?", "What went wrong?", "What can you do?"),
        ("THE CASE", "THE FINDINGS", "FOR YOUR TEAM"),
        ("What happened:", "What was learned:", "Next steps:"),
    ],
)
def test_what_stands_over_sub_headings_that_recur_names_the_entries(asked: tuple[str, ...]) -> None:
    named, last = zip(*entries(ASKED.format(*asked)), strict=True)
    assert named == ("Amber Ward", "Crown Terrace", "One Long Summer")
    assert last[1:] == ("Ask to see the cot. Pat Dole wrote this review for Salford SCB.", "Read the file. Jo Lane wrote this review for Salford SCB.")


CARDS = """Mersey Trust: what reviews tell us

Baby Olive
Where: Wirral
When: May 2014
Olive was found dead in a sofa bed beside her father. She was 5 weeks old. Review by Jo Orme.
For us: talk of safe sleep at each visit

The Lowther twins
Where: Sefton
When: June 2014
The twins, 4, were found alone at night. They are now in care. Review by Al Dunn.
For us: ring the school

"R"
Where: Halton
When: August 2014
R was a boy of 16 in care who died of an overdose. Review by Jo Orme.
For us: no letter instead of a visit

Cake sale
Where: canteen
When: Friday
Bring your own box.
"""


def test_of_labels_that_recur_those_right_below_the_names_count() -> None:
    named, last = zip(*entries(CARDS), strict=True)
    assert named == ("Baby Olive", "The Lowther twins", '"R"')
    assert all(line.startswith("For us:") for line in last)


def test_counted_titles_over_questions_in_the_line_of_the_answer() -> None:
    page = """Bulletin

Case 1: Poppy

What happened? Poppy was 4 when she died of an asthma attack in May 2018.

What did we learn? Nobody saw that the inhaler was empty.

Case 2: Two brothers

What happened? Two brothers of 6 and 8 were neglected for years until June 2018.

What did we learn? Each visit was to the door.

Case 3: The lodger

What happened? A girl of 12 was sexually abused by a lodger until March 2018. The serious case review was by Hull SCB.

What did we learn? Nobody asked who lived there.
"""
    assert [heading for heading, _ in entries(page)] == ["Poppy", "Two brothers", "The lodger"]


def test_topics_over_questions_are_no_titles() -> None:
    page = """Bulletin for schools

Online safety

Who is it for?
Every school. A boy of 13 told us in 2015 that nobody had ever asked him what he did online.

How do I book?
Ring the office.

Healthy eating

Who is it for?
Pupils of 4 to 11.

How do I book?
On the website.
"""
    assert entries(page) == []


def test_subjects_over_what_recurs_are_no_titles() -> None:
    page = """Learning from serious case reviews

Neglect

What a review found
A boy of 5 starved in May 2014. The serious case review by Poole SCB, written by Jo Lane, found that doors stayed shut.

What to ask
Who has seen the kitchen?

Sexual abuse

What a review found
A girl of 13 was raped in June 2015. The serious case review by Leeds SCB, written by Ned Orr, found that nobody asked her.

What to ask
Who drives her home?
"""
    assert not {"Neglect", "Sexual abuse"} & {heading for heading, _ in entries(page)}
