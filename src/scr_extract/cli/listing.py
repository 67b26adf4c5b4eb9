"""`scr-extract documents` and `issues`: which files the tables were read from, and what was not understood in them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from scr_extract.cli.console import Json, Processed, counted, data, print_fitting, say_json, shown
from scr_extract.errors import NotFoundError

Row = dict[str, Any]

SHORT = 12
"""Characters of a document's id that are shown: more than any command needs to find it again."""
_SEVERITIES = ("error", "warning", "info")
Document = Annotated[str | None, typer.Option("--document", metavar="DOCUMENT", help="Only this document: its name, or the beginning of its id.")]


def named(document: str, there: list[Row]) -> frozenset[str]:
    """The ids of the documents with that name, or whose id begins so. NotFoundError where there are none."""
    found = frozenset(row["document_id"] for row in there if row["document_id"].startswith(document) or document in (row["name"], *row["aliases"]))
    if not found:
        raise NotFoundError(f"no document {shown(document)}; `scr-extract documents` lists them")
    return found


def documents(processed: Processed = Path("processed"), document: Document = None, json: Json = False) -> None:
    """List the documents of the current snapshot: id, name, and how reading each ended."""
    from collections import Counter

    from scr_extract.datasets import current

    found = current(processed)
    rows: list[Row] = found.arrow("documents").to_pylist()
    if document is not None:
        wanted = named(document, rows)
        rows = [row for row in rows if row["document_id"] in wanted]
    entries = Counter(found.arrow("entries", ["document_id"])["document_id"].to_pylist())
    rows = [row | {"entries": entries[row["document_id"]]} for row in sorted(rows, key=lambda row: (row["name"], row["document_id"]))]
    if json:
        say_json(rows)
        return
    columns = ("document", "name", "kind", "status", "pages", "entries", "superseded by")
    lines = [
        (row["document_id"][:SHORT], row["name"], row["kind"], row["status"], row["pages"], row["entries"], (row["superseded_by"] or "")[:SHORT])
        for row in rows
    ]
    console = data()
    spare = ("superseded by", "pages", "kind")
    print_fitting(console, columns, lines, spare=spare, right=frozenset({"pages", "entries"}), whole=frozenset({"document", "kind", "status", "entries"}))
    console.print(f"{counted(len(rows), 'document')}; the beginning of its id names one to `withdraw` and to `--document`.")


def issues(
    processed: Processed = Path("processed"),
    document: Document = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="Only issues of this kind, such as unknown_board.")] = None,
    json: Json = False,
) -> None:
    """List what was not understood, and what can be done about it; errors first."""
    from scr_extract.datasets import current

    found = current(processed)
    there: list[Row] = found.arrow("documents").to_pylist()
    names = {row["document_id"]: row["name"] for row in there}
    rows: list[Row] = found.arrow("issues").to_pylist()
    kinds = sorted({row["kind"] for row in rows})
    if kind is not None and kind not in kinds:
        raise NotFoundError(f"no issue of the kind {shown(kind)}; there are {', '.join(kinds) or 'no issues'}")
    if document is not None:
        wanted = named(document, there)
        rows = [row for row in rows if row["document_id"] in wanted]
    rows = [row for row in rows if kind in (None, row["kind"])]
    rows.sort(key=lambda row: (_SEVERITIES.index(row["severity"]), row["kind"], names.get(row["document_id"], ""), row["start"] or 0))
    if json:
        say_json([{"name": names.get(row["document_id"])} | row for row in rows])
        return
    columns = ("severity", "kind", "document", "record", "field", "what, and what to do")
    lines = [(row["severity"], row["kind"], names.get(row["document_id"]), row["record_id"], row["field"], row["message"]) for row in rows]
    console = data()
    if rows:
        print_fitting(console, columns, lines, spare=("field", "severity", "record"), whole=frozenset({"record", "kind"}))
    console.print(f"{counted(len(rows), 'issue')}.")
