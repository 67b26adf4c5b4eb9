"""How a report's statements are told from the prose around them, and its sections from another review's."""

from __future__ import annotations

import pytest

from scr_extract.fields import recommendations
from scr_extract.fields.reading import Reading
from scr_extract.fields.report_statements import rows
from scr_extract.layouts import segment
from scr_extract.resources.agencies import label_addressees
from scr_extract.resources.sections import section_kind
from scr_extract.values import Statement
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
        ("One. Nurses should ask.", ("One", "Nurses should ask.")),
        ("One nurse should ask.", (None, "One nurse should ask.")),
        ("Recommendation 1 (Welsh Government): to tell nurses in writing.", ("1", "to tell nurses in writing.")),
        ("Recommendation 2 (the police) - to audit ten cases.", ("2", "to audit ten cases.")),
    ],
)
def test_a_statement_and_its_number(line: str, wanted: tuple[str | None, str]) -> None:
    assert statements(PREFACE + line) == [wanted]


@pytest.mark.parametrize(
    "line", ["• The police failed to tell the school.", "• What was known to the school.", "• An opportunity to intervene.", "• Owing to the weather."]
)
def test_what_asks_for_nothing_is_no_recommendation(line: str) -> None:
    assert statements(PREFACE + line) == []


def test_all_that_a_line_asks_for_are_recommendations_of_their_own() -> None:
    text = "The Board is asked to:\n\na) audit ten cases;\n\nb) train its staff; and\n\nc) report in a year."
    assert statements(PREFACE + text) == [("a", "audit ten cases"), ("b", "train its staff"), ("c", "report in a year.")]


def test_what_is_asked_of_one_body_addresses_it() -> None:
    read = reading(PREFACE + "The police should:\n\n(a) audit ten cases; and\n\n(b) report in a year.")
    found = [c.value for f in recommendations.FIELD.finders for c in f.find(read)]
    assert [(v.text, v.addressees) for v in found if isinstance(v, Statement)] == [("audit ten cases", ("police",)), ("report in a year.", ("police",))]


def test_what_stands_in_brackets_behind_a_number_is_whom_it_addresses() -> None:
    read = reading(PREFACE + "Recommendation 1 (West Mercia Police): to audit ten cases in a year.\n\nRecommendation 2 (2015 review) was met by the Board.")
    found = [c.value for f in recommendations.FIELD.finders for c in f.find(read)]
    assert [(v.text, v.addressees) for v in found if isinstance(v, Statement)] == [("to audit ten cases in a year.", ("police",))]


def test_numbered_paragraphs_that_tell_are_no_findings() -> None:
    told = "5.1 The plan was late. Nobody had asked why.\n\n5.2 The nurse called and found nobody in.\n\n\u2022 Visits were missed."
    listed = "5.1 The plan was late.\n\n5.2 The nurse called and found nobody in.\n\n\u2022 Visits were missed."
    assert statements("Child V\n\n== 5 Findings ==\n\n" + told) == [(None, "Visits were missed.")]
    assert [number for number, _ in statements("Child V\n\n== 5 Findings ==\n\n" + listed)] == ["5.1", "5.2", None]


def test_numbered_paragraphs_of_a_sentence_or_two_are_the_findings_of_a_section_that_lists_nothing_else() -> None:
    text = "Child V\n\n== Key findings ==\n\n5.1 Visits were seen as the mother's to keep. Nine were missed.\n\n5.2 The plan ended without a report.\n\n"
    told = statements(text + "5.3 Two teams did not agree what neglect is.")
    assert [number for number, _ in told] == ["5.1", "5.2", "5.3"]
    long = "5.1 Visits were missed. Nine letters came back. Nobody rang. The plan was late.\n\n5.2 The nurse called.\n\n5.3 She found nobody in."
    assert statements(f"Child V\n\n== Key findings ==\n\n{long}") == []


def test_lines_of_one_paragraph_are_set_apart_by_headings_numbers_and_letters() -> None:
    text = (
        "Dorset Safeguarding Children Board\n\nSERIOUS CASE REVIEW\n\nChild V\n\nAuthor: Ann Other\n\nMarch 2016\n\n1 INTRODUCTION AND BACKGROUND\n"
        "1.1 Child V, a boy of six, died in May 2014. This overview report says what the agencies learned.\n2 FINDINGS OF THE REVIEW\n"
        "2.1 The key findings are as follows:\n(a) Visits were seldom made.\n(b) School was a place where he was safe.\n5 RECOMMENDATIONS\n"
        "R1 DSCB to agree with its neighbours how families are followed.\nR2 Dorset Council to report on pupils who are out of school.\n"
    )
    made = document(text, "report.txt")
    report = next(s for s in segment(made) if s.layout == "report")
    assert [(row.number, row.output_type) for row in rows(Reading(made, report))] == [
        ("a", "finding"),
        ("b", "finding"),
        ("R1", "recommendation"),
        ("R2", "recommendation"),
    ]


def test_a_statement_keeps_the_parts_that_are_marked_otherwise() -> None:
    text = "1. The Board should agree a form:\n\n(a) for schools;\n\n(b) for nurses.\n\n2. Police should share reports."
    assert statements(PREFACE + text) == [
        ("1", "The Board should agree a form: (a) for schools; (b) for nurses."),
        ("2", "Police should share reports."),
    ]


def test_bullets_that_end_in_semicolons_are_one_statement_each() -> None:
    text = "\u2022 Nurses should ask early;\n\n\u2022 police should share reports;\n\n\u2022 the Board should count both."
    assert [words for _, words in statements(PREFACE + text)] == ["Nurses should ask early;", "police should share reports;", "the Board should count both."]


def test_a_line_that_only_says_for_whom_a_recommendation_is_is_no_part_of_it() -> None:
    text = "Recommendation 1 - for health\nNurses should see every child alone.\n\nRecommendation 2 - Schools should ring\nbefore they write."
    assert statements(PREFACE + text) == [("1", "Nurses should see every child alone."), ("2", "Schools should ring before they write.")]


def test_a_line_that_announces_numbered_recommendations_is_none() -> None:
    text = "4.2 The reviewer recommends that:\n\n4.2.1 Nurses should ask early.\n\n4.2.2 The Board should test its training."
    assert statements(PREFACE + text) == [("4.2.1", "Nurses should ask early."), ("4.2.2", "The Board should test its training.")]


def test_recommendations_without_numbers_stand_below_each_finding() -> None:
    text = (
        "Child V\n\n== Findings ==\n\nFinding 1: Nobody asked her.\n\nRecommendation: Nurses should ask every child in private.\n\n"
        "Finding 2: Plans were late.\n\nRecommendation: The Board should count late plans.\n"
    )
    assert [words for _, words in statements(text)] == [
        "Nobody asked her.",
        "Nurses should ask every child in private.",
        "Plans were late.",
        "The Board should count late plans.",
    ]


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
        ("Background to the Learning Review", "introduction"),
        ("What did we find?", "findings"),
        ("What do we recommend?", "recommendations"),
        ("Strategies for improving practice and systems", "recommendations"),
        ("Statement of independence from the case", "methodology"),
        ("Effective practice", "good_practice"),
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
