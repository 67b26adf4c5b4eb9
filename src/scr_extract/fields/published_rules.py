"""Every rule for the review's own date, strongest first, and where they read it: other dates are told from it by that."""

from __future__ import annotations

from functools import lru_cache

from scr_extract.fields.published_agreed import AGREED
from scr_extract.fields.published_cells import CELL
from scr_extract.fields.published_citations import CITED
from scr_extract.fields.published_cover import COVER_DATE, GOVERNING, STAMP, TAIL
from scr_extract.fields.published_marks import BRACKET, HEADER, LABEL, LEADING
from scr_extract.fields.published_prose import AFTER, BESIDE_BOARD, BRACKETED, PROSE, WEAK
from scr_extract.fields.published_yearless import YEARLESS
from scr_extract.fields.reading import Reading
from scr_extract.model import Span

RULES = (CELL, CITED, LABEL, BRACKET, LEADING, HEADER, YEARLESS, TAIL, COVER_DATE, GOVERNING, BRACKETED, PROSE, BESIDE_BOARD, AFTER, STAMP, WEAK, AGREED)


@lru_cache(maxsize=1)
def published_at(reading: Reading) -> Span | None:
    """Where the review's own date stands, as the rules read it: that date is not the incident's."""
    return next((c.evidence.span for finder in RULES for c in finder.find(reading)), None)


@lru_cache(maxsize=1)
def said_to_be_published(reading: Reading) -> tuple[Span, ...]:
    """The dates of which a label or sentence says that the review came out then: none of them is the incident's, whichever is the review's."""
    return tuple(c.evidence.span for finder in (CELL, LABEL, YEARLESS, BRACKETED, PROSE, BESIDE_BOARD) for c in finder.find(reading))
