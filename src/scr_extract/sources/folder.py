"""A watched folder: the files in it that have come to rest. Every look is a full one, so nothing depends on events having been seen."""

from __future__ import annotations

import time
from pathlib import Path

from scr_extract.errors import SourceError
from scr_extract.ingest.discovery import Discovery, discover

_AHEAD = 3600.0
"""Seconds that the clock of a file server may run ahead of ours."""


def at_rest(folder: Path, rest_seconds: float, now: float | None = None) -> Discovery:
    """The folder's files, at any depth, that are finished by their names (discovery) and have not changed for `rest_seconds`, in order of their paths.

    The folder itself may be a link: whoever named it meant what it leads to. Folders in it that cannot be opened are `unread`.

    A file's age counts from its last writing or renaming, whichever is later: what was moved into place an hour after it was
    written has only just come. Raises SourceError where the folder is not there, OSError where it cannot be looked at.
    """
    if not folder.is_dir():
        raise SourceError(f"the watched folder {folder} is not there; make it, or correct its path in sources.toml")
    moment = time.time() if now is None else now
    found = discover([folder.resolve()])
    rested = tuple(path for path in found.files if _age(path, moment) >= rest_seconds)
    return Discovery(rested, found.left_out, found.unread)


def holds_any(folder: Path) -> bool:
    """Whether any file is in the folder, at rest or not."""
    found = discover([folder.resolve()])
    return bool(found.files or found.left_out or found.unread)


def _age(path: Path, now: float) -> float:
    """Seconds since the file last changed. A time of writing in the future, from another machine's clock, says nothing; nor does that of coming here
    when it is more than an hour ahead: the clock was put back since. Less may be a file server whose clock is not quite ours."""
    try:
        found = path.stat()
    except OSError:  # gone between listing and looking, or its share is: the next look will tell
        return -1.0
    came = found.st_ctime if found.st_ctime <= now + _AHEAD else 0.0
    return now - max(came, found.st_mtime if found.st_mtime <= now else 0.0)
