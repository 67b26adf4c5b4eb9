"""E-mails (.eml), and web pages saved in one file (.mht), which are mails by their form.

The body is the richest form that the mail offers of it; what is attached becomes documents of their own, whose names
are data. The subject is the title.
"""

from __future__ import annotations

import email
import re
from base64 import b64encode, encodebytes
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import Message
from typing import cast
from urllib.parse import quote

from scr_extract.errors import ReadError
from scr_extract.formats import html, text
from scr_extract.formats.canonical import Piece, clean, document
from scr_extract.formats.encoding import decode
from scr_extract.formats.seam import Attachment, Format, suffix
from scr_extract.model import Document, Status

READER = "email 1"

_MOST_PARTS = 2000
_MOST_ATTACHED = 500
_LONGEST_NAME = 200
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{1,60}):(?:[ \t]|\r?$)")
_MACHINE = frozenset({b"received", b"return-path", b"message-id", b"mime-version", b"dkim-signature", b"delivered-to"})
_KNOWN = _MACHINE | {b"from", b"to", b"cc", b"subject", b"date", b"sender", b"reply-to", b"content-type"}
"""Headers that no person types: they tell a mail from a text that begins with `Date:` and `Subject:`."""

_BROKEN = (ValueError, LookupError, TypeError, AttributeError, AssertionError)
"""What the standard library raises on headers and parts that no mail program wrote."""

_PICTURE_OR_STYLE = re.compile(r"(?:image/|font/|text/css|text/javascript|application/(?:(?:x-)?javascript|(?:x-)?pkcs7-signature|pgp-signature))")


def read(raw: bytes, name: str) -> Document:
    """The document of a mail's body. Raises ReadError: encrypted, or limit for parts nested without end."""
    mail = _parsed(raw)
    kind = mail.get_content_type()
    if kind in ("multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"):
        raise ReadError(Status.ENCRYPTED, "the mail is encrypted: open it in the mail program and save it again")
    found = [piece for part in _bodies(mail) for piece in _pieces(part)]
    read_ = document(raw, name, "message/rfc822", found, READER, title=header(mail, "Subject"))
    source = header(mail, "Snapshot-Content-Location") or ""
    return replace(read_, source_url=source) if source.startswith(("http://", "https://")) else read_


def attachments(raw: bytes) -> tuple[Attachment, ...]:
    """The files that a mail carries, mails among them. Pictures set into its text are none."""
    found: list[Attachment] = []
    for part in _attached(_parsed(raw)):
        inner = _bytes(part)
        if inner:
            found.append((_name(part, len(found) + 1), inner))
        if len(found) >= _MOST_ATTACHED:
            break
    return tuple(found)


def sniff(raw: bytes, name: str) -> int:
    names: list[bytes] = []
    for line in raw[:16_384].lstrip(b"\r\n").split(b"\n"):
        m = _HEADER.match(line)
        if m:
            names.append(m[1].lower())
        elif not line.startswith((b" ", b"\t")) and (names or not line.startswith(b"From ")):
            break
    known = _KNOWN.intersection(names)
    return 92 if len(known) >= 2 and (_MACHINE.intersection(known) or suffix(name) in FORMAT.suffixes) else 0


def header(mail: Message, name: str) -> str | None:
    """A header's words, decoded; None where it is missing or means nothing."""
    given = mail.get(name)
    if given is None:
        return None
    try:
        return " ".join(str(make_header(decode_header(str(given)))).split()) or None
    except (*_BROKEN, email.errors.MessageError):
        return " ".join(str(given).split()) or None


def _parsed(raw: bytes) -> Message:
    """The mail with its parts. The older policy, which is the default, does not interpret headers before they are asked for."""
    start = raw.lstrip(b"\r\n")
    try:
        mail = email.message_from_bytes(start)
        parts = sum(1 for _, _ in zip(mail.walk(), range(_MOST_PARTS + 1), strict=False))
    except RecursionError as error:
        raise ReadError(Status.LIMIT, "the mail nests its parts too deep") from error
    if parts > _MOST_PARTS:
        raise ReadError(Status.LIMIT, f"the mail has more than {_MOST_PARTS} parts")
    return mail


def _parts(part: Message) -> Sequence[Message]:
    return cast("list[Message]", part.get_payload()) if part.is_multipart() else ()


def _bodies(part: Message) -> Iterator[Message]:
    """The parts that a reader sees as the mail's text, in order."""
    kind = part.get_content_type()
    inner = _parts(part)
    if kind == "multipart/alternative":
        forms = [list(_bodies(form)) for form in inner]
        rich = [form for form in forms if any(body.get_content_subtype() == "html" and _has_words(body) for body in form)]
        yield from (rich or [form for form in forms if form] or [[]])[-1 if rich else 0]
    elif kind in ("multipart/related", "multipart/signed"):
        yield from _bodies(inner[0]) if inner else ()
    elif kind.startswith("multipart/"):
        for one in inner:
            yield from _bodies(one)
    elif kind in ("text/plain", "text/html") and not _is_file(part):
        yield part


def _has_words(part: Message) -> bool:
    return any(piece.strips and any(strip.text.strip() for strip in piece.strips) for piece in _pieces(part))


def _attached(part: Message) -> Iterator[Message]:
    """The parts that are files of their own."""
    kind = part.get_content_type()
    if kind == "message/rfc822":
        yield part
    elif kind.startswith("multipart/"):
        for n, one in enumerate(_parts(part)):
            shown = kind == "multipart/related" and n > 0 and _PICTURE_OR_STYLE.match(one.get_content_type())
            if not shown:
                yield from _attached(one)
    elif _is_file(part) and not (_PICTURE_OR_STYLE.match(kind) and (part.get("Content-ID") or "signature" in kind)):
        yield part


def _is_file(part: Message) -> bool:
    disposition = str(part.get("Content-Disposition", "")).strip().lower()
    return disposition.startswith("attachment") or _filename(part) is not None or part.get_content_maintype() in ("application", "audio", "video", "image")


def _filename(part: Message) -> str | None:
    try:
        given = part.get_filename()
        return str(make_header(decode_header(given))) if given else None
    except (*_BROKEN, email.errors.MessageError):
        return "attachment"


def _name(part: Message, number: int) -> str:
    """The name of an attachment as it is written: on one line, no longer than a file system takes."""
    inner = _parts(part)
    given = _filename(part)
    if not given and part.get_content_type() == "message/rfc822" and inner:
        given = f"{header(inner[0], 'Subject') or 'message'}.eml"
    folded = " ".join(clean(given or f"attachment {number}").split())
    return folded[:_LONGEST_NAME] if len(folded) <= _LONGEST_NAME else folded[: _LONGEST_NAME - 10] + folded[-10:]


def _bytes(part: Message) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = _parts(part)
        try:
            return inner[0].as_bytes() if inner else b""
        except (*_BROKEN, RecursionError, email.errors.MessageError):
            return b""
    return _payload(part)


def _payload(part: Message) -> bytes:
    try:
        found = part.get_payload(decode=True)
    except _BROKEN:
        return b""
    return found if isinstance(found, bytes) else b""


def _pieces(part: Message) -> Iterator[Piece]:
    raw = _payload(part)
    if part.get_content_subtype() == "html":
        yield from html.pieces(_characters(raw, part, rich=True))
    else:
        words = _characters(raw, part, rich=False)
        yield from text.pieces(_unflowed(words, part) if str(part.get_param("format", "")).lower() == "flowed" else words)


def _characters(raw: bytes, part: Message, *, rich: bool) -> str:
    """The characters of a part by its declared encoding; where that is missing or plainly wrong, as for a file."""
    try:
        declared = (part.get_content_charset() or "").lower()
        if declared and declared not in ("utf-8", "us-ascii", "ascii", "iso-8859-1", "latin-1", "unknown-8bit"):
            return raw.decode(declared, "replace")
    except _BROKEN:
        pass
    return html.characters(raw) if rich else decode(raw)


def _unflowed(words: str, part: Message) -> str:
    """Lines that end in a space run on (RFC 3676), unless they are quoted or the mark of a signature."""
    glue = "" if str(part.get_param("delsp", "")).lower() == "yes" else " "
    held = ""
    lines: list[str] = []
    for line in words.replace("\r\n", "\n").split("\n"):
        line = line.removeprefix(" ")
        if line.endswith(" ") and line != "-- " and not line.startswith(">"):
            held += line[:-1] + glue
        else:
            lines.append(held + line)
            held = ""
    return "\n".join([*lines, held] if held else lines)


def composed(subject: str, kind: str, body: bytes, files: Sequence[Attachment]) -> bytes:
    """A mail made of the parts of one that came in another form: the same bytes for the same parts. `kind` is the body's type."""
    parts = [_part(f"Content-Type: {kind}", body)]
    for name, raw in files:
        parts.append(_part(f"Content-Type: application/octet-stream\r\nContent-Disposition: attachment; filename*=utf-8''{quote(name, safe='')}", raw))
    title = b64encode(" ".join(clean(subject).split()).encode()).decode()
    top = f'MIME-Version: 1.0\r\nSubject: =?utf-8?b?{title}?=\r\nContent-Type: multipart/mixed; boundary="=_part"\r\n\r\n'
    return top.encode() + b"".join(parts) + b"--=_part--\r\n"


def _part(headers: str, raw: bytes) -> bytes:
    return f"--=_part\r\n{headers}\r\nContent-Transfer-Encoding: base64\r\n\r\n".encode() + encodebytes(raw) + b"\r\n"


FORMAT = Format(
    "email",
    ("message/rfc822",),
    (".eml", ".mht", ".mhtml"),
    sniff,
    read,
    "E-mails and web pages saved in one file; attachments become documents of their own.",
    attachments,
)
