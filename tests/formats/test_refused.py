"""What cannot be read says what it is and what to do; nothing that is text is taken for something else."""

from __future__ import annotations

import json

import pytest

from scr_extract.formats import read
from scr_extract.model import Severity, Status
from tests.formats.ole import ole
from tests.formats.word import zipped


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (ole({"WordDocument": b"x" * 100}), "old Word document (.doc): save it as DOCX or PDF"),
        (ole({"Workbook": b"x" * 100}), "old spreadsheet: save it as DOCX or PDF"),
        (ole({"Other": b"x" * 100}), "old Office file"),
        (rb"{\rtf1\ansi Serious case review}", "rich text file: save it as DOCX or PDF"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": ""}), "OpenDocument text: save it as DOCX or PDF"),
        (zipped({"[Content_Types].xml": "", "xl/workbook.xml": "", "xl/worksheets/sheet1.xml": ""}), "spreadsheet"),
        (zipped({"ppt/presentation.xml": ""}), "presentation: save it as PDF"),
        (zipped({"a.txt": "words"}), "archive: unpack it"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "picture: save it as PDF"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "picture"),
        (b"GIF89a" + bytes(range(256)), "picture"),
        (b"%!PS-Adobe-3.0\nshow", "PostScript"),
        (b"\x7fELF" + bytes(100), "program"),
        (b"MZ\x90\x00" + bytes(range(256)), "program"),
        (json.dumps({"title": "Serious case review", "items": [1, 2]}).encode(), "data file (JSON): save it as DOCX or PDF"),
        (b"[]", "data file (JSON)"),
        (b"<?xml version='1.0'?><feed><title>Child Z</title></feed>", "XML file"),
        (bytes(range(1, 256)) * 20, "save it as DOCX or PDF"),
    ],
)
@pytest.mark.parametrize("name", ["made", "made.txt", "made.docx", "made.html"])
def test_unsupported_says_what_to_do(raw: bytes, words: str, name: str) -> None:
    document = read(raw, name)
    if name == "made.docx" and raw.startswith(b"PK"):
        assert document.status in (Status.UNSUPPORTED, Status.MALFORMED)
        return
    assert document.status is Status.UNSUPPORTED
    (issue,) = document.issues
    assert (issue.kind, issue.severity) == ("unsupported", Severity.WARNING)
    assert words in issue.message
    assert document.text == ""


@pytest.mark.parametrize("text", ["BMA guidance", "MZ was seen on 3 May", "{not json} at all", "[1] Child Z was seen", '"quoted" review', "RIFF: a pseudonym"])
def test_text_is_text(text: str) -> None:
    assert read(text.encode(), "made").text == text


@pytest.mark.parametrize("raw", [b"", b"   \r\n\t", b"\x00" * 1000, b"\xef\xbb\xbf", b"<html><body><script>1</script></body></html>", b"***\n"])
def test_no_text(raw: bytes) -> None:
    document = read(raw, "made.md")
    assert document.status is Status.NO_TEXT
    assert [issue.kind for issue in document.issues] == ["no_text"]


def test_a_protected_document_is_encrypted() -> None:
    document = read(ole({"EncryptionInfo": b"x" * 80, "EncryptedPackage": b"x" * 500}), "made.docx")
    assert document.status is Status.ENCRYPTED
    assert "password" in document.issues[0].message


def test_a_name_is_no_evidence() -> None:
    assert read(b"Child Z\n\nDeath of a boy.", "made.pdf").media_type == "text/plain"
    assert read(b"<html><body><p>Child Z</p></body></html>", "made.docx").media_type == "text/html"
