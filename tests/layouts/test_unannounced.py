"""Arrangements found by what their records share: blocks of one build, titles at the head of paragraphs, words in any order; and what only looks so."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import SegmentKind

CELLS = """Hospital Trust, safeguarding team bulletin

Columns run: who / board and date / what happened / what it means for us.

Child PW
Poole Safeguarding Children Board, Mar 2017
9-week-old boy. Died 3 July 2015. His mother is detained in hospital.
Perinatal staff to make their own referral.

“Primrose”
Southampton LSCB, Feb 2017
14 yrs. Sexual exploitation by boys met online, 2014-15.
Use the toolkit every visit.

Siblings J1 & J2
Hampshire Safeguarding Children Board (Dec 2016). Author – Ann Other
Boys of 6 and 4. Severe neglect. Police protection in 2014.
See the home.

Child W (2)
Isle of Wight SCB
Not published. Learning summary only.
—

Case 9 – learning review
Brighton and Hove LSCB, 2016
Boy, 13. Arson at a school. Mum in prison.
Language screen for all.

Questions about the bulletin: ask for Nan in the office. Destroy the old one, which had a wrong date.
"""
PANELS = """Learning from practice

▸ Bryony   (PDF, 640 KB, opens in a new window)
13/06/2023. Bryony was five weeks old when she was found lifeless in a sling in January 2022. We asked Una Marsh to lead the review, and she used SILP.

▸ Rosie, a joint review with Devon Safeguarding Children Partnership   (PDF, 1.1 MB)
02/02/2022. Rosie was being sexually abused by a cousin of her mother and told a friend in March 2020. She was then twelve. Reviewer: Ged Pole.

▸ PD7   (withdrawn from this site in 2021)
Published by our predecessor, Dorset SCB, in October 2018. A lad of 15 lost control of a stolen moped and died in May 2017 on the A35.

▸ Twins E and F
No report: learning summary, November 2019. Eight-month-old twins, faltering growth. Feeding plans were made on a ward and were lost on the way home.

Was this page useful?  Yes / No
"""
DIGEST = """Workforce Digest                                    Page 1 of 4
Reviews  Spring 2015
Neglect
CHILD W2 (Warrington, 2014)
Severe neglect of a boy who was four years old when he was admitted to hospital weighing nine kilos, in
January 2013. His brother fed him when he could, and their mother was not believed when she asked. Report
by Una Marsh. It was found that the case was steered by what the grown-ups wanted and that three
assessments were begun and none finished.
                                                                              Page 2 of 4
Reviews  Spring 2015
POOLE SCB - CHILDREN A and B  Published: 7.10.2013
Two sisters, 9 and 8 yrs, were found alone in filthy conditions in summer 2011. There was a plan for two
years which ended in March 2011. Author not given.
Babies
BABY W3 (Sefton LSCB) Out January 2014. Nine-week-old girl who died in her sleep on New Year's Day 2013, in
the bed of both her parents. Author, Dr Una Marsh.
                                                                              Page 3 of 4
Reviews  Spring 2015
“ROWAN K” (York, March 2014). Rowan had lived with four sets of foster parents by 16, when in May 2012 he
fell under a train. A SILP review led by Ged Pole.
                                                                              Page 4 of 4
Reviews  Spring 2015
About this digest. All dates are those given by the boards. To book a course ring us.
"""
PARISH = """SAFEGUARDING NEWS of the Diocesan Team, Lent 2016

WHAT THE CASE REVIEWS SAY
Hardly anyone has time to read a serious case review. Here are four.

The chorister from Poole.  Poole Safeguarding Children Board brought this one out in May 2015; the reviewer was Una Marsh. \
“Hazel” was thirteen when she was sexually abused by a helper in 2013.

A newborn in Hull.  The body of a baby girl was found in a garden in October 2014. She was a day old. \
The review was written by Ged Pole and came out in September 2015.

Three brothers in Calderdale.  Published 4 December 2015 by the board there. \
Brothers S, T and U (nine, seven and four) lived in a house without heating. Author: not named.

And one from over the border.  Fife Child Protection Committee has issued a significant case review about a girl \
called Child R, who was seriously hurt at the age of two in March 2014 in a fall. It is dated 2015.

DIARY
8 March   Leadership module
"""
MINUTES = """Learning sub-group, minutes of 12 June 2017

3. National reviews published since the last meeting

(a) Coventry, Baby W. A baby of 10 weeks who died with many fractures in October 2015. Published in March 2017. Action: circulate.

(b) Nottingham City, Child J. A 3-year-old girl who swallowed methadone and died, 2015. Published April 2017. Author Ged Pole.

(c) Bristol, "Cassie". A girl of 16 who was killed by one of her family in February 2015. Published May 2017. Author Una Marsh.

(d) An unnamed authority (May 2017). The case of a boy of 6 months who had been injured by a father in 2015. Action: note.

4. Any other business
None. Next meeting 9 September 2017.
"""
POSTS = """Thread: SCRs this week

1/ Cornwall: Child J. 4mo, shaken, survived with brain damage (2016). Published 12 Sept 2018. Author: Una Marsh.

2/ Devon: "Lily". 16, suicide, Jan 2017. Waiting list 11 months. Published 14 Sept 2018.

3/ Somerset: Heron 2. Sexual exploitation of three girls by men, 2010-2014. Published 13 Sept 2018. Author: Ged Pole.
"""
COLUMN = """CASE NOTES with Una Marsh

A SOFA, A BOTTLE, A BABY
Who is minding the baby tonight? In Dudley a seven-week-old boy, known as Child J, died on a sofa next to his drunken uncle in 2012. \
The safeguarding board's review, by Ged Pole, was published in November 2013.

THE GIRL WHO WAS ALWAYS LATE
Child K, 13, was late for school on many mornings. It was not until she was badly burned in a kitchen in March 2012 that anyone learned why. \
Walsall's review came out in September 2013.

SEEN BUT NOT HEARD
Four sisters lived in one bedroom in Sandwell and did not go to school. The police came to them in July 2011, after a neighbour had rung for the third time. \
The board published its review, of Family W, in December 2013.
"""
YEARS = """Our reviews, year by year

2009
March. Executive summary published about Child A, who died in a fire aged 3.
October. Executive summary published about Child B, a 6-month-old girl injured by her father in 2008.

2011
January. Overview report published about Child C, a boy of 15 who took his own life in custody in 2009. The author was Una Marsh.

2014
July. Overview report published about Child D, a girl of 2 who was killed by her mother in May 2012. The author was Ged Pole.
"""
REGIONS = """REVIEWS OF THE YEAR: WHERE THEY CAME FROM

YORKSHIRE AND THE HUMBER

Doncaster published Child W in January. W, a girl of 5, was killed by her mother's partner in May 2012. The report's author is Una Marsh.

Hull followed in June with Baby Finn, who died at 12 weeks in 2013 of overlay. Report by Ged Pole.
"""
LEDGER = """Significant case reviews, a summary

Case 1
Area: Glasgow City
Year: 2011
Child: Bruce, aged 23 months
Circumstances: died of injuries caused by his mother's partner in March 2008.
Main messages: assessment of partners.

Case 2
Area: Dundee
Year: 2009
Child: Child W, aged 2
Circumstances: died in a flat of a ruptured bowel in 2008.
Main messages: chaotic homes.
"""
THEMES = """Themes from serious case reviews, 2013-14

Theme 1: Bruises in babies who do not move

Child Ash, Leicester, December 2013
A boy of 11 weeks with bruises was sent home twice and died in August 2012. Author: Una Marsh.

Theme 2: Parents who do not come

Child Oak, Derby, March 2014
A boy of 7 with asthma died in 2011 after many missed clinics. Author: not given.

The Hazel children, Lincolnshire, May 2014
Four children under 9 with rotten teeth, removed in June 2012. Author: Ged Pole.
"""
STARTS = {
    "ledger": (LEDGER, ["Case 1", "Case 2"]),
    "themes": (THEMES, ["Child Ash", "Child Oak", "The Hazel"]),
    "cells": (CELLS, ["Child PW", "“Primrose”", "Siblings J1", "Child W (2)", "Case 9"]),
    "panels": (PANELS, ["Bryony", "Rosie, a joint", "PD7", "Twins E"]),
    "digest": (DIGEST, ["CHILD W2", "POOLE SCB", "BABY W3", "“ROWAN K”"]),
    "minutes": (MINUTES, ["(a) Coventry", "(b) Nottingham", "(c) Bristol", "(d) An unnamed"]),
    "posts": (POSTS, ["1/ Cornwall", "2/ Devon", "3/ Somerset"]),
    "column": (COLUMN, ["A SOFA", "THE GIRL", "SEEN BUT"]),
    "years": (YEARS, ["March. ", "October. ", "January. ", "July. "]),
    "regions": (REGIONS, ["Doncaster", "Hull"]),
    "parish": (PARISH, ["The chorister", "A newborn", "Three brothers", "And one"]),
}
PROGRAMME = """Annual conference: learning from serious case reviews

Poole Safeguarding Children Board

The morning. Dr Una Marsh opens the day and says what the board has seen since 2012, when a child died \
in the care of a relative, and why it matters to us all here.

The workshops. Three rooms, of which the first looks at sleep, the second at neglect and the third at how to speak with \
a boy or girl who was hurt by somebody at home.

The afternoon. Ged Pole will show a film about a family of five, made in 2014 with actors, and take \
questions from the floor until the close at four o'clock.
"""
COURSES = """Training for partners

▸ Neglect   (PDF, 100 KB)
Half a day for anyone who works with families of young children. It uses the published reviews of several boards to ask what gets in the way.

▸ Safer sleep   (PDF, 90 KB)
For health visitors and midwives. Covers what to say to both parents of a new baby about sofas, smoking, alcohol and blankets at every visit.

▸ Family Group Conferences
One day, with role play, for those who have never seen a family make a plan of its own for a child. Lunch is not provided, parking is in town.
"""
CONTACTS = """Who to ring

Child Death Overview Panel
Leeds Safeguarding Children Partnership
0113 000 0000

Child Protection Team
Bradford Safeguarding Children Partnership
01274 000 000

Family Support
Hull Safeguarding Children Partnership
01482 000 000
"""
RECOMMENDED = """What we ask of each agency

(a) Health visitors. See every baby at ten days, and ask both parents where she sleeps; one who died in 2014 slept on a sofa.

(b) Police. Tell the board when a child is found alone, whatever the hour, and write down who was there.

(c) Schools. A boy or girl who is late each day has a reason; the review of 2015 asks you to find it.
"""
SECTIONS = """Seven minute briefing: Child W

BACKGROUND
Child W was a girl of four months who lived with both her parents and a brother of two in a flat. She died in May 2016 after she was shaken, and he was harmed.

THE INCIDENT
Child W was found lifeless by her mother at six in the morning and was pronounced dead in hospital. Her father was later convicted of murder in March 2017.

WHAT WE LEARNT
Child W had been seen by a nurse with a bruise at eight weeks in April 2016, and the review by Una Marsh found that nobody had asked how it came about.
"""
NO_ENTRIES = {"recommended": RECOMMENDED, "programme": PROGRAMME, "courses": COURSES, "contacts": CONTACTS}


def entries(text: str) -> list[tuple[str, str | None]]:
    document = read(text.encode(), "made.txt")
    found = [s for s in segment(document) if s.kind is SegmentKind.ENTRY]
    return [(s.span.of(document.text), s.topic.of(document.text) if s.topic else None) for s in found]


@pytest.mark.parametrize("name", STARTS)
def test_entries_begin_with_what_names_them(name: str) -> None:
    text, wanted = STARTS[name]
    found = entries(text)
    assert [entry[: len(opening)] for (entry, _), opening in zip(found, wanted, strict=True)] == wanted


@pytest.mark.parametrize("name", NO_ENTRIES)
def test_what_is_built_alike_without_a_case_holds_no_entry(name: str) -> None:
    assert entries(NO_ENTRIES[name]) == []


def test_the_sections_of_one_case_are_one_entry() -> None:
    assert len(entries(SECTIONS)) == 1


def test_topics_stand_over_titles_that_no_blank_line_parts() -> None:
    assert [topic for _, topic in entries(DIGEST)] == ["Neglect", "Neglect", "Babies", "Babies"]


def test_a_theme_that_is_a_phrase_stands_over_its_titles() -> None:
    first, second = "Theme 1: Bruises in babies who do not move", "Theme 2: Parents who do not come"
    assert [topic for _, topic in entries(THEMES)] == [first, second, second]


def test_lines_over_every_title_belong_to_the_entry_below() -> None:
    assert entries(LEDGER)[0][0].endswith("assessment of partners.")


def test_the_pages_parting_words_are_no_part_of_the_last_entry() -> None:
    assert entries(CELLS)[-1][0].endswith("Language screen for all.")
    assert entries(PANELS)[-1][0].endswith("lost on the way home.")
    assert entries(DIGEST)[-1][0].endswith("led by Ged Pole.")
    assert entries(PARISH)[-1][0].endswith("dated 2015.")
