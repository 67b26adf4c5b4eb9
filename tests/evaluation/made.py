"""A made-up bulletin with its answers, read in memory, for the tests of the evaluation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from scr_extract.evaluation.gold import Gold
from scr_extract.evaluation.sets import documents, tables_read
from scr_extract.evaluation.tables import Tables
from scr_extract.fields.seam import SOURCES, Source

NAME = "made.md"
BULLETIN = """# Neglect

Serious case review: Child V
Author: Maud Ellery
LSCB: Luton Safeguarding Children Board (2016)

Death of a 3-month-old boy in January 2015. The board found that visits were missed and that nobody asked who lived at home.

Recommendations include: that the board audits how visits are recorded; that health visitors are told of every missed appointment.

Serious case review: Child W
Author: Tom Ashby
LSCB: Luton Safeguarding Children Board (2017)

Serious injuries to a 2-year-old girl in March 2016. Her mother was depressed. The board found that letters went unread.

Recommendations include: that the board reviews how letters are followed up.
"""
FIRST: dict[str, Any] = {
    **{"file": NAME, "kind": "bulletin_entry", "position": 1, "title": "Child V", "child_names": ["Child V"], "sex": "male", "fatal": True},
    **{"children": [{"age_months_min": 3, "age_months_max": 3, "age_text": "3-month-old"}], "outcome": "fatal", "incident_date": "2015-01"},
    **{"lscb": "Luton Safeguarding Children Board", "authors": ["Maud Ellery"], "published_year": 2016, "n_recommendations": 2},
    **{"body_starts": "Death of a 3-month-old boy", "quotes": {"incident_date": "in January 2015"}},
}
SECOND: dict[str, Any] = {
    **{"file": NAME, "kind": "bulletin_entry", "position": 2, "title": "Child W", "child_names": ["Child W"], "sex": "female", "fatal": False},
    **{"children": [{"age_months_min": 24, "age_months_max": 35}], "outcome": "serious_harm", "incident_date": "2016-03"},
    **{"lscb": "Luton Safeguarding Children Board", "authors": ["Tom Ashby"], "published_year": 2017, "n_recommendations": 1},
    **{"body_starts": "Serious injuries to a 2-year-old girl"},
}


def golds(*answers: dict[str, Any]) -> tuple[Gold, ...]:
    return tuple(Gold(a["file"], a) for a in answers)


def tables(text: str = BULLETIN, sources: Iterable[Source] = SOURCES) -> Tables:
    return tables_read(documents([(NAME, text.encode())]), frozenset(sources))
