"""Made-up texts of full reports of many boards, years and makers are each read as one report."""

from __future__ import annotations

import pytest

from tests.reports.openings import GOLD, tables


@pytest.mark.parametrize("name", GOLD)
def test_a_report_is_told_from_a_bulletin(name: str) -> None:
    assert [(entry["kind"], entry["position"]) for entry in tables(name)["entries"]] == [("report", 1)]
