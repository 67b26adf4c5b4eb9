"""What is known and cannot be read, with what to do about it."""

from __future__ import annotations

import json
import re

from scr_extract.errors import ReadError
from scr_extract.formats.encoding import decode, is_binary
from scr_extract.formats.seam import Format
from scr_extract.model import Status

_CONVERT = "save it as DOCX or PDF"
_PICTURE = "save it as PDF, so that it can be read by OCR"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", f"a rich text file: {_CONVERT}"),
    (b"%!PS", "a PostScript file: save it as PDF"),
    (b"\x89PNG", f"a picture: {_PICTURE}"),
    (b"\xff\xd8\xff", f"a picture: {_PICTURE}"),
    (b"GIF8", f"a picture: {_PICTURE}"),
    (b"II*\x00", f"a picture: {_PICTURE}"),
    (b"MM\x00*", f"a picture: {_PICTURE}"),
    (b"BM", f"a picture: {_PICTURE}"),
    (b"RIFF", f"a picture or a recording: {_CONVERT}"),
    (b"7z\xbc\xaf", "an archive: unpack it and give the files inside"),
    (b"Rar!", "an archive: unpack it and give the files inside"),
    (b"\x1f\x8b", "an archive: unpack it and give the files inside"),
    (b"BZh", "an archive: unpack it and give the files inside"),
    (b"\xfd7zXZ", "an archive: unpack it and give the files inside"),
    (b"\x7fELF", "a program, not a document"),
    (b"MZ", "a program, not a document"),
    (b"\xca\xfe\xba\xbe", "a program, not a document"),
    (b"\x00\x00\x01\x00", f"a picture: {_PICTURE}"),
    (b"SQLite format 3", f"a database: {_CONVERT}"),
)
_BARE_TEXT = frozenset({b"BM", b"MZ", b"BZh", b"RIFF", b"GIF8", b"Rar!", b"II*\x00", b"MM\x00*"})
"""Signatures that are letters: a text may begin with them."""

_ZIPS: tuple[tuple[bytes, str], ...] = (
    (b"xl/workbook", f"a spreadsheet: {_CONVERT}"),
    (b"ppt/presentation", "a presentation: save it as PDF"),
    (b"opendocument.text", f"an OpenDocument text: {_CONVERT}"),
    (b"opendocument.spreadsheet", f"a spreadsheet: {_CONVERT}"),
    (b"opendocument.presentation", "a presentation: save it as PDF"),
    (b"epub+zip", "an e-book: save it as PDF"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLES: tuple[tuple[str, str], ...] = (
    ("WordDocument", f"an old Word document (.doc): {_CONVERT}"),
    ("Workbook", f"an old spreadsheet: {_CONVERT}"),
    ("Book", f"an old spreadsheet: {_CONVERT}"),
    ("PowerPoint Document", "an old presentation: save it as PDF"),
)
_JSON = re.compile(r"\s*[\[{]")
_MOST_JSON = 20_000_000


def refuse(raw: bytes, fmt: Format | None) -> None:
    """Raise ReadError for content that is known and not read; say nothing of anything else.

    `fmt` is the format that would read it, if any: a format that knows its own signature is not second-guessed.
    """
    if fmt is not None and fmt.name not in ("text", "markdown"):
        return
    text = not is_binary(raw)
    for signature, message in _SIGNATURES:
        if raw.startswith(signature) and not (text and signature in _BARE_TEXT):
            raise ReadError(Status.UNSUPPORTED, message)
    if raw.startswith(b"PK\x03\x04") or raw.startswith(b"PK\x05\x06"):
        look = raw[:4096] + raw[-65_536:]
        raise ReadError(Status.UNSUPPORTED, next((message for mark, message in _ZIPS if mark in look), "an archive: unpack it and give the files inside"))
    if raw.startswith(_OLE):
        _refuse_ole(raw)
    if raw.startswith((b"<?xml", b"\xef\xbb\xbf<?xml")):
        raise ReadError(Status.UNSUPPORTED, f"an XML file: {_CONVERT}")
    if text and _is_json(raw):
        raise ReadError(Status.UNSUPPORTED, f"a data file (JSON): {_CONVERT}")
    if not text:
        raise ReadError(Status.UNSUPPORTED, f"not a text: {_CONVERT}")


def _refuse_ole(raw: bytes) -> None:
    """Old Office files name their streams in UTF-16; a protected new one holds its package encrypted."""
    if "EncryptedPackage".encode("utf-16-le") in raw:
        raise ReadError(Status.ENCRYPTED, "the document is protected by a password: save it without one")
    for stream, message in _OLES:
        if stream.encode("utf-16-le") in raw:
            raise ReadError(Status.UNSUPPORTED, message)
    raise ReadError(Status.UNSUPPORTED, f"an old Office file: {_CONVERT}")


def _is_json(raw: bytes) -> bool:
    text = decode(raw[: _MOST_JSON + 1])
    if not _JSON.match(text) or len(raw) > _MOST_JSON:
        return False
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
