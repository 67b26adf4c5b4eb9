"""What a paper says of the tables it used, so that others can make its figures again."""

from __future__ import annotations

from pathlib import Path

from scr_extract.datasets.opening import opened


def citation(snapshot: str | None = None, *, processed: str | Path = "processed") -> str:
    """Dataset version, date of publication, code, model and word lists, and the counts, as one paragraph.

    `processed` is a folder, or `s3://bucket/prefix`. Raises NotFoundError where there is no such snapshot, or none at all.
    """
    found = opened(processed, snapshot)
    made, rows = found.manifest["made_with"], {name: described["rows"] for name, described in found.manifest["tables"].items()}
    checked = found.arrow("entries", ["check_status"])["check_status"].to_pylist()
    reviewed = sum(state in ("confirmed", "corrected") for state in checked)
    versions = ", ".join(f"{name} {made[key]}" for name, key in (("scr-extract", "code"), ("model", "model"), ("resources", "resources")) if key in made)
    counts = ", ".join(f"{rows[name]} {name}" for name in ("documents", "entries", "reviews", "children", "recommendations", "findings", "values"))
    return (
        f"Serious case reviews as tables. Snapshot {found.id}, published {found.published or 'on a date not stated'}; made with {versions}. "
        f"{counts}; {reviewed} of {rows['entries']} entries reviewed by people."
    )


def cite(snapshot: str | None = None, *, processed: str | Path = "processed") -> None:
    """Print `citation`."""
    print(citation(snapshot, processed=processed))
