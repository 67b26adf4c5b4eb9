"""The tables an evaluation reads, from a snapshot or from rows just made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scr_extract.datasets.read import Snapshot

Row = Mapping[str, Any]
Tables = Mapping[str, Sequence[Row]]

READ = ("documents", "entries", "children", "recommendations", "findings", "values", "corrections")


def tables_of(snapshot: Snapshot) -> Tables:
    return {name: snapshot.arrow(name).to_pylist() for name in READ}


def joined(parts: Iterable[Tables]) -> Tables:
    """The tables of several documents as one set."""
    out: dict[str, list[Row]] = {name: [] for name in READ}
    for tables in parts:
        for name in READ:
            out[name] += tables.get(name, ())
    return out


def by_record(rows: Iterable[Row]) -> Mapping[str, list[Row]]:
    out: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        out[row["record_id"]].append(row)
    return out


def file_names(documents: Iterable[Row]) -> Mapping[str, Row]:
    """The document of each file name, first names before aliases; folders do not count."""
    listed = list(documents)
    out: dict[str, Row] = {}
    for document in listed:
        out.setdefault(PurePath(document["name"]).name, document)
    for document in listed:
        for alias in document.get("aliases") or ():
            out.setdefault(PurePath(alias).name, document)
    return out
