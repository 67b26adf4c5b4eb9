"""What a run made of each document it was asked for, as one line: read from the published tables, with the time that reading it took."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scr_extract.datasets.read import Snapshot


@dataclass(frozen=True, slots=True)
class Summary:
    """One document: its name, kind (report / bulletin / other), status and pages, and how many rows it gave.

    `issues` are those of warning or error. `seconds` is the wall time of reading and extracting it, None where this run
    found that done.
    """

    document_id: str
    name: str
    kind: str
    status: str
    pages: int | None
    entries: int
    recommendations: int
    findings: int
    issues: int
    seconds: float | None = None


def summaries(snapshot: Snapshot, asked: Collection[str], took: Mapping[str, float]) -> tuple[Summary, ...]:
    """One line for each document asked for, in order of name and id."""
    wanted = frozenset(asked)
    entries, recommendations, findings, issues = (Counter[str]() for _ in range(4))
    for row in snapshot.arrow("entries", ["document_id", "n_recommendations", "n_findings"]).to_pylist():
        if row["document_id"] in wanted:
            entries[row["document_id"]] += 1
            recommendations[row["document_id"]] += row["n_recommendations"]
            findings[row["document_id"]] += row["n_findings"]
    for row in snapshot.arrow("issues", ["document_id", "severity"]).to_pylist():
        if row["document_id"] in wanted and row["severity"] != "info":
            issues[row["document_id"]] += 1
    documents = snapshot.arrow("documents", ["document_id", "name", "kind", "status", "pages"]).to_pylist()
    made = (
        Summary(
            **row,
            entries=entries[row["document_id"]],
            recommendations=recommendations[row["document_id"]],
            findings=findings[row["document_id"]],
            issues=issues[row["document_id"]],
            seconds=took.get(row["document_id"]),
        )
        for row in documents
        if row["document_id"] in wanted
    )
    return tuple(sorted(made, key=lambda s: (s.name, s.document_id)))
