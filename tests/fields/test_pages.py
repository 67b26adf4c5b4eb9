"""Whole pages and papers (pages.toml): whose review each entry is, when it came out and when the child was harmed, as read from document to columns."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from scr_extract import formats, layouts
from scr_extract.fields import authors, board, incident_date, methodology, published
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Field
from scr_extract.model import SegmentKind

FIELDS: tuple[Field, ...] = (board.FIELD, published.FIELD, incident_date.FIELD, authors.FIELD, methodology.FIELD)
PAGES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("pages.toml").read_text(encoding="utf-8"))["page"]


def entries(page: dict[str, Any]) -> list[Reading]:
    document = formats.read(page["text"].encode(), "page.html" if page.get("html") else "page.txt")
    return [Reading(document, s) for s in layouts.segment(document) if s.kind is SegmentKind.ENTRY]


def columns(entry: Reading) -> dict[str, Any]:
    wide: dict[str, Any] = {}
    for field in FIELDS:
        wide |= field.wide(field.resolver(entry, [c for finder in field.finders for c in finder.find(entry)]))
    year, month = wide["published_year"], wide["published_month"]
    wide["published"] = f"{year}-{month:02}" if month else str(year or "")
    return wide | {"board": wide["lscb_id"] or wide["lscb"] or "", "incident_date": wide["incident_date"] or "", "methodology": wide["methodology"] or ""}


@pytest.mark.parametrize("page", PAGES, ids=[p["name"] for p in PAGES])
def test_a_page_is_read(page: dict[str, Any]) -> None:
    read = [(e.span.of(e.view), columns(e)) for e in entries(page)]
    for wanted in page["entry"]:
        at, asked = wanted["at"], {name: value for name, value in wanted.items() if name != "at"}
        told = next((wide for text, wide in read if text.lstrip().startswith(at)), None)
        assert told is not None, f"no entry begins with {at!r}"
        assert {name: told[name] for name in asked} == asked, at
