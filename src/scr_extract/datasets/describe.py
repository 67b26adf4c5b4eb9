"""The data dictionary, generated from the schemas: `docs/data-dictionary.md` is this, and a test says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from scr_extract.datasets.schema import Table
from scr_extract.datasets.tables import TABLES

_HEAD = """# Data dictionary

Generated from the schemas by `scr-extract schema --markdown`; edit those, not this file.

Ages are inclusive bounds in completed months. Offsets count code points of the document's canonical text from 0 and are
half-open: `text[start:end]`. Pages count from 1. Boxes are in points from the page's top left corner.
"""


def dictionary(tables: Iterable[Table] = TABLES) -> str:
    """The tables as Markdown, one section each."""
    return _HEAD + "".join("\n" + "\n".join(_section(t)) + "\n" for t in tables)


def sheet(tables: Iterable[Table] = TABLES) -> str:
    """The same as CSV, one row per column, for those who read it in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("table", "column", "type", "null", "key", "vocabulary", "what it is"))
    for table in tables:
        for c in table.columns:
            null, key = "no" if c.required else "yes", "yes" if c.name in table.key else "no"
            writer.writerow((table.name, c.name, str(c.type), null, key, c.vocabulary or "", c.description))
    return out.getvalue()


def _section(table: Table) -> Iterator[str]:
    yield f"## {table.name}"
    yield ""
    yield f"{table.description} Key: {', '.join(f'`{k}`' for k in table.key)}."
    yield ""
    yield "| column | type | null | what it is |"
    yield "|---|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {str(column.type).replace('|', '/')} | {'no' if column.required else 'yes'} | {column.description.replace('|', '/')} |"
