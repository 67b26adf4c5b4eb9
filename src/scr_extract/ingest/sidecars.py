"""The note beside a fetched file: which address it came from, when, and what the server said of it.

`<file>.source.json` speaks of the file beside it, and only so long as the hash in it is that of the file's bytes.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from pathlib import Path

from scr_extract.datasets import disk

SUFFIX = ".source.json"
_LARGEST = 64 * 1024
_SOURCE = re.compile(r"(?:https?|s3)://[^/\s\x00-\x1f\ud800-\udfff][^\x00-\x1f\x7f\ud800-\udfff]*")
_FETCHED = re.compile(r"[0-9a-f]{64}\.")


@dataclass(frozen=True, slots=True)
class Sidecar:
    """`url` is the address asked for, `from_url` the one that answered after redirects; `name` is what people call the document."""

    sha256: str
    name: str
    url: str
    from_url: str
    fetched_at: str
    source: str
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None


def is_source(said: str) -> bool:
    """Whether a document can have come from there: analysts and browsers follow these addresses."""
    return _SOURCE.fullmatch(said) is not None


def is_time(said: str) -> bool:
    """Whether this is a time as we write them; which of two printings is the newer is told by comparing them."""
    try:
        return datetime.fromisoformat(said).isoformat(timespec="seconds") == said and said.endswith("+00:00")
    except ValueError:
        return False


def is_sidecar(path: Path) -> bool:
    """Whether this file is the note of another one: of one beside it, or of a fetched one (named by its hash) that is just being written."""
    of = path.name.removesuffix(SUFFIX)
    return of != path.name and (_FETCHED.match(of) is not None or path.with_name(of).is_file())


def put(path: Path, made: Sidecar) -> None:
    """Write the note of the file at `path`."""
    disk.put(path.with_name(path.name + SUFFIX), json.dumps(asdict(made), ensure_ascii=False, indent=1).encode())


def of(path: Path, document_id: str) -> Sidecar | None:
    """The note of the file at `path`, whose bytes have this hash. None where there is none, or it speaks of other bytes or in another form."""
    if not os.path.exists(f"{path}{SUFFIX}"):  # noqa: PTH110 - asked of every file there is
        return None
    beside = path.with_name(path.name + SUFFIX)
    try:
        said = json.loads(beside.read_bytes()) if beside.is_file() and beside.stat().st_size <= _LARGEST else None
    except (OSError, ValueError):
        return None
    if not isinstance(said, dict) or said.get("sha256") != document_id or said.keys() - {f.name for f in fields(Sidecar)}:
        return None
    if not all(isinstance(said.get(key), str) and said[key] for key in ("name", "url", "from_url", "fetched_at", "source")):
        return None
    return Sidecar(**said) if is_source(said["url"]) and is_time(said["fetched_at"]) else None
