"""Lines that a printed page's width or its running titles made, in text copied from it, on made-up sentences."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.formats.page_lines import page_lines
from scr_extract.formats.ragged import unwrapped

PAGE = """Reviews Digest  Spring 2015
Neglect
CHILD W2 (Poole, 2014)
Severe neg-
lect of a boy who was four years old when he was admitted to hospital weighing nine kilos in January
2013. His brother fed him when he could, and their mother, who was thirty, was not believed when she
asked. Overview report by Una Marsh. It was found that the case was steered by what the
grown-ups wanted; that three assessments were begun and none finished; and that a worried call went to
a voicemail.
KIRKLEES SCB - CHILDREN A and B  Published: 7.10.2013
Two sisters were found alone in filthy conditions in the summer of 2011. There was a plan for two years, which
ended in March 2011.
"""


def test_lines_of_a_ragged_measure_are_one_paragraph_and_titles_stay() -> None:
    lines = unwrapped(PAGE.splitlines())
    assert [line[:32] for line in lines] == [
        "Reviews Digest  Spring 2015",
        "Neglect",
        "CHILD W2 (Poole, 2014)",
        "Severe neglect of a boy who was ",
        "KIRKLEES SCB - CHILDREN A and B ",
        "Two sisters were found alone in ",
    ]
    assert "grown-ups" in lines[3]


def test_lines_that_were_meant_stay() -> None:
    for text in (
        "Child W\nAuthor: Una Marsh\nLSCB: Poole LSCB (2014)\nDeath of a boy in May 2012, after which his mother was convicted of manslaughter.\nFull report",
        "\n".join(
            [
                "Agencies should make sure that they",
                "share what they know of every father of a child whom they see at home or hear of",
                "ask about pets, lodgers, grandparents and whoever else is there",
                "write down the date and the hour of each call, and who rang, and what was answered to it",
                "visit again within a week and in the evening",
                "keep a list of the things which they mean to ask next",
                "talk with the school about what it has seen and heard of the family in that year",
                "say plainly what is meant by neglect in each letter",
            ]
        ),
    ):
        assert unwrapped(text.splitlines()) == text.splitlines()


def test_counts_of_pages_and_the_running_title_beside_them_are_furniture() -> None:
    pages = [f"Page {n} of 4\nPoole Digest\nThe {n}th story begins." for n in range(1, 5)]
    document = read("\n".join(["Poole Safeguarding Children Board", *pages]).encode(), "made.txt")
    main = "\n".join(b.span.of(document.text) for b in document.blocks if b.kind.value != "furniture")
    assert main.splitlines() == ["Poole Safeguarding Children Board", "Poole Digest", *(f"The {n}th story begins." for n in range(1, 5))]


def test_two_counts_or_counts_out_of_order_are_text() -> None:
    assert page_lines(["Page 1 of 9", "a", "Page 2 of 9"]) == frozenset()
    assert page_lines(["Page 1 of 9", "a", "Page 5 of 9", "b", "Page 3 of 9"]) == frozenset()


@pytest.mark.parametrize(
    "footer",
    [
        "Poole SCB - Overview Report - Child V          {}",
        "LSCPB | CSPR Wren | Page {}",
        "Dorset CPC SCR the W children                page {} of 40",
        "{} | Page                                    DSCB 03/2014",
    ],
)
def test_a_running_title_with_the_count_in_its_own_line_is_furniture(footer: str) -> None:
    story = [f"{n}.{k} What was seen in the week." for n in range(1, 4) for k in range(1, 9)]
    lines = [line for n in range(3) for line in (*story[8 * n : 8 * n + 8], footer.format(n + 2))]
    assert page_lines(lines) == frozenset({8, 17, 26})


def test_roman_counts_are_counts() -> None:
    lines = [*["What was seen."] * 8, "CMR Executive Summary        Page ii", *["What was heard."] * 8, "CMR Executive Summary        Page iii"]
    assert page_lines(lines) == frozenset({8, 17})


def test_rows_of_a_table_are_no_running_titles() -> None:
    rows = ["Name      Age", *(f"Child      {n}" for n in (2, 5, 9)), *["Nothing else was known."] * 9, "Visits that were made      3", *["So."] * 9]
    assert page_lines([*rows, "Visits that were made      9"]) == frozenset()
