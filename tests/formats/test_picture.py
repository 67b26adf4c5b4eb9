"""A page of a PDF as a picture: drawn apart, as large as the boxes of its words think it is, and refused where it cannot be."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from scr_extract.errors import ReadError
from scr_extract.formats.pdf.picture import picture
from tests.conftest import ROOT

PDF = ROOT / "raw" / "samples" / "harrowdale_bulletin_autumn_2017.pdf"


def test_a_page_is_drawn_at_its_own_proportions() -> None:
    drawn = picture(PDF.read_bytes(), 2, 300)
    assert drawn.png.startswith(b"\x89PNG\r\n\x1a\n")
    across, down = struct.unpack(">II", drawn.png[16:24])
    assert across == 300
    assert down / across == pytest.approx(drawn.height / drawn.width, abs=0.01)
    assert (round(drawn.width), round(drawn.height)) == (595, 842)


@pytest.mark.parametrize(("raw", "page"), [(PDF, 3), (PDF, 0), (b"%PDF-1.7 broken", 1), (b"", 1)], ids=["a page too many", "page none", "broken", "empty"])
def test_what_cannot_be_drawn_is_said(raw: Path | bytes, page: int) -> None:
    with pytest.raises(ReadError, match=f"page {page} cannot be drawn"):
        picture(raw.read_bytes() if isinstance(raw, Path) else raw, page)
