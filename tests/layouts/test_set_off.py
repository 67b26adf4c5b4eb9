"""Titles that stand out in their line by capitals, quotes, blanks or a count; and what stands out so without being one."""

from __future__ import annotations

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import SegmentKind


def entries(text: str) -> list[tuple[str, str, str | None]]:
    """Each entry's heading, its text and its topic."""
    document = read(text.encode(), "made.txt")
    view = document.text
    found = [s for s in segment(document) if s.kind is SegmentKind.ENTRY]
    return [(s.heading.of(view) if s.heading else "", s.span.of(view), s.topic.of(view) if s.topic else None) for s in found]


def headings(text: str) -> list[str]:
    return [heading for heading, _, _ in entries(text)]


NEWS = """SAFEGUARDING NEWS
The newsletter of the hospital team, Issue 9, Winter 2013

In this issue
A new face ............. 1
Supervision ............ 1
What the case reviews say ..... 2
Ask Nan ................ 3

WHAT THE CASE REVIEWS SAY

Three reviews have come out nearby since the summer.

"DT7"  Dorset LSCB published this one in May. DT7, a girl of 14 months, died in March 2011 after she fell into a
pond behind the house. Nobody had asked who minded her. The overview report is by Una Marsh.

BABY "W"  Poole LSCB, executive summary, April 2013. W was six weeks old. He died on a sofa on 2 February 2012 next to
his father, who had been drinking. The family were not known to anyone.

FROM THE NEXT COUNTY  In Devon the Board has looked at the case of a 16-year-old young man who took an overdose
in a hostel in June 2011 and died a day later ("Young Person 8"; overview report March 2013).
"""
SLIDES = """Slide 1
Safeguarding update for GPs
Two reviews of Dorset LSCB and one more

Slide 2
Case 1 - SCR "Child T3" (Dorset LSCB, 2015)
- 9-month-old boy, found lifeless in a bath in May 2014
- Lead reviewer Una Marsh

Slide 3
Case 1 - learning for us
- Ask who else is at home

Slide 4
Case 2 - "Annie" (Poole LSCB, June 2016)
- Annie, 15, died of asthma in May 2015
- Reviewer: Ged Pole

Slide 5
Case 3
Source: Devon LSCB, SCR "Child W", published 3 June 2016
Sex: female    Age: 2 years
Bruises to her face were seen by the nursery in March 2015; she was admitted with a torn liver.

Slide 6
Take home
- Think family
"""
WELSH = """Severnside Safeguarding Board
Child Practice Reviews

CPR 2/2017 Newport
Concise child practice review
Published: 22/07/2019
A girl who was 15 when she was found dead in July 2017. Reviewers: Mari Puw and Ted Orrin
Action plan   |   Easy read

CPR 1/2018 Torfaen
Extended child practice review
Published: 22/07/2019
A boy of two was scalded in a bath in May 2017. Reviewer: Non Parri
Action plan   |   Easy read

CPR 3/2018 Monmouthshire
Concise
Published: 18/11/2019
The executive summary has been taken down.
"""
TIPS = """SAFEGUARDING NEWS of the hospital team, with what serious case reviews ask of us

"ASK"  Ask the parents of every baby at each visit where she sleeps, and who else is in the house; see the cot and write down what you saw of it.

TELL THE DOCTOR  Send the practice a letter on the day that a child is not brought, and ring the nurse when it is the second time in a year.

WRITE IT DOWN  A note that nobody can read in court is none. Sign it, date it, and say who told you, in the words that the boy or girl used.
"""


CARDS = """POOLE LIBRARY SERVICE
Reading list 4: serious case reviews received this term

WS 350 POO
Serious case review in respect of Child FW : executive summary / Una Marsh. - Poole LSCB, 2012. - 18p.
   FW, a baby boy of three months, died in November 2010 of a brain haemorrhage.

WS 350 DEV
The overview report on Child T / by Ged Pole for Devon Safeguarding Children Board. - Dec. 2012. - 84p.
   T, a girl of 6, starved in May 2011. She was taught at home.

WS 100 MAR
Understanding serious case reviews : an analysis / Una Marsh. - DCSF, 2009. - 125p.
   National study. Reference only.

WS 350 HUL
Child H / Hull Safeguarding Children Board. - Leaflet, 2p. - July 2012
   Only "ten things to do".
"""
PRESS = """Regional press round-up, week ending 5 December 2011
What the papers said of serious case reviews.

TODDLER 'SHOULD HAVE BEEN SEEN'
Evening Post, Monday. A serious case review ordered by Poole Safeguarding Children Board into the death of a girl of two found that nurses \
saw her on ten occasions before she was killed by a lodger in August 2010.

COUNCIL SAYS SORRY TO FOSTER BOY
The Gazette reports an apology from the council. A boy, then 14, known only as Child F in the report, jumped from a bridge in \
February 2010 after a fourth change of home.

"NO ONE TO BLAME" FOR TWINS
Northern News, Thursday. The deaths of twin girls aged six weeks in a house fire in January 2011 could not have been foreseen, says a report \
for the board, which calls the babies Twin A and Twin B.

BRIEFLY
- Inspectors will grade every review.
"""
POLICE = """PROTECTING PEOPLE - LEARNING DIGEST 3/2009 on serious case reviews

+ Bristol LSCB - "Child W" - exec summary 04 Mar 09.
  Male, 4 yrs. Fatal. Scalded 26 Jun 07 and not taken to hospital until he collapsed two days later.
+ North Somerset - "Baby K" - to be published Sept 09.
  Female. Died 15/3/08. Concealed pregnancy.
+ South Glos - no new reviews.
+ Somerset - "Tom and Alfie" - published 12 May 2009, author Ged Pole.
  Brothers, 12 and 9. Sexually abused by a football coach from 2003 on; reported by Tom in October 2006.
  Three recs for the Force: photo in the file; tell the club.
"""


def test_library_cards_are_titled_by_the_words_before_the_stroke() -> None:
    assert headings(CARDS) == ["Serious case review in respect of Child FW : executive summary", "The overview report on Child T", "Child H"]
    assert {topic for _, _, topic in entries(CARDS)} == {None}


def test_headlines_in_capitals_or_quotes_are_titles_of_the_cases_below() -> None:
    assert headings(PRESS) == ["TODDLER 'SHOULD HAVE BEEN SEEN'", "COUNCIL SAYS SORRY TO FOSTER BOY", '"NO ONE TO BLAME" FOR TWINS']


def test_a_title_of_place_name_and_short_date_is_whole() -> None:
    assert [h.removesuffix(", author Ged Pole.") for h in headings(POLICE)] == [
        'Bristol LSCB - "Child W" - exec summary 04 Mar 09',
        'North Somerset - "Baby K" - to be published Sept 09',
        'Somerset - "Tom and Alfie" - published 12 May 2009',
    ]


def test_words_in_capitals_or_quotes_before_blanks_are_titles_of_the_cases_that_follow() -> None:
    assert headings(NEWS) == ['"DT7"', 'BABY "W"  Poole LSCB, executive summary, April 2013', "FROM THE NEXT COUNTY"]
    assert headings(TIPS) == []


def test_a_bare_count_is_named_by_the_child_below_it() -> None:
    assert headings(SLIDES) == ['Case 1 - SCR "Child T3"', '"Annie" (Poole LSCB, June 2016)', 'SCR "Child W"']


def test_a_reference_may_have_its_place_behind_a_single_blank() -> None:
    assert headings(WELSH) == ["CPR 2/2017 Newport", "CPR 1/2018 Torfaen", "CPR 3/2018 Monmouthshire"]
    assert {topic for _, _, topic in entries(WELSH)} == {None}
