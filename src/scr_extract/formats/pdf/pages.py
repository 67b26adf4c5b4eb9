"""Opens a PDF and reads its pages with PDFium: runs of characters with boxes, sizes, weights and link targets, and what is
drawn beside them. Each page is closed before the next is opened: open pages are what takes memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

from scr_extract.errors import InvariantError, ReadError
from scr_extract.formats.pdf.characters import Reader, Run
from scr_extract.formats.pdf.drawings import drawings
from scr_extract.formats.pdf.ink import Frame, Sheet
from scr_extract.formats.pdf.links import areas
from scr_extract.model import Status

MOST_PAGES = 2000
MOST_CHARACTERS = 200_000
"""Per page. A dense newspaper page holds 20 000."""


def opened(raw: bytes) -> Any:
    """The PDF. Raises ReadError where it is encrypted, malformed or has too many pages."""
    try:
        pdf = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if error.err_code == c.FPDF_ERR_PASSWORD:
            raise ReadError(Status.ENCRYPTED, "the PDF is protected by a password: save it without one") from error
        if error.err_code == c.FPDF_ERR_SECURITY:
            raise ReadError(Status.ENCRYPTED, "the PDF is protected by an unknown method: print it to a new PDF") from error
        raise ReadError(Status.MALFORMED, "the PDF is damaged: open it and save it anew, or ask its source for it again") from error
    if len(pdf) > MOST_PAGES:
        pages = len(pdf)
        pdf.close()
        raise ReadError(Status.LIMIT, f"the PDF has {pages} pages, more than {MOST_PAGES}: split it")
    if len(pdf) == 0:
        pdf.close()
        raise ReadError(Status.MALFORMED, "the PDF has no pages: open it and save it anew")
    return pdf


def sheets(pdf: Any) -> Iterator[Sheet]:
    """Every page in order; one that cannot be loaded comes as an empty, pictured sheet, so that none is lost silently."""
    for index in range(len(pdf)):
        page = c.FPDF_LoadPage(pdf.raw, index)
        if not page:
            yield Sheet(index + 1, Frame(0, 0, 0, 0), (), (), (), (), 0, 1.0)
            continue
        try:
            yield _sheet(pdf, page, index + 1)
        finally:
            c.FPDF_ClosePage(page)


def _sheet(pdf: Any, page: Any, number: int) -> Sheet:
    bounds = c.FS_RECTF()
    if not c.FPDF_GetPageBoundingBox(page, bounds):
        raise InvariantError(f"page {number} has no bounding box")
    frame = Frame(bounds.left, bounds.bottom, bounds.right, bounds.top, c.FPDFPage_GetRotation(page) % 4)
    textpage = c.FPDFText_LoadPage(page)
    if not textpage:
        return Sheet(number, frame, (), (), (), (), 0, 1.0)
    try:
        count = max(0, c.FPDFText_CountChars(textpage))
        if count > MOST_CHARACTERS:
            raise ReadError(Status.LIMIT, f"page {number} holds {count} characters, more than {MOST_CHARACTERS}: it is no page of prose; leave it out")
        reader = Reader(textpage, count)
        by_turn: dict[int, list[Run]] = {}
        weight: Counter[int] = Counter()
        for run in reader.runs():
            by_turn.setdefault(run.style.turn, []).append(run)
            weight[run.style.turn] += run.end - run.start
        upright = [(n, turn) for turn, n in weight.items() if turn >= 0]
        turn = max(upright, key=lambda pair: (pair[0], pair[1] == frame.shown))[1] if upright else frame.shown
        linked = areas(pdf, page)
        frames = {t: Frame(frame.left, frame.bottom, frame.right, frame.top, frame.shown, t) for t in {turn, *(t for t in by_turn if t >= 0)}}
        inks = {t: tuple(reader.inks(found, frames[t if t >= 0 else turn], linked)) for t, found in by_turn.items()}
        rulings, pictured = drawings(page, frames[turn])
        aside = tuple((frames[t], inks[t]) for t in sorted(inks) if t not in (turn, -1) and inks[t])
        return Sheet(number, frames[turn], inks.get(turn, ()), aside, inks.get(-1, ()), rulings, reader.visible, pictured)
    finally:
        c.FPDFText_ClosePage(textpage)
