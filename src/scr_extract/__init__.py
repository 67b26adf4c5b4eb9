"""Turns the prose of UK serious case reviews into tables, each value with the exact words it came from.

import scr_extract
scr_extract.ingest.ingest(["raw/inbox"], "processed")
entries = scr_extract.load("entries", processed="processed")
records = scr_extract.records(scr_extract.read(raw, "bulletin.md"))
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from scr_extract import datasets as datasets
    from scr_extract import ingest as ingest
    from scr_extract.datasets.frames import load as load
    from scr_extract.datasets.opening import current as current
    from scr_extract.datasets.opening import snapshot as snapshot
    from scr_extract.extract import records as records
    from scr_extract.formats import read as read

_VERBS = {
    "current": "scr_extract.datasets.opening",
    "load": "scr_extract.datasets.frames",
    "snapshot": "scr_extract.datasets.opening",
    "records": "scr_extract.extract",
    "read": "scr_extract.formats",
}
_PARTS = ("datasets", "ingest")

__all__ = ["current", "datasets", "ingest", "load", "read", "records", "snapshot"]


def __getattr__(name: str) -> Any:
    """Each verb is loaded when it is first asked for, so that the command line's help waits for none of them."""
    if name in _VERBS:
        return getattr(import_module(_VERBS[name]), name)
    if name in _PARTS:
        return import_module(f"scr_extract.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
