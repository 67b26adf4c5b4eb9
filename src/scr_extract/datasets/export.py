"""Tables as files for others: CSV, Excel, Parquet or JSON lines, at the share level unless the research level is asked for by name."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scr_extract.datasets import disk
from scr_extract.datasets.counting import HIDDEN, SUPPRESSED, summary
from scr_extract.datasets.read import Snapshot
from scr_extract.datasets.redacting import redact
from scr_extract.datasets.schema import INT
from scr_extract.datasets.sharing import Row, columns, shared, singled_out
from scr_extract.datasets.tables import table as known
from scr_extract.errors import NotFoundError

if TYPE_CHECKING:
    import pyarrow as pa

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
    """What was exported: the number of rows, how many of those alone have their region, age band and year, the rows that counts rest on,
    how many values were left out because they are no term of their column's list (both 0 at the research level), and how many counts
    are hidden."""

    rows: int
    singled_out: int
    of: int
    left_out: int
    hidden: int


_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""What begins a formula, full-width signs included, which some Excels take for the others."""
_SHEET_CELL = 32_767
"""Characters a cell of an Excel sheet can hold."""
_SHEET_ROWS = 1_048_576
"""Rows of an Excel sheet, the head among them."""


def export(found: Snapshot | Stored, table: str, level: Level, format: Format, output: Path, *, by: Sequence[str] = (), redacted: bool = False) -> Exported:
    """Write a table of the snapshot, or counts of it by some columns, to a file for its owner alone.

    Raises NotFoundError where the table or a column is not there, or where the level has nothing of it to give.
    """
    of = known(table)
    rows: list[Row] = found.arrow(table).to_pylist()
    there, alone, left_out = list(of.names), 0, 0
    if level is Level.SHARE:
        rows, left_out = shared(of, rows, key(found))
        there, alone = columns(of), singled_out(rows) if table == "entries" and not by else 0
    elif redacted:
        names = {r["record_id"]: r["child_names"] or [] for r in found.arrow("entries", ["record_id", "child_names"]).to_pylist()}
        rows = redact(table, rows, names, key(found))
    there, total = list(rows[0]) if rows else there, len(rows)
    if by:
        missing = [column for column in by if column not in there]
        if missing:
            raise NotFoundError(f"{table} has no column {missing[0]!r} at this level; there are {', '.join(there)}")
        rows, there = summary(rows, by)[0], [*by, "rows"]
    hidden = sum(row["rows"] in (HIDDEN, SUPPRESSED) for row in rows) if by else 0
    raw = written(rows, format, there, {c.name: c.type for c in of.columns} | {"incident_year": INT} if not by else {})
    output.parent.mkdir(parents=True, exist_ok=True)
    disk.write(output, raw)
    return Exported(len(rows), alone, total, left_out, hidden)


def key(found: Snapshot | Stored) -> bytes:
    """What the ids of the share level, and the hashes of redacted words, are made with: one for all tables of a snapshot,
    known to whoever holds these tables, or can make the very same."""
    return hashlib.sha256(json.dumps(found.manifest["tables"], sort_keys=True).encode()).digest()


def written(rows: Sequence[Mapping[str, Any]], format: Format, columns: Sequence[str], types: Mapping[str, pa.DataType]) -> bytes:
    """The rows as the bytes of a file. `types` are those of columns in Parquet; another column is of strings, or of numbers where all are."""
    match format:
        case Format.CSV:
            return _csv(rows, columns)
        case Format.JSONL:
            return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()
        case Format.PARQUET:
            return _parquet(rows, columns, types)
        case Format.XLSX:
            return _xlsx(rows, columns)


def cell(value: object) -> object:
    """A value as one cell: lists joined by `; `, structures as JSON, nothing that a spreadsheet would take for a formula."""
    match value:
        case None | bool() | int() | float():
            return value
        case list() if all(isinstance(v, str | int | float) for v in value):
            return "; ".join(_plain(str(v)) for v in value)  # each: where `;` parts cells, each becomes one
        case list() | dict():
            return _plain(json.dumps(value, ensure_ascii=False))
        case _:
            return _plain(str(value))


def _plain(text: str) -> str:
    """An apostrophe before what would be a formula, as spreadsheets write text that looks like one."""
    return f"'{text}" if text.lstrip(" \u00a0").startswith(_FORMULA) else text


def _csv(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([cell(row[c]) for c in columns] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")  # with a mark, or Excel takes it for Windows-1252


def _parquet(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], types: Mapping[str, pa.DataType]) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    made = {}
    for name in columns:
        cells = [row[name] for row in rows]
        if name not in types and not all(isinstance(v, int) for v in cells):
            cells = [None if v is None else str(v) for v in cells]  # a count among `<5`
        made[name] = pa.array(cells, types.get(name) or (pa.int64() if cells and isinstance(cells[0], int) else pa.string()))
    out = pa.BufferOutputStream()
    pq.write_table(pa.table(made), out, compression="zstd")
    raw: bytes = out.getvalue().to_pybytes()
    return raw


def _xlsx(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> bytes:
    import xlsxwriter

    if len(rows) >= _SHEET_ROWS:
        raise NotFoundError(f"{len(rows)} rows do not fit a sheet, which holds {_SHEET_ROWS - 1}; export csv, jsonl or parquet")
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
                if isinstance(value, str):
                    sheet.write_string(n, column, value)
                else:
                    sheet.write(n, column, value)
    return out.getvalue()
