"""Where entries end: at a heading of a higher rank, at a heading that the others lack, at the page's parting words."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import SegmentKind


def entries(text: str, name: str) -> list[str]:
    document = read(text.encode(), name)
    return [s.span.of(document.text) for s in segment(document) if s.kind is SegmentKind.ENTRY]


RANKED = """# Nursery news

## Case reviews

### Child Q, Leeds SCP, May 2022

Q was 2 when she choked on a grape in June 2020 and died. The review was by Al Dunn.

### Child R, Hull SCP, June 2022

R, a boy of 4, was scalded in May 2020. The review was by Bo Lane.

## {heading}

| What | When |
|---|---|
| Forum | 3 March 2023 |
| Quiz | 9 March 2023 |
"""


@pytest.mark.parametrize("heading", ["Dates", "Quiz night", "New faces"])
def test_a_heading_of_a_higher_rank_ends_an_entry(heading: str) -> None:
    assert [e.split()[-2:] for e in entries(RANKED.format(heading=heading), "a.md")] == [["Al", "Dunn."], ["Bo", "Lane."]]


def test_headings_of_a_lower_rank_end_none() -> None:
    page = RANKED.format(heading="Dates").replace("The review was by", "\n\n#### Learning\n\nThe review was by")
    assert [e.split()[-2:] for e in entries(page, "a.md")] == [["Al", "Dunn."], ["Bo", "Lane."]]


NEWSLETTER = """Vale Trust safeguarding newsletter, Edition 4, June 2014

Serious Case Reviews

Below are those in which the Trust took part.

Halton - Child V
Overview report published: May 2014.  Author: Una Marl
Child V, aged 9 months, was admitted in August 2012 with burns to his feet. He died.
Lessons for us:
 * Ask who cares for the child

Wirral - Children D and E
Executive Summary published: 9 March 2014
Two sisters, aged 10 and 7, came into care in May 2012, having been neglected for years. The review was written by Col Dane.
Lessons for us:
 * Ring back

Sefton - Child P
Overview report published: June 2014
A boy of 15 died in a fire in March 2012. The review was written by Bo Lane.
Lessons for us:
 * Check alarms

{heading}
We need three. Ring Carol.
"""


@pytest.mark.parametrize("heading", ["Link nurses wanted", "Clinics and Clerks", "Supervision dates"])
def test_a_heading_that_the_others_lack_ends_the_last_entry(heading: str) -> None:
    assert entries(NEWSLETTER.format(heading=heading), "a.txt")[-1].endswith("Check alarms")


def test_a_heading_that_tells_more_of_the_case_does_not() -> None:
    page = NEWSLETTER.format(heading="Criminal proceedings").replace(
        "We need three. Ring Carol.", "His uncle was convicted.\nRecommendations: two, on alarms and on recommendations."
    )
    assert entries(page, "a.txt")[-1].endswith("recommendations.")


def test_a_date_below_each_entry_is_its_own_and_stands_over_none() -> None:
    page = """Severnside Safeguarding Board: child practice reviews

SSB 2/2019 (Concise)
Reviewer: Mari Puw
A girl of 15 who was looked after died in June 2019 in a flat that was hers alone.
Published 6 February 2021

SSB 1/2018 (Extended)
Reviewer: Non Parri
A baby of five weeks sustained a head injury in April 2018.
Published 19 October 2019

SSB 3/2016 (Concise)
Reviewer: Huw Gell
A boy of 9 drowned in a reservoir in May 2016.
Published 3 March 2018
"""
    assert [e.split("\n")[-1] for e in entries(page, "a.txt")] == ["Published 6 February 2021", "Published 19 October 2019", "Published 3 March 2018"]


def test_a_label_that_follows_each_entry_alike_is_its_own() -> None:
    page = """West Vale LSCB: learning from local reviews

WV 4 of 2014
Type: Serious case review
Summary: A girl of 14 was found hanged in March 2014. She had told a school nurse of it, and nobody had told her parents or her doctor.
Lead reviewer: Ann Pole
Actions: 12

WV 1 of 2015
Type: Learning review
Summary: A baby boy of 7 weeks sustained a skull fracture in February 2015. His father, who was 19, was later sent to prison for it.
Lead reviewer: Ned Marsh
Actions: 4
"""
    assert [e.split("\n")[-1] for e in entries(page, "a.txt")] == ["Actions: 12", "Actions: 4"]
