"""What a paper says of the tables it used, so that others can make its figures again."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from scr_extract.datasets.read import LOG, Snapshot, current
from scr_extract.datasets.read import snapshot as pinned


def citation(snapshot: str | None = None, *, processed: str | Path = "processed") -> str:
    """Dataset version, date of publication, code, model and word lists, and the counts, as one paragraph.

    Raises NotFoundError where there is no such snapshot, or none at all.
    """
    found = current(processed) if snapshot is None else pinned(processed, snapshot)
    made, rows = found.manifest["made_with"], {name: described["rows"] for name, described in found.manifest["tables"].items()}
    checked = found.arrow("entries", ["check_status"])["check_status"].to_pylist()
    reviewed = sum(state in ("confirmed", "corrected") for state in checked)
    versions = ", ".join(f"{name} {made[key]}" for name, key in (("scr-extract", "code"), ("model", "model"), ("resources", "resources")) if key in made)
    counts = ", ".join(f"{rows[name]} {name}" for name in ("documents", "entries", "reviews", "children", "recommendations", "findings", "values"))
    return (
        f"Serious case reviews as tables. Snapshot {found.id}, published {_published(found, Path(processed))}; made with {versions}. "
        f"{counts}; {reviewed} of {rows['entries']} entries reviewed by people."
    )


def cite(snapshot: str | None = None, *, processed: str | Path = "processed") -> None:
    """Print `citation`."""
    print(citation(snapshot, processed=processed))


def _published(found: Snapshot, processed: Path) -> str:
    """The day it was first published here, in UTC, as the log beside the snapshots has it."""
    log = processed / LOG
    lines = map(json.loads, log.read_text(encoding="utf-8").splitlines()) if log.is_file() else ()
    at = next((line["at"] for line in lines if line["snapshot"] == found.id), None)
    return datetime.fromisoformat(at).date().isoformat() if at else "on a date not stated"
