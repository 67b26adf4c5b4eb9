"""What many documents cost: a first ingest, a second with nothing new, and one bulletin more.

    python benchmarks/scale.py [--documents 10000] [--entries 2] [--workers 2] [--plain] [--keep FOLDER]

The bulletins are made up (tests/extract/toys), the commands are those of users, each a process of its own, so what is
shown holds start-up; that of the same command on a folder of one document is shown beside it, with nothing new and with one more. With --keep the folder stays,
and a second call with the same folder goes on from there. With --plain the first ingest reads five plain fields instead of all,
in this process: what is left of its time is reading files, keeping them and publishing, which the other runs then stand on.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter, process_time
from unittest.mock import patch

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from scr_extract import fields  # noqa: E402
from scr_extract import ingest as road  # noqa: E402
from tests.extract import toys  # noqa: E402

COMMAND = Path(sys.executable).with_name("scr-extract")


@dataclass(frozen=True)
class Run:
    """One command: wall time and processor time in seconds, and what it said of itself."""

    seconds: float
    processor: float
    extracted: int
    entries: int
    published: bool


def ingest(paths: Path, processed: Path, workers: int) -> Run:
    started, before = perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([COMMAND, "ingest", paths, "--processed", processed, "--workers", str(workers), "--json"], stdout=subprocess.PIPE, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = json.loads(done.stdout)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Run(perf_counter() - started, processor, said["extracted"], said["entries"], said["published"])


def make(folder: Path, numbers: range, entries: int) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for n in numbers:
        path = folder / f"b{n:07}.md"
        if not path.is_file():
            path.write_text(toys.bulletin(n, entries), encoding="utf-8")


def size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure what many documents cost.")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--entries", type=int, default=2, help="in each bulletin")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--plain", action="store_true", help="read five plain fields in the first ingest, not all")
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        root = given.keep or Path(made)
        measure(root, given.documents, given.entries, given.workers, plain=given.plain)


def plainly(paths: Path, processed: Path) -> Run:
    """The ingest with the plain fields of the tests, in this process."""
    started, before = perf_counter(), process_time()
    with patch.object(fields, "FIELDS", toys.FIELDS):
        done = road.ingest([paths], processed)
    return Run(perf_counter() - started, process_time() - before, done.extracted, done.entries, done.published)


def measure(root: Path, documents: int, entries: int, workers: int, *, plain: bool) -> None:
    make(root / "one", range(1), entries)
    make(root / "in", range(documents), entries)
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {documents} bulletins of {entries} entries; {workers} processes")
    ingest(root / "one", root / "one-processed", 1)
    show("start-up (nothing new among one)", ingest(root / "one", root / "one-processed", 1))
    make(root / "one", range(documents + 1, documents + 2), entries)
    alone = ingest(root / "one", root / "one-processed", 1)
    show("one bulletin more among one", alone)
    first = plainly(root / "in", root / "processed") if plain else ingest(root / "in", root / "processed", workers)
    show("first, plain fields" if plain else "first", first)
    again = ingest(root / "in", root / "processed", workers)
    show("nothing new", again)
    make(root / "in", range(documents, documents + 1), entries)
    more = ingest(root / "in", root / "processed", workers)
    show("one bulletin more", more)
    print(f"publishing with one bulletin more: {more.processor - alone.processor:.1f} s of processor time beyond that of one among one")
    if again.extracted or again.published or more.extracted != 1:
        raise SystemExit("a run did more than what is new")
    if first.extracted:
        each = first.processor / first.extracted
        print(f"{1000 * each:.0f} ms of processor time per document; a million: {each * 1e6 / 3600:.0f} core hours")
    kept = size(root / "processed") / (documents + 1)
    print(f"{kept / 1024:.0f} KiB kept per document (tables of two snapshots among them); a million: {kept * 1e6 / 2**30:.0f} GiB")
    largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"largest process: {largest / 1024:.0f} MiB; load {os.getloadavg()[0]:.1f} at the end")


def show(what: str, run: Run) -> None:
    print(f"{what:34} {run.seconds:8.1f} s  (processor {run.processor:.1f} s)  extracted {run.extracted}, entries {run.entries}", flush=True)


if __name__ == "__main__":
    main()
