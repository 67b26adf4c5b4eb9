"""Documents that show their own boundaries: what recurs before each case cuts them, and what is made up or one case's own cuts nothing."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import SegmentKind

SLIDES_CASE = """Slide 1
What four local reviews tell us
Briefing for midwives, May 2019

Slide 2
Aims
- To know about three reviews
- To think about practice

Slide 3
Case A: Child QT, Poole 2018
- Five month old boy
- Died from head injury, June 2016
- Nine missed appointments

Slide 4
Child QT: learning
- Ask about fathers

Slide 5
Case B: "Wren", Dorset SCB, March 2017
- 13 yr old girl
- Sexually exploited by older men, disclosed in 2015
- Ten missing episodes

Slide 6
Case C: Baby ML
- Published by Luton, 2018
- Age: 6 weeks
- Fractured ribs (survived)

Slide 7
Questions
"""
CODES = """Northern Shires Regional Safeguarding Board

Practice reviews

NSRSB 04/2019 - Concise practice review
Published: 4th May 2021
Baby girl aged 3 weeks who died in June 2019. She was found lifeless by her mother in a chair.
Reviewer: Una Tor
Report (English)

NSRSB 02/2018 - Extended practice review
Published: 9th January 2020
A 15 year old boy who was looked after took an overdose in a hostel in March 2018.
Reviewer: Ned Hale
Report (English)

NSRSB 07/2017 - Concise
Published: 1 March 2019
The subject is a young woman of 17 who drowned in a canal in May 2017.
Report withdrawn

Forums
Learning from forums is in our annual report.
"""
GLUED = """Case reviews published in 2017 | Learning2017 – Anonymous – Child K4Death of an 8-month-old boy in May 2015 from burns.Child K4 was left \
alone.Background: parents were students.Learning: visits were missed.Recommendations: visit again.Keywords: burns, infantsRead the overview \
report2017 – Poole – Child JJNeglect of a 5-year-old girl over years, found in 2015.Background: JJ was home educated.Keywords: neglectRead the \
overview report2017 – Bolton and Bury – Baby TReport by Ann Hill. Serious injuries to a 3 week old boy in 2016, inflicted by his father.Keywords: \
burnsRead the executive summary
"""
LABEL_RECORDS = """Search results (3)

Ref: 1
Subject name: Osian
Sex: male
Age: 4
What happened: drowned in a garden pond in 2012
Board: Dyfed LSCB
Published: 2013
Ref: 2
Subject name: Girl P
Sex: female
Age: 15
What happened: took an overdose in July 2014
Board: Gwent LSCB
Published: 2016
Ref: 3
Subject name: the Ash children
Sex: mixed
Age: 2, 4 and 7
What happened: neglected over many years until 2011
Board: Powys LSCB
Published: 2012
"""
DOTTED_LABELS = """FORM SR1
Child ........ Baby Hal
Age .......... 7 weeks
Event ........ died on 3 May 2014, overlay
Board ........ Hull LSCB
Author ....... Mo Field

FORM SR1
Child ........ Tara
Age .......... 14 years
Event ........ stabbed by a stranger in August 2015 and survived
Board ........ Leeds LSCB
Author ....... Jan Ruck

FORM SR1
Child ........ Children F and G
Age .......... 3 and 5 years
Event ........ found starving at home in 2013
Board ........ York LSCB
Author ....... Les Penn
"""
QA_SUMMARY = """Five minute summaries

Who is the review about?
Jonah, who was 9.
What happened?
He died from asthma in May 2015.
Who wrote the review?
Kim Marsh for Derby LSCB, 2016.

Who is the review about?
Baby Lark, who was 6 weeks old.
What happened?
She suffered a skull fracture in June 2014.
Who wrote the review?
Bo Lind for Stoke LSCB, 2015.

Who is the review about?
Two brothers, 4 and 6.
What happened?
They were neglected until removed in 2013.
Who wrote the review?
Ty Gray for Dudley LSCB, 2014.
"""
MINUTES = """Minutes of the learning group, 9 October 2017

Present: A. Cole (chair), B. Dunn

1. Apologies
Apologies came from health.

2. Reviews received

2.1 Barnet. The group discussed the review of a boy, 16, stabbed outside his college in 2015. Nina Poll had written it. Action: schools to be told.

2.2 Torbay. The group discussed the review of a baby of four weeks who died while sharing a bed with drunk parents in January 2016. Action: safer \
sleep leaflet.

2.3 Medway. The group discussed the review of three siblings who were beaten by an aunt between 2013 and 2015. Action: none.

3. Any other business
None.
"""
ASKED_BY_NAME = """LEARNING ZONE

Who was Kit?
Kit was a four-year-old boy who died in March 2013 when his mother drove into a river. Salford's board published the review in 2014.

Who was Ella?
Ella, 15, killed herself in a secure unit in 2012. Trafford's board published the review in 2013.

Who was Baby Moss?
He was 11 days old when he was smothered in 2014. Oldham's board published the review in 2016.
"""
BIBLIOGRAPHY = """References used in this module

Ashby, J. (2012) Serious case review: Child T1. Poole: Poole Safeguarding Children Board. A baby of 3 months died after being shaken by his \
stepfather in 2010.

Brown, K. (2015) The overview report on Family N. Luton: Luton LSCB. Five children were neglected over ten years.

Cole, M. and Dyer, P. (2016) Serious case review: Ruby. Hull: Hull LSCB. A girl of 16 took her own life in 2014 in foster care.
"""
MEMO = """To: all designated leads
From: the Business Unit
Date: 4 June 2018

Colleagues asked what was published this spring. There were three.

Wigan's was first, in March. It is about a boy of eleven who hanged himself in 2016; Tess Moor wrote it and there are six recommendations.

Then came Sefton's, in April, by Ian Lowe. A ten-week-old girl had been shaken by her father in October 2015 and is now blind.

Last was the one from Rochdale in May. Two sisters, 12 and 14, had been sexually exploited by taxi drivers between 2012 and 2014. Nobody is named as \
its author.

Please pass this on to your teams.
"""
TITLES_ONLY = """Published reviews: archive
Westerby Safeguarding Children Board

2016
Child Wim - overview report (PDF, 300KB)   Child Wim - response (PDF, 20KB)
SCR re Child D9 - executive summary (PDF)

2014
Baby Ali, published 02/03/2014. Overview report (PDF)
Children U and V (twins), published 11/09/2014. Overview report

2012
Child C died on 5 May 2011 aged 9 months
Executive summary (PDF)

Page last updated: 1 June 2018
"""
DATELINE_FIRST = """Harrow Vale Safeguarding Children Partnership (HVSCP)

Reviews

Date published: 4 Feb 2024
LCSPR Zainab
In May 2022 Zainab, a 10 week-old baby, was brought to hospital with broken ribs. The review was led by Gil Orme.
Zainab LCSPR [pdf] 1MB    Briefing [pdf] 200KB

Date published: 7 Jul 2023
LCSPR Family W
Family W have four children ranging from 2 to 9. Neglect of all four was reported in 2021.
Family W LCSPR [pdf] 900KB    Briefing [pdf] 300KB

Date published: 11 Oct 2022
LCSPR Child Ned
Ned was 14 and autistic. He died by suicide in July 2021. Reviewer - Pia Lund.
Ned LCSPR [pdf] 700KB
"""
FORM_COLON = """REVIEW RECORD SHEET
Subject: Milo
D.o.b.: withheld
Age at incident: 3 years
Type of review: SCR
Commissioned by: Derby Safeguarding Children Board
Reviewer: Ona Birch
Completed: June 2015
Circumstances: scalded in the bath while alone with an uncle; died two days later
REVIEW RECORD SHEET
Subject: Girl W
D.o.b.: withheld
Age at incident: 16 years
Type of review: SCR
Commissioned by: Luton Safeguarding Children Board
Reviewer: Ash Pell
Completed: May 2016
Circumstances: found hanged in a hostel
"""
BIB2 = """Further case material for students

Gower, P. (2011). Overview report into the death of Child HB. Swansea: Swansea LSCB. Pp. 54. [A boy aged 2 was battered by his mother's partner in 2009.]
Nash, R. and Crewe, T. (2014). Serious case review: the Elm children. Exeter: Devon LSCB. Pp. 71. [Neglect of six children over twelve years.]
Vine, O. (2017). Review of the care of "Skye". Oban: Argyll CPC. Pp. 33. [A girl of 15 absconded and was drowned in 2015.]
"""
NEWS2 = """Latest news

Report into baby's death released - 14.03.17
The Safeguarding Board for Tamar has released the serious case review about Baby Fox, aged 10 weeks, who was shaken by his father in July 2015. The \
author is Cy Wood.

Office closed - 01.03.17
We are closed on Friday.

Teenager's care criticised - 22.11.16
A girl of 14, known as Dawn, took her own life in September 2014. The board accepts all nine recommendations of the report by Liz Mott.
"""
RUNON_SAME_LINE = """Reviews received by the library in May

Baby Kai, Stockport, 2014: five-week-old boy, head injury, father convicted. Author Meg Holt.
Child Z3, Barnsley, 2015: girl of 12, sexual exploitation by several men between 2010 and 2013. Author Jo Pine.
The Reed family, Thanet, 2013: four children, chronic neglect, removed in 2011. Author not named.
"""
QA2 = """Q. Which child is the first review about?
A. Noor, a girl of seven who was starved by her aunt and died in March 2010. It was published by Luton LSCB in 2011.

Q. Which child is the second review about?
A. An unnamed baby boy, four weeks old, who was thrown against a wall in 2012. It was published by Hull LSCB in 2013.

Q. Which child is the third review about?
A. Teenager F, 17, who was stabbed in a park in 2014. It was published by Brent LSCB in 2015.
"""
FLAT2 = """Name
Age and sex
Harm
Published by
Date
1
Finn
2, male
died, methadone
Wigan LSCB
2012
2
Gia and Lou
4 and 6, female
neglect
Bolton LSCB
2013
3
Child R
15, male
hanged himself
Bury LSCB
2014
"""
MEMO2 = """MEMORANDUM
From: safeguarding lead
Re: learning this term

Three reviews matter to us. In the Calder review (published last month) a nursery did not act when a child of 18 months had bruises; he was killed by \
his stepfather in June 2013.

The Wharfe review concerns a pupil of 15, Ayla, who was groomed online and raped in 2014. Her school had known for weeks.

In the Nidd review twin boys of four drowned when their father drove into a lake in August 2012. The school had a letter from him.

Please talk about these in your teams.
"""
RECURRING = {
    "slides_case": (
        SLIDES_CASE,
        (
            "Case A",
            "Case B",
            "Case C",
        ),
    ),
    "codes": (
        CODES,
        (
            "NSRSB 04/2019",
            "NSRSB 02/2018",
            "NSRSB 07/2017",
        ),
    ),
    "glued": (
        GLUED,
        (
            "2017 \u2013 Anonymous",
            "2017 \u2013 Poole",
            "2017 \u2013 Bolton",
        ),
    ),
    "label_records": (
        LABEL_RECORDS,
        (
            "Ref: 1",
            "Ref: 2",
            "Ref: 3",
        ),
    ),
    "dotted_labels": (
        DOTTED_LABELS,
        (
            "Child ........ Baby Hal",
            "Child ........ Tara",
            "Child ........ Children F",
        ),
    ),
    "qa_summary": (
        QA_SUMMARY,
        (
            "Who is the review about?\nJonah",
            "Who is the review about?\nBaby Lark",
            "Who is the review about?\nTwo",
        ),
    ),
    "minutes": (
        MINUTES,
        (
            "2.1 Barnet",
            "2.2 Torbay",
            "2.3 Medway",
        ),
    ),
    "asked_by_name": (
        ASKED_BY_NAME,
        (
            "Who was Kit",
            "Who was Ella",
            "Who was Baby Moss",
        ),
    ),
    "bibliography": (
        BIBLIOGRAPHY,
        (
            "Ashby",
            "Brown",
            "Cole",
        ),
    ),
    "memo": (
        MEMO,
        (
            "Wigan's",
            "Then came",
            "Last was",
        ),
    ),
    "titles_only": (
        TITLES_ONLY,
        (
            "Child Wim",
            "SCR re Child D9",
            "Baby Ali",
            "Children U",
            "Child C",
        ),
    ),
    "dateline_first": (
        DATELINE_FIRST,
        (
            "LCSPR Zainab",
            "LCSPR Family W",
            "LCSPR Child Ned",
        ),
    ),
    "form_colon": (
        FORM_COLON,
        (
            "Subject: Milo",
            "Subject: Girl W",
        ),
    ),
    "bib2": (
        BIB2,
        (
            "Gower",
            "Nash",
            "Vine",
        ),
    ),
    "news2": (
        NEWS2,
        (
            "Report into baby",
            "Teenager's care",
        ),
    ),
    "runon_same_line": (
        RUNON_SAME_LINE,
        (
            "Baby Kai",
            "Child Z3",
            "The Reed family",
        ),
    ),
    "qa2": (
        QA2,
        (
            "Q. Which child is the first",
            "Q. Which child is the second",
            "Q. Which child is the third",
        ),
    ),
    "flat2": (
        FLAT2,
        (
            "Finn",
            "Gia",
            "Child R",
        ),
    ),
    "memo2": (
        MEMO2,
        (
            "Three reviews",
            "The Wharfe",
            "In the Nidd",
        ),
    ),
}
MADE_UP = """When to make a referral

Signs of harm
For example, if a 4 month old baby has a bruise you must refer the same day. Babies who cannot crawl rarely bruise.

Signs of neglect
Imagine that a 6-year-old boy comes to school hungry. Suppose he died last week: what would you wish that you had done?

Serious case reviews
Boards must consider a review when a child has died. The review must be published within six months.
"""
ONE_CASE = """Learning review

Child Yew

Background
Child Yew was a boy aged 3 who lived with his mother in a flat.

What happened
In May 2015 the boy, aged 3, was found dead in the bath. His mother was convicted in 2016.

Services
His sister, aged 7, had been neglected in 2012 and was looked after.

Learning
Staff should ask about baths.
"""


def entries(text: str) -> list[tuple[str, str | None]]:
    document = read(text.encode(), "made-up.txt")
    return [(s.span.of(document.text), s.heading.of(document.text) if s.heading else None) for s in segment(document) if s.kind is SegmentKind.ENTRY]


@pytest.mark.parametrize("name", RECURRING)
def test_what_recurs_before_each_case_is_where_its_entry_begins(name: str) -> None:
    text, openings = RECURRING[name]
    found = entries(text)
    assert len(found) == len(openings)
    for (entry, _), opening in zip(found, openings, strict=True):
        assert opening in entry[:60]
        assert sum(other in entry for other in openings) == 1


def test_a_label_or_a_count_before_a_name_is_no_part_of_the_title() -> None:
    assert [title for _, title in entries(LABEL_RECORDS)] == ["Osian", "Girl P", "the Ash children"]
    assert [title for _, title in entries(DOTTED_LABELS)] == ["Baby Hal", "Tara", "Children F and G"]


def test_a_child_made_up_to_explain_a_rule_is_no_entry() -> None:
    assert entries(MADE_UP) == []


def test_the_headings_inside_one_case_cut_nothing() -> None:
    assert len(entries(ONE_CASE)) == 1


MANUAL = """Safeguarding Procedures Manual
4.2 Practice Reviews

RELATED GUIDANCE
The national guidance for partners

AMENDMENT
This chapter was changed in May 2021.

Contents
1. Serious cases
2. Duty to notify
3. Rapid review
4. Deciding
5. Publication

1. Serious cases
Serious cases are those in which a child has died or been seriously harmed.

2. Duty to notify
The authority must notify the panel.

3. Rapid review
If a 6 month old baby died on 1 March the notification should be made by 8 March.
"""
PAGE = """Glen and Firth Child Protection Committee

Significant Case Reviews

Learning reviews took the place of initial reviews in 2021, following new national guidance.

Significant Case Review - Young Person Q
Q died at the age of 15 in April 2018. He lived in a residential school.
Published 16 December 2020

Significant Case Review - Child Skye
Skye was 2 when she came to significant harm in October 2017 at the hands of a babysitter.
Published 7 June 2019
"""


def test_a_manual_about_reviewing_is_no_report() -> None:
    assert entries(MANUAL) == []


def test_a_year_that_stands_over_titles_and_the_masthead_govern_them() -> None:
    for text, masthead in ((TITLES_ONLY, "Westerby"), (PAGE, "Glen and Firth")):
        document = read(text.encode(), "made-up.txt")
        found = [s for s in segment(document) if s.kind is SegmentKind.ENTRY]
        assert all(any(masthead in g.of(document.text) for g in s.governing) for s in found)
    document = read(TITLES_ONLY.encode(), "made-up.txt")
    assert [s.governing[0].of(document.text) for s in segment(document) if s.kind is SegmentKind.ENTRY] == ["2016", "2016", "2014", "2014", "2012"]


def test_a_title_ends_where_another_link_stands_beside_it() -> None:
    assert entries(TITLES_ONLY)[0][1] == "Child Wim - overview report (PDF, 300KB)"
