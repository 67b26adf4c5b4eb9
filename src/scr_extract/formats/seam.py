"""What a format is made of: how its bytes are known, and how they are read.

A reader takes bytes and gives a Document, or raises ReadError with the status the document ends in. It opens no
file, follows no link and starts no program; the name it is given is data (a hint of the type, never a path).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from scr_extract.model import Document

Attachment = tuple[str, bytes]
"""A file that came inside another: its name as written there (data, never a path) and its bytes."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file.

    `sniff` says from the content how sure it is that the bytes are of this format: 0 for no, 100 for a signature that
    nothing else bears; the name only tips the balance. `attachments` lists the files inside, for formats that carry any.
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes, str], int]
    read: Callable[[bytes, str], Document]
    description: str
    attachments: Callable[[bytes], tuple[Attachment, ...]] | None = None


def suffix(name: str) -> str:
    """The part of a file's name from its last dot, in lower case: `.md`; empty where there is none."""
    _, dot, end = name.rpartition(".")
    return f".{end.lower()}" if dot and "/" not in end and "\\" not in end else ""
