"""Arrangements that no family describes: entries are found by stories that say a title's name again, by titles alike, by paragraphs in series."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.layouts.shapes import skeleton
from scr_extract.model import SegmentKind

QUESTIONS = """Questions about the two reviews published by Rotherfield Safeguarding Children Partnership

Which review was published first?
The review about Callum, a boy of 13 who drowned in a reservoir in July 2018. Its author is Ingrid Talbot.

And the second?
The second review, published in September 2020, is about a six-week-old baby known as Petal. Petal was found unresponsive in a sling in November 2018.
"""
NUMBERED = """CASES FOR DISCUSSION AT THE PRACTITIONER FORUM

1. Bradwell LSCB, 2013. A three-year-old was scalded in a bath in March 2012 and died nine days later. Author: Petra Young.

2. Seaham LSCB, 2014. Two brothers, 4 and 6, were found locked in a bedroom without food in June 2013. Author: Ralph Ings.

3. Anonymous, 2015. A girl aged 15 took an overdose of antidepressants in 2014 after being exploited by a gang.
"""
LETTER = """Dear colleague,

I write to tell you that the Board has published three serious case reviews this week.

The first, Child K1, concerns a girl aged 4 who died in August 2014 from a ruptured liver. Her mother's partner was convicted of murder.

The second, Child L2, concerns a boy aged 16 who was stabbed in February 2015. He died a week later.

The third, Child M3, concerns twin girls aged 5 months who suffered fractures in September 2014.
"""
TOPICS = """Learning from reviews

Suffocation
Baby Joy was nine weeks old when she died on 4 May 2017. The Oxfordshire review was published in October 2018 (author: Lynn Fisk).

Fire
Brothers Max and Noah, three and five, died in a house fire on 12 June 2016. The Reading review was published in January 2018 (author: Bob Crane).
"""
PLACES = """Reviews added to the collection this quarter

Theo (Swindon)
Theo, 11, died of an asthma attack in May 2019. His inhaler had been empty for a month. Lead reviewer: Grace Okafor. Published 3 March 2021.

Review of the care of Lottie (Dorset)
Lottie lived in a caravan with her mother. She was eight months old when she died of sepsis in December 2019. Lead reviewer: Mo Dean.
"""
CATALOGUE = """[1]
Record no: 77001
TITLE: Serious case review: Child Fern: overview report
CORPORATE AUTHOR: Poole Safeguarding Children Board
PERSONAL AUTHOR: Marsh, Una
PUBLICATION DATE: 2012
ABSTRACT: Death of a 9-week-old girl in 2010 from overlay. Lessons learned include: safer sleep.

[2]
Record no: 77002
TITLE: Executive summary: Child Moss
CORPORATE AUTHOR: Dorset Safeguarding Children Board
PERSONAL AUTHOR: Pole, Ged
PUBLICATION DATE: 2013
ABSTRACT: Serious injuries to a boy of 3 in 2011. Lessons learned include: bruises.
"""
PARAGRAPHS = """6. Learning from reviews

6.1  The Partnership considered nine notifications in the year.

6.2  Child Fern (LCSPR, published June 2020). Fern was a baby of 9 months who died in August 2019. The reviewer was Una Marsh.

6.3  The 'Ridge House' review (LCSPR, published May 2020). Three girls of 14 were sexually exploited in 2018. Reviewer: Ged Pole.

6.4  Moss (learning review, completed March 2021). Moss, 12, attempted to hang himself in 2019 and survived.
"""
RUN_ON = (
    "Showing 1-2 of 40. 2018 – Hull – Child Fern Death of an 18-day-old infant in February 2017.Learning: plans."
    "Keywords: alcohol> Read the overview report, 2018 – Anonymous – Moss Severe chastisement of an eight-year-old child in 2015.Learning: faith."
    "Keywords: religion> Read the overview report"
)
BARS = """Published reviews

Name | Board | Published | Age | Summary
Child A1 | Devon SCB | March 2015 | 3 months | Died in his mother's bed
Otis | Plymouth SCB | June 2017 | 4 years | Burns from an iron
"""
DIGEST = """Two came in during May.

* HULL: Child R *
A fire led to the death, in March 2016, of a girl of 4. The report was written for Hull SCB by Una Marsh and published on 6 May 2018.
Link: https://example.org/r

* DEVON: "Ben" *
Ben died by suicide in 2017, aged 16. The report (May 2018; reviewer Ged Pole) makes 8 recommendations.
Link: https://example.org/ben
"""
STARTS = {
    "questions": (QUESTIONS, ["The review about Callum", "The second review"]),
    "numbered": (NUMBERED, ["1. Bradwell", "2. Seaham", "3. Anonymous"]),
    "letter": (LETTER, ["The first, Child K1", "The second, Child L2", "The third, Child M3"]),
    "topics": (TOPICS, ["Baby Joy", "Brothers Max"]),
    "places": (PLACES, ["Theo (Swindon)", "Review of the care of Lottie"]),
    "catalogue": (CATALOGUE, ["TITLE: Serious", "TITLE: Executive"]),
    "paragraphs": (PARAGRAPHS, ["6.2  Child Fern", "6.3  The 'Ridge House'", "6.4  Moss"]),
    "run_on": (RUN_ON, ["2018 – Hull", "2018 – Anonymous"]),
    "bars": (BARS, ["Child A1", "Otis"]),
    "digest": (DIGEST, ["HULL: Child R", 'DEVON: "Ben"']),
}
STUDY = """What 240 case reviews say

This analysis of serious case reviews looked at 240 deaths between 2011 and 2014. A baby of 3 weeks is most at risk.

Many reviews of 2014 said that a boy or girl who died had been seen by a nurse.
"""
MINUTES = """Board meeting, 4 March 2016

The panel will meet in May about a 4-year-old who was injured in January 2016; a decision is awaited.

The chair thanked all.
"""
ONE_EXAMPLE = """Safer sleep

In our area a baby of 7 weeks died on a sofa in May 2014.

Ask every parent where the baby sleeps.
"""
NO_ENTRIES = {"study": STUDY, "minutes": MINUTES, "one_example": ONE_EXAMPLE}


def starts(text: str) -> list[str]:
    document = read(text.encode(), "made.txt")
    return [s.span.of(document.text) for s in segment(document) if s.kind is SegmentKind.ENTRY]


@pytest.mark.parametrize("name", STARTS)
def test_entries_begin_where_each_case_is_told(name: str) -> None:
    text, wanted = STARTS[name]
    found = starts(text)
    assert len(found) == len(wanted)
    for entry, opening in zip(found, wanted, strict=True):
        assert entry.startswith(opening)


@pytest.mark.parametrize("name", NO_ENTRIES)
def test_a_text_about_many_cases_or_one_example_holds_no_entry(name: str) -> None:
    assert starts(NO_ENTRIES[name]) == []


def test_a_shape_forgets_the_words_and_keeps_the_marks() -> None:
    assert skeleton("2.1 Child M (SCR, 2014).") == skeleton("3.4 Baby Fern (LCSPR, 2019).")
    assert skeleton("HULL: Child R") != skeleton("Child R was seen in Hull")


def test_a_board_that_the_story_names_again_is_no_title() -> None:
    """Header lines of one entry, each a paragraph, stay with it though the story says the board's name."""
    text = (
        "Serious case review: Child Corfe\n\nAuthor: Pat Example\n\nLSCB: Hallam Safeguarding Children Board (2011)\n\n"
        "Neglect of a 4-year-old girl while the family was moving house. Recommendations include: to publish the Hallam plan.\n"
    )
    assert len([s for s in segment(read(text.encode(), "b.md")) if s.kind is SegmentKind.ENTRY]) == 1
