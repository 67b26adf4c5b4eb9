"""How fast the whole road is (read, segment, extract, publish), beside what others take for the bare text of the same files.

    python benchmarks/road_speed.py [PDF ...] [--rounds 5] [--profile]

Everything runs on one core, interleaved, and the medians are shown with their ratios: by the clock, and by the processor's time, which
other work on the machine disturbs less. `read` is reading alone, with boxes, columns and furniture; `road` is `ingest` into an empty folder,
with the process apart in which it reads; `steps` is the same work in this process, step by step. The files are those named and a
report of 60 pages that is made for it; a file whose pages need OCR is left out. spaCy's words are counted in the same run.
`--profile` prints where the time of one pass goes.
"""

from __future__ import annotations

import argparse
import cProfile
import os
import pstats
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import pdf_speed  # noqa: E402
from scr_extract import nlp  # noqa: E402
from scr_extract.datasets.rows import Published, rows  # noqa: E402
from scr_extract.extract import extract  # noqa: E402
from scr_extract.formats import pdf  # noqa: E402
from scr_extract.ingest import ingest  # noqa: E402
from scr_extract.model import Status  # noqa: E402

Files = Mapping[str, bytes]


@dataclass
class Seen:
    """What reached spaCy."""

    passages: int = 0
    words: int = 0


class _Counting:
    """The language model, counting what it is given."""

    def __init__(self, model: Any, seen: Seen) -> None:
        self._model, self._seen = model, seen

    def __call__(self, text: str) -> Any:
        self._seen.passages += 1
        self._seen.words += len(text.split())
        return self._model(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._model, name)


@contextmanager
def counted() -> Iterator[Seen]:
    """Counts the passages and words that spaCy sees in this process."""
    seen = Seen()
    counting = _Counting(nlp._model(), seen)
    with patch.object(nlp, "_model", lambda: counting):
        yield seen


def road(files: Files) -> None:
    """The files ingested into an empty folder, published tables and all."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given"
        given.mkdir()
        for name, raw in files.items():
            (given / name).write_bytes(raw)
        report = ingest([given], Path(folder) / "processed")
        if report.failed:
            raise SystemExit(f"{report.failed} of the files could not be read")


def steps(files: Files) -> dict[str, float]:
    """Seconds for each step of the road in this process, all files together."""
    taken = dict.fromkeys(("read", "segment and extract", "rows"), 0.0)
    for name, raw in files.items():
        start = perf_counter()
        document = pdf.read(raw, name)
        read = perf_counter()
        found = extract(document)
        extracted = perf_counter()
        rows(Published(found, (name,), document.text))
        for step, seconds in zip(taken, (read - start, extracted - read, perf_counter() - extracted), strict=True):
            taken[step] += seconds
    return taken


def others() -> dict[str, Callable[[bytes], int]]:
    """The tools that only give text."""
    return {name: run for name, run in pdf_speed.tools().items() if name != "scr-extract"}


def with_text(files: Files) -> tuple[Files, int]:
    """The files that need no OCR, and their pages."""
    kept, pages = {}, 0
    for name, raw in files.items():
        document = pdf.read(raw, name)
        if any(page.ocr for page in document.pages) or document.status is not Status.OK:
            print(f"{name}: has pages that need OCR, left out")
            continue
        kept[name], pages = raw, pages + len(document.pages)
    return kept, pages


def forget() -> None:
    """Let go of what is remembered of texts, so that every round reads them as if for the first time; patterns stay compiled."""
    for name, module in list(sys.modules.items()):
        for held in list(vars(module).values()) if name.startswith("scr_extract.") else ():
            if hasattr(held, "cache_clear") and {"view", "reading", "words", "text"} & set(signature(held).parameters):
                held.cache_clear()


def used() -> float:
    """Seconds of the processor that this process and its children have used."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def compared(name: str, files: Files, pages: int, rounds: int) -> None:
    tools: dict[str, Callable[[], object]] = {"road": lambda: road(files), "read": lambda: [pdf.read(raw, key) for key, raw in files.items()]}
    for tool, run in others().items():
        tools[tool] = lambda run=run: [run(raw) for raw in files.values()]  # type: ignore[misc]
    taken: dict[str, list[float]] = {tool: [] for tool in tools}
    busy: dict[str, list[float]] = {tool: [] for tool in tools}
    parts: dict[str, list[float]] = {}
    for _ in range(rounds):
        for tool, once in tools.items():
            forget()
            start, before = perf_counter(), used()
            once()
            taken[tool].append(perf_counter() - start)
            busy[tool].append(used() - before)
        forget()
        for step, once_more in steps(files).items():
            parts.setdefault(step, []).append(once_more)
    mine, own = median(taken["road"]), median(busy["road"])
    print(f"{name}: {len(files)} files, {pages} pages, {rounds} rounds")
    for tool, seconds in taken.items():
        by_clock, by_processor = median(seconds) / mine, median(busy[tool]) / own
        print(f"  {tool:12} {pages / median(seconds):8.1f} pages/s   {by_clock:6.2f} x the road's time   {by_processor:6.2f} x its processor time")
    print("  steps in this process: " + ", ".join(f"{step} {1000 * median(seconds) / pages:.2f} ms/page" for step, seconds in parts.items()))
    with counted() as seen:
        steps(files)
    words = sum(len(pdf.read(raw, key).text.split()) for key, raw in files.items())
    print(f"  spaCy saw {seen.words} words in {seen.passages} passages, of {words}")


def profiled(files: Files) -> None:
    """Where one pass spends its time, the process apart left out."""
    profile = cProfile.Profile()
    profile.runcall(steps, files)
    pstats.Stats(profile).sort_stats("tottime").print_stats(30)


def main() -> None:
    from tests.reports import numbered

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--profile", action="store_true")
    given = parser.parse_args()
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    if "kreuzberg" not in others():
        print("kreuzberg is not installed: not compared")
    sets = {"made report": {"made_report.pdf": numbered.report(44)}}
    if given.files:
        sets["given files"] = {path.name: path.read_bytes() for path in given.files}
    for name, files in sets.items():
        kept, pages = with_text(files)
        if not kept:
            continue
        steps(kept)  # what is loaded once is loaded before the clock runs
        if given.profile:
            profiled(kept)
        else:
            compared(name, kept, pages, given.rounds)


if __name__ == "__main__":
    main()
