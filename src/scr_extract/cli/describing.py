"""`scr-extract status`, `schema` and `doctor`: what is there, what it means, and whether it is whole."""

from __future__ import annotations

import platform
from collections import Counter
from pathlib import Path
from typing import Annotated, Any

import typer

from scr_extract.cli.console import Json, Kept, Processed, data, grid, say_json, shown
from scr_extract.cli.edge import FAILURE
from scr_extract.errors import ScrExtractError


def version(asked: bool) -> None:
    """Print one line each for the package, its models and its word lists, and end; spaCy is not loaded for it."""
    if not asked:
        return
    from importlib.metadata import version as of_package

    from scr_extract.errors import ModelMissingError
    from scr_extract.nlp import model_version
    from scr_extract.resources.loader import resources_version

    try:
        models = model_version()
    except ModelMissingError as missing:
        models = f"none ({missing})"
    typer.echo(f"scr-extract {of_package('scr-extract')}\nmodels {models}\nresources {resources_version()}")
    raise typer.Exit


def status(processed: Processed = Path("processed"), json: Json = False) -> None:
    """Say what is published, what is still to be read, and what could not be."""
    from scr_extract.datasets import current
    from scr_extract.ingest import pending
    from scr_extract.ingest.work import FAILED

    found = current(processed)
    documents: list[dict[str, Any]] = found.arrow("documents").to_pylist()
    issues: list[dict[str, Any]] = found.arrow("issues").to_pylist()
    said = {row["document_id"]: row["message"] for row in issues if row["record_id"] is None}
    failed = [
        {"document_id": d["document_id"], "name": d["name"], "status": d["status"], "message": said.get(d["document_id"])}
        for d in documents
        if d["status"] in FAILED
    ]
    content = {
        "snapshot": found.id,
        "path": str(found.path),
        "tables": {name: described["rows"] for name, described in found.manifest["tables"].items()},
        "documents": dict(sorted(Counter(d["status"] for d in documents).items())),
        "issues": dict(sorted(Counter(row["kind"] for row in issues).items())),
        "failed": failed,
        "to_extract": len(pending(processed)),
        "made_with": found.manifest["made_with"],
    }
    if json:
        say_json(content)
        return
    console = data()
    console.print(f"snapshot {found.id} in {found.path}")
    for title, column in (("documents by status", "documents"), ("rows by table", "tables"), ("issues by kind", "issues")):
        counted = content[column]
        if isinstance(counted, dict) and counted:
            console.print(grid((title, "number"), list(counted.items()), right=frozenset({"number"})))
    if failed:
        console.print(grid(("could not be read", "status", "why"), [(d["name"], d["status"], d["message"]) for d in failed]))
    if content["to_extract"]:
        console.print(f"{content['to_extract']} documents are to be read again by newer rules; the next ingest does it.")


def schema(
    table: Annotated[str | None, typer.Argument(metavar="[TABLE]", help="Only this table.")] = None,
    json: Json = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the data dictionary as Markdown.")] = False,
    csv: Annotated[bool, typer.Option("--csv", help="Print it as CSV, one row per column.")] = False,
) -> None:
    """Describe the published tables, column by column."""
    from scr_extract.datasets.describe import dictionary, sheet
    from scr_extract.datasets.tables import TABLES
    from scr_extract.datasets.tables import table as known

    tables = (known(table),) if table else TABLES
    if markdown:
        typer.echo(dictionary(tables), nl=False)
    elif csv:
        typer.echo(sheet(tables), nl=False)
    elif json:
        said = [
            {
                "table": t.name,
                "description": t.description,
                "key": list(t.key),
                "columns": [{"name": c.name, "type": str(c.type), "null": not c.required, "description": c.description} for c in t.columns],
            }
            for t in tables
        ]
        say_json(said)
    else:
        console = data()
        for t in tables:
            console.print(grid(("column", "type", "what it is"), [(c.name, c.type, c.description) for c in t.columns], title=f"{t.name}: {t.description}"))


def doctor(processed: Processed = Path("processed"), store: Kept = None, json: Json = False) -> None:
    """Check the installation and that everything stored is whole."""
    from scr_extract.ingest.integrity import faults

    versions, troubles = _versions()
    troubles += faults(processed)
    kept, wrong = _store(processed, store)
    troubles += wrong
    places = {name: str((processed / name).resolve()) for name in ("CURRENT", "snapshots", "store", "texts", "ledger", "cache")}
    content: dict[str, Any] = {"versions": versions, "processed": str(processed.resolve()), "places": places, "corrections": kept, "problems": troubles}
    if json:
        say_json(content)
    else:
        console = data()
        console.print(grid(("what", "version"), list(versions.items())))
        console.print(grid(("what", "where"), [("processed", content["processed"]), *places.items(), ("corrections", kept)]))
        console.print("\n".join(f"Problem: {shown(t)}" for t in troubles) or "All is well: what is stored and published is whole.")
    if troubles:
        raise typer.Exit(FAILURE)


def _store(processed: Path, store: str | None) -> tuple[str, list[str]]:
    """Where reviewers' words are kept, and what is wrong there."""
    from scr_extract.corrections.place import place
    from scr_extract.corrections.place import shown as told
    from scr_extract.corrections.store import existing

    try:
        with existing(processed, store) as held:
            return told(place(processed, store)) + ("" if held else " (nothing is kept yet)"), held.faults() if held else []
    except ScrExtractError as closed:
        return "not to be opened", [str(closed)]


def _versions() -> tuple[dict[str, str], list[str]]:
    from scr_extract.ingest.versions import versions
    from scr_extract.model import Span
    from scr_extract.nlp import names

    try:
        found = versions()
        names("Ofsted", Span(0, 6))
    except ScrExtractError as missing:
        return {"python": platform.python_version()}, [str(missing)]
    libraries = dict(pair.split("=", 1) for pair in found.libraries.split())
    return {
        "python": platform.python_version(),
        "scr-extract": found.package,
        "code": found.code,
        "model": found.model,
        "resources": found.resources,
    } | libraries, []
