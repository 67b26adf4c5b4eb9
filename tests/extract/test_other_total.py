"""A source that counts its recommendations is held to its word: the difference is a row of issues, unless only some were to be listed."""

from __future__ import annotations

import pytest

from scr_extract.extract import extract
from tests.made import document

BULLETIN = "Serious case review: Child V\nAuthor: Ann Other\nLSCB: Luton LSCB (2016)\n\nDeath of a 2-year-old boy in 2014. {said}\n\nFull report Here\n"
REPORT = """Luton Safeguarding Children Board

Serious Case Review

Child V

Author: Ann Other

May 2016

1. Introduction

1.1 Child V, a boy of two, died in 2014 of injuries. {said}

2. Methodology

2.1 Agencies wrote reports and a panel read them.

3. Findings

3.1 The nurse called and found nobody in, and wrote it down where no one looked.

4. Recommendations

4.1 Nurses should ask early.

4.2 The Board should test its training.

5. Recommendations from single agencies

5.1 The police should share reports.
"""


def told(text: str) -> list[tuple[str, str | None]]:
    return [(i.message, i.field) for r in extract(document(text)).records for i in r.issues if i.kind == "other_total"]


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("Makes 2 recommendations: nurses should ask early; the board should test its training.", None),
        ("Makes 3 recommendations: nurses should ask early; the board should test its training.", (3, 2)),
        ("Makes 14 recommendations including: nurses should ask early; the board should test its training.", None),
        ("Makes 14 recommendations.", None),
        ("Recommendations include: nurses should ask early.", None),
    ],
)
def test_a_bulletin(said: str, counts: tuple[int, int] | None) -> None:
    wanted = [(f"the source counts {counts[0]} recommendations; {counts[1]} were read", "recommendations")] if counts else []
    assert told(BULLETIN.format(said=said)) == wanted


@pytest.mark.parametrize(
    ("said", "counts"),
    [
        ("This review makes two recommendations.", None),
        ("This review makes three recommendations.", None),
        ("This review makes 37 recommendations.", (37, 3)),
        ("Agencies made 37 recommendations of their own.", None),
        ("Nobody counted.", None),
    ],
)
def test_a_report_counts_those_of_agencies_or_leaves_them_out(said: str, counts: tuple[int, int] | None) -> None:
    wanted = [(f"the source counts {counts[0]} recommendations; {counts[1]} were read", "recommendations")] if counts else []
    assert told(REPORT.format(said=said)) == wanted


def test_a_report_that_lists_none_of_those_it_counts() -> None:
    text = REPORT.format(said="This review makes six recommendations.")
    assert told(text[: text.index("4. Recommendations")]) == [("the source counts 6 recommendations; 0 were read", "recommendations")]
