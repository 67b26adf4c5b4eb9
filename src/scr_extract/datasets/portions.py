"""The rows of some documents that stand side by side, checked, as Arrow: kept under a key of all they follow from, so that the next
publication works out only the portions in which something changed.

    rows/<key>      a line with the sha256 of the rest, a line of counts, then the tables' record batches, compressed together

What is kept can be made again from what was extracted; a file that was torn by a power cut is. How often a rule was right is not
in it: that changes with every word of a reviewer, and is put beside the rule's id when a table is written.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from scr_extract.datasets import disk
from scr_extract.datasets.check import problems
from scr_extract.datasets.rows import Published, Row, rows
from scr_extract.datasets.schema import Table
from scr_extract.datasets.tables import TABLES
from scr_extract.errors import PublishError

ROWS = "rows"
_LATE = ("reviews", "links", "corrections")
"""Tables of which no row follows from one document alone."""
EACH = tuple(t for t in TABLES if t.name not in _LATE)


@dataclass(frozen=True, slots=True)
class Portion:
    """Some documents, in order. `key` is made of everything their rows follow from; None where they are to be worked out in any case."""

    key: str | None
    documents: Callable[[], Iterable[Published]]


@dataclass(frozen=True, slots=True)
class Made:
    """The rows of a portion: one record batch for each table, how many of its rows each document gave, and how long each document's text is."""

    batches: Mapping[str, pa.RecordBatch]
    counts: Mapping[str, Sequence[int]]
    characters: Sequence[int]


def made(portion: Portion, folder: Path, this_year: int, wrong: list[str]) -> Made | None:
    """The portion's rows: as they were kept in the folder, or worked out, checked and kept. None where they break a promise, told in `wrong`."""
    path = folder / portion.key if portion.key else None
    kept = read(path) if path else None
    if kept is not None:
        return kept
    before = len(wrong)
    held: dict[str, list[Row]] = {t.name: [] for t in EACH}
    counts: dict[str, list[int]] = {t.name: [] for t in EACH}
    characters: list[int] = []
    for document in portion.documents():
        found = rows(document, {})
        wrong += problems(found, document.text, this_year)
        for name in held:
            held[name] += found[name]
            counts[name].append(len(found[name]))
        characters.append(len(document.text))
    if len(wrong) > before:
        return None
    one = Made({t.name: _batch(t, held[t.name]) for t in EACH}, counts, characters)
    if path:
        disk.make_dir(folder)
        disk.put(path, _sealed(one))
    return one


def arrow(table: Table, found: Sequence[Row]) -> pa.Table:
    """Rows as Arrow by the table's schema. Raises PublishError where a value does not fit its column."""
    try:
        return pa.Table.from_pylist(list(found), schema=table.arrow)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError, OverflowError) as misfit:
        raise PublishError(f"not published, the previous snapshot stays: a value of {table.name} does not fit its column ({type(misfit).__name__})") from misfit


def _batch(table: Table, found: Sequence[Row]) -> pa.RecordBatch:
    (batch,) = arrow(table, found).combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], schema=table.arrow)]
    return batch


def _sealed(one: Made) -> bytes:
    parts = [one.batches[t.name].serialize() for t in EACH]
    said = {"counts": one.counts, "characters": one.characters, "bytes": [p.size for p in parts]}
    packed: bytes = pa.compress(b"".join(bytes(p) for p in parts), codec="zstd", asbytes=True)
    body = json.dumps(said, separators=(",", ":")).encode() + b"\n" + packed
    return hashlib.sha256(body).hexdigest().encode() + b"\n" + body


def read(path: Path) -> Made | None:
    """A portion as it was kept; None where it was not, or was torn by a power cut."""
    if not path.is_file():
        return None
    digest, _, body = path.read_bytes().partition(b"\n")
    if hashlib.sha256(body).hexdigest().encode() != digest:
        disk.remove(path)
        return None
    head, _, packed = body.partition(b"\n")
    said = json.loads(head)
    plain = pa.decompress(packed, decompressed_size=sum(said["bytes"]), codec="zstd")
    batches, start = {}, 0
    for table, size in zip(EACH, said["bytes"], strict=True):
        batches[table.name] = pa.ipc.read_record_batch(plain.slice(start, size), table.arrow)
        start += size
    return Made(batches, said["counts"], said["characters"])


def forget(folder: Path, but: Iterable[str | None] = ()) -> None:
    """Remove what is kept, but for these portions."""
    stay = frozenset(but)
    for name in sorted(os.listdir(folder)) if folder.is_dir() else ():  # noqa: PTH208 - names are wanted
        if name not in stay:
            disk.remove(folder / name)


def pieces(found: Made) -> Iterator[tuple[int, Mapping[str, int]]]:
    """Of each document in turn the characters of its text, and its rows by table."""
    for n, characters in enumerate(found.characters):
        yield characters, {name: of[n] for name, of in found.counts.items()}


Slices = dict[str, list[pa.RecordBatch]]


def joined(table: Table, slices: Sequence[pa.RecordBatch]) -> pa.Table:
    """The slices as one table, laid out in memory as if its rows had been made at once, so that the same rows give the same file."""
    if not any(s.num_rows for s in slices):
        return arrow(table, ())
    return pa.Table.from_batches(slices, schema=table.arrow).combine_chunks()


def with_measured(values: pa.Table, rules: Mapping[str, Mapping[str, Any]]) -> pa.Table:
    """`values` with how often each value's rule was right; null where that was never measured."""
    known = list(rules)
    place = pc.index_in(values["rule_id"], pa.array(known, pa.string()))
    for column in next(iter(rules.values()), ()):
        field = values.schema.field(column)
        said = pa.array([rules[id][column] for id in known], field.type)
        values = values.set_column(values.schema.get_field_index(column), field, said.take(place.combine_chunks()))
    return values
