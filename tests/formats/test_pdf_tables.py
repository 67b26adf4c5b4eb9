"""Ruled tables are read from PDFium's own lines; pdfplumber's table finder, eighteen times slower, is the second opinion."""

from __future__ import annotations

import io

import pdfplumber
import pytest

from scr_extract.formats import read
from tests.formats.made_pdf import finished, made, table

ROWS = [
    ["Ref", "Recommendation", "Agency"],
    ["1", "Ask every father by name at the booking appointment and write down where he lives.", "Midwifery"],
    ["2", "Test the escalation procedure once a year and tell the Board what was found by it.", "All agencies"],
    ["3", "Keep a chronology.", "School"],
]


@pytest.mark.parametrize("widths", [(60, 270, 120), (40, 200, 200), (100, 330, 60)])
def test_two_finders_see_the_same_cells(widths: tuple[float, float, float]) -> None:
    canvas, out = made()
    table(canvas, ROWS, 700, widths)
    canvas.showPage()
    raw = finished(canvas, out)
    document = read(raw, "made.pdf")
    ours: dict[int, list[str]] = {}
    for block in document.blocks:
        if block.row:
            ours.setdefault(block.row[1], []).append(" ".join(block.span.of(document.text).split()))
    with pdfplumber.open(io.BytesIO(raw)) as opened:
        theirs = [[" ".join((cell or "").split()) for cell in row] for row in opened.pages[0].extract_tables()[0]]
    assert list(ours.values()) == theirs == ROWS
