"""Entries in the phrasings of many boards and years, read as a careful reader reads them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from scr_extract.fields import authors, findings, keywords, methodology, recommendations, recommendations_stated
from scr_extract.fields.seam import Field
from tests.made import reading

FIELDS: tuple[Field, ...] = tuple(m.FIELD for m in (authors, methodology, keywords, recommendations, recommendations_stated, findings))
ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("phrasings.toml").read_text(encoding="utf-8"))["entry"]
ABSENT: dict[str, object] = {"authors": [], "methodology": None, "n_recommendations": 0, "n_findings": 0, "n_keywords": 0, "n_recommendations_stated": None}


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_an_entry_is_read(row: dict[str, Any]) -> None:
    entry = reading(row["text"])
    wide: dict[str, Any] = {}
    for field in FIELDS:
        wide |= field.wide(field.resolver(entry, [c for finder in field.finders for c in finder.find(entry)]))
    wide["n_keywords"] = len(wide["keywords"])
    assert {name: wide[name] for name in ABSENT} == ABSENT | {k: v for k, v in row.items() if k != "text"}
