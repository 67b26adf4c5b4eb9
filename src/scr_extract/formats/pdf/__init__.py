"""PDF: pages of placed characters become one text in reading order, with boxes, headings, lists, tables and links.

The way: ink (`pages`) -> lines and columns (`lines`, `reading_order`) without `furniture` -> `paragraphs`, `joined` over
columns and pages -> pieces of the canonical text. Pages without text of their own go to OCR where it is installed.
"""

from __future__ import annotations

from scr_extract.formats.seam import Format, suffix
from scr_extract.model import Document

READER = "pdf 1"


def sniff(raw: bytes, name: str) -> int:
    """The signature, which may stand a little way in; a file named .pdf without one is looked at all the same."""
    if raw.startswith(b"%PDF-"):
        return 100
    if b"%PDF-" in raw[:1024]:
        return 90
    return 30 if suffix(name) == ".pdf" and raw.startswith(b"%!") is False and b"endobj" in raw[:4096] else 0


def read(raw: bytes, name: str) -> Document:
    """Read a PDF. Raises ReadError: encrypted, malformed, limit."""
    from scr_extract.formats.pdf.reading import document_of  # PDFium is loaded when the first PDF is read

    return document_of(raw, name, READER)


FORMAT = Format("pdf", ("application/pdf",), (".pdf",), sniff, read, "PDF with columns, headings, lists, tables and links; scans by OCR where it is installed.")
