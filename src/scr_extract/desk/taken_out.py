"""Entries that reviewers took out: what they were called when they were still published."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from pathlib import Path

from scr_extract.datasets import snapshot
from scr_extract.desk.entry import titled
from scr_extract.errors import ScrExtractError
from scr_extract.ingest.retention import snapshots

_NEWEST = 20
"""Snapshots that are looked through: most entries stand in the one before."""


def called(processed: Path, record_ids: Collection[str]) -> dict[str, str]:
    """record_id -> the title in the newest snapshot that holds the entry; those that none of the newest holds are left out."""
    found: dict[str, str] = {}
    for held in snapshots(processed)[:_NEWEST] if record_ids else ():
        left = set(record_ids) - found.keys()
        if not left:
            break
        with suppress(ScrExtractError, OSError):  # it may be removed meanwhile
            rows = snapshot(processed, held.snapshot).arrow("entries", ["record_id", "title", "child_names", "position"])
            for n, record_id in enumerate(rows["record_id"].to_pylist()):
                if record_id in left:
                    found[record_id] = titled(rows.slice(n, 1).to_pylist()[0])
    return found
