"""Values as the cells of a workbook, for people: `decode(of, encode(of, shown))` says the same as `shown`.

Words stand as they are, one value a line. Those that would be mistaken for something else (white space at an end, a line
break, a control character, a quotation mark first, the words `none` and `withheld`) are written as a JSON string.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import MISSING
from dataclasses import fields as parts_of
from functools import lru_cache

from scr_extract.corrections.checked import value as checked
from scr_extract.errors import InvalidCorrectionError
from scr_extract.fields.seam import Field
from scr_extract.resources import boards
from scr_extract.resources.loader import gazetteer
from scr_extract.values import Board, Child, Choice, Number, PartialDate, Statement, Text, Value, parse, show

NONE, WITHHELD = "none", "withheld"
"""What a reviewer writes where the source states nothing, or keeps it back on purpose."""
_RESERVED = (NONE, WITHHELD)
_DATE = re.compile(r"(\d{4}(?:-\d\d){0,2})(?:\s+(spring|summer|autumn|winter)|\s*(?:to|/)\s*(\d{4}(?:-\d\d){0,2}))?", re.I)
_NAMED = re.compile(r"(.+?)\s*\[([\w-]+)\]")
_PRECISION = {4: "year", 7: "month", 10: "day"}

Cell = str | int | float | None


def words(text: str) -> str:
    """Words as a cell, or as one line of it."""
    odd = text != text.strip() or not text or text.startswith('"') or text.strip().lower() in _RESERVED or not all(c.isprintable() for c in text)
    return json.dumps(text) if odd else text


def unworded(cell: str) -> str:
    """Read back what `words` wrote, or what a person typed."""
    line = cell.strip()
    if line.startswith('"') and line.endswith('"') and len(line) > 1:
        try:
            read = json.loads(line)
        except ValueError:
            return line
        return read if isinstance(read, str) else line
    return line


def encode(of: Field, shown: Sequence[str]) -> str:
    """The field's values as one cell, a line for each."""
    return "\n".join(words(_plain(parse(of.type.__name__.lower(), x))) for x in shown)


def decode(of: Field, cell: str) -> tuple[str, ...]:
    """The values of a cell as `values.show` writes them. Raises InvalidCorrectionError where the field cannot have one."""
    lines = [unworded(line) for line in cell.replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
    if len(lines) > 1 and not of.several:
        raise InvalidCorrectionError(f"{of.name} has one value, not {len(lines)} lines")
    return tuple(show(checked(of, _shown(of, line))) for line in lines)


def _plain(value: Value) -> str:
    match value:
        case Text(text):
            return text
        case Number(number):
            return str(number)
        case Choice(id):
            return id
        case PartialDate(iso, _, season, until):
            return f"{iso} {season}" if season else f"{iso} to {until}" if until else iso
        case Board(name, id, as_written, anonymous):
            return f"anonymous: {as_written}" if anonymous else f"{name} [{id}]" if id else str(name)
        case _:
            raise InvalidCorrectionError(f"a {type(value).__name__.lower()} has rows of its own, not a cell")


def _shown(of: Field, line: str) -> str:
    if of.type is PartialDate:
        m = _DATE.fullmatch(line)
        if not m:
            raise InvalidCorrectionError(f"{of.name}: a date is written 2014, 2014-11, 2014-11-07, 2014 spring or 2014-11 to 2015-02")
        precision = "season" if m[2] else "range" if m[3] else _PRECISION[len(m[1])]
        return show(PartialDate(m[1], precision, m[2].lower() if m[2] else None, m[3]))
    return show(_board(line)) if of.type is Board else line


def _board(line: str) -> Board:
    if line.lower().startswith("anonymous:"):
        return Board(None, None, line.partition(":")[2].strip(), anonymous=True)
    m = _NAMED.fullmatch(line)
    row = boards.board(m[2]) if m else None
    if m and row is None:
        raise InvalidCorrectionError(f"board: the gazetteer has no board [{m[2][:20]}]")
    if row is not None:
        return Board(row.name, row.id, row.name)
    ids = _ids().get(line, ())
    if len(ids) > 1:
        raise InvalidCorrectionError("board: several have that name; choose one from the list, where its id tells it apart")
    return Board(line, ids[0] if ids else None, line)


@lru_cache(maxsize=1)
def _ids() -> dict[str, tuple[str, ...]]:
    out: dict[str, tuple[str, ...]] = {}
    for row in gazetteer("boards"):
        out[row["name"]] = (*out.get(row["name"], ()), row["id"])
    return out


def board_names() -> tuple[str, ...]:
    """Every board as a cell shows it."""
    return tuple(f"{row['name']} [{row['id']}]" for row in gazetteer("boards"))


def parts(of: Field) -> tuple[str, ...]:
    """The columns of a field whose values have rows of their own (children, statements); none for other fields."""
    return tuple(p.name for p in parts_of(of.type)) if of.type in (Child, Statement) else ()


def encode_parts(of: Field, shown: str) -> dict[str, Cell]:
    """One value as the cells of a row."""
    value = parse(of.type.__name__.lower(), shown)
    return {name: _part(getattr(value, name)) for name in parts(of)}


def _part(value: object) -> Cell:
    if isinstance(value, tuple):
        return "\n".join(value)
    return words(value) if isinstance(value, str) else value if isinstance(value, int | float) else None


def decode_parts(of: Field, cells: dict[str, Cell]) -> str:
    """A row as `values.show` writes the value. Raises InvalidCorrectionError where the field cannot have it."""
    said = {p.name: _typed(of, p.name, str(p.type), cells.get(p.name)) for p in parts_of(of.type)}
    missing = next((p.name for p in parts_of(of.type) if p.type == "str" and p.default is MISSING and not said[p.name]), None)
    if missing:
        raise InvalidCorrectionError(f"{of.name}: {missing} is missing in a row of its own sheet")
    return show(checked(of, json.dumps({k: v for k, v in said.items() if v not in (None, [])})))


def _typed(of: Field, name: str, kind: str, cell: Cell) -> object:
    if cell is None or cell == "":
        return None
    if kind.startswith("tuple"):
        return [x.strip() for x in re.split(r"[\n,;]", str(cell)) if x.strip()]
    if kind.startswith("float"):
        try:
            return float(cell)
        except ValueError:
            raise InvalidCorrectionError(f"{of.name}: {name} is a number of completed months") from None
    return unworded(str(cell))
