"""The rows that questions count: one per review, however many records speak of it, so that nothing is counted twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scr_extract.datasets.entries import ENTRIES
from scr_extract.datasets.opening import opened
from scr_extract.datasets.read import Snapshot

if TYPE_CHECKING:
    from scr_extract.datasets.objects import Stored

Row = Mapping[str, Any]

NOT_STATED = "not_stated"
_UNSAID: tuple[object, ...] = (None, NOT_STATED, "unclear", [])
"""What a coded column holds where the source says nothing."""
_PAIRED = (
    {"incident_date", "incident_precision"},
    {"published_year", "published_month"},
    {"methodology", "methodology_as_written"},
    {"lscb", "lscb_id", "lscb_ids", "region"},
)
"""Columns that say one fact together: all of them come from one record."""

_HEAVY = ("text", "fingerprint")
"""Columns that no question asks for."""


@dataclass(frozen=True, slots=True)
class Read:
    """One snapshot as questions read it: one row per review, and the statements of the record that gives most of them."""

    snapshot: str
    reviews: Sequence[Row]
    recommendations: Sequence[Row]
    findings: Sequence[Row]


def read(snapshot: str | None = None, *, processed: str | Path = "processed") -> Read:
    """The reviews of a snapshot. Of each column the first record that states it is taken, a full report before a bulletin's entry.

    Lists (parent factors, legal status, keywords) are joined over the records. Raises NotFoundError where nothing is published.
    """
    found = opened(processed, snapshot)
    spoken: dict[str, list[Row]] = defaultdict(list)
    for row in found.arrow("entries", [name for name in ENTRIES.names if name not in _HEAVY]).to_pylist():
        spoken[row["review_id"]].append(row)
    ordered = [sorted(rows, key=lambda r: (r["kind"] != "report", -r["n_recommendations"], r["record_id"])) for rows in spoken.values()]
    fullest = {
        max(rows, key=lambda r: (r["n_recommendations"] + r["n_findings"], r["kind"] == "report"))["record_id"]: rows[0]["review_id"] for rows in ordered
    }
    return Read(found.id, [_merged(rows) for rows in ordered], _statements(found, "recommendations", fullest), _statements(found, "findings", fullest))


def _merged(rows: Sequence[Row]) -> Row:
    first = dict(rows[0])
    together = {name: frozenset(pair) for pair in _PAIRED for name in pair}
    for name, value in rows[0].items():
        if name in ("parent_factors", "legal_status", "keywords"):
            first[name] = list(dict.fromkeys(v for row in rows for v in row[name] or ()))
        elif name not in together:
            first[name] = next((row[name] for row in rows if row[name] not in _UNSAID), value)
    for pair in _PAIRED:
        source = next((row for row in rows if any(row[name] not in _UNSAID for name in sorted(pair))), rows[0])
        first |= {name: source[name] for name in pair}
    return first | {"records": [row["record_id"] for row in rows]}


def _statements(found: Snapshot | Stored, table: str, fullest: Mapping[str, str]) -> list[Row]:
    columns = ["record_id", "ordinal", "text", "output_type", "addressees", "themes", "action"]
    rows = found.arrow(table, columns).to_pylist()
    return [row | {"review_id": fullest[row["record_id"]]} for row in rows if row["record_id"] in fullest]
