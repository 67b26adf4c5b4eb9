"""Pages of PDFs as pictures, drawn by the PDF door in a process apart and kept in memory, never on disk."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from threading import Lock

from scr_extract.errors import NotFoundError, ReadError
from scr_extract.formats.pdf.picture import Picture, picture
from scr_extract.ingest import ledger
from scr_extract.ingest.withdrawn import is_withdrawn

_ONE_AT_A_TIME = Lock()
_KEPT = 48
"""Pictures held: some tens of megabytes."""


@lru_cache(maxsize=_KEPT)
def _drawn(processed: Path, document_id: str, page: int) -> Picture:
    return picture(ledger.raw(processed, document_id), page)


def drawn(processed: Path, document_id: str, page: int) -> Picture:
    """The page's picture and size. Raises NotFoundError where it cannot be drawn, or the document was withdrawn while it waited."""
    with _ONE_AT_A_TIME:
        if is_withdrawn(processed, document_id):
            raise NotFoundError("this document was withdrawn")
        try:
            return _drawn(processed, document_id, page)
        except ReadError as unread:
            raise NotFoundError(str(unread)) from None


def forget() -> None:
    """Hold no picture any more; one that is being drawn is finished first."""
    with _ONE_AT_A_TIME:
        _drawn.cache_clear()
