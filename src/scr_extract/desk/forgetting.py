"""What a running desk holds in memory of the sources (pictures of pages, texts, snapshots) goes when a document is withdrawn: with the next request,
whatever that asks for."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from scr_extract.desk import blind, needs, pictures, queue, shelf
from scr_extract.ingest.withdrawn import noted


def forget_withdrawn(processed: Path) -> None:
    """Forget everything once the documents that were withdrawn are others than at the request before."""
    _without(processed, noted(processed))


@lru_cache(maxsize=1)
def _without(processed: Path, gone: tuple[str, ...]) -> None:
    """Its cache remembers the last call, so that this runs when something changed."""
    for held in (pictures, shelf, queue, needs, blind):
        held.forget()
