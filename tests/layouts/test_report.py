"""A made-up report is told from a bulletin, and its sections are found and named."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
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
