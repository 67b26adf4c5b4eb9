"""Made-up entries in wording that no rule was written for (unseen_entries.toml): how much of each field is right, wrong and missed over all of them."""

from __future__ import annotations

import tomllib
from collections import Counter
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from scr_extract.fields import FIELDS
from scr_extract.values import Child
from tests.fields.test_children_told import bounds
from tests.made import reading

ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("unseen_entries.toml").read_text(encoding="utf-8"))["entry"]
RECALL = {
    "ages": 0.8,
    "child_sex": 0.75,
    "outcome": 0.9,
    "incident_date": 0.75,
    "harm_category": 0.75,
    "source_of_harm": 0.75,
    "death_category": 0.75,
    "authors": 0.6,
    "published_year": 1.0,
    "published_month": 1.0,
    "n_recommendations_stated": 1.0,
}
"""What must be right of the values that an entry states, by column."""
PRECISION = 0.85
"""What must be right of the values that are read, in each of these columns."""


@lru_cache
def wide(text: str) -> dict[str, Any]:
    entry = reading(text)
    columns: dict[str, Any] = {}
    for field in FIELDS:
        told = field.resolver(entry, [c for finder in field.finders for c in finder.find(entry)])
        columns |= field.wide(told)
        if field.name == "children":
            children = (c.value for c in told.chosen if isinstance(c.value, Child))
            columns["ages"] = sorted(
                (round(c.age_min, 1), round(c.age_max, 1)) for c in children if c.role == "subject" and c.age_min is not None and c.age_max
            )
    return columns


def allowed(row: dict[str, Any], column: str) -> list[Any]:
    if column == "ages":
        return [sorted((round(low, 1), round(high, 1)) for low, high in map(bounds, row.get("ages", [])))]
    if column == "authors":
        return [row.get("authors", [])]
    value = row.get("sex" if column == "child_sex" else column)
    return value if isinstance(value, list) else [value]


@pytest.mark.parametrize("column", RECALL)
def test_a_column_over_all_entries(column: str) -> None:
    count: Counter[str] = Counter()
    for row in ROWS:
        wanted, read = allowed(row, column), wide(row["text"])[column]
        right = read in wanted
        count.update(stated=any(wanted), read=bool(read), right=right and bool(read))
    assert count["right"] >= RECALL[column] * count["stated"], count
    assert count["right"] >= PRECISION * count["read"], count
