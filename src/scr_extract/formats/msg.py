"""Outlook messages (.msg): a mail as a tree of MAPI properties inside an OLE file. Needs the `msg` extra (olefile).

Properties are named by number ([MS-OXMSG], [MS-OXPROPS]): a stream `__substg1.0_0037001F` holds property 0037, the
subject, as type 001F, characters.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from scr_extract.errors import ReadError
from scr_extract.formats import html, text
from scr_extract.formats.canonical import Piece, clean, document
from scr_extract.formats.email import composed
from scr_extract.formats.seam import Attachment, Format
from scr_extract.model import Document, Status

if TYPE_CHECKING:
    from olefile import OleFileIO

READER = "msg 1"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARK = "__nameid_version1.0".encode("utf-16-le")
_SUBJECT, _BODY, _HTML = "0037", "1000", "1013"
_DATA, _LONG_NAME, _SHORT_NAME, _SHOWN_NAME, _CODEPAGE = "3701", "3707", "3704", "3001", 0x3FFD
_CHARACTERS, _BYTES, _BINARY, _OBJECT = "001F", "001E", "0102", "000D"
_MOST_ATTACHED = 500
_DEEPEST = 4
"""Messages within messages."""

_PROPERTIES = "__properties_version1.0"
_DAMAGED = "the message is damaged: open it in Outlook and save it again"
_INSTALL = "Outlook messages need one more library: pip install 'scr-extract[msg]', or save the message as .eml"
_BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, struct.error, RecursionError)
"""What the library raises on files whose tables contradict each other."""

Place = tuple[str, ...]
"""The storages above a property: none for the message itself."""


def read(raw: bytes, name: str) -> Document:
    """The document of a message's body. Raises ReadError: unsupported without the library, or malformed."""
    with _opened(raw) as ole:
        found = list(_pieces(ole, ()))
        return document(raw, name, "application/vnd.ms-outlook", found, READER, title=_words(ole, (), _SUBJECT) or None)


def attachments(raw: bytes) -> tuple[Attachment, ...]:
    """The files that a message carries; a message inside it comes as a mail (.eml) of the same words."""
    with _opened(raw) as ole:
        return tuple(_attached(ole, (), 0))


def sniff(raw: bytes, name: str) -> int:
    return 95 if raw.startswith(_OLE) and _MARK in raw else 0


@contextmanager
def _opened(raw: bytes) -> Iterator[OleFileIO]:
    try:
        import olefile
    except ModuleNotFoundError as error:
        raise ReadError(Status.UNSUPPORTED, _INSTALL) from error
    try:
        ole = olefile.OleFileIO(BytesIO(raw))
    except _BROKEN as error:
        raise ReadError(Status.MALFORMED, _DAMAGED) from error
    with ole:
        if not ole.exists(_PROPERTIES):
            raise ReadError(Status.UNSUPPORTED, "an old Office file: save it as DOCX or PDF")
        yield ole


def _pieces(ole: OleFileIO, place: Place) -> Iterator[Piece]:
    rich = list(html.pieces(html.characters(_html(ole, place)))) if _html(ole, place) else []
    if any(strip.text.strip() for piece in rich for strip in piece.strips):
        yield from rich
    else:
        yield from text.pieces(_words(ole, place, _BODY))


def _attached(ole: OleFileIO, place: Place, depth: int) -> Iterator[Attachment]:
    for storage in _storages(ole, place)[:_MOST_ATTACHED]:
        at = (*place, storage)
        name = _words(ole, at, _LONG_NAME) or _words(ole, at, _SHORT_NAME) or _words(ole, at, _SHOWN_NAME) or "attachment"
        inner = (*at, f"__substg1.0_{_DATA}{_OBJECT}")
        if ole.exists([*inner, _PROPERTIES]):
            if depth < _DEEPEST:
                yield _as_mail(ole, inner, depth)
        else:
            raw = _stream(ole, at, _DATA, _BINARY)
            if raw:
                yield " ".join(clean(name).split())[:200], raw


def _as_mail(ole: OleFileIO, place: Place, depth: int) -> Attachment:
    """A message inside a message as the bytes of a mail."""
    subject, rich = _words(ole, place, _SUBJECT), _html(ole, place)
    kind, body = ("text/html", rich) if rich else ("text/plain; charset=utf-8", _words(ole, place, _BODY).encode("utf-8", "replace"))
    name = " ".join(clean(subject).split())[:200] or "message"
    return f"{name}.eml", composed(subject, kind, body, tuple(_attached(ole, place, depth + 1)))


def _storages(ole: OleFileIO, place: Place) -> list[str]:
    """The storages of a message's attachments, in order."""
    found = {entry[len(place)] for entry in ole.listdir(streams=True, storages=True) if len(entry) > len(place) and tuple(entry[: len(place)]) == place}
    return sorted(name for name in found if name.startswith("__attach_version1.0_"))


def _stream(ole: OleFileIO, place: Place, number: str, kind: str) -> bytes:
    path = [*place, f"__substg1.0_{number}{kind}"]
    return _read(ole, path) if ole.exists(path) and ole.get_type(path) == 2 else b""


def _read(ole: OleFileIO, path: list[str]) -> bytes:
    try:
        return bytes(ole.openstream(path).read())
    except _BROKEN as error:
        raise ReadError(Status.MALFORMED, _DAMAGED) from error


def _html(ole: OleFileIO, place: Place) -> bytes:
    return _stream(ole, place, _HTML, _BINARY) or _words(ole, place, _HTML).encode("utf-8", "replace")


def _words(ole: OleFileIO, place: Place, number: str) -> str:
    """A property of characters: in UTF-16, or in the code page that the message names."""
    wide = _stream(ole, place, number, _CHARACTERS)
    if wide:
        return wide.decode("utf-16-le", "replace").rstrip("\x00")
    narrow = _stream(ole, place, number, _BYTES)
    try:
        return narrow.decode(f"cp{_codepage(ole)}", "replace").rstrip("\x00") if narrow else ""
    except LookupError:
        return narrow.decode("cp1252", "replace").rstrip("\x00")


def _codepage(ole: OleFileIO) -> int:
    """Property 3FFD of the message: entries of 16 bytes after a header of 32, each with type, number, flags and value."""
    table = _read(ole, [_PROPERTIES])
    for at in range(32, len(table) - 15, 16):
        kind, number, _, value = struct.unpack_from("<HHII", table, at)
        if number == _CODEPAGE and kind == 3:
            return 65001 if value in (65001, 1200) else int(value)
    return 1252


FORMAT = Format("msg", ("application/vnd.ms-outlook",), (".msg",), sniff, read, "Outlook messages; needs the msg extra.", attachments)
