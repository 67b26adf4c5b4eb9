"""How things are shown: data on standard output, talk on standard error, untrusted words without control characters."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table


def _folder(given: Path) -> Path:
    """Refuses an address where a folder is wanted: as a path it would make a folder of that name."""
    from scr_extract.ingest.addresses import folder, is_address

    if is_address(given):
        at = folder(str(given).replace("s3:/", "s3://", 1))
        there = f"its tables are worked on in {at}: name that" if at.is_dir() else "`scr-extract ingest` and `withdraw` take one"
        raise typer.BadParameter(f"this command takes a folder, no address; {there}, or read it with scr_extract.load(..., processed='s3://...')")
    return given


Processed = Annotated[Path, typer.Option("--processed", metavar="FOLDER", file_okay=False, help="Folder of the published tables.", callback=_folder)]
Place = Annotated[str, typer.Option("--processed", help="Folder of the published tables, or s3://bucket/prefix.", show_default=True)]
Kept = Annotated[
    str | None, typer.Option("--store", help="Where reviewers' words are kept: a file, or postgresql://... (or SCR_STORE).", show_default="beside the folder")
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")]

_WIDE = 160
_ROOM = 14
"""Characters in which words can be read though they are broken over lines."""
_GAP = 3
"""Characters between two columns of a grid."""


def shown(value: object) -> str:
    """A value as words on one line. Control characters of a source never reach the terminal."""
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return ", ".join(map(shown, value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "".join(c if c.isprintable() else " " if c.isspace() else "\ufffd" for c in str(value))


def told(value: str | None) -> str:
    """A value of `values.value` for people: what is written as JSON becomes `name: value; ...`, its text or id first."""
    parts = parsed(value)
    if not isinstance(parts, dict):
        return shown(value)
    first = [shown(parts.pop(key)) for key in ("text", "name", "id", "iso") if parts.get(key) is not None]
    return "; ".join([*first[:1], *(f"{key.replace('_', ' ')}: {_number(part)}{_unit(key, part)}" for key, part in parts.items()), *first[1:]])


def _unit(key: str, part: object) -> str:
    """Of a number in a value (values.Child)."""
    return "" if key not in ("age_min", "age_max") else " month" if part == 1 else " months"


def parsed(value: str | None) -> object:
    """What a value written as JSON says; None for plain words, whatever they begin with (`[Child A] and {B}`)."""
    if value is None or not value.startswith(("{", "[")):
        return None
    try:
        return json.loads(value)
    except ValueError:
        return None


def _number(part: object) -> str:
    return f"{part:.2f}".rstrip("0").rstrip(".") if isinstance(part, float) else shown(part)


def counted(number: int, noun: str) -> str:
    """`1 review`, `2 reviews`, `2 entries`."""
    many = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return f"{number} {noun if number == 1 else many}"


def typed(command: str, processed: Path) -> str:
    """A command to type next about these tables: `scr-extract status --processed out`."""
    return f"`scr-extract {command}`" if processed == Path("processed") else f"`scr-extract {command} --processed {shown(processed)}`"


def any_encoding() -> None:
    """A terminal or pipe that cannot take every character (LANG=C, Windows-1252) gets those it lacks as `\\u2013`, not an error in mid-table."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say_json(content: object) -> None:
    """One JSON document on standard output; non-ASCII escaped, so that any terminal and pipe can take it."""
    sys.stdout.write(json.dumps(content, indent=1) + "\n")


def data() -> Console:
    """The console for data. Not at a terminal it is wide, so that nothing is cut for a pipe; one that is closed early ends the command (cli.edge)."""
    from rich.console import Console

    class Data(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    return Data(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else _WIDE)


def talk() -> Console:
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False, width=None if sys.stderr.isatty() else _WIDE)


def waiting() -> None:
    """Say why nothing happens."""
    talk().print("Another run holds this folder; waiting for it to end.")


def grid(
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    right: frozenset[str] = frozenset(),
    whole: frozenset[str] = frozenset(),
    title: str | None = None,
) -> Table:
    """A table for people. Columns of `right` are set to the right, those of `whole` are never broken over lines."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, title=title, title_justify="left")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold", no_wrap=column in whole)
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in row))
    return table


def print_fitting(
    console: Console,
    columns: Sequence[str],
    rows: Sequence[Sequence[object]],
    *,
    spare: Sequence[str],
    right: frozenset[str] = frozenset(),
    whole: frozenset[str] = frozenset(),
) -> None:
    """Print a table of `grid` in the window there is: columns of `spare` go, the first first, until words have room, and are named below it."""
    width = {c: max([*map(len, c.split("\n")), *(len(shown(row[n])) for row in rows)]) for n, c in enumerate(columns)}
    least = {c: wide if c in whole else min(wide, _ROOM) for c, wide in width.items()}
    kept = list(columns)
    for column in spare:
        if sum(least[c] + _GAP for c in kept) <= console.width:
            break
        kept.remove(column)
    places = [columns.index(c) for c in kept]
    console.print(grid(kept, [[row[n] for n in places] for row in rows], right=right, whole=whole))
    if gone := [c.replace("-\n", "") for c in columns if c not in kept]:
        console.print(f"No room for {', '.join(gone)}: a wider window or --json shows more.")
