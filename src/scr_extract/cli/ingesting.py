"""`scr-extract ingest`: files and folders into published tables."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from scr_extract.cli.console import Json, Kept, Place, grid, print_fitting, say_json, shown, talk, typed, waiting
from scr_extract.cli.edge import SOME_FAILED

if TYPE_CHECKING:
    from rich.console import Console

    from scr_extract.ingest import Report

_LINES = 60
"""More documents than these are not listed one by one at a terminal."""
_NAMED = 5
"""More documents than these are counted, not named, where one line speaks of all."""
_READ = ("ok", "partial")
_FILES_PER_WORKER = 4
"""Starting a process costs as much as reading some documents: small ingests get fewer."""


def _there(paths: list[str]) -> list[str]:
    """Refuses a path that is not there, as wrong use of the command."""
    from scr_extract.ingest.addresses import is_address

    for path in paths:
        if not is_address(path) and not os.path.lexists(path):
            raise typer.BadParameter(f"Path {shown(path)!r} does not exist.")
    return paths


def ingest(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help="Files and folders, searched to any depth, or s3://bucket/prefix.", callback=_there)],
    processed: Place = "processed",
    workers: Annotated[int | None, typer.Option("--workers", min=1, help="Processes that read documents; as many as is useful where not given.")] = None,
    store: Kept = None,
    json: Json = False,
) -> None:
    """Read documents and publish their tables. Files are never moved or changed; a second run does only what is new."""
    from scr_extract import ingest as road
    from scr_extract.ingest.elsewhere import working
    from scr_extract.sources.bucket import at_hand

    with working(processed, store, waiting) as root:
        found = at_hand(paths, root)
        processes = workers or _useful(len(road.discover(found.files).files))
        with _progress() as progress:
            done = road.ingest(found.files, root, workers=processes, progress=progress, waiting=waiting, store=store)
    done = replace(done, left_out=(*done.left_out, *found.left_out), unread=(*done.unread, *found.unread))
    if json:
        say_json(_as_json(done))
    else:
        _tell(done, root, processed, paths)
    if done.failed:
        raise typer.Exit(SOME_FAILED)


def _useful(files: int) -> int:
    return max(1, min(os.cpu_count() or 1, files // _FILES_PER_WORKER))


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = talk()
    with Progress(
        TextColumn("Reading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Reading", total=None)

        def told(finished: int, total: int) -> None:
            bar.update(task, completed=finished, total=total)

        yield told


def _as_json(done: Report) -> dict[str, object]:
    return {
        "snapshot": done.snapshot,
        "published": done.published,
        "documents": done.documents,
        "entries": done.entries,
        "new": done.new,
        "extracted": done.extracted,
        "failed": done.failed,
        "statuses": done.statuses,
        "left_out": [{"name": name, "reason": reason} for name, reason in done.left_out],
        "unread": [{"name": name, "reason": reason} for name, reason in done.unread],
        "each": [asdict(summary) for summary in done.summaries],
    }


def _tell_each(console: Console, done: Report) -> None:
    """One line a document: first those that could not be read, then those read in this run, then the others, as far as there is room."""
    from scr_extract.ingest.work import FAILED

    order = sorted(done.summaries, key=lambda s: (s.status not in FAILED, s.seconds is None))
    lines = [
        (s.name, s.kind, s.status, s.pages, s.entries, s.recommendations, s.findings, "" if s.seconds is None else f"{s.seconds:.2f}") for s in order[:_LINES]
    ]
    columns = ("document", "kind", "status", "pages", "entries", "recom-\nmenda-\ntions", "find-\nings", "seconds")
    if lines:
        print_fitting(console, columns, lines, spare=("seconds", "pages", "kind"), right=frozenset(columns[3:]), whole=frozenset(columns[1:]))
    if len(order) > _LINES:
        console.print(f"... and {len(order) - _LINES} more; --json lists all.")


def _tell_none(console: Console, done: Report, paths: list[str]) -> None:
    """What a newcomer may wonder at: no file there, files that hold no review, a run that read nothing."""
    if not (done.documents or done.left_out or done.unread):
        console.print(f"No file was found in {', '.join(map(shown, paths))}.", soft_wrap=True)
        return
    bare = [shown(s.name) for s in done.summaries if s.kind == "other" and s.status in _READ]
    if bare:
        more = f" and {len(bare) - _NAMED} more" if len(bare) > _NAMED else ""
        console.print(f"Read, but no review was found in: {', '.join(bare[:_NAMED])}{more}", soft_wrap=True)
    if not done.extracted:
        console.print("No document was read again; the tables were made anew." if done.published else "Nothing new: no document was read again.")


def _tell(done: Report, processed: Path, place: str, paths: list[str]) -> None:
    from scr_extract.ingest.addresses import is_address

    console = talk()
    counts = [("documents", done.documents), ("new", done.new), ("extracted now", done.extracted), ("entries", done.entries)]
    counts += [(f"status {status}", n) for status, n in done.statuses.items()]
    _tell_each(console, done)
    console.print(grid(("what", "number"), counts, right=frozenset({"number"})))
    for what, files in (("Left out", done.left_out), ("Could not be opened", done.unread)):
        for name, reason in files:
            console.print(f"{what}: {shown(name)}: {shown(reason)}", soft_wrap=True)
    _tell_none(console, done, paths)
    console.print(f"{'Published' if done.published else 'Unchanged'}: snapshot {done.snapshot} in {processed / 'snapshots' / done.snapshot}", soft_wrap=True)
    if is_address(place):
        console.print(f"Pushed to {shown(place)}; it is worked on in {shown(processed)}.", soft_wrap=True)
    if failed := done.failed - len(done.unread):
        console.print(f"{failed} could not be read; {typed('status', processed)} says which and why.")
    if done.unread:
        console.print(f"{len(done.unread)} could not be opened, see above; the next ingest of them tries again.")
