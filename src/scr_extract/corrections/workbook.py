"""The one door to the libraries of workbooks: sheets to an .xlsx file, and back. No cell is ever written or read as a formula."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from scr_extract.corrections.cells import Cell
from scr_extract.corrections.sheets import Sheet
from scr_extract.errors import ReadError, WorkbookError
from scr_extract.formats.docx_package import opened, part

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LISTS = "Lists"
_SPARE = 200
"""Empty rows under a sheet that take drop-downs too."""
_MOST_ROWS = 200_000
_MOST_COLUMNS = 100
_LONGEST_CELL = 32_767
"""Characters; the format's own limit."""
_LARGEST = 64 * 2**20
_WIDE, _NARROW = 40, 14


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it was read: its number in the sheet (from 1), its cells by column, and the columns that hold formulas."""

    number: int
    cells: Mapping[str, Cell]
    formulas: tuple[str, ...] = ()


def write(sheets: Sequence[Sheet]) -> bytes:
    """The workbook. Raises WorkbookError where a value is longer than a cell may be."""
    import xlsxwriter

    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _epoch()})
        plain = {"text_wrap": True, "valign": "top", "num_format": "@", "quote_prefix": True}
        formats = {
            "head": book.add_format({"bold": True, "bg_color": "#DDDDDD", "text_wrap": True, "valign": "top"}),
            "locked": book.add_format(plain | {"bg_color": "#EEEEEE", "locked": True}),
            "open": book.add_format(plain | {"locked": False}),
            "number": book.add_format({"valign": "top", "locked": False}),
        }
        made = [(sheet, book.add_worksheet(sheet.name)) for sheet in sheets]
        lists = book.add_worksheet(_LISTS)
        lists.hide()
        column = 0
        for sheet, page in made:
            _fill(sheet, page, formats)
            for name, choices in (sheet.choices or {}).items():
                lists.write_column(0, column, choices)
                source = f"={_LISTS}!${_letter(column)}$1:${_letter(column)}${len(choices)}"
                at = sheet.columns.index(name)
                kind = "stop" if name in sheet.strict else "information"
                page.data_validation(1, at, len(sheet.rows) + _SPARE, at, {"validate": "list", "source": source, "error_type": kind})
                column += 1
    return out.getvalue()


def _epoch() -> Any:
    """The same sheets give the same bytes: no time of making stands inside."""
    from datetime import datetime

    return datetime(2000, 1, 1)


def _letter(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _fill(sheet: Sheet, page: Worksheet, formats: Mapping[str, Format]) -> None:
    for at, name in enumerate(sheet.columns):
        page.set_column(at, at, _NARROW if name in sheet.locked and len(sheet.columns) > 1 else _WIDE, formats["open"])
        page.write_string(0, at, name, formats["head"])
    for y, row in enumerate(sheet.rows, 1):
        for x, cell in enumerate(row):
            form = formats["locked" if sheet.columns[x] in sheet.locked else "open"]
            if isinstance(cell, str):
                if len(cell) > _LONGEST_CELL:
                    raise WorkbookError(f"{sheet.name}, row {y + 1}: {sheet.columns[x]} is longer than a cell may be; correct this entry at the desk")
                page.write_string(y, x, cell, form)
            elif cell is None:
                page.write_blank(y, x, None, form)
            else:
                page.write_number(y, x, cell, formats["number"] if form is formats["open"] else form)
    page.freeze_panes(1, 0)
    if sheet.rows:
        page.autofilter(0, 0, len(sheet.rows), len(sheet.columns) - 1)
    allowed = ("sort", "autofilter", "insert_rows", "delete_rows", "format_columns", "format_rows", "select_locked_cells", "select_unlocked_cells")
    page.protect("", dict.fromkeys(allowed, True))


def read(raw: bytes, names: Sequence[str]) -> dict[str, list[Line]]:
    """The rows of these sheets, blank ones left out. Raises WorkbookError where the file is no workbook, hides more than it shows, or lacks one."""
    _safe(raw)
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, OSError) as broken:
        raise WorkbookError("the file is no workbook that can be read: open it in a spreadsheet program and save it as .xlsx") from broken
    try:
        missing = [name for name in names if name not in book.sheetnames]
        if missing:
            raise WorkbookError(f"the workbook has no sheet {missing[0]}: begin with a new export")
        try:
            return {name: _lines(name, book[name]) for name in names}
        except (KeyError, ValueError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile) as broken:
            raise WorkbookError("a sheet of the workbook cannot be read: open it in a spreadsheet program and save it as .xlsx") from broken
    finally:
        book.close()


def _safe(raw: bytes) -> None:
    """Refuse what unpacks to more than a workbook needs, and XML that declares entities, before any of it is parsed."""
    if len(raw) > _LARGEST:
        raise WorkbookError(f"the file is larger than {_LARGEST // 2**20} MiB")
    try:
        with opened(raw) as package:
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    head = (part(package, name) or b"").replace(b"\0", b"").upper()
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise WorkbookError("the workbook declares entities, which no spreadsheet program writes")
    except ReadError as unsafe:
        raise WorkbookError(f"the file cannot be read as a workbook ({unsafe.status}): save it as .xlsx without a password") from unsafe


def _lines(name: str, page: Any) -> list[Line]:
    page.reset_dimensions()  # what the file says of its own size is not believed
    rows = page.iter_rows(max_col=_MOST_COLUMNS)
    header = next(rows, ())
    columns = [str(c.value) if c.value is not None else "" for c in header]
    while columns and not columns[-1]:
        columns.pop()
    if len(set(columns)) < len(columns) or not all(columns):
        raise WorkbookError(f"{name}: the first row must hold each column's name once, as it was exported")
    out = []
    for number, row in enumerate(rows, 2):
        if number > _MOST_ROWS:
            raise WorkbookError(f"{name}: more than {_MOST_ROWS} rows")
        found = {columns[x]: c for x, c in enumerate(row[: len(columns)]) if c.value is not None}
        formulas = tuple(column for column, c in found.items() if c.data_type not in ("s", "n", "inlineStr", "str", "b", "d") or _is_formula(c))
        cells = {column: _cell(c.value) for column, c in found.items()}
        if any(v not in (None, "") for v in cells.values()):
            out.append(Line(number, cells, formulas))
    return out


def _is_formula(cell: Any) -> bool:
    return bool(cell.data_type == "f" or type(cell.value).__name__ in ("ArrayFormula", "DataTableFormula"))


def _cell(value: object) -> Cell:
    """A cell's value; dates that a spreadsheet made of typed words are written as they were typed."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return value
    iso = getattr(value, "isoformat", None)
    return str(iso())[:10] if iso else None if value is None else str(value)
