"""A watched folder: the files in it that have come to rest. Every look is a full one, so nothing depends on events having been seen."""

from __future__ import annotations

import time
from pathlib import Path

from scr_extract.errors import SourceError
from scr_extract.ingest.discovery import discover

UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".filepart", ".tmp", ".temp", ".swp", ".lock", "~")
"""Ends of names that browsers, copiers and word processors give to what is not finished. Hidden names are passed by already."""


def at_rest(folder: Path, rest_seconds: float, now: float | None = None) -> tuple[Path, ...]:
    """The folder's files, at any depth, that are finished by their names and have not changed for `rest_seconds`, in order of their paths.

    A file's age counts from its last writing or renaming, whichever is later: what was moved into place an hour after it was
    written has only just come. Raises SourceError where the folder is not there.
    """
    if not folder.is_dir():
        raise SourceError(f"the watched folder {folder} is not there; make it, or correct its path in sources.toml")
    moment = time.time() if now is None else now
    return tuple(path for path in discover([folder]).files if not path.name.lower().endswith(UNFINISHED) and _age(path, moment) >= rest_seconds)


def _age(path: Path, now: float) -> float:
    """Seconds since the file last changed; a time in the future, from another machine's clock, says nothing and counts as the past."""
    try:
        found = path.stat()
    except FileNotFoundError:  # gone between listing and looking: the next look will tell
        return -1.0
    return now - max(t for t in (found.st_ctime, found.st_mtime if found.st_mtime <= now else 0.0))
