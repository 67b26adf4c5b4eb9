"""What our own model changes, field by field: rules and general model alone, our own model alone, and both, on sets with known answers.

    python -m benchmarks.proposals --set NAME=GOLD.jsonl:FOLDER [...] --score SCORE.py [--wrong]

A set is a file of gold lines and the folder of its texts; `SCORE.py` is a script that scores published tables and prints JSON (the
corpus's own does). Nothing of the texts is printed but with --wrong. It decides which finders of `fields.proposed.PROPOSED` are KEPT.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from scr_extract import fields, formats
from scr_extract.datasets.rows import Published, rows
from scr_extract.datasets.tables import TABLES
from scr_extract.errors import ReadError
from scr_extract.extract import extract
from scr_extract.fields.proposed import PROPOSED, with_proposals
from scr_extract.fields.seam import SOURCES, Field, Source
from scr_extract.model import Document

Scores = Mapping[str, Mapping[str, float]]
MODES: tuple[tuple[str, frozenset[Source]], ...] = (
    ("rules", frozenset({"rule", "ner"})),
    ("model", frozenset({"model"})),
    ("both", SOURCES),
)


def all_proposals() -> tuple[Field, ...]:
    """The fields with every finder of our own model, kept or not."""
    return tuple(with_proposals(field, PROPOSED) for field in fields.RULED)


def documents(folder: Path) -> Iterator[tuple[str, Document]]:
    for path in sorted(p for p in folder.iterdir() if p.is_file() and p.suffix not in (".jsonl", ".py", ".json")):
        try:
            yield path.name, formats.read(path.read_bytes(), path.name)
        except ReadError as unread:
            print(f"{path.name}: {unread}", file=sys.stderr)


def scored(read: list[tuple[str, Document]], gold: Path, score: Path, sources: frozenset[Source], wrong: Path | None) -> tuple[Scores, float]:
    """The scores of one mode, and the seconds of processor time that extracting took."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    began = time.process_time()
    found = [rows(Published(extract(document, sources), (name,), document.text)) for name, document in read]
    seconds = time.process_time() - began
    with tempfile.TemporaryDirectory() as folder:
        for table in ("documents", "entries", "children"):
            lines = [line for tables in found for line in tables[table]]
            schema = next(t for t in TABLES if t.name == table).arrow
            pq.write_table(pa.Table.from_pylist(lines, schema=schema), Path(folder) / f"{table}.parquet")
        command = [sys.executable, str(score), "--gold", str(gold), "--processed", folder]
        said = subprocess.run([*command, "--json"], check=True, capture_output=True, text=True).stdout
        if wrong is not None:
            wrong.write_text(subprocess.run([*command, "--wrong"], check=True, capture_output=True, text=True).stdout, "utf-8")
    return json.loads(said), seconds


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    asked.add_argument("--set", action="append", required=True, metavar="NAME=GOLD:FOLDER")
    asked.add_argument("--score", type=Path, required=True)
    asked.add_argument("--wrong", type=Path, help="A folder for the lists of what is wrong, one file per set and mode.")
    asked.add_argument("--mode", action="append", choices=[mode for mode, _ in MODES], help="Only these modes.")
    given = asked.parse_args()
    modes = [(mode, sources) for mode, sources in MODES if not given.mode or mode in given.mode]
    fields.FIELDS = all_proposals()
    for said in given.set:
        name, _, places = said.partition("=")
        gold, _, folder = places.partition(":")
        read = list(documents(Path(folder)))
        found = {mode: scored(read, Path(gold), given.score, sources, given.wrong and given.wrong / f"{name}-{mode}.txt") for mode, sources in modes}
        print(f"\n{name}: {len(read)} documents, extracted in " + ", ".join(f"{seconds:.1f} s ({mode})" for mode, (_, seconds) in found.items()))
        print(f"{'field':26}" + "".join(f"{mode + ' F1':>12}{'+':>5}{'-':>5}" for mode in found))
        for field in dict.fromkeys(f for scores, _ in found.values() for f in scores):
            cells = [scores.get(field, {}) for scores, _ in found.values()]
            print(f"{field:26}" + "".join(f"{c.get('f1', 0):>12.3f}{c.get('tp', 0):>5}{c.get('fp', 0):>5}" for c in cells))


if __name__ == "__main__":
    main()
