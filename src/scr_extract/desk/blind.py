"""What a second reviewer may see of an entry before they have spoken: what the machine read, and nothing that another reviewer said.

Once words are published, the wide columns and the boxes on a page hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scr_extract.corrections.fieldwise import State
from scr_extract.desk import fieldview

Row = Mapping[str, Any]
_COLUMNS = {"children": ("child_names", "child_age_text", "age_band"), "board": ("lscb", "lscb_id", "lscb_anonymous")}
"""The columns of `entries` that headings and lists show, by field."""


def by_field(values: Iterable[Row]) -> dict[str, list[Row]]:
    """The rows of one record's `values`, by field."""
    out: dict[str, list[Row]] = {}
    for row in values:
        out.setdefault(row["field"], []).append(row)
    return out


def spoken(rows: Sequence[Row]) -> bool:
    """Whether what is published of a field is a reviewer's."""
    return any(row["origin"] != State.EXTRACTED for row in rows)


def unsaid(row: Row, values: Mapping[str, Sequence[Row]]) -> Row:
    """A row of `entries` with the title that the machine read, and without other columns that hold a reviewer's word."""
    shown = dict(row)
    if spoken(values.get("title", ())):
        read, _ = fieldview.reading("title", values["title"])
        shown["title"] = read[0].value if read else None
    for field, columns in _COLUMNS.items():
        if spoken(values.get(field, ())):
            shown |= {column: None for column in columns if column in shown}
    return shown
