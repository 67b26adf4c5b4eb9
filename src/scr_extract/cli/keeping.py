"""`scr-extract withdraw`, `snapshots` and `purge`: what is kept, and what must or may go."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scr_extract.cli.console import Json, Kept, Place, Processed, counted, data, grid, say_json, shown, talk, typed, waiting
from scr_extract.errors import NotFoundError

group = typer.Typer(help="The published snapshots: list them, remove old ones.", no_args_is_help=True)


def withdraw(
    document: Annotated[str, typer.Argument(metavar="DOCUMENT", help="The document: its id, or the beginning of it that no other shares.")],
    reason: Annotated[str, typer.Option("--reason", help="Why, in a few words without any content; it stands in the tombstones.")],
    processed: Place = "processed",
    store: Kept = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: Json = False,
) -> None:
    """Take a document out for good: bytes, text, rows in every snapshot, reviewers' words on it, fetched copies. Other files are yours to remove."""
    from scr_extract.ingest import elsewhere, ledger
    from scr_extract.ingest import withdrawal as road
    from scr_extract.ingest.addresses import is_address
    from scr_extract.ingest.locking import locked
    from scr_extract.ingest.withdrawn import noted
    from scr_extract.sources.forgetting import forget

    if not yes and is_address(processed):  # what is worked on for an address is held from here on: a question must not keep others waiting
        typer.confirm(f"Take document {shown(document)} out of {processed} and of every snapshot there? This cannot be undone.", abort=True, err=True)
    with elsewhere.working(processed, store, waiting) as root:
        document_id = _one(document, [*ledger.known(root), *noted(root)], root)
        if not yes and not is_address(processed):
            typer.confirm(f"Take document {document_id[:12]}… out of {processed} and of every snapshot there? This cannot be undone.", abort=True, err=True)
        if is_address(processed):
            elsewhere.take_in_all(processed, root, document_id)
        with locked(root, waiting):
            done = road.withdraw(root, document_id, reason, store)
            copies = forget(root, done.documents)
    if json:
        said = {"documents": list(done.documents), "files": list(done.files), "removed": [str(p) for p in copies]}
        say_json(said | {"snapshots": dict(done.snapshots), "words": done.words, "printings": list(done.printings)})
        return
    console = data()
    console.print(grid(("old snapshot", "what is left of it"), list(done.snapshots)))
    console.print("Withdrawn: " + ", ".join(done.documents), soft_wrap=True)
    if done.words:
        console.print(f"Removed with it: {counted(done.words, 'word')} of reviewers. Backups and exports of them are yours to remove.")
    if copies:
        console.print("Removed, since they were fetched: " + ", ".join(map(shown, copies)), soft_wrap=True)
    if done.printings:
        console.print("Other printings of the same stay and are published with the next ingest; withdraw each: " + ", ".join(done.printings), soft_wrap=True)
    if done.files:
        console.print("Remove these files wherever else they lie, or the next backup brings them back: " + ", ".join(map(shown, done.files)), soft_wrap=True)


def _one(beginning: str, there: list[str], processed: Path) -> str:
    found = sorted({d for d in there if d.startswith(beginning)}) if len(beginning) >= 4 else []
    if len(found) != 1:
        many = f"{len(found)} documents begin" if found else "no document begins"
        raise NotFoundError(f"{many} with {shown(beginning)} in {processed}; give more of the id ({typed('documents', processed)} lists them)")
    return found[0]


def _there(processed: Path) -> Path:
    """A slip in the folder's name is no folder without snapshots."""
    if not processed.is_dir():
        raise NotFoundError(f"no folder {shown(processed)}; --processed names the one that `scr-extract ingest` wrote")
    return processed


@group.command("list")
def listed(processed: Processed = Path("processed"), json: Json = False) -> None:
    """The snapshots there are, newest first."""
    from scr_extract.ingest.retention import snapshots

    held = snapshots(_there(processed))
    if json:
        say_json([{"snapshot": h.snapshot, "published_at": h.published_at, "bytes": h.bytes, "entries": h.entries, "current": h.current} for h in held])
        return
    rows = [(h.snapshot, h.published_at, h.entries, f"{h.bytes / 2**20:.1f} MiB", "current" if h.current else "") for h in held]
    data().print(grid(("snapshot", "published", "entries", "size", ""), rows, right=frozenset({"entries", "size"}), whole=frozenset({"snapshot"})))


@group.command("prune")
def prune(
    keep: Annotated[int, typer.Option("--keep", min=1, help="How many of the newest stay; the current one always does.")],
    processed: Processed = Path("processed"),
    always: Annotated[
        list[str] | None, typer.Option("--except", metavar="SNAPSHOT", help="A snapshot that stays whatever its age, such as one a paper cites.")
    ] = None,
    json: Json = False,
) -> None:
    """Remove old snapshots. Those that a paper cites are named with --except."""
    from scr_extract.ingest import retention
    from scr_extract.ingest.locking import locked

    with locked(_there(processed), waiting):
        gone = retention.prune(processed, keep, always or ())
    if json:
        say_json({"removed": list(gone)})
    else:
        talk().print(f"{counted(len(gone), 'snapshot')} removed: {', '.join(gone)}" if gone else "No snapshot was old enough to go.")


def publish(
    to: Annotated[str, typer.Option("--to", metavar="ADDRESS", help="Where to: s3://bucket/prefix.")],
    processed: Processed = Path("processed"),
    json: Json = False,
) -> None:
    """Copy the current snapshot to an object store and make it the one that counts there; withdrawn ones are removed there too."""
    from scr_extract.datasets import objects

    with talk().status(f"Publishing at {shown(to)}"):
        done = objects.mirror(processed, to)
    if json:
        say_json({"snapshot": done.snapshot, "before": done.before, "published": done.snapshot != done.before, "removed": list(done.removed)})
        return
    what = "Published" if done.snapshot != done.before else "Unchanged"
    talk().print(f"{what}: snapshot {done.snapshot} at {shown(to)}" + (f"; removed there: {', '.join(done.removed)}" if done.removed else ""), soft_wrap=True)


def purge(
    older_than: Annotated[float, typer.Option("--older-than", min=0, metavar="DAYS", help="Only what nothing has touched for so many days.")],
    processed: Processed = Path("processed"),
    json: Json = False,
) -> None:
    """Remove what nothing needs any more: extractions by earlier versions, unused texts, leftovers. Sources, snapshots and corrections stay."""
    from scr_extract.ingest import retention
    from scr_extract.ingest.locking import locked

    with locked(_there(processed), waiting):
        files, size = retention.purge(processed, older_than)
    if json:
        say_json({"files": files, "bytes": size})
    else:
        talk().print(f"{counted(files, 'file')} removed, {size / 2**20:.1f} MiB.")
