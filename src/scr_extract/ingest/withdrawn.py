"""Which documents were withdrawn: one note of each, `withdrawn/<document_id>.json`, which stays and holds no content (ids, time, reason)."""

from __future__ import annotations

import json
from pathlib import Path

WITHDRAWN = "withdrawn"


def note_file(processed: Path, document_id: str) -> Path:
    return processed / WITHDRAWN / f"{document_id}.json"


def is_withdrawn(processed: Path, document_id: str) -> str | None:
    """When a document was withdrawn, as ISO 8601; None where it was not."""
    path = note_file(processed, document_id)
    return str(json.loads(path.read_bytes())["at"]) if path.is_file() else None


def noted(processed: Path) -> tuple[str, ...]:
    """The documents that were withdrawn, finished or not."""
    return tuple(sorted(path.stem for path in (processed / WITHDRAWN).glob("*.json")))
