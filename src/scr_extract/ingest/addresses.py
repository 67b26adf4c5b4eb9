"""Addresses of object stores (`s3://bucket/prefix`) where a folder could stand: how they are told, and the folder of this machine for each."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

WORK = "SCR_WORK"
FETCHED = "fetched"
"""Where copies of objects that were named by address lie in a processed folder."""
STATE, DOCUMENTS = "state", "state/ledger.json"
"""Below an address of tables: what is needed to go on from them, and of that the one object that is ever written over."""

_ADDRESS = re.compile(r"(?:s3[an]?|gs|gcs|azure|az|abfss?|wasbs?|hdfs|https?|ftps?|sftp|file):/", re.I)


def is_address(said: str | os.PathLike[str]) -> bool:
    """Whether this is an address and no folder: also as a Path, which makes `s3:/` of `s3://`. Addresses of stores that are not known here are, too:
    a folder called `gs:` would hold what its owner looks for elsewhere."""
    return _ADDRESS.match(os.fspath(said)) is not None


def is_store(said: str) -> bool:
    """Whether this is an address of the one kind of store that is known."""
    return said.lower().startswith("s3://")


def folder(address: str) -> Path:
    """The folder in which the tables of an address are worked on: below SCR_WORK, or the user's data folder."""
    base = os.environ.get(WORK) or Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser() / "scr-extract"
    plain = address.rstrip("/")
    named = re.sub(r"[^a-z0-9]+", "-", plain.lower().partition("://")[2]).strip("-")[:60]
    return Path(base) / f"{named}-{hashlib.sha256(plain.encode()).hexdigest()[:8]}"
