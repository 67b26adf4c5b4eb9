"""Reviews in libraries' words: parts between slashes, citations that go on to tell the case, labelled records without keywords."""

from __future__ import annotations

from typing import Any

import pytest

from scr_extract.extract import extract
from scr_extract.fields import FIELDS
from scr_extract.formats import read

SLASHED = """New in the library

Luton Safeguarding Children Board / Ellery, Maud / 2016 / 45 pages
Serious case review: Child Wren. Death of a 5-month-old girl in February 2013 from a head injury.

Swindon Safeguarding Children Board / Moss, Peter and Ashby, Tom / 2015 / 32 pages
Serious case review: Child Teal. Death of a 2-year-old boy in May 2012 by drowning.
"""
CITED = """Reviews used in this training

Ellery, M. (2016) Serious case review: Child Wren. Luton Safeguarding Children Board. Death of a 5-month-old girl in February 2013 from a head injury.

Moss, P. and Ashby, T. (2015) Serious case review: Child Teal. Swindon LSCB. A 2-year-old boy drowned in May 2012.
"""
LABELLED = """Title: Serious case review: Child Wren
Corporate author: Luton Safeguarding Children Board
Personal author: Ellery, Maud
Year: 2016
Abstract: Death of a 5-month-old girl in February 2013 from a head injury.

Title: Serious case review: Child Teal
Corporate author: Swindon Safeguarding Children Board
Personal authors: Moss, Peter; Ashby, Tom
Year: 2015
Abstract: A 2-year-old boy drowned in May 2012.
"""


def rows(text: str) -> list[dict[str, Any]]:
    document = read(text.encode(), "a.txt")
    out = []
    for record in extract(document).records:
        columns: dict[str, Any] = {}
        told = dict(record.fields)
        for field in FIELDS:
            columns |= field.wide(told[field.name])
            for c in told[field.name].chosen:
                span = c.evidence.span
                assert document.text[span.start : span.end] == c.evidence.quote
        out.append(columns)
    return out


@pytest.mark.parametrize(
    ("text", "first", "others"),
    [
        (SLASHED, ["Maud Ellery"], ["Peter Moss", "Tom Ashby"]),
        (CITED, ["M. Ellery"], ["P. Moss", "T. Ashby"]),
        (LABELLED, ["Maud Ellery"], ["Peter Moss", "Tom Ashby"]),
    ],
    ids=["slashed", "cited", "labelled"],
)
def test_each_part_of_a_librarys_entry_has_its_column(text: str, first: list[str], others: list[str]) -> None:
    wren, teal = rows(text)
    assert (wren["authors"], teal["authors"]) == (first, others)
    assert [(r["lscb_id"], r["published_year"], r["fatal"], r["incident_date"]) for r in (wren, teal)] == [
        ("lscb-luton", 2016, True, "2013-02"),
        ("lscb-swindon", 2015, True, "2012-05"),
    ]
    assert [(r["child_names"], r["child_sex"], r["child_age_months_min"]) for r in (wren, teal)] == [
        (["Child Wren"], "female", 5.0),
        (["Child Teal"], "male", 24.0),
    ]


def test_a_press_between_slashes_makes_no_author() -> None:
    text = "Serious case review: Child Wren\nNorthern Press / Ellery, Maud / 2016 / 45 pages\n\nDeath of a 5-month-old girl in Luton in May 2014.\n"
    assert [r["authors"] for r in rows(text)] in ([], [[]])
