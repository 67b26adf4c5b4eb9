"""One snapshot held in memory, so that a page of ten thousand entries is made in milliseconds.

The rows of `entries` are held without their text; `values`, `recommendations` and `findings` stay Arrow and give the
rows of one record when it is opened. A new snapshot makes a new shelf; nothing here changes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scr_extract.datasets import current
from scr_extract.errors import NotFoundError
from scr_extract.ingest import ledger, withdrawn

if TYPE_CHECKING:
    from scr_extract.datasets import Snapshot

Row = dict[str, Any]

LISTED = (
    *("record_id", "document_id", "kind", "position", "title", "child_names", "child_age_text", "age_band", "lscb", "lscb_id", "lscb_anonymous"),
    *("published_year", "check_status", "start", "end", "pages", "fingerprint", "review_id", "outcome"),
)
"""The columns of `entries` that lists and headings show."""
_FLAT = ("record_id", "field", "status", "origin", "value", "reading", "start", "end", "quote")
"""The columns of `values` that say what stands and what was read."""


@dataclass(frozen=True, eq=False)
class Shelf:
    """What the desk knows of one snapshot. `values` gives one record's rows in the order of fields."""

    snapshot: str
    documents: Mapping[str, Row]
    entries: Mapping[str, Row]
    of_document: Mapping[str, tuple[str, ...]]
    """document_id -> its records in reading order."""
    words: frozenset[str]
    """The correction_ids that this snapshot was published with."""
    differing: Mapping[str, frozenset[str]]
    """record_id -> the columns in which records of its review say different things."""
    _values: Any
    _columns: Mapping[str, list[Any]]
    _runs: Mapping[str, tuple[int, int]]

    def entry(self, record_id: str) -> Row:
        """Raises NotFoundError for a record that the snapshot does not hold."""
        if record_id not in self.entries:
            raise NotFoundError("no such entry in the current snapshot; it may have been cut anew: look in the queue")
        return self.entries[record_id]

    def document(self, document_id: str) -> Row:
        """Raises NotFoundError for a document that the snapshot does not hold."""
        if document_id not in self.documents:
            raise NotFoundError("no such document in the current snapshot")
        return self.documents[document_id]

    def values(self, record_id: str) -> list[Row]:
        start, length = self._runs.get(record_id, (0, 0))
        rows: list[Row] = self._values.slice(start, length).to_pylist()
        return rows

    def spoken(self, names: Collection[str]) -> list[Row]:
        """The rows of `values` of these fields, of every record for which a reviewer's word is published on one of them; without what is nested in
        them."""
        fields, origins = self._columns["field"], self._columns["origin"]
        said = [run for run in self._runs.values() if any(fields[n] in names and origins[n] != "extracted" for n in range(run[0], sum(run)))]
        wanted = [n for start, length in said for n in range(start, start + length) if fields[n] in names]
        rows: list[Row] = self._values.select(list(_FLAT)).take(wanted).to_pylist() if wanted else []
        return rows

    def light(self, record_id: str) -> list[Row]:
        """The record's rows of `values` with the columns that the queue looks at."""
        start, length = self._runs.get(record_id, (0, 0))
        return [{name: column[n] for name, column in self._columns.items()} for n in range(start, start + length)]


def shelf(processed: Path) -> Shelf:
    """The current snapshot, without what is being withdrawn. Raises NotFoundError where nothing is published yet."""
    found = current(processed)
    return _shelf(processed, found.id, withdrawn.noted(processed))


@lru_cache(maxsize=2)
def _shelf(processed: Path, snapshot_id: str, gone: tuple[str, ...]) -> Shelf:
    from scr_extract.datasets import snapshot

    return read(snapshot(processed, snapshot_id), frozenset(gone))


def forget() -> None:
    """Hold no snapshot and no text any more; what is asked for next is read anew."""
    _shelf.cache_clear()
    text.cache_clear()


def read(found: Snapshot, gone: frozenset[str] = frozenset()) -> Shelf:
    """The shelf of one snapshot: a second or so at ten thousand entries, once. A withdrawal that is under way, or was cut short, takes effect here
    as soon as it is noted: documents in `gone` are not there."""
    documents = {row["document_id"]: row for row in found.arrow("documents").to_pylist() if row["document_id"] not in gone}
    entries = {row["record_id"]: row for row in found.arrow("entries", list(LISTED)).to_pylist() if row["document_id"] in documents}
    by_document: dict[str, list[str]] = {}
    for record_id, row in entries.items():
        by_document.setdefault(row["document_id"], []).append(record_id)
    values = found.arrow("values")
    words = frozenset(found.arrow("corrections", ["correction_id"])["correction_id"].to_pylist())
    runs = _runs(values["record_id"].to_pylist())
    of_document = {d: tuple(ids) for d, ids in by_document.items()}
    return Shelf(found.id, documents, entries, of_document, words, _differing(found), values, _columns(values), runs)


def _columns(values: Any) -> dict[str, list[Any]]:
    """The columns of `light` as lists; of a value only whether there is one."""
    held = {name: values[name].to_pylist() for name in ("field", "status", "origin", "rule_right", "rule_checked")}
    return held | {"value": [True if there else None for there in values["value"].is_valid().to_pylist()]}


def _differing(found: Snapshot) -> dict[str, frozenset[str]]:
    held: dict[str, set[str]] = {}
    for said in found.arrow("reviews", ["disagreements"])["disagreements"].to_pylist():
        for d in said or ():
            held.setdefault(d["record_id"], set()).add(d["field"])
    return {record_id: frozenset(columns) for record_id, columns in held.items()}


def _runs(ids: Sequence[str]) -> dict[str, tuple[int, int]]:
    """Where each record's rows stand: they are published together."""
    runs: dict[str, tuple[int, int]] = {}
    start = 0
    for n in range(1, len(ids) + 1):
        if n == len(ids) or ids[n] != ids[start]:
            runs[ids[start]] = (start, n - start)
            start = n
    return runs


@lru_cache(maxsize=16)
def text(processed: Path, text_sha256: str | None) -> str:
    """A document's canonical text; empty where it has none."""
    return ledger.text(processed, text_sha256)
