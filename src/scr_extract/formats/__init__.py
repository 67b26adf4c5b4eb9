"""Bytes to Document: one file per format, one tuple that names them, and the verb that chooses by content."""

from __future__ import annotations

from dataclasses import replace

from scr_extract.errors import ReadError
from scr_extract.formats import docx, email, html, markdown, msg, pdf, text
from scr_extract.formats.canonical import document
from scr_extract.formats.refused import refuse
from scr_extract.formats.seam import Attachment, Format
from scr_extract.model import Document, Issue, Severity, Status

__all__ = ["FORMATS", "Attachment", "Format", "attachments", "failed", "read"]

FORMATS: tuple[Format, ...] = (pdf.FORMAT, docx.FORMAT, msg.FORMAT, email.FORMAT, html.FORMAT, markdown.FORMAT, text.FORMAT)

_BLANK = b"\x00\t\n\r\x0b\x0c "
UNKNOWN = "application/octet-stream"
"""The media type of bytes of which nothing is known."""

_MILD = frozenset({Status.UNSUPPORTED, Status.NO_TEXT})


def chosen(raw: bytes, name: str) -> Format | None:
    """The format that the content speaks for; None where none can read it."""
    score, best = max(((fmt.sniff(raw, name), -n) for n, fmt in enumerate(FORMATS)), default=(0, 0))
    return FORMATS[-best] if score else None


def read(raw: bytes, name: str) -> Document:
    """Read one file. It always gives a document: one that cannot be read has a status that says so, no blocks and an issue.

    The type is decided by content, the name only tips the balance. Raises nothing for what a file may hold; errors of
    libraries that a reader did not foresee pass through, for the worker that reads each file in its own process.
    """
    if not raw.strip(_BLANK):
        return failed(raw, name, Status.NO_TEXT, "the file is empty")
    fmt = chosen(raw, name)
    media_type = fmt.media_types[0] if fmt else UNKNOWN
    try:
        refuse(raw, fmt)
        found = fmt.read(raw, name) if fmt else None
    except ReadError as error:
        return failed(raw, name, Status(error.status), str(error), media_type)
    if found is None:
        return failed(raw, name, Status.UNSUPPORTED, "the content is of no kind that can be read: save it as DOCX or PDF")
    if found.status is Status.OK and not found.blocks:
        issue = Issue(Status.NO_TEXT.value, Severity.WARNING, "the file holds no text", found.document_id)
        return replace(found, status=Status.NO_TEXT, issues=(*found.issues, issue))
    return found


def failed(raw: bytes, name: str, status: Status, message: str, media_type: str = UNKNOWN) -> Document:
    """The document of a file that could not be read: no text, and one issue of the status's own kind. The bytes are not looked at."""
    issue = Issue(status.value, Severity.WARNING if status in _MILD else Severity.ERROR, message)
    return document(raw, name, media_type, (), "none", status=status, issues=(issue,))


def attachments(raw: bytes, name: str) -> tuple[Attachment, ...]:
    """The files inside a file, each its name as written (data, never a path) and its bytes; most formats carry none.

    A file that cannot be read gives none: `read` says why.
    """
    fmt = chosen(raw, name)
    try:
        return fmt.attachments(raw) if fmt and fmt.attachments else ()
    except ReadError:
        return ()
