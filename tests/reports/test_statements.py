"""How a report's statements are told from the prose around them, and its sections from another review's."""

from __future__ import annotations

import pytest

from scr_extract.fields.report_statements import rows
from scr_extract.layouts import segment
from scr_extract.resources.agencies import label_addressees
from scr_extract.resources.sections import section_kind
from tests.made import document, reading

PREFACE = "Child V\n\n== Recommendations ==\n\n"


def statements(text: str) -> list[tuple[str | None, str]]:
    read = reading(text)
    return [(row.number, read.words(row.span)) for row in rows(read)]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("• The Board to audit twenty cases.", (None, "The Board to audit twenty cases.")),
        ("• Midwives to be told in writing.", (None, "Midwives to be told in writing.")),
        ("A. Nurses should ask.", ("A", "Nurses should ask.")),
        ("A nurse should ask.", (None, "A nurse should ask.")),
        ("I should be told, said the mother.", (None, "I should be told, said the mother.")),
        ("4.2 Nurses should ask.", ("4.2", "Nurses should ask.")),
        ("12 Nurses should ask early.", ("12", "Nurses should ask early.")),
        ("12 children should be seen.", (None, "12 children should be seen.")),
        ("R3: Nurses should ask.", ("R3", "Nurses should ask.")),
        ("(iv) Nurses should ask.", ("iv", "Nurses should ask.")),
    ],
)
def test_a_statement_and_its_number(line: str, wanted: tuple[str | None, str]) -> None:
    assert statements(PREFACE + line) == [wanted]


@pytest.mark.parametrize(
    "line", ["• The police failed to tell the school.", "• What was known to the school.", "• An opportunity to intervene.", "• Owing to the weather."]
)
def test_what_asks_for_nothing_is_no_recommendation(line: str) -> None:
    assert statements(PREFACE + line) == []


def test_questions_stand_before_the_next_finding() -> None:
    text = (
        "Child V\n\n== Findings ==\n\nFinding 1: Nobody asked her.\n\n== Questions for the Board ==\n\n• Who asks now?\n\n"
        "• Who counts it?\n\nFinding 2: Plans were late.\n"
    )
    assert [words for _, words in statements(text)] == ["Nobody asked her.", "Who asks now?", "Who counts it?", "Plans were late."]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Recommendations from the 2009 review", "earlier_review"),
        ("Recommendations of previous reviews", "earlier_review"),
        ("Findings from national reviews", "earlier_review"),
        ("Improving systems and practice", "recommendations"),
        ("Circumstances resulting in the review", "introduction"),
        ("Seeing the child", None),
        ("The child and her family", "family"),
        ("Recommendations from the review", "recommendations"),
    ],
)
def test_what_a_heading_says_that_its_section_holds(heading: str, kind: str | None) -> None:
    assert section_kind(heading) == kind


LONG = "The nurse called and found nobody in, and wrote it down where no one looked. " * 120


@pytest.mark.parametrize(
    ("heading", "kind"),
    [("Recommendations of the review of Child W (2009)", "earlier_review"), ("Recommendations of the review of Child V", "recommendations")],
)
def test_recommendations_belong_to_the_review_that_their_heading_names(heading: str, kind: str) -> None:
    cover = "Poole Safeguarding Children Board\n\nSerious Case Review\n\nChild V\n\nOverview report\n\n"
    contents = f"Contents\n\n1. Introduction 3\n\n2. {heading} 9\n\n1. Introduction\n\n1.1 {LONG}\n\n"
    (report,) = segment(document(f"{cover}{contents}2. {heading}\n\n2.1 Nurses should ask. {LONG}\n\n3. Conclusion\n\n3.1 {LONG}\n"))
    assert [part.kind for part in report.parts if part.number == "2"] == [kind]


@pytest.mark.parametrize(
    ("label", "agencies"), [("7.2 Housing department", ("housing",)), ("West Mercia Police", ("police",)), ("Recommendations", ()), ("Key findings", ())]
)
def test_a_heading_that_is_an_agency_says_whom_it_addresses(label: str, agencies: tuple[str, ...]) -> None:
    assert label_addressees(label) == agencies
