"""What of a table may leave the machine: coarse, without words of a source, and with a guard against singling out.

The share level keeps the columns that their schema marks `shared`, and gives exact ages, days and areas as bands, quarters
and regions. Tables that are nothing but words or names (`values` keeps its statuses only) lose those columns whole. What a
row still tells together with others is counted: a combination of region, age band and year that stands once may point at a
child, and the caller is told how many such rows there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from scr_extract.datasets.schema import Table
from scr_extract.derive import age_band_of
from scr_extract.errors import NotFoundError

Row = dict[str, Any]

REFUSED = {
    "linked_resources": "it holds the words of bulletins",
    "reviews": "it holds names, places and dates",
    "corrections": "it holds the names and words of reviewers",
}
"""Tables with nothing in them to share, and why."""

LEAST = 5
"""Cells of a summary below this many are not shown: the threshold usual for counts of people in UK official statistics."""
SUPPRESSED = f"<{LEAST}"
SINGLING = ("region", "age_band", "published_year")


def shared(table: Table, rows: Sequence[Row]) -> list[Row]:
    """The rows as they may leave the machine. Raises NotFoundError for a table with nothing to share, with the reason."""
    if table.name in REFUSED:
        raise NotFoundError(f"{table.name} is not exported at the share level: {REFUSED[table.name]}; ask for --level research if you must")
    kept = [c.name for c in table.columns if c.shared]
    return [{name: row[name] for name in kept} | _coarse(table.name, row) for row in rows]


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


def singled_out(rows: Iterable[Mapping[str, Any]]) -> int:
    """How many rows are the only one of their region, age band and year of publication: such a row may point at a child."""
    counted = Counter(tuple(row.get(column) for column in SINGLING) for row in rows)
    return sum(n for n in counted.values() if n == 1)


def summary(rows: Sequence[Mapping[str, Any]], by: Sequence[str]) -> tuple[list[Row], int]:
    """Counts of rows by these columns, small ones hidden, and the number of rows they rest on (the denominator).

    A cell under five is shown as `<5`. Were it the only one, the total would give it away: then the next smallest is hidden
    with it. A list's members are counted one by one, so that its cells may add up to more than the rows. Null is `not stated`.
    """
    cells: Counter[tuple[str, ...]] = Counter()
    for row in rows:
        for combination in _combinations(row, by):
            cells[combination] += 1
    hidden = {cell for cell, n in cells.items() if n < LEAST}
    left = sorted((n, cell) for cell, n in cells.items() if cell not in hidden)
    if len(hidden) == 1 and left:
        hidden.add(left[0][1])
    told: list[Row] = [dict(zip(by, cell, strict=True)) | {"rows": SUPPRESSED if cell in hidden else cells[cell]} for cell in sorted(cells)]
    if len(hidden) > 1 and any(cells[cell] >= LEAST for cell in hidden):
        told = [row | {"rows": "hidden"} if row["rows"] == SUPPRESSED else row for row in told]
    return told, len(rows)


def _combinations(row: Mapping[str, Any], by: Sequence[str]) -> Iterable[tuple[str, ...]]:
    combinations: list[tuple[str, ...]] = [()]
    for column in by:
        value = row[column]
        members = [str(v) for v in value] or ["not stated"] if isinstance(value, list) else ["not stated" if value is None else str(value)]
        combinations = [(*c, m) for c in combinations for m in members]
    return combinations
