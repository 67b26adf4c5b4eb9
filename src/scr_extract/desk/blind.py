"""What a second reviewer may see of an entry before they have spoken: what the machine read, and nothing that another reviewer said.

Once words are published, the wide columns and the boxes on a page hold them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from scr_extract.corrections.fieldwise import State
from scr_extract.desk import fieldview
from scr_extract.desk.shelf import Shelf
from scr_extract.values import Board, parse

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
    """A row of `entries` with the title and the board that the machine read, and without other columns that hold a reviewer's word."""
    shown = dict(row)
    if spoken(values.get("title", ())):
        read, _ = fieldview.reading("title", values["title"])
        shown["title"] = read[0].value if read else None
    for field, columns in _COLUMNS.items():
        if spoken(values.get(field, ())):
            shown |= {column: None for column in columns if column in shown}
    if spoken(values.get("board", ())):
        shown |= _board(values["board"])
    return shown


def _board(rows: Sequence[Row]) -> dict[str, object]:
    """The columns of the first board that was read."""
    read, _ = fieldview.reading("board", rows)
    said = parse("board", read[0].value) if read else None
    return {"lscb": said.name, "lscb_id": said.id, "lscb_anonymous": said.anonymous} if isinstance(said, Board) else {}


@lru_cache(maxsize=2)
def unsaid_rows(shelf: Shelf) -> Mapping[str, Row]:
    """Every row of `entries` as a second reviewer may see it, for lists and what is looked for in them."""
    said: dict[str, list[Row]] = {}
    for row in shelf.spoken(("title", *_COLUMNS)):
        said.setdefault(row["record_id"], []).append(row)
    return {**shelf.entries, **{id: unsaid(shelf.entries[id], by_field(rows)) for id, rows in said.items() if id in shelf.entries}}


def forget() -> None:
    """Hold no row any more."""
    unsaid_rows.cache_clear()
