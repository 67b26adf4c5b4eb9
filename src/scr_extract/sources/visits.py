"""What is remembered of every address that was asked, and of every source: `processed/sources/`.

    visits/<hash of the address>.json   its last answer: ETag, Last-Modified, the document it gave, since when it is gone
    <source>.json                       the documents the source named last, and what was wrong with it

Notes only: what was read stands in the ledger, and losing these files costs one full look at every source.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from scr_extract.datasets import disk

FOLDER, VISITS = "sources", "visits"


@dataclass(frozen=True, slots=True)
class Visit:
    """An address and its last answer. `status` is new, unchanged, gone, refused or failed; times are ISO 8601 in UTC.

    `document_id` stays when the address is gone: the stored copy is kept.
    """

    url: str
    status: str
    at: str
    source: str
    etag: str | None = None
    last_modified: str | None = None
    document_id: str | None = None
    file: str | None = None
    """Where the copy lies."""
    gone_since: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What a source gave when it was last looked at. `wrong` is a short word; null where all is well."""

    source: str
    at: str
    links: tuple[str, ...] = ()
    """The documents it named, in order."""
    most: int = 0
    """The most documents it ever named: from some to none is a change of the source, not of the world."""
    wrong: str | None = None
    asked: str | None = None
    """The settings that the links follow from, as the look found them; null where none do."""


def visit(processed: Path, url: str) -> Visit | None:
    path = _visit_file(processed, url)
    return _visit(path) if path.is_file() else None


def visits(processed: Path) -> Iterator[Visit]:
    """Every address ever asked, in order of their hashes."""
    for path in sorted((processed / FOLDER / VISITS).glob("[0-9a-f]*.json")):
        if found := _visit(path):
            yield found


def _visit(path: Path) -> Visit | None:
    """None for a note that a failing disk spoilt, or another version wrote: it costs a look."""
    with suppress(ValueError, TypeError):
        return Visit(**json.loads(path.read_bytes()))
    return None


def note_visit(processed: Path, made: Visit) -> None:
    _write(_visit_file(processed, made.url), asdict(made))


def forget(processed: Path, url: str) -> None:
    disk.remove(_visit_file(processed, url))
    disk.sync_dir(_visit_file(processed, url).parent)


def look(processed: Path, source: str) -> Look | None:
    path = processed / FOLDER / f"{source}.json"
    return _look(path) if path.is_file() else None


def looks(processed: Path) -> Iterator[Look]:
    """The last look at every source, in order of their names."""
    for path in sorted((processed / FOLDER).glob("*.json")):
        if found := _look(path):
            yield found


def _look(path: Path) -> Look | None:
    with suppress(ValueError, TypeError, KeyError):
        said = json.loads(path.read_bytes())
        return Look(**said | {"links": tuple(said["links"])})
    return None


def note_look(processed: Path, made: Look) -> None:
    _write(processed / FOLDER / f"{made.source}.json", asdict(made))


def _visit_file(processed: Path, url: str) -> Path:
    return processed / FOLDER / VISITS / f"{hashlib.sha256(url.encode()).hexdigest()[:32]}.json"


def _write(path: Path, said: dict[str, object]) -> None:
    disk.make_dir(path.parent)
    disk.put(path, json.dumps(said, ensure_ascii=False, indent=1).encode())
