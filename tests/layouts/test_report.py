"""A made-up report is told from a bulletin, and its sections are found and named."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import _several, segment
from scr_extract.layouts.report import NAME
from scr_extract.model import SegmentKind
from scr_extract.resources.sections import section_kind

REPORT = """Poole Safeguarding Children Board

SERIOUS CASE REVIEW

CHILD V

OVERVIEW REPORT

Author: Ann Other

March 2016

CONTENTS

1 Introduction .......................................... 3

2 Methodology ........................................... 4

3 Recommendations ....................................... 9

1 Introduction

1.1 Child V, a boy of three, died in May 2015. This overview report says what was learned about the work of the agencies which knew him.

2 Methodology

2.1 The terms of reference were agreed by the panel and the independent reviewer read what each of the agencies had written about its work.

3 Recommendations

3.1 The Board should ask every agency how it will see to it that fathers are known, named and seen in each assessment that is made.

Appendix A: Glossary

GP: general practitioner
"""


def test_a_report_is_one_entry_with_its_sections() -> None:
    document = read(REPORT.encode(), "report.txt")
    found = [s for s in segment(document) if s.kind is SegmentKind.ENTRY]
    assert [s.layout for s in found] == [NAME]
    report = found[0]
    assert report.heading is not None
    assert " ".join(report.heading.of(document.text).split()) == "SERIOUS CASE REVIEW CHILD V"
    assert report.header is not None
    assert "Ann Other" in report.header.of(document.text)
    assert [(p.kind, p.number, p.level) for p in report.parts] == [
        ("contents", None, 1),
        ("introduction", "1", 1),
        ("methodology", "2", 1),
        ("recommendations", "3", 1),
        ("glossary", "Appendix A", 1),
    ]
    assert report.parts[3].span.of(document.text).startswith("3.1 The Board should")


SHORT = {
    "a name alone above": """Clover

A local child safeguarding practice review
by Ann Other, independent consultant

December 2022

1  What this review is about

1.1  In the early hours of a Saturday in March 2021 Clover was stabbed. He was in his seventeenth year.

1.2  Clover had been moved three times.

2  Findings

Finding 1.  A child who is a suspect is also a child.
""",
    "quoted names": """Case Management Review

'Una' and 'Piers'

Executive Summary

Report author: Ann Other

Published 1 March 2016

Introduction

This review is about a sister and brother who are called Una and Piers. In 2013 Una, who was then 12 years old, told of abuse.
""",
    "a committee's code": """South East Wales Safeguarding Children Board

Extended Child Practice Review

Re: SEW 3/2018

Date of publication: 5 May 2019

Brief outline of circumstances

Young Person V was 17 years old when she died in August 2017.

Practice and organisational learning

Planning began late.
""",
}


@pytest.mark.parametrize("cover", SHORT.values(), ids=SHORT)
def test_a_short_cover_that_names_a_child_over_sections_is_a_report(cover: str) -> None:
    assert [s.layout for s in segment(read(cover.encode(), "cover.txt")) if s.kind is SegmentKind.ENTRY] == [NAME]


@pytest.mark.parametrize(
    "page",
    [
        SHORT["quoted names"].replace("'Una' and 'Piers'", "How to write one"),  # guidance names no child
        "Serious case reviews\n\nLuton Safeguarding Children Board\n\nMay 2019\n\nLearning\n\nSerious case review: Child V\n\n"
        "Death of a 3-year-old boy in 2018.\n\nSerious case review: Child W\n\nDeath of a 5-year-old girl in 2017.\n",
    ],
)
def test_a_page_like_a_cover_without_one_child_is_no_report(page: str) -> None:
    assert NAME not in [s.layout for s in segment(read(page.encode(), "page.txt"))]


def test_a_bulletin_of_three_reviews_is_no_report() -> None:
    entry = "Serious case review: Child {}\n\nDeath of a 3-year-old boy. Findings include: late plans.\n\n"
    document = read(("Overview report digest\n\nContents\n\n" + "".join(entry.format(c) for c in "VWX")).encode(), "digest.txt")
    assert [s.layout for s in segment(document) if s.kind is SegmentKind.ENTRY] == ["newsletter"] * 3


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Recommendations for the Board", "recommendations"),
        ("Single agency recommendations", "single_agency"),
        ("Recommendations from previous reviews", "earlier_review"),
        ("Action plan", "action_plan"),
        ("Key findings", "findings"),
        ("Lessons learned", "learning"),
        ("Good practice", "good_practice"),
        ("Terms of reference", "methodology"),
        ("Family composition", "family"),
        ("What happened", "narrative"),
        ("Questions for the Board", "questions"),
        ("Bibliography", "references"),
        ("The weather", None),
    ],
)
def test_headings_say_what_sections_hold(heading: str, kind: str | None) -> None:
    assert section_kind(heading) == kind


def test_the_children_of_one_title_are_one_review() -> None:
    assert _several(frozenset({"siblings l, m and n", "sibling l", "sibling m", "sibling n"})) == 1
    assert _several(frozenset({"child a", "child b", "child c"})) == 3
    assert _several(frozenset({"katie", "polly", "sam"})) == 3


THRESHOLDS = """Poole Safeguarding Children Partnership

Thresholds for help and support

Version 4  Agreed: January 2022

Contents
1 Introduction ............................ 3
2 Levels ................................. 5
3 Referral ............................... 8

1 Introduction
1.1 Serious case reviews have shown what happens where levels are not understood.

2 Levels
2.1 Example: a mother aged 17 with a 6-week-old baby. Example: the death of another child in the household through abuse.
"""
GUIDANCE = """Multi-agency practice guidance

Bruises in babies who do not crawl

Version 2     Issued: May 2019
Author: Named Nurse, on behalf of the policy group

Contents
1. Introduction            2
2. Whom is this for?       2
3. What to do              3

1. Introduction
1.1 Serious case reviews have found that small bruises were seen by several workers, and that the baby went on to be seriously injured or to die.

2. Whom is this for?
2.1 For everyone who sees babies. The terms of reference of the policy group are on its page.

3. What to do
3.1 Example for training: a mother brings a 10-week-old boy to the clinic with a bruise on his cheek. What will you do?
"""

YEARLY = """Poole Safeguarding Children Partnership            Annual Report 2021/22

7. Learning from reviews

In the year to March the partnership was told of seven serious incidents. One was a death of a boy aged 3; six were cases of serious harm.

Two led to a decision to commission a Local Child Safeguarding Practice Review.
"""


@pytest.mark.parametrize("page", [THRESHOLDS, YEARLY, GUIDANCE], ids=["thresholds", "annual report", "guidance"])
def test_a_document_about_reviewing_holds_no_review(page: str) -> None:
    assert SegmentKind.ENTRY not in {s.kind for s in segment(read(page.encode(), "page.txt"))}


def test_a_review_that_an_annual_report_names_is_one() -> None:
    named = YEARLY + "\nSerious case review: Child V\n\nDeath of a 3-year-old boy in May 2021. Findings include: late plans.\n"
    assert [s.heading.of(named) for s in segment(read(named.encode(), "page.txt")) if s.kind is SegmentKind.ENTRY and s.heading] == [
        "Serious case review: Child V"
    ]


def test_a_briefing_that_is_linked_below_a_review_is_of_that_review() -> None:
    page = (
        "Published reviews\n\nChild Safeguarding Practice Review - Child Clover\n\nPublished: 9 March 2023\n\n"
        "Clover was nine months old when he was taken to hospital with a head injury in July 2021.\n\n"
        "Child Clover Report (PDF 640KB)\nChild Clover Practitioner Briefing\n\n"
        "Child Safeguarding Practice Review - Child Teasel\n\nPublished: 9 May 2023\n\nTeasel, a girl of 12, was neglected until June 2021.\n"
    )
    titles = [s.heading.of(page) for s in segment(read(page.encode(), "page.txt")) if s.kind is SegmentKind.ENTRY and s.heading]
    assert titles == ["Child Safeguarding Practice Review - Child Clover", "Child Safeguarding Practice Review - Child Teasel"]


def test_the_last_entry_of_a_run_may_have_a_paragraph_more_than_the_others() -> None:
    entry = "Serious case review: Child {}\n\nDeath of a 3-year-old boy in May 2014. Findings include: late plans.\n\n"
    more = "The family had moved twice. Key findings include: nobody asked; Recommendations include: ask early.\n\n"
    page = "".join(entry.format(c) for c in "VWXY") + more
    entries = [s for s in segment(read(page.encode(), "page.txt")) if s.kind is SegmentKind.ENTRY]
    assert len(entries) == 4
    assert "ask early" in entries[-1].span.of(page)


def test_a_masthead_with_numbered_contents_is_no_cover() -> None:
    text = (
        "SAFEGUARDING CHILDREN BULLETIN\nIssue 14 | November 2021\nFor all staff in primary care\n\n1. Hidden children\n2. New CSPRs\n3. Training dates\n\n"
        "1. HIDDEN CHILDREN\nWe have seen more bruising in babies. Please remember the protocol.\n\n2. NEW CSPRS\n\n'Teal', Luton SCP\n"
        "Published September 2021. Teal was a 13 month old boy who died in hospital from head injuries in January 2021.\n\n'Baby T' - Luton\n"
        "Baby T (5 wks) sustained a skull fracture in June 2020.\n\n3. TRAINING DATES\nLevel 3 - 9 December\n"
    )
    document = read(text.encode(), "bulletin.txt")
    assert [s.layout for s in segment(document) if s.kind is SegmentKind.ENTRY] == ["web_list", "web_list"]


CROWDED = """DORSET SAFEGUARDING CHILDREN BOARD
SERIOUS CASE REVIEW

"LINNET"

Reviewer: Ann Other

March 2016

Contents
Introduction .................... 2
Was this Linnet's choice? ....... 3
Who saw her, and when, in the last year of her life? ..... 4

Glossary

GP General practitioner

1.0 INTRODUCTION
1.1 Linnet, who was 15, took her own life in June 2014. This overview report tells what was learned of the work of agencies that knew her.
2.0 THE SERVICES PROVIDED
2.1 Linnet was seen by a nurse in each of the weeks before she died, and by three social workers in that time.
3. What was found
3.1 The review panel found that each of the workers who knew Linnet thought that another of them would ring the school.
4 RECOMMENDATIONS
1 THE Board should ask why.

Was this Linnet's choice?

Those who wrote of her choices did not ask what the others were, and the independent reviewer has put that question to all of the agencies.
"""


def test_headings_stand_within_paragraphs_in_capitals_and_over_their_first_paragraph_or_are_named_by_the_contents() -> None:
    report = next(s for s in segment(read(CROWDED.encode(), "report.txt")) if s.kind is SegmentKind.ENTRY)
    text = read(CROWDED.encode(), "report.txt").text
    found = [(p.kind, " ".join(p.heading.of(text).split())) for p in report.parts]
    assert found == [
        ("contents", "Contents"),
        ("glossary", "Glossary"),
        ("introduction", "1.0 INTRODUCTION"),
        ("narrative", "2.0 THE SERVICES PROVIDED"),
        ("findings", "3. What was found"),
        ("recommendations", "4 RECOMMENDATIONS"),
        ("narrative", "Was this Linnet's choice?"),
    ]


def test_an_annual_reports_list_of_cases_is_no_report_of_one() -> None:
    text = (
        "                                      Annual Report 2012/13\n6.  SERIOUS CASE REVIEWS\n\n6.1  The Committee met on eight occasions.\n\n"
        "6.2  Two reviews were published. Overview reports are on the website, executive summaries too.\n\n"
        "Case of Baby T\n6.3  Baby T was found dead in March 2011. His mother was fifteen. The Overview Report was published on 4 May 2012.\n\n"
        "Case of Child V\n6.4  Child V was admitted to hospital in September 2010, aged 2 years, with scalds. Ann Other wrote the Overview Report.\n\n"
        "6.5  There are no other SCRs in progress.\n\nPage 31 of 58\n"
    )
    found = [s for s in segment(read(text.encode(), "annual.txt")) if s.kind is SegmentKind.ENTRY]
    assert len(found) == 2
    assert NAME not in {s.layout for s in found}


TOGETHER = """Poole Safeguarding Children Partnership

Thematic Safeguarding Practice Review

INJURED INFANTS

Baby Ash, Baby Elm and Baby Oak

Ann Other, Independent Reviewer

Published 4 May 2021

CONTENTS

1 Background ............................... 1
2 The infants .............................. 2
3 Findings ................................. 6

1 BACKGROUND

1.1 The partnership looked at these infants side by side, since what had gone wrong for them was much alike.

2 THE INFANTS

Baby Ash. A boy. Aged 9 weeks in April 2020 when doctors saw a fractured skull and burns to both of his feet.

Baby Elm. A girl. Aged 5 months in July 2020 when she stopped breathing and had bleeding behind both of her eyes.

Baby Oak. A girl. Aged 11 weeks in August 2020 when a nurse saw bruising and a scan showed a broken arm.

3 FINDINGS

Finding One: nobody had asked who else slept in the house.
"""


def test_children_whom_the_cover_names_together_are_of_one_report() -> None:
    assert [s.layout for s in segment(read(TOGETHER.encode(), "made.txt")) if s.kind is SegmentKind.ENTRY] == [NAME]


def test_reviews_that_a_first_page_lists_are_several() -> None:
    listed = TOGETHER.replace("Thematic Safeguarding Practice Review", "Three Safeguarding Practice Reviews")
    assert len([s for s in segment(read(listed.encode(), "made.txt")) if s.kind is SegmentKind.ENTRY]) > 1
