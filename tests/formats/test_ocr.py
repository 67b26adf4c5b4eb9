"""Scanned pages: read where Tesseract is installed, and honestly named where it is not."""

from __future__ import annotations

from functools import cache

import pytest

from scr_extract.formats import ocr, pdf
from scr_extract.model import Severity, Status
from tests.formats.made_pdf import HEIGHT, LEARNING, PLOUGH, WIDTH, finished, made, newsletter, put, report, scanned

needs_tesseract = pytest.mark.skipif(ocr.program() is None, reason="Tesseract is not installed")


@pytest.fixture
def _without(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("_without")
def test_a_scan_without_tesseract_is_no_text_and_says_what_to_do() -> None:
    document = pdf.read(scanned(report(2)), "scan.pdf")
    assert document.status is Status.NO_TEXT
    assert document.blocks == ()
    assert [p.number for p in document.pages] == [1, 2]
    (issue,) = document.issues
    assert issue.severity is Severity.ERROR
    assert "pages 1-2" in issue.message
    assert "Tesseract" in issue.message
    assert ocr.version() == "none"


@cache
def mixed() -> bytes:
    """A page of text, then a page that is a picture."""
    from io import BytesIO

    import pypdfium2

    out = pypdfium2.PdfDocument(report(1))
    out.import_pages(pypdfium2.PdfDocument(scanned(report(1))))
    held = BytesIO()
    out.save(held)
    out.close()
    return held.getvalue()


@pytest.mark.usefixtures("_without")
def test_one_scanned_page_makes_a_document_partial() -> None:
    document = pdf.read(mixed(), "mixed.pdf")
    assert document.status is Status.PARTIAL
    assert PLOUGH in document.text
    assert [("page 2" in i.message, i.kind) for i in document.issues] == [(True, "page_without_text")]
    assert document.pages[1].characters == 0


@needs_tesseract
def test_a_scanned_page_reads_like_its_paper() -> None:
    document = pdf.read(mixed(), "mixed.pdf")
    assert document.status is Status.OK
    first, second = document.pages
    assert not first.ocr
    assert first.ocr_confidence is None
    assert second.ocr
    assert (second.ocr_confidence or 0) > 0.8
    block = next(b for b in document.blocks if b.page == 2 and "health visitor called" in b.span.of(document.text))
    words = set(block.span.of(document.text).split())
    assert len(words & set(PLOUGH.split())) > 0.9 * len(set(PLOUGH.split()))
    for run in block.runs:
        assert 60 < run.box.x0 < run.box.x1 < WIDTH
        assert 0 < run.box.y0 < run.box.y1 < HEIGHT


@needs_tesseract
def test_columns_of_a_scan_are_read_one_after_the_other() -> None:
    text = " ".join(pdf.read(scanned(newsletter()), "scan.pdf").text.split())
    marks = ["Column 0 alpha opens", "Column 0 beta opens", "Column 1 alpha opens", "Column 1 beta opens"]
    places = [text.find(m) for m in marks]
    assert -1 not in places
    assert places == sorted(places)


@needs_tesseract
def test_what_is_read_is_the_same_every_time() -> None:
    assert pdf.read(mixed(), "a.pdf") == pdf.read(mixed(), "a.pdf")
    assert ocr.version().startswith("tesseract ")


def test_a_page_in_a_font_that_cannot_be_decoded_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "program", lambda: None)
    canvas, out = made()
    put(canvas, PLOUGH, 72, 100)
    canvas.showPage()
    shifted = "".join(chr((ord(c) - 97 + 11) % 26 + 97) if c.isalpha() else c for c in (PLOUGH + LEARNING).lower())
    put(canvas, shifted.replace("e", "x").replace("o", "q"), 72, 100)
    document = pdf.read(finished(canvas, out), "made.pdf")
    assert document.status is Status.PARTIAL
    assert [i.kind for i in document.issues] == ["page_undecodable"]
    assert "page 2" in document.issues[0].message


def test_a_program_that_fails_or_hangs_is_no_crash(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    from pathlib import Path

    broken = Path(str(tmp_path)) / "tesseract"
    broken.write_text("#!/bin/sh\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    document = pdf.read(scanned(report(1)), "scan.pdf")
    assert document.status is Status.NO_TEXT
    assert document.issues
