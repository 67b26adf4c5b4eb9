"""Which documents were withdrawn: one note of each, `withdrawn/<document_id>.json`, which stays and holds no content (ids, time, reason)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from scr_extract.errors import DamagedError

WITHDRAWN = "withdrawn"
_HOLDS = frozenset({"document_id", "at", "reason", "texts", "with"})


def note_file(processed: Path, document_id: str) -> Path:
    return processed / WITHDRAWN / f"{document_id}.json"


def is_withdrawn(processed: Path, document_id: str) -> bool:
    """Whether a document was withdrawn: its note says so by being there, though a failing disk may have spoilt what it holds."""
    return note_file(processed, document_id).is_file()


def said(processed: Path, document_id: str) -> dict[str, Any] | None:
    """What the note holds; None where there is none. Raises DamagedError where it was spoilt: withdrawing the document again writes it anew."""
    path = note_file(processed, document_id)
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_bytes())
    except ValueError:
        found = None
    if not isinstance(found, dict) or not found.keys() >= _HOLDS:
        raise DamagedError(f"{path} is spoilt; type `scr-extract withdraw {document_id} --processed {processed}` and it is written anew")
    return found


def noted(processed: Path) -> tuple[str, ...]:
    """The documents that were withdrawn, finished or not."""
    return tuple(sorted(path.stem for path in (processed / WITHDRAWN).glob("*.json")))
