"""The published tables: their schemas, publishing, and reading them.

from scr_extract import datasets
entries = datasets.load("entries", processed="processed")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scr_extract.datasets.citing import citation as citation
    from scr_extract.datasets.citing import cite as cite
    from scr_extract.datasets.frames import load as load
    from scr_extract.datasets.opening import arrow as arrow
    from scr_extract.datasets.opening import current as current
    from scr_extract.datasets.opening import snapshot as snapshot
    from scr_extract.datasets.read import Snapshot as Snapshot
    from scr_extract.datasets.vocabularies import labels as labels
    from scr_extract.datasets.vocabularies import vocabulary as vocabulary

_HOMES = {
    "Snapshot": "read",
    "arrow": "opening",
    "citation": "citing",
    "cite": "citing",
    "current": "opening",
    "labels": "vocabularies",
    "load": "frames",
    "snapshot": "opening",
    "vocabulary": "vocabularies",
}

__all__ = ["Snapshot", "arrow", "citation", "cite", "current", "labels", "load", "snapshot", "vocabulary"]


def __getattr__(name: str) -> Any:
    """Arrow is loaded when a table is asked for, not before: the command line's help must not wait for it."""
    if name in _HOMES:
        return getattr(import_module(f"scr_extract.datasets.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
