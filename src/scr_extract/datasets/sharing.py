"""What of a table may leave the machine: coarse, without words of a source, and with a guard against singling out.

The share level keeps the columns that their schema marks `shared`, and gives exact ages, days and areas as bands, quarters
and regions. Tables that are nothing but words or names (`values` keeps its statuses only) lose those columns whole. Siblings
have no rows: how many there are, of what sex and age, is what a family is known by. A string passes only where it is a term of
its column's list, so that no mistake elsewhere lets words of a source through. Ids are made anew, and rows stand in the order
of these: the tables' own ids and order can be worked out by whoever holds the sources.

What a row still tells together with others is counted: a combination of region, age band and year that stands once may
point at a child, and the caller is told how many such rows there are.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from scr_extract.datasets.schema import Column, Table
from scr_extract.datasets.vocabularies import vocabulary
from scr_extract.derive import age_band_of
from scr_extract.errors import NotFoundError
from scr_extract.model import Found, Severity, Status
from scr_extract.resources.loader import gazetteer

Row = dict[str, Any]

REFUSED = {
    "linked_resources": "it holds the words of bulletins",
    "reviews": "it holds names, places and dates",
    "corrections": "it holds the names and words of reviewers",
}
"""Tables with nothing in them to share, and why."""

SINGLING = (("region", "age_band", "published_year"), ("region", "age_band", "incident_year"))
_IDS = frozenset({"record_id", "review_id", "issue_id"})
_TERMS: Mapping[str, frozenset[str]] = {
    "kind": frozenset({"bulletin_entry", "report", "bulletin", "other"}),
    "child_sex": frozenset({"female", "male", "mixed"}),
    "sex": frozenset({"female", "male"}),
    "age_at": frozenset({"incident", "writing", "other"}),
    "role": frozenset({"subject"}),
    "incident_precision": frozenset({"day", "month", "season", "year", "range"}),
    "check_status": frozenset({"unchecked", "confirmed", "corrected", "stale_correction"}),
    "origin": frozenset({"extracted", "confirmed", "corrected", "stale_correction"}),
    "scope": frozenset({"board", "single_agency"}),
    "status": frozenset(map(str, (*Found, *Status))),
    "severity": frozenset(map(str, Severity)),
}
"""What a shared column can hold whose list is no vocabulary of the coding frame."""
_FIELDS = frozenset({"field", "rule_id"})
_FROM_CODE = frozenset({("issues", "kind"), *(("documents", c) for c in ("media_type", "layout", "reader_version"))})
_MADE = re.compile(r"[a-z][a-z0-9_]*(?:[./+ -][a-z0-9_.]+)*")
"""Names that code gives (layouts, kinds of issues, media types, readers): in lower case and of a few signs."""


def shared(table: Table, rows: Sequence[Row], key: bytes) -> tuple[list[Row], int]:
    """The rows as they may leave the machine, and how many values were left out because they are no term of their column's list.

    `key` makes the ids: the same in all tables shared with it. Raises NotFoundError for a table with nothing to share, with the reason.
    """
    if table.name in REFUSED:
        raise NotFoundError(f"{table.name} is not exported at the share level: {REFUSED[table.name]}; ask for --level research if you must")
    kept = [c for c in table.columns if c.shared]
    left, made = 0, []
    for row in _told(table.name, rows):
        new: Row = {}
        for column in kept:
            new[column.name], out = _passed(table.name, column, row[column.name], key)
            left += out
        made.append(new | _coarse(table.name, row))
    return sorted(made, key=lambda row: tuple(_placed(v) for v in row.values())), left


def columns(table: Table) -> list[str]:
    """The names of the columns that `shared` gives, for a table without rows too."""
    blank = {c.name: None for c in table.columns}
    return [c.name for c in table.columns if c.shared] + list(_coarse(table.name, blank))


def _told(table: str, rows: Sequence[Row]) -> Iterable[Row]:
    """The rows that are told of: no siblings, and of a field its first value only, or their number would tell of siblings and authors."""
    seen: set[tuple[str, str]] = set()
    number: Counter[str] = Counter()
    for row in rows:
        if table == "children":
            if row["role"] != "subject":
                continue
            number[row["record_id"]] += 1
            row = row | {"ordinal": number[row["record_id"]]}
        if table == "values":
            if (row["record_id"], row["field"]) in seen:
                continue
            seen.add((row["record_id"], row["field"]))
        yield row


def _placed(value: object) -> tuple[bool, float, str]:
    number = isinstance(value, int | float)
    return value is not None, float(value) if isinstance(value, int | float) else 0.0, "" if number else str(value)


def _passed(table: str, column: Column, value: Any, key: bytes) -> tuple[Any, int]:
    """The value as it may pass, and how many of its members may not."""
    if value is None or isinstance(value, bool | int | float):
        return value, 0
    if column.name in _IDS:
        return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()[:16], 0
    known = _known(table, column)
    if isinstance(value, list):
        passed = [v for v in value if known(v)]
        return passed, len(value) - len(passed)
    return (value, 0) if known(value) else (None, 1)


def _known(table: str, column: Column) -> Callable[[str], object]:
    if column.vocabulary:
        return vocabulary(column.vocabulary).__contains__
    if column.name == "region":
        return _regions().__contains__
    if column.name in _FIELDS:
        return lambda name: name.partition(".")[0] in _fields() and _MADE.fullmatch(name)
    if (table, column.name) in _FROM_CODE:
        return _MADE.fullmatch
    return _TERMS[column.name].__contains__


@lru_cache(maxsize=1)
def _fields() -> frozenset[str]:
    from scr_extract.fields import FIELDS

    return frozenset(field.name for field in FIELDS)


@lru_cache(maxsize=1)
def _regions() -> frozenset[str]:
    return frozenset(row["region"] for row in gazetteer("boards") if row["region"])


def _coarse(table: str, row: Mapping[str, Any]) -> Row:
    """What exact columns become: the quarter of an incident where its month is known, else the year; a child's band."""
    if table == "entries":
        date = row["incident_date"]
        return {"incident_year": _year(date), "incident_quarter": _quarter(date), "published_quarter": _published(row)}
    if table == "children":
        return {"age_band": age_band_of(row["age_months_min"], row["age_months_max"])}
    return {}


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date else None


def _quarter(date: str | None) -> str | None:
    return f"{date[:4]}-Q{(int(date[5:7]) + 2) // 3}" if date and len(date) >= 7 and date[5:7].isdigit() else None


def _published(row: Mapping[str, Any]) -> str | None:
    year, month = row["published_year"], row["published_month"]
    return f"{year}-Q{(month + 2) // 3}" if year and month else None


def singled_out(rows: Sequence[Mapping[str, Any]]) -> int:
    """How many rows are the only one of their region, age band and year, of incident or of publication: such a row may point at a child."""
    alone: set[int] = set()
    for columns in SINGLING:
        combinations = [tuple(row.get(column) for column in columns) for row in rows]
        counted = Counter(combinations)
        alone |= {n for n, combination in enumerate(combinations) if counted[combination] == 1}
    return len(alone)
