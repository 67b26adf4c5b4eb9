"""Made-up texts of full reports of many boards, years and makers are each read as one report, and their fields as well as the floors say."""

from __future__ import annotations

from functools import cache

import pytest

from tests.heldout.score import Tally
from tests.reports.openings import GOLD, score, tables

FLOORS = {
    **dict.fromkeys(("entry", "child_names", "fatal", "outcome", "authors", "published_year", "published_month", "lscb_anonymous"), (1.0, 1.0)),
    **dict.fromkeys(("review_type", "publication_form", "n_recommendations_stated", "ethnicity"), (1.0, 1.0)),
    **dict.fromkeys(("lscb", "recommendations"), (1.0, 0.95)),
    "incident_date": (1.0, 0.9),
    "findings": (0.93, 1.0),
    "child_sex": (1.0, 0.86),
    "child_age": (0.89, 0.85),
    "methodology": (1.0, 0.88),
    "legal_status": (0.9, 0.9),
    "parent_factors": (0.88, 0.85),
    "death_category": (0.85, 0.85),
    "harm_category": (1.0, 0.75),
    "source_of_harm": (0.92, 0.75),
}
"""Precision and recall that were reached, by field. A text is added with its answers before a rule is made for it."""


@cache
def tallies() -> dict[str, Tally]:
    return score()[0]


@pytest.mark.parametrize("name", GOLD)
def test_a_report_is_told_from_a_bulletin(name: str) -> None:
    assert [(entry["kind"], entry["position"]) for entry in tables(name)["entries"]] == [("report", 1)]


def test_every_field_has_a_floor() -> None:
    assert tallies().keys() == FLOORS.keys()


@pytest.mark.parametrize("field", FLOORS)
def test_a_field_is_read_at_least_as_well_as_before(field: str) -> None:
    tally, (precision, recall) = tallies()[field], FLOORS[field]
    assert (tally.precision >= precision, tally.recall >= recall) == (True, True), tally
