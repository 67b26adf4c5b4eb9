"""Board, date of publication and date of the incident of entries in the phrasings of many boards, nations and years."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from scr_extract.fields import board, incident_date, published
from scr_extract.fields.seam import Field
from tests.made import reading

FIELDS: tuple[Field, ...] = (board.FIELD, published.FIELD, incident_date.FIELD)
ROWS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("headers.toml").read_text(encoding="utf-8"))["entry"]
ASKED = ("board", "published_year", "published_month", "incident_date")


@pytest.mark.parametrize("row", ROWS, ids=range(len(ROWS)))
def test_a_header_is_read(row: dict[str, Any]) -> None:
    entry = reading(row["text"])
    wide: dict[str, Any] = {}
    for field in FIELDS:
        wide |= field.wide(field.resolver(entry, [c for finder in field.finders for c in finder.find(entry)]))
    wide["board"] = "withheld" if wide["lscb_anonymous"] else wide["lscb_id"] or wide["lscb"]
    asked = [name for name in ASKED if name not in row.get("open", ())]
    assert {name: wide[name] for name in asked} == {name: row.get(name) for name in asked}
