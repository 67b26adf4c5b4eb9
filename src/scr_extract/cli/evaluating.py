"""`scr-extract evaluate` and `diff`: how good the tables are, and what a change of the rules did to them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from scr_extract.cli.console import Json, Processed, data, grid, say_json, shown, talk, told

if TYPE_CHECKING:
    from rich.console import Console

    from scr_extract.evaluation.change import Change, Difference, Side

_COLUMNS = ("", "precision", "recall", "F1", "right", "false", "missed")
_RIGHT = frozenset(_COLUMNS[1:])
_QUOTED = 100
"""Characters of a quote that a line shows."""


def evaluate(
    gold: Annotated[
        list[Path] | None, typer.Option("--gold", metavar="PATH", exists=True, help="JSON lines of known answers, or a folder of such files; may be repeated.")
    ] = None,
    processed: Processed = Path("processed"),
    json: Json = False,
    html: Annotated[Path | None, typer.Option("--html", dir_okay=False, help="Also write one page with charts; it needs nothing else.")] = None,
    snapshot: Annotated[str | None, typer.Option("--snapshot", help="The snapshot to judge; the current one where not given.")] = None,
    reviewers: Annotated[bool, typer.Option("--reviewers", help="Count what reviewers confirmed and corrected, too.")] = False,
    wrong: Annotated[bool, typer.Option("--errors", help="List every error with its quotes.")] = False,
    write_measured: Annotated[Path | None, typer.Option("--write-measured", dir_okay=False, help="Keep how often each rule was right in this file.")] = None,
    source: Annotated[str | None, typer.Option("--source", help="What the checks are called there; the gold file's folder where not given.")] = None,
    unseen: Annotated[bool, typer.Option("--unseen", help="No rule was written with these texts at hand.")] = False,
) -> None:
    """Hold a snapshot against known answers: precision, recall and F1 per field, layout and format, and every error."""
    from scr_extract import evaluation
    from scr_extract.corrections.gold import published
    from scr_extract.datasets import disk
    from scr_extract.evaluation import change, measured, page, record, summary

    if not gold and not reviewers:
        raise typer.BadParameter("give --gold FILE with known answers (docs/evaluation.md), or --reviewers for what was confirmed and corrected")
    golds, negatives = evaluation.read(gold or ())
    with _spinning("Judging"):
        tables = evaluation.tables_of(change.find(snapshot or "CURRENT", processed))
        judged = evaluation.evaluate(tables, golds, negatives, published(tables["values"]) if reviewers else ())
        found = summary.summary(judged, tables)
    if write_measured is not None:
        names = []
        if gold:
            names.append(source or (gold[0] if gold[0].is_dir() else gold[0].parent).resolve().name)
            record.write(write_measured, names[0], measured.shares([judged]), entries=found["entries"], seen=not unseen)
        if reviewers:
            names.append(record.REVIEWERS if gold or not source else source)
            record.write_reviewed(write_measured, names[-1], measured.reviewed(judged), records=len({c.record_id for c in judged.reviewed}))
        talk().print(f"Kept how often each rule was right, as {shown(' and '.join(names))}, in {write_measured}", soft_wrap=True)
    if html is not None:
        disk.put(html, page.page(found, "How well the tables agree with known answers").encode())  # it quotes the sources: for its owner alone
        talk().print(f"Written: {html}", soft_wrap=True)
    if found["absent_files"]:
        talk().print(f"Not in the snapshot, so all missed: {', '.join(map(shown, found['absent_files']))}", soft_wrap=True)
    if json:
        say_json(found)
    else:
        _tell(found, data(), wrong=wrong)


def _spinning(what: str) -> Any:
    from contextlib import nullcontext

    console = talk()
    return console.status(what) if console.is_terminal else nullcontext()


def _tell(found: dict[str, Any], console: Console, *, wrong: bool) -> None:
    console.print(_scores("field", found["fields"] | {"all fields": found["all_fields"]}))
    console.print(_scores("layout", {name: group["all_fields"] for name, group in found["by_layout"].items()}))
    console.print(_scores("format", {name: group["all_fields"] for name, group in found["by_format"].items()}))
    console.print(grid(("of the entries found", "share", "of"), [(name, _bounds(s), s["of"]) for name, s in found["segmentation"].items()]))
    for what, groups in (("words of", found["spans"]), ("rows of", found["statements"])):
        for name, kinds in groups.items():
            console.print(_scores(f"{what} {name}", kinds))
    if found["reviewers"]:
        lines = [(field, _bounds(s), s["right"], s["of"]) for field, s in found["reviewers"].items()]
        console.print(grid(("reviewers: field", "confirmed", "right", "seen"), lines, right=frozenset({"right", "seen"})))
    for field, cells in found["confusion"].items():
        confused = [(c["gold"], c["read"], c["entries"]) for c in cells if c["gold"] != c["read"]]
        if confused:
            console.print(grid((f"{field}: gold", "read as", "entries"), confused, right=frozenset({"entries"})))
    if wrong:
        for e in found["errors"]:
            _tell_error(e, console)
    else:
        console.print(f"{len(found['errors'])} errors; --errors lists them with their quotes, --html draws them.")


def _scores(what: str, rows: dict[str, Any]) -> Any:
    lines = [(name, *(_bounds(t[k]) for k in ("precision", "recall", "f1")), t["right"], t["false"], t["missed"]) for name, t in rows.items()]
    return grid((what, *_COLUMNS[1:]), lines, right=_RIGHT)


def _bounds(s: dict[str, Any]) -> str:
    return "" if s["value"] is None else f"{s['value']:.3f} ({s['low']:.2f}-{s['high']:.2f})"


def _tell_error(e: dict[str, Any], console: Console) -> None:
    wanted, read = (shown(v) or "nothing" for v in (e["gold"], e["read"]))
    console.print(f"{e['field']}: {e['verdict']}: {wanted} read as {read} ({shown(e['file'])}, {shown(e['title'])})", soft_wrap=True)
    for q in e["quotes"]:
        console.print(f"    {shown(q['quote'])[:_QUOTED]!r} [{q['start']}, {q['end']}) by {q['rule_id']}", soft_wrap=True)


def diff(
    before: Annotated[str, typer.Argument(metavar="SNAPSHOT_A", help="A snapshot: its id, the beginning of it, CURRENT, or a folder.")],
    after: Annotated[str, typer.Argument(metavar="SNAPSHOT_B", help="The snapshot to hold against it.")],
    processed: Processed = Path("processed"),
    json: Json = False,
) -> None:
    """Show what the second snapshot lost, changed and gained against the first, with quotes, losses first."""
    from scr_extract.evaluation import change

    with _spinning("Comparing"):
        found = change.difference(change.find(before, processed), change.find(after, processed))
    if json:
        say_json(as_json(found))
    else:
        tell_difference(found, data())


def tell_difference(found: Difference, console: Console) -> None:
    """The counts by field and rule, then every change."""
    for what, names in (("Only in the first", found.only_before), ("Only in the second", found.only_after)):
        if names:
            console.print(f"{what}: {', '.join(map(shown, names))}", soft_wrap=True)
    if not found.changes:
        console.print("No value changed.")
        return
    rows = [(field, rule, n["lost"], n["changed"], n["gained"]) for (field, rule), n in found.counts().items()]
    console.print(grid(("field", "rule", "lost", "changed", "gained"), rows, right=frozenset({"lost", "changed", "gained"})))
    for c in found.changes:
        for line in _lines(c):
            console.print(line, soft_wrap=True)


def _lines(c: Change) -> list[str]:
    head = f"{c.kind.upper()} {c.field}: {_value(c.before)} -> {_value(c.after)}  ({shown(c.name)}, {shown(c.title)}, record {c.record_id})"
    sides = [(mark, s) for mark, s in (("-", c.before), ("+", c.after)) if s is not None and s.quote]
    return [head, *(f"    {mark} {shown(s.quote)[:_QUOTED]!r} [{s.start}, {s.end}) by {s.rule_id or 'layout'}" for mark, s in sides)]


def _value(side: Side | None) -> str:
    return "nothing" if side is None else told(side.value) if side.value is not None else side.status.replace("_", " ")


def as_json(found: Difference) -> dict[str, Any]:
    """Counts and changes as plain data."""
    from dataclasses import asdict

    counts = [{"field": field, "rule_id": rule, **{k: n[k] for k in ("lost", "changed", "gained")}} for (field, rule), n in found.counts().items()]
    return {"counts": counts, "changes": [asdict(c) for c in found.changes], "only_before": list(found.only_before), "only_after": list(found.only_after)}
