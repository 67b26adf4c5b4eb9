"""The published tables: their schemas, publishing, and reading them.

from scr_extract import datasets
entries = datasets.load("entries", processed="processed")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scr_extract.datasets.read import Snapshot as Snapshot
    from scr_extract.datasets.read import arrow as arrow
    from scr_extract.datasets.read import current as current
    from scr_extract.datasets.read import load as load
    from scr_extract.datasets.read import snapshot as snapshot

__all__ = ["Snapshot", "arrow", "current", "load", "snapshot"]


def __getattr__(name: str) -> Any:
    """Arrow is loaded when a table is asked for, not before: the command line's help must not wait for it."""
    if name in __all__:
        return getattr(import_module("scr_extract.datasets.read"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
