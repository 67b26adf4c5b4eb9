"""Records of library systems: each a tag of two signs before every line, reviews among other works."""

from __future__ import annotations

import time

import pytest

from scr_extract.extract import extract
from scr_extract.fields.reading import Reading
from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.layouts.clues import clues
from scr_extract.layouts.tagged import tagged
from scr_extract.layouts.units import units
from scr_extract.model import SegmentKind as Kind
from scr_extract.values import show

ISIS = """Library bulletin: new in stock

TI: Serious case review: Child Juno
AU: Ashworth, Delia
CA: Rushdale Safeguarding Children Board
DA: 2014
PG: 45
AB: Death of a 5-month-old girl in February 2013 from a head injury. Her father was convicted.
KW: infants; head injuries

TI: Serious case review in respect of Family Kestrel
AU: Moss, Peter; Lindqvist, Anna
CA: Brackenshire Safeguarding Children Board
DA: 2015
AB: Chronic neglect of four siblings. Uses the Welsh model.
KW: neglect; siblings

TI: Overview report: Child Z
CA: Tidewell Safeguarding Children Board
DA: 2012
AB: Suicide of a 15-year-old boy in custody in October 2010.
KW: suicide
"""
RIS = """TY  - RPRT
AU  - Ashworth, Delia
AU  - Bell, Tom
PY  - 2016/03//
TI  - Serious case review: Baby Lorne
PB  - Rushdale Safeguarding Children Board
AB  - Baby Lorne, aged 11 weeks, died in
hospital in May 2014 after he was shaken. Recommendations include: share information about new partners; review the pre-birth protocol.
KW  - babies
KW  - shaken baby syndrome
ER  -

TY  - BOOK
AU  - Hill, Kate
PY  - 2015
TI  - Conducting serious case reviews: a handbook
PB  - Northern Press
AB  - A guide for chairs, with the example of Child T, aged 3, who died in 2012.
ER  -

TY  - RPRT
PY  - 2017
TI  - Executive summary of the serious case review in respect of Child MN
PB  - Tidewell Safeguarding Children Board
AB  - A 9-year-old girl was seriously injured in a fire at home in 2015.
ER  -
"""
AUTHORS_FIRST = """AU = Ashworth, Delia
AU = Bell, Tom
TI = Child practice review: Child Wren
PY = 2018
SU = neglect
AU = Moss, Peter
TI = Child practice review: Child Tarn
PY = 2019
SU = fathers
"""
NOT_RECORDS = [
    "TI: Executive summary of the budget 2019\nAU: Finance team\nPY: 2019\nAB: Money was spent.\n",
    "TI: Child A's day: poems\nAU: Ann Other\nPY: 2001\n",
    "T1: What did the executive summary say?\nDR: Nothing.\nMK: It said little.\n",
    "GP - General practitioner\nHV - Health visitor\nSW - Social worker\nTI - Trauma informed\n",
    "NB: Child V was three.\nPS: the review is late.\nTI: Serious case review\n",
    "Title: Serious case review: Child V\nAuthor: Ann Other\n",
]


def told(text: str) -> list[dict[str, list[str]]]:
    records = extract(read(text.encode(), "records.txt")).records
    return [{name: [show(c.value) for c in found.chosen] for name, found in r.fields.items()} for r in records]


def test_each_record_is_an_entry_and_its_lines_are_cells() -> None:
    juno, kestrel, z = told(ISIS)
    assert (juno["title"], juno["authors"], juno["published"], juno["incident_date"]) == (["Child Juno"], ["Delia Ashworth"], ["2014"], ["2013-02"])
    assert juno["keywords"] == ["infants", "head injuries"]
    assert "Rushdale Safeguarding Children Board" in juno["board"][0]
    assert kestrel["authors"] == ["Peter Moss", "Anna Lindqvist"]
    assert kestrel["incident_date"] == [], "the year of publication is no incident"
    assert (z["incident_date"], z["authors"], z["published"]) == (["2010-10"], [], ["2012"])


def test_other_works_among_them_are_no_entries() -> None:
    lorne, mn = told(RIS)
    assert (lorne["title"], lorne["authors"], lorne["published"]) == (["Baby Lorne"], ["Delia Ashworth", "Tom Bell"], ["2016-03"])
    assert lorne["incident_date"] == ["2014-05"]
    assert len(lorne["recommendations"]) == 2
    assert lorne["keywords"] == ["babies", "shaken baby syndrome"]
    assert mn["incident_date"] == ["2015"]


def test_a_record_begins_where_the_first_tag_comes_again() -> None:
    assert [(r["title"], r["authors"], r["published"]) for r in told(AUTHORS_FIRST)] == [
        (["Child Wren"], ["Delia Ashworth", "Tom Bell"], ["2018"]),
        (["Child Tarn"], ["Peter Moss"], ["2019"]),
    ]


@pytest.mark.parametrize("text", NOT_RECORDS)
def test_what_only_looks_like_tags_has_no_cells(text: str) -> None:
    document = read(text.encode(), "a.txt")
    parts = segment(document)
    assert not [p for p in parts if p.layout == "tagged"]
    assert not [cell for p in parts if p.kind is Kind.ENTRY for cell in Reading(document, p).segment.cells]


@pytest.mark.parametrize("text", ["TI: Serious case review: Child V\nAU: Roe\nPY: 2019\nAB: A boy died.\n\n", "BB: x\n\nCC: y\n\n"])
def test_many_records_take_their_time_and_no_more(text: str) -> None:
    """Each record looked through all the lines of the others."""
    document = read(("AA: x\n\n" + text * (24_000 // text.count("\n"))).encode(), "a.txt")
    lines = clues(document.view, units(document, ()), ())
    began = time.process_time()
    tagged(document.view, lines)
    assert time.process_time() - began < 2
