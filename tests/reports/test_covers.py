"""How covers, introductions and family tables of made-up reports name their children and say how old they were."""

from __future__ import annotations

from typing import Any

import pytest

from scr_extract.datasets.rows import Published, rows
from scr_extract.extract import extract
from scr_extract.formats import read

STORY = """
1. Introduction

1.1 {told}

1.2 The terms of reference were agreed by the review panel and the independent reviewer read what each agency had written about its work.

2. The family

{family}

3. Findings

3.1 The review panel found that each of the workers who knew the family thought that another of them would ring the school.

4. Recommendations

4.1 The Board should ask every agency how it will see to it that fathers are known, named and seen in each assessment that is made.
"""
ABOUT = "This overview report tells what was learned of the work of the agencies that knew the family in the years before the review."


def children(cover: str, told: str = ABOUT, family: str = "2.1 The family lived in a flat over a shop.") -> list[tuple[Any, Any]]:
    text = f"Dorset Safeguarding Children Board\n\nSerious Case Review\n\n{cover}\n\nAuthor: Ann Other\n\nMarch 2016\n{STORY.format(told=told, family=family)}"
    found = rows(Published(extract(read(text.encode(), "report.txt")), ("report.txt",), text))
    assert [e["kind"] for e in found["entries"]] == ["report"]
    return [(c["child"], c["age_months_min"]) for c in found["children"] if c["role"] == "subject"]


TOLD = "Wren and Linnet were left alone in a flat in May 2014. Wren told a neighbour; Linnet and Robin were asleep."


@pytest.mark.parametrize(
    ("cover", "names"),
    [
        ("'WREN'", ["Wren"]),
        ('"Linnet"', ["Linnet"]),
        ("Subject: 'Wren'", ["Wren"]),
        ("Neglect of three children:\n\nWren, Linnet and Robin", ["Wren", "Linnet", "Robin"]),
        ("Concerning siblings Wren & Linnet", ["Wren", "Linnet"]),
        ("'Wren' and 'Linnet'", ["Wren", "Linnet"]),
        ("Re:   Wren HARTLEY", ["Wren Hartley"]),
        ("WREN JANE HARTLEY\n\nBorn 3rd May 2004\nDied 4th May 2014", ["Wren Jane Hartley"]),
        ('Child T\n\n"They never once came up the stairs to look" - Child U', ["Child T"]),
        ('Child T\n\n"They never once came up the stairs"\n(Young Person U)', ["Child T"]),
    ],
)
def test_a_cover_names_the_children(cover: str, names: list[str]) -> None:
    told = TOLD + " Wren, Linnet and Robin went to three schools. Robin was often away from his."
    assert [name for name, _ in children(cover, told.replace("Wren", "Wren Hartley", 1) if "HARTLEY" in cover else told)] == names


def test_a_bare_forename_below_the_title_is_the_child_where_the_report_tells_of_it() -> None:
    told = "Wren, who was 15, was knifed outside a shop in May 2014. Wren had two cousins. 'Wren' is the name she asked for. Wren's aunt saw him there."
    assert children("Wren", told) == [("Wren", 180.0)]
    staff = "Westfield, a nursery, was closed. Staff at Westfield were shocked. A boy aged 2 died at Westfield in May 2014."
    assert [name for name, _ in children("Westfield", staff)] == [None]


def test_a_short_summary_without_known_headings_has_a_cover_all_the_same() -> None:
    prose = "Only these pages are public, for the island has few families and anybody could tell whose story the longer document tells. "
    text = (
        "Dorset Safeguarding Children Board\n\nLearning Review\nYoung Person 'Wren'\n\nExecutive Summary\n\nReviewers\nAnn Other, Independent Consultant\n"
        f"Tom Brook, Inspectorate associate\n\nPublished: 23 February 2015\n\nAbout these pages\n\n{prose * 3}\n\nWren\n\nWren was 17. "
        f"She sailed and sang. Wren died in January 2014.\n\nWhy we looked\n\n{prose * 9}\n\nStrategic learning\n\n"
        f"1. Handovers. Two teams each planned one.\n\n2. Waiting. {prose * 4}\n"
    )
    found = rows(Published(extract(read(text.encode(), "report.txt")), ("report.txt",), text))
    assert [(c["child"], c["age_months_min"], c["sex"]) for c in found["children"]] == [("Wren", 204.0, "female")]
    assert [e["authors"] for e in found["entries"]] == [["Ann Other", "Tom Brook"]]


@pytest.mark.parametrize(
    "cover",
    [
        "Ann Other and Tom Brook",  # who wrote it: the report speaks of neither
        "Dorset and Poole",
        "Abuse and Neglect",
        "Co-operating to Safeguard Children (DHSSPS, 2003)",
        "Working with Children (NICE, 2017)",
    ],
)
def test_a_line_of_other_words_names_nobody(cover: str) -> None:
    assert [name for name, _ in children(cover)] in ([], [None])


@pytest.mark.parametrize(
    ("told", "names"),
    [
        ("The review is about twins, a boy and a girl, known in this report as Twin C and Twin D. Twin C died in May 2014.", ["Twin C", "Twin D"]),
        ("Three brothers are referred to throughout this report as Child 1, Child 2 and Child 3.", ["Child 1", "Child 2", "Child 3"]),
        ("They are called Young Person J, K and L. They were exploited in 2014.", ["Young Person J", "Young Person K", "Young Person L"]),
    ],
)
def test_an_introduction_says_what_it_calls_the_children(told: str, names: list[str]) -> None:
    assert [name for name, _ in children("Thematic review of three cases", told)] == names


FAMILY_M = [("Child 1", 144.0), ("Child 2", 96.0), ("Child 3", 24.0)]


@pytest.mark.parametrize(
    ("family", "found"),
    [
        (
            "Family member      To be known as       Age at May 2014\nChild              Child 1              12\n"
            "Child              Child 2              8\n"
            "Child              Child 3              2\nMother             Mother               33\nFather             Father               35",
            FAMILY_M,
        ),
        ("Child 1 | Female | 12 years\nChild 2 | Male | 8 years\nChild 3 | Male | 2 years\nMother | Female | 33 years", FAMILY_M),
        ("Child 1, daughter, 12\nChild 2, son, 8\nChild 3, son, 2\nMother, 33", FAMILY_M),
        (
            "Wren        female      9 years old (at May 2014)\nRobin       male        4 years old\nMother      female      29 years old\n"
            "MGM         female      51 years old",
            [("Wren", 108.0), ("Robin", 48.0)],
        ),
        (
            "Name      Relationship      Age      Ethnicity\nWren      Subject child     14       White British\n"
            "Robin     Sibling           8        White British\n"
            "Ms Hart   Mother            41       White British",
            [("Wren", 168.0)],
        ),
    ],
)
def test_a_family_table_names_the_children(family: str, found: list[tuple[str, float]]) -> None:
    assert children("Family M", family=family) == found


@pytest.mark.parametrize(
    ("family", "age"),
    [
        ("Subject, 14\nMother, 41\nSibling, 9", 168.0),
        ("Subject      Child T      Male      14\nMother       MT           age 41 (at time of death)\nSibling 1    male         17", 168.0),
        ("Child T    Subject    14 years\nMother     T's mother     41 years", 168.0),
        ("Mother     41     White British\nFather     44     White British\nChild T    14     White British", 168.0),
        ("Name       Current age\nChild T    16\nMother     43", None),  # as it was when the report was written
        ("Children on plans    14\nChildren looked after    41", None),
    ],
)
def test_a_family_table_says_how_old_the_child_of_the_cover_was(family: str, age: float | None) -> None:
    assert children("Child T", family=family) == [("Child T", age)]


@pytest.mark.parametrize(
    "family",
    [
        "2.1 Wren. Wren was 6 weeks old when he was admitted in February 2014 with a fracture.\n\n"
        "2.2 Linnet. Linnet was a 5 month old girl who died in June 2014.\n\n"
        "2.3 Robin. Robin, a boy, aged 9 months, was taken to hospital in November 2014.",
        "Wren - 6 weeks. Lived with an aunt.\nLinnet - 5 months. Lived at home.\nRobin - 9 months. Known to the school of his sister.",
        "Wren (6 weeks): lived with an aunt.\n\nLinnet (5 months): lived at home.\n\nRobin (9 months): known to the health visitor.",
    ],
)
def test_children_who_each_have_a_paragraph(family: str) -> None:
    found = children("Wren, Linnet and Robin", family=family)
    assert [(name, round(age or 0)) for name, age in found] == [("Wren", 1), ("Linnet", 5), ("Robin", 9)]


@pytest.mark.parametrize(
    ("cover", "told", "outcome"),
    [
        (
            "Joint Domestic Homicide Review and Serious Case Review into the death of Adult F and the impact on Child P and Child Q",
            "Adult F, aged 33, was killed by her husband at their home on 25 August 2013. She had been strangled. Child P and Child Q were in the flat.",
            "parent_killed",
        ),
        ("Twins A and B", "Twin A was found by his father not breathing in May 2014. Resuscitation was not successful. Twin B lives with an aunt.", "fatal"),
        ("Child T", "The child, a 7-month-old boy, was taken to the Emergency Department with a swollen leg. X-ray showed a fracture.", "serious_harm"),
        ("Child T", "Child T's mother, aged 33, died of cancer in 2009. Child T was neglected by her father.", "abuse_or_exploitation"),
    ],
)
def test_what_the_introduction_tells(cover: str, told: str, outcome: str) -> None:
    story = STORY.format(told=told, family="2.1 None.")
    text = f"Dorset Safeguarding Children Board\n\nSerious Case Review\n\n{cover}\n\nAuthor: Ann Other\n\nMarch 2016\n{story}"
    found = rows(Published(extract(read(text.encode(), "report.txt")), ("report.txt",), text))
    assert [e["outcome"] for e in found["entries"]] == [outcome]
