"""`scr-extract sources list`, `check` and `fetch`: where new documents come from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scr_extract.cli.console import Json, Processed, data, grid, say_json, shown, talk
from scr_extract.cli.edge import SOME_FAILED

if TYPE_CHECKING:
    from scr_extract.sources.gathering import Gathered
    from scr_extract.sources.settings import Source

Settings = Annotated[Path, typer.Option("--settings", help="The file that names the sources.", show_default=True)]
Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME...]", help="Only these sources.")]

group = typer.Typer(help="Where new documents come from: watched folders, web pages, feeds (sources.toml).", no_args_is_help=True)


@group.command("list")
def names(settings: Settings = Path("sources.toml"), processed: Processed = Path("processed"), json: Json = False) -> None:
    """Say which sources there are, and how the last look at each ended."""
    from scr_extract.sources import settings as known
    from scr_extract.sources import visits

    read = known.load(settings)
    looks = {look.source: look for look in visits.looks(processed)}
    rows = [
        {
            "source": s.name,
            "kind": str(s.kind),
            "place": s.place,
            "hosts": list(s.hosts),
            "last_look": looks[s.name].at if s.name in looks else None,
            "documents": len(looks[s.name].links) if s.name in looks and s.kind is not known.Kind.FOLDER else None,
            "wrong": looks[s.name].wrong if s.name in looks else None,
        }
        for s in read.sources
    ]
    if json:
        say_json({"fetching": read.fetching.enabled, "inbox": str(read.fetching.inbox), "sources": rows})
        return
    console = data()
    console.print(grid(("source", "kind", "place", "last look", "documents", "wrong"), [_cells(r) for r in rows], right=frozenset({"documents"})))
    console.print(f"Fetching is {'on' if read.fetching.enabled else 'off'}; what is fetched goes to {read.fetching.inbox}.")


def _cells(row: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(row[key] for key in ("source", "kind", "place", "last_look", "documents", "wrong"))


@group.command("check")
def check(only: Names = None, settings: Settings = Path("sources.toml"), json: Json = False) -> None:
    """Check the settings and that every place may be looked at, without fetching a document. Names are looked up; nothing else is asked."""
    from scr_extract.sources import settings as known

    read = known.load(settings)
    chosen = [read.named(name) for name in only or ()] or list(read.sources)
    found = [{"source": s.name, "kind": str(s.kind), "problem": _problem(s, read.fetching.loopback)} for s in chosen]
    if json:
        say_json(found)
    else:
        data().print(grid(("source", "kind", "result"), [(r["source"], r["kind"], r["problem"] or "ok") for r in found]))
    if any(r["problem"] for r in found):
        raise typer.Exit(SOME_FAILED)


def _problem(source: Source, loopback: bool) -> str | None:
    from scr_extract.datasets import objects
    from scr_extract.errors import ObjectStoreError, SourceError
    from scr_extract.sources import folder, guard, telling
    from scr_extract.sources.settings import Kind

    try:
        if source.kind is Kind.FOLDER:
            return telling.closed(source.name, folder.at_rest(Path(source.place), source.rest_seconds))
        if source.kind is Kind.BUCKET:
            objects.opened(source.place)
        else:
            guard.check(source.place, source.hosts, loopback=loopback)
    except (SourceError, ObjectStoreError) as wrong:
        return str(wrong)
    except OSError as unknown:
        return f"its name cannot be looked up ({unknown.strerror or type(unknown).__name__})"
    return None


@group.command("fetch")
def fetch(
    only: Names = None,
    settings: Settings = Path("sources.toml"),
    processed: Processed = Path("processed"),
    json: Json = False,
) -> None:
    """Look at the sources once and put what is new into the inbox; `scr-extract ingest` reads it. Prints the files to ingest."""
    from scr_extract.ingest import notices
    from scr_extract.sources import settings as known
    from scr_extract.sources.fetching import fetching_round
    from scr_extract.sources.gathering import gather
    from scr_extract.sources.reports import follow

    read = known.load(settings)
    with talk().status("Looking at the sources"), fetching_round(read.fetching) as on:
        found = list(gather(read, processed, only or (), on=on))
        if read.fetching.enabled and read.fetching.reports and not only:
            found.append(follow(read, processed, on))
    if json:
        say_json([_as_json(g) for g in found])
    else:
        _tell(found)
        for s in read.sources:
            if s.kind is known.Kind.FOLDER and any(g.source == s.name and not g.files and not g.wrong for g in found):
                talk().print(f"{shown(s.name)}: a file is taken once it has not changed for {s.rest_seconds:g} seconds (rest_seconds).")
        for issue in notices.told(processed):
            if issue.kind == "source" and issue.message not in {g.wrong for g in found}:
                talk().print(shown(issue.message), soft_wrap=True)
    if any(g.wrong for g in found):
        raise typer.Exit(SOME_FAILED)


def _as_json(g: Gathered) -> dict[str, object]:
    return {"source": g.source, "kind": g.kind, "files": [str(f) for f in g.files], "answers": dict(g.answers), "wrong": g.wrong}


def _tell(found: list[Gathered]) -> None:
    console = data()
    rows = [(g.source, g.kind, len(g.files), ", ".join(f"{n} {what}" for what, n in g.answers), g.wrong or "") for g in found]
    console.print(grid(("source", "kind", "files", "answers", "wrong"), rows, right=frozenset({"files"})))
    for g in found:
        for path in g.files:
            console.print(shown(path), soft_wrap=True)
