"""`scr-extract corrections ...`: reviewers' words out of the store and into it, as a backup or as a workbook, and what they teach."""

from __future__ import annotations

import json as jsonlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scr_extract.cli.console import Json, Kept, Processed, counted, data, grid, parsed, say_json, talk
from scr_extract.cli.console import told as readable
from scr_extract.cli.edge import FAILURE, USAGE
from scr_extract.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from scr_extract.corrections.correction import Correction
    from scr_extract.corrections.sheets import Entry
    from scr_extract.corrections.store import Store

app = typer.Typer(
    name="corrections",
    help="Reviewers' words: where they are kept, out to a workbook or a backup and in again, and what they teach.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("where")
def where(processed: Processed = Path("processed"), store: Kept = None, json: Json = False) -> None:
    """Say where reviewers' words are kept and how many there are."""
    from scr_extract.corrections.place import place
    from scr_extract.corrections.place import shown as told
    from scr_extract.corrections.store import existing

    with existing(processed, store) as held:
        at, words = told(place(processed, store)), len(held.words()) if held else 0
    if json:
        say_json({"store": at, "exists": held is not None, "words": words})
    else:
        data().print(f"{at}: {counted(words, 'word') if held else 'nothing is kept yet'}", soft_wrap=True)


@app.command("list")
def listed(
    record: Annotated[str | None, typer.Argument(metavar="[RECORD_ID]", help="Only the words on this record.")] = None,
    field: Annotated[str | None, typer.Option("--field", help="Only the words on this field.")] = None,
    processed: Processed = Path("processed"),
    store: Kept = None,
    json: Json = False,
) -> None:
    """List who said what when, the history of every value."""
    from scr_extract.corrections.codec import as_row
    from scr_extract.corrections.standing import undone
    from scr_extract.corrections.store import existing

    with existing(processed, store) as held:
        every = held.words(record_id=record) if held else ()
    words = [w for w in every if field is None or w.field == field]
    gone = undone(every)
    if json:
        say_json([as_row(w) | {"undone": w.correction_id in gone} for w in words])
        return
    columns = ("made_at", "reviewer", "record", "field", "kind", "value", "seen", "note")
    rows = [
        (
            w.made_at[:19],
            w.reviewer,
            w.record_id,
            w.field or "(entry)",
            f"{w.kind} (undone)" if w.correction_id in gone else w.kind,
            _readable(w.value, whole=w.ordinal is None),
            _readable(w.seen_value, whole=w.ordinal is None),
            w.note,
        )
        for w in words
    ]
    if rows:
        data().print(grid(columns, rows))
    else:
        talk().print("No word of a reviewer is kept" + (" on that." if record or field else " yet."))


def _readable(value: str | None, *, whole: bool) -> str:
    """A value for people; of a field with several values, all of them, where the word was on the field as a whole."""
    several = parsed(value) if whole else None
    if isinstance(several, list) and all(isinstance(one, str) for one in several):
        return " | ".join(map(readable, several))
    return readable(value)


@app.command("export")
def export(
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="Write a workbook for correcting many entries at once.")] = None,
    jsonl: Annotated[Path | None, typer.Option("--jsonl", help="Write every word as JSON lines: the backup.")] = None,
    processed: Processed = Path("processed"),
    store: Kept = None,
) -> None:
    """Write the current entries as a workbook, or all words as a backup."""
    if (xlsx is None) == (jsonl is None):
        raise typer.BadParameter("say --xlsx FILE or --jsonl FILE")
    from scr_extract.datasets import disk

    if xlsx is not None:
        from scr_extract.corrections.sheets import sheets
        from scr_extract.corrections.workbook import write
        from scr_extract.datasets import current

        found = _entries(processed, store)
        names = {row["document_id"]: row["name"] for row in current(processed).arrow("documents", ["document_id", "name"]).to_pylist()}
        disk.put(xlsx, write(sheets(found, names)))
        talk().print(f"{counted(len(found), 'entry')} in {xlsx}; it holds words of reviews: keep it as you keep those", soft_wrap=True)
    elif jsonl is not None:
        from scr_extract.corrections.codec import as_row
        from scr_extract.corrections.store import existing

        with existing(processed, store) as held:
            words = held.words() if held else ()
        disk.put(jsonl, "".join(jsonlib.dumps(as_row(w), ensure_ascii=False) + "\n" for w in words).encode())
        talk().print(f"{counted(len(words), 'word')} in {jsonl}", soft_wrap=True)


@app.command("import")
def take_in(
    file: Annotated[Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="A workbook of ours that was filled in, or a backup.")],
    reviewer: Annotated[str | None, typer.Option("--reviewer", envvar="SCR_REVIEWER", help="Whose words those of a workbook are.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen; keep nothing.")] = False,
    processed: Processed = Path("processed"),
    store: Kept = None,
    json: Json = False,
) -> None:
    """Take in a workbook or a backup: all of it or nothing. Doing it twice changes nothing."""
    raw = file.read_bytes()
    if raw.startswith(b"PK"):
        if not reviewer:
            typer.echo("scr-extract: say whose words these are: --reviewer NAME", err=True)
            raise typer.Exit(USAGE)
        _workbook(raw, reviewer, processed, store, dry_run=dry_run, json=json)
    else:
        _backup(raw, processed, store, dry_run=dry_run, json=json)


@app.command("recover")
def recover(
    snapshot: Annotated[str | None, typer.Option("--snapshot", metavar="ID", help="From this snapshot, where it is not the one that counts.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say how many there are; keep nothing.")] = False,
    processed: Processed = Path("processed"),
    store: Kept = None,
    json: Json = False,
) -> None:
    """Take words back from the tables they were published with, where their store is lost. Doing it twice changes nothing."""
    from scr_extract.datasets import read
    from scr_extract.ingest.spoken import recovered

    found = read.snapshot(processed, snapshot) if snapshot else read.current(processed)
    _took(recovered(processed, found), processed, store, left=0, dry_run=dry_run, json=json)


def _entries(processed: Path, store: str | None, held: Store | None = None) -> tuple[Entry, ...]:
    """Every published entry with the words on it, those that are not published yet included."""
    from scr_extract.corrections.sheets import entries
    from scr_extract.corrections.store import existing
    from scr_extract.datasets import current

    found = current(processed)
    if held is not None:
        words = held.words()
    else:
        with existing(processed, store) as there:
            words = there.words() if there else ()
    rows: list[dict[str, Any]] = found.arrow("entries").to_pylist()
    values: list[dict[str, Any]] = found.arrow("values", ["record_id", "document_id", "field", "ordinal", "value", "status", "origin", "reading"]).to_pylist()
    return entries(rows, values, words)


def _workbook(raw: bytes, reviewer: str, processed: Path, store: str | None, *, dry_run: bool, json: bool) -> None:
    from collections import Counter

    from scr_extract.corrections.filled import Outcome, compare, names
    from scr_extract.corrections.store import opened
    from scr_extract.corrections.workbook import read

    with opened(processed, store) as held:
        results = compare(read(raw, names()), _entries(processed, store, held), reviewer)
        counts = Counter(str(r.outcome) for r in results)
        refused = [r for r in results if r.outcome in (Outcome.CONFLICT, Outcome.INVALID)]
        words = [pair for r in results for pair in r.words]
        kept = not refused and not dry_run
        if kept:
            held.add_all(words)
    if json:
        rows = [{"row": r.row, "record_id": r.record_id, "outcome": str(r.outcome), "words": len(r.words), "why": list(r.why)} for r in results]
        say_json({"counts": dict(counts), "words": len(words), "kept": kept, "rows": rows})
    else:
        told = [(r.row, r.record_id, r.outcome, ", ".join(w.field or "the entry" for w, _ in r.words) or "; ".join(r.why)) for r in results]
        changed = [row for row in told if row[2] is not Outcome.UNCHANGED]
        if changed:
            data().print(grid(("row", "record", "what", "fields, or why not"), changed))
        if kept:
            said = "kept; publish with `scr-extract ingest` or at the desk" if words else "nothing to keep"
        else:
            said = "nothing was kept" + (" (dry run)" if dry_run else ": correct the rows above first")
        talk().print(f"{', '.join(f'{n} {what}' for what, n in sorted(counts.items()))}; {counted(len(words), 'word')}: {said}", soft_wrap=True)
    if refused:
        raise typer.Exit(FAILURE)


def _backup(raw: bytes, processed: Path, store: str | None, *, dry_run: bool, json: bool) -> None:
    from scr_extract.corrections.codec import from_line
    from scr_extract.errors import InvalidCorrectionError
    from scr_extract.ingest.withdrawn import noted

    words = []
    for number, line in enumerate(raw.splitlines(), 1):
        try:
            words.append(from_line(jsonlib.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError, InvalidCorrectionError):
            raise StoreError(f"line {number} is no word of a backup; nothing was taken in") from None
    withdrawn = frozenset(noted(processed))
    stay = [w for w in words if w.document_id not in withdrawn]
    _took(stay, processed, store, left=len(words) - len(stay), dry_run=dry_run, json=json)


def _took(words: Sequence[Correction], processed: Path, store: str | None, *, left: int, dry_run: bool, json: bool) -> None:
    """Take the words into the store, unless it is only to be said what would be; `left` are on withdrawn documents and stay out."""
    from scr_extract.corrections.store import opened

    with opened(processed, store) as held:
        known = {w.correction_id for w in held.words()}
        new = len({w.correction_id for w in words} - known) if dry_run else held.take_in(words)
    if json:
        say_json({"words": len(words) + left, "new": new, "withdrawn": left, "kept": not dry_run})
    else:
        out = f"; {left} on withdrawn documents were left out" if left else ""
        talk().print(f"{counted(len(words) + left, 'word')}, {new} of them new{out}{' (dry run: nothing was kept)' if dry_run else ''}", soft_wrap=True)
