"""Tables as files for others: CSV, Excel, Parquet or JSON lines, at the share level unless the research level is asked for by name."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scr_extract.datasets import disk
from scr_extract.datasets.read import Snapshot
from scr_extract.datasets.redaction import redact
from scr_extract.datasets.sharing import Row, shared, singled_out, summary
from scr_extract.datasets.tables import table as known
from scr_extract.errors import NotFoundError

if TYPE_CHECKING:
    from scr_extract.datasets.objects import Stored


class Level(StrEnum):
    SHARE = "share"
    RESEARCH = "research"


class Format(StrEnum):
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was exported: the number of rows, and of those that alone have their region, age band and year (0 at the research level)."""

    rows: int
    singled_out: int
    of: int


_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHEET_CELL = 32_767
"""Characters a cell of an Excel sheet can hold."""


def export(found: Snapshot | Stored, table: str, level: Level, format: Format, output: Path, *, by: Sequence[str] = (), redacted: bool = False) -> Exported:
    """Write a table of the snapshot, or counts of it by some columns, to a file for its owner alone.

    Raises NotFoundError where the table or a column is not there, or where the level has nothing of it to give.
    """
    of = known(table)
    rows: list[Row] = found.arrow(table).to_pylist()
    alone = 0
    if level is Level.SHARE:
        rows = shared(of, rows)
        alone = singled_out(rows) if table == "entries" and not by else 0
    elif redacted:
        names = {r["record_id"]: r["child_names"] or [] for r in found.arrow("entries", ["record_id", "child_names"]).to_pylist()}
        rows = redact(table, rows, names)
    total = len(rows)
    if by:
        rows = _summed(rows, by, table)
    output.parent.mkdir(parents=True, exist_ok=True)
    disk.write(output, written(rows, format, list(rows[0]) if rows else [c.name for c in of.columns]))
    return Exported(len(rows), alone, total)


def _summed(rows: Sequence[Row], by: Sequence[str], table: str) -> list[Row]:
    there = list(rows[0]) if rows else []
    missing = [column for column in by if rows and column not in there]
    if missing:
        raise NotFoundError(f"{table} has no column {missing[0]!r} at this level; there are {', '.join(there)}")
    return summary(rows, by)[0]


def written(rows: Sequence[Mapping[str, Any]], format: Format, columns: Sequence[str]) -> bytes:
    """The rows as the bytes of a file."""
    match format:
        case Format.CSV:
            return _csv(rows, columns)
        case Format.JSONL:
            return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
        case Format.PARQUET:
            return _parquet(rows)
        case Format.XLSX:
            return _xlsx(rows, columns)


def cell(value: object) -> object:
    """A value as one cell: lists joined by `; `, structures as JSON, nothing that a spreadsheet would take for a formula."""
    match value:
        case None | bool() | int() | float():
            return value
        case list() if all(isinstance(v, str | int | float) for v in value):
            return _plain("; ".join(map(str, value)))
        case list() | dict():
            return _plain(json.dumps(value, ensure_ascii=False))
        case _:
            return _plain(str(value))


def _plain(text: str) -> str:
    """An apostrophe before what would be a formula, as spreadsheets write text that looks like one."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(row[c]) for c in columns] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")  # with a mark, or Excel takes it for Windows-1252


def _parquet(rows: Sequence[Mapping[str, Any]]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = pa.BufferOutputStream()
    pq.write_table(pa.Table.from_pylist(list(rows)), out, compression="zstd")
    raw: bytes = out.getvalue().to_pybytes()
    return raw


def _xlsx(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("rows")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, columns, book.add_format({"bold": True}))
        for n, row in enumerate(rows, 1):
            for column, name in enumerate(columns):
                value = cell(row[name])
                if isinstance(value, str) and len(value) > _SHEET_CELL:
                    raise NotFoundError(f"row {n}, {name}: {len(value)} characters do not fit a cell of a sheet; export csv, jsonl or parquet")
                sheet.write(n, column, value)
    return out.getvalue()
