"""The zip file around a Word document: checked before anything in it is unpacked, its XML parsed without entities.

Limits are those of a document: the 100 MB of pictures that a report may carry pass, what expands without end does not.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING
from zlib import error as ZlibError

from scr_extract.errors import ReadError
from scr_extract.model import Status

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_PARTS = 5000
_LARGEST_PART = 64 * 2**20
_LARGEST_WHOLE = 256 * 2**20
_HIGHEST_RATIO = 200
_SMALL = 2**20
"""Bytes: below a megabyte no ratio is a bomb."""

_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E|<\0?!\0?E\0?N\0?T\0?I\0?T\0?Y")
NO_ZIP = (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError, UnicodeError)
"""What zipfile raises of bytes that are none; NotImplementedError is its word for a version or a compression it does not know."""
_BROKEN = "the document is damaged: open it in a word processor and save it again"


@dataclass(frozen=True, slots=True)
class Relation:
    """What a part refers to: another part by name, or something outside the file."""

    kind: str
    target: str
    external: bool


def opened(raw: bytes) -> zipfile.ZipFile:
    """The checked package. Raises ReadError: encrypted, limit, or malformed."""
    try:
        package = zipfile.ZipFile(BytesIO(raw))
        entries = package.infolist()
    except NO_ZIP as error:
        raise ReadError(Status.MALFORMED, _BROKEN) from error
    names = [entry.filename for entry in entries]
    if any(entry.flag_bits & 1 for entry in entries):
        raise ReadError(Status.ENCRYPTED, "the document is protected by a password: save it without one")
    if len(entries) > _MOST_PARTS:
        raise ReadError(Status.LIMIT, f"the document has more than {_MOST_PARTS} parts")
    if len(set(names)) < len(names) or any(name.startswith(("/", "\\")) or ".." in name.split("/") or ":" in name for name in names):
        raise ReadError(Status.MALFORMED, _BROKEN)
    for entry in entries:
        bomb = entry.file_size > _SMALL and entry.file_size > _HIGHEST_RATIO * max(entry.compress_size, 1)
        if entry.file_size > _LARGEST_PART or bomb:
            raise ReadError(Status.LIMIT, f"a part of the document unpacks to {entry.file_size} bytes")
    if sum(entry.file_size for entry in entries) > _LARGEST_WHOLE:
        raise ReadError(Status.LIMIT, f"the document unpacks to more than {_LARGEST_WHOLE} bytes")
    return package


def part(package: zipfile.ZipFile, name: str) -> bytes | None:
    """The bytes of a part; None where the package has none of that name."""
    try:
        return package.read(name)
    except KeyError:
        return None
    except (zipfile.BadZipFile, ZlibError, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise ReadError(Status.MALFORMED, _BROKEN) from error


def xml(package: zipfile.ZipFile, name: str) -> _Element | None:
    """The root of an XML part. Entities are an attack in such a file: a part that declares any is refused."""
    raw = part(package, name)
    if raw is None:
        return None
    from lxml import etree

    if _DOCTYPE.search(raw):
        raise ReadError(Status.MALFORMED, "the document declares entities, which no word processor writes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ReadError(Status.MALFORMED, _BROKEN) from error


def relations(package: zipfile.ZipFile, name: str) -> Mapping[str, Relation]:
    """What a part refers to, by id. `name` is empty for the package itself."""
    folder, file = posixpath.split(name)
    root = xml(package, posixpath.join(folder, "_rels", f"{file}.rels"))
    found: dict[str, Relation] = {}
    for element in root if root is not None else ():
        target, external = str(element.get("Target", "")), element.get("TargetMode") == "External"
        if not external:
            target = posixpath.normpath(posixpath.join(folder, target)) if not target.startswith("/") else target[1:]
        found[str(element.get("Id", ""))] = Relation(str(element.get("Type", "")).rpartition("/")[2], target, external)
    return found


def main_part(package: zipfile.ZipFile) -> str:
    """The name of the part that holds the text."""
    for relation in relations(package, "").values():
        if relation.kind == "officeDocument" and not relation.external:
            return relation.target
    return "word/document.xml"


def local(element: _Element) -> str:
    """An element's name without its namespace: transitional and strict files differ in nothing else."""
    return str(element.tag).rpartition("}")[2]


def value(element: _Element | None, name: str = "val") -> str | None:
    """An attribute by its name without namespace."""
    if element is None:
        return None
    return next((str(found) for key, found in element.items() if str(key).rpartition("}")[2] == name), None)


def child(element: _Element | None, *path: str) -> _Element | None:
    """The first descendant along a path of names without namespaces."""
    for name in path:
        element = next((inner for inner in element if local(inner) == name), None) if element is not None else None
    return element


def children(element: _Element | None, name: str) -> Iterator[_Element]:
    return (inner for inner in element if local(inner) == name) if element is not None else iter(())


def on(element: _Element | None) -> bool:
    """Whether a switch such as `<w:b/>` is there and not turned off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")


def whole(text: str | None, otherwise: int = 0) -> int:
    """A small whole number as written in an attribute."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else otherwise
