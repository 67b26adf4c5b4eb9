"""What a change of the rules did to every text at hand: `make corpus`. Losses first, with their quotes.

    python -m benchmarks.corpus [--accept] [--json]

The samples, and the corpus of `shared` where it lies beside the repository (SCR_SHARED says where else), are ingested with the code as it
stands into `processed/corpus`, which is kept. The new snapshot is held against the accepted one; `--accept` makes it the accepted one. The first
run accepts itself. Ends with exit code 1 where values were lost, so that a script can stop.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.text_sets import ROOT, SHARED, not_a_text
from scr_extract.cli.console import data, say_json, talk
from scr_extract.cli.evaluating import as_json, tell_difference
from scr_extract.datasets import current
from scr_extract.datasets.read import Snapshot, snapshot
from scr_extract.errors import NotFoundError
from scr_extract.evaluation import evaluate, read, tables_of
from scr_extract.evaluation.change import difference
from scr_extract.evaluation.scoring import Tally
from scr_extract.evaluation.summary import everything
from scr_extract.ingest import ingest

KEPT = ROOT / "processed" / "corpus"
ACCEPTED = "ACCEPTED"
_SETS = (("seed", ("seed/gold.jsonl",)), ("text", ("gold.jsonl", "negatives.jsonl")), ("pdfset", ("pdfset/gold.jsonl",)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--accept", action="store_true", help="what is read now is what later runs are held against")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--processed", type=Path, default=KEPT, help="the kept folder")
    parser.add_argument("--workers", type=int, default=2)
    a = parser.parse_args()
    started = time.monotonic()
    with _progress() as told:
        done = ingest(texts(), a.processed, workers=a.workers, progress=told)
    after = current(a.processed)
    talk().print(f"{done.documents} documents, {done.entries} entries, {done.extracted} read anew in {time.monotonic() - started:.0f} s; snapshot {after.id}")
    before = accepted(a.processed)
    if before is not None:
        found = difference(before, after)
        if a.json:
            say_json(as_json(found))
        else:
            tell_difference(found, data())
    for name, tally in scores(after):
        talk().print(f"{name}: F1 of all fields {tally.f1 or 0:.4f} ({tally.right} right, {tally.false} false, {tally.missed} missed)")
    if before is None or a.accept:
        (a.processed / ACCEPTED).write_text(after.id + "\n", "ascii")
        talk().print(f"Accepted: later runs are held against {after.id}.")
    elif any(c.kind == "lost" for c in found.changes):
        talk().print("Values were lost. If that is right, accept them: make corpus ACCEPT=1")
        sys.exit(1)


def texts() -> list[Path]:
    """The files there are: samples always, the corpus where it is."""
    folders = [ROOT / "raw" / "samples", *(SHARED / "corpus" / name for name, _ in _SETS)]
    return [p for folder in folders if folder.is_dir() for p in sorted(folder.iterdir()) if p.is_file() and not not_a_text(p)]


def accepted(processed: Path) -> Snapshot | None:
    """The snapshot that later ones are held against; None before the first."""
    pointer = processed / ACCEPTED
    if not pointer.is_file():
        return None
    try:
        return snapshot(processed, pointer.read_text("ascii").strip())
    except NotFoundError:
        talk().print("The accepted snapshot is gone; the one made now is accepted in its place.")
        return None


def scores(after: Snapshot) -> Iterator[tuple[str, Tally]]:
    """The tally of all fields for each set of the corpus with answers."""
    tables = tables_of(after)
    for name, files in _SETS:
        paths = [SHARED / "corpus" / file for file in files]
        if all(path.is_file() for path in paths):
            yield name, everything(evaluate(tables, *read(paths)))


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    from rich.progress import Progress

    console = talk()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("Reading", total=None)
        yield lambda finished, total: bar.update(task, completed=finished, total=total)


if __name__ == "__main__":
    main()
