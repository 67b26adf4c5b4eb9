"""The Parquet files of a snapshot, written as the documents come: no more of them is held than one row group.

Entries wait in a file of their own until all are known, for only then is it known which of them speak of one review. What
grows with the number of documents is what joining compares of each entry, a kilobyte or two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from scr_extract.corrections.correction import Correction
from scr_extract.corrections.fieldwise import State
from scr_extract.corrections.overlay import orphans
from scr_extract.datasets import disk, linking
from scr_extract.datasets.check import refuse, repeated
from scr_extract.datasets.portions import EACH, Made, Portion, Slices, arrow, joined, made, pieces, with_measured
from scr_extract.datasets.rows import Row, Rules, correction, issue, judged, measured_columns, weak_rules
from scr_extract.datasets.schema import Table
from scr_extract.datasets.tables import TABLES
from scr_extract.link import Linked
from scr_extract.model import Issue

_DOCUMENTS, _CHARACTERS = 500, 4_000_000
"""A row group holds the rows of at most so many documents, and of no more once their texts have so many characters together."""
_GROUP = 50_000
"""Rows of a group of what is worked out at the end (links, reviews)."""
_WAITING = "entries.arrow"


def write(
    folder: Path,
    portions: Iterable[Portion],
    kept: Path,
    expected: int,
    this_year: int,
    words: Iterable[tuple[Correction, State]] = (),
    rules: Rules | None = None,
    issues: Iterable[Issue] = (),
) -> Mapping[str, int]:
    """Write one file for each table into the folder, each document's rows checked against its text first; rows by table.

    The rows of portions are kept in the folder `kept`, and those that stand there already are not worked out again.
    `words` are the reviewers', asked for after the last document, when it is known what became of each; `rules` says how often each was
    right, where that is more than what was measured when this version was made. `issues` are to be told besides the documents' own.

    Raises PublishError where rows break their schema or the stated bounds; what was written is then of no use.
    """
    by_name = {t.name: t for t in TABLES}
    counted = dict.fromkeys(by_name, 0)
    with ExitStack() as open_files:
        # entries and issues are written to until the end, links and reviews only then
        writers = {t.name: writer(open_files, folder, t.name, t.arrow) for t in TABLES if t.name != "entries"}
        waiting = open_files.enter_context(disk.creating(folder / _WAITING))
        compared: list[Mapping[str, Any]] = []
        ids: list[str] = []
        fetched: dict[str, str] = {}
        used: set[str] = set()
        with pa.ipc.new_file(waiting, by_name["entries"].arrow, options=pa.ipc.IpcWriteOptions(compression="zstd")) as entries:
            for group in _groups(portions, kept, this_year, judged(rules)):
                for name, found in group.items():
                    counted[name] += found.num_rows
                    if name == "entries":
                        entries.write_table(found)
                        compared += found.select(linking.NEEDED).to_pylist()
                    elif found.num_rows:
                        writers[name].write_table(found)
                ids += group["documents"]["document_id"].to_pylist()
                fetched |= {
                    row["document_id"]: row["source_url"] for row in group["documents"].select(["document_id", "source_url"]).to_pylist() if row["source_url"]
                }
                used |= set(group["values"]["rule_id"].unique().to_pylist()) - {None}
        refuse(list(repeated(ids, [row["record_id"] for row in compared], expected)))
        linked = linking.linked(compared, fetched)
        said = list(words)
        lost = orphans((word for word, _ in said), {word.correction_id: state for word, state in said})
        doubts = list({row["issue_id"]: row for row in map(issue, (*issues, *linked.issues, *weak_rules(used, rules), *lost))}.values())
        spoken = [correction(word, state) for word, state in said]
        late_rows = {"links": linking.link_rows(linked), "reviews": linking.review_rows(linked), "corrections": spoken, "issues": doubts}
        for name, late in late_rows.items():
            counted[name] += len(late)
            for start in range(0, len(late), _GROUP):
                writers[name].write_table(arrow(by_name[name], late[start : start + _GROUP]))
    _entries(folder, by_name["entries"], linked)
    return counted


def writer(open_files: ExitStack, folder: Path, table: str, schema: pa.Schema) -> pq.ParquetWriter:
    """For one table's file in the folder, closed with `open_files`: zstd, explicit schema, no time inside."""
    file = open_files.enter_context(disk.creating(folder / f"{table}.parquet"))
    return open_files.enter_context(pq.ParquetWriter(file, schema, compression="zstd"))


def _groups(portions: Iterable[Portion], kept: Path, this_year: int, rules: Rules) -> Iterator[Mapping[str, pa.Table]]:
    """The rows of the documents as Arrow, some documents at a time; nothing more once one of them breaks a promise."""
    wrong: list[str] = []
    held: Slices = {t.name: [] for t in EACH}
    shown = {id: measured_columns(known) for id, known in rules.items()}
    count = characters = 0
    for portion in portions:
        found = made(portion, kept, this_year, wrong)
        if found is None or wrong:
            continue
        start, end = dict.fromkeys(held, 0), dict.fromkeys(held, 0)
        for length, given in pieces(found):
            end = {name: n + given[name] for name, n in end.items()}
            count, characters = count + 1, characters + length
            if count == _DOCUMENTS or characters >= _CHARACTERS:
                _cut(held, found, start, end)
                yield _flushed(held, shown)
                start, count, characters = end, 0, 0
        _cut(held, found, start, end)
    refuse(wrong)
    yield _flushed(held, shown)


def _cut(held: Slices, found: Made, start: Mapping[str, int], end: Mapping[str, int]) -> None:
    for name, slices in held.items():
        if end[name] > start[name]:
            slices.append(found.batches[name].slice(start[name], end[name] - start[name]))


def _flushed(held: Slices, shown: Mapping[str, Row]) -> Mapping[str, pa.Table]:
    found = {t.name: joined(t, held[t.name]) for t in EACH}
    for waiting in held.values():
        waiting.clear()
    return found | {"values": with_measured(found["values"], shown)}


def _entries(folder: Path, table: Table, linked: Linked) -> None:
    """The entries with the review that each speaks of."""
    home = linking.review_of(linked)
    column = table.arrow.get_field_index("review_id")
    with ExitStack() as open_files:
        entries = writer(open_files, folder, table.name, table.arrow)
        waiting = pa.ipc.open_file(open_files.enter_context((folder / _WAITING).open("rb")))
        for n in range(waiting.num_record_batches):
            found = pa.Table.from_batches([waiting.get_batch(n)])
            reviews = pa.array([home[record] for record in found["record_id"].to_pylist()], type=table.arrow.field(column).type)
            entries.write_table(found.set_column(column, table.arrow.field(column), reviews))
    disk.remove(folder / _WAITING)
