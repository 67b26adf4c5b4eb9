"""What entries of many makers and years tell of their children: names, ages, sexes and the outcome, as a careful reader takes them."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from scr_extract.fields import children, outcome
from scr_extract.fields.seam import Field
from scr_extract.model import Resolution
from scr_extract.values import DAYS_PER_MONTH, Child
from tests.made import reading

ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("children_told.toml").read_text(encoding="utf-8"))["entry"]


def resolution(text: str, field: Field) -> Resolution:
    entry = reading(text)
    return field.resolver(entry, [c for finder in field.finders for c in finder.find(entry)])


def bounds(words: str) -> tuple[float, float]:
    """The completed months of `4y`, `18m`, `5w` or `26d`, or from the first to the last of two."""
    least, _, most = words.partition("-")
    return _months(least)[0], _months(most or least)[1]


def _months(words: str) -> tuple[float, float]:
    n, unit = int(words[:-1]), words[-1]
    match unit:
        case "y":
            return 12.0 * n, 12.0 * n + 11
        case "m":
            return float(n), float(n)
        case "w":
            return 7 * n / DAYS_PER_MONTH, (7 * n + 6) / DAYS_PER_MONTH
        case _:
            return n / DAYS_PER_MONTH, n / DAYS_PER_MONTH


def subjects(told: Resolution) -> Iterable[Child]:
    return (c.value for c in told.chosen if isinstance(c.value, Child) and c.value.role == "subject")


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_an_entry_tells_of_its_children(row: dict[str, Any]) -> None:
    told = resolution(row["text"], children.FIELD)
    wide = {**children.FIELD.wide(told), **outcome.FIELD.wide(resolution(row["text"], outcome.FIELD))}
    ages = sorted((c.age_min, c.age_max) for c in subjects(told) if c.age_min is not None and c.age_max is not None)
    assert wide["child_names"] == row.get("names", [])
    wanted = sorted(bounds(a) for a in row.get("ages", []))
    assert len(ages) == len(wanted)
    assert [x for pair in ages for x in pair] == pytest.approx([x for pair in wanted for x in pair], abs=0.01)
    assert (wide["child_sex"], wide["outcome"]) == (row.get("sex"), row.get("outcome"))
