"""Web pages, saved or sent: the content as it reads on the screen, what the site put around it as furniture."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from scr_extract.formats.canonical import Piece, document
from scr_extract.formats.encoding import charset, decode, is_binary
from scr_extract.formats.html_blocks import blocks
from scr_extract.formats.html_tree import Node, nodes
from scr_extract.formats.seam import Format, suffix
from scr_extract.model import BlockKind, Document

READER = "html 1"

_LOOK = 65_536
_OPENING = re.compile(r"\s*(?:<\?xml[^>]{0,200}\?>\s*|<!--(?:[^-]|-(?!->)){0,5000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I)
_PAGE = re.compile(r"<(?:!doctype\s+html|html|body)\b[^<>]{0,2000}>", re.I)
_MARK = re.compile(r"</?(?:p|div|li|h[1-6]|table|tr|td|a|ul|ol|span|b|strong|em|br)\b[^<>]{0,500}>", re.I)
_META = re.compile(rb"""<meta\b[^<>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S{1,2000})\s*-->", re.I)
_DOUBTED = re.compile(r"(?:iso-?8859-1|latin-?1|(?:us-)?ascii|windows-1252|cp1252|utf-?16(?:le|be)?|utf-?8|unicode)$")
"""What pages claim while they hold UTF-8 or Windows-1252; browsers do not believe it either."""


def read(raw: bytes, name: str) -> Document:
    """The document of a web page. Its title is the page's, its address the one it was saved from, if it says so."""
    html = characters(raw)
    row = nodes(html)
    source = _source(html, row)
    found = tuple(blocks(row, _base(row) or source or ""))
    read_ = document(raw, name, "text/html", found, READER, title=_title(row, found))
    return replace(read_, source_url=source)


def pieces(html: str) -> Iterator[Piece]:
    """The blocks of a web page, or of a part of one, in order."""
    row = nodes(html)
    yield from blocks(row, _base(row) or "")


def sniff(raw: bytes, name: str) -> int:
    if is_binary(raw):
        return 0
    look = decode(raw[:_LOOK])
    if _OPENING.match(look):
        return 90
    if _PAGE.search(look) and look.lstrip().startswith("<"):
        return 85
    marks = len(_MARK.findall(look))
    if (marks >= 2 and look.lstrip().startswith("<")) or (marks and suffix(name) in FORMAT.suffixes):
        return 60
    return 0


def characters(raw: bytes) -> str:
    """The characters of a page: by mark, by UTF-8 that is no accident, by what the page declares, else Windows-1252."""
    if charset(raw):
        return decode(raw)
    m = _META.search(raw[:_LOOK])
    declared = m[1].decode("ascii").lower() if m else ""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        if not declared or _DOUBTED.match(declared):
            return decode(raw)
    try:
        return raw.decode(declared, "replace")
    except (LookupError, UnicodeError):
        return decode(raw)


def _title(row: tuple[Node, ...], found: tuple[Piece, ...]) -> str | None:
    for n, node in enumerate(row):
        if node.tag == "title":
            words = " ".join(" ".join(inner.text for inner in row[n : node.end]).split())
            if words:
                return words
    return next(("".join(s.text for s in piece.strips) for piece in found if piece.kind is BlockKind.HEADING), None)


def _base(row: tuple[Node, ...]) -> str | None:
    return next((node.attributes["href"] for node in row if node.tag == "base" and _is_web(node.attributes.get("href", ""))), None)


def _source(html: str, row: tuple[Node, ...]) -> str | None:
    """Where the page was saved from: the browser's note of it, or the page's own canonical address."""
    m = _SAVED.search(html[:_LOOK])
    if m:
        return m[1]
    given = (node.attributes.get("href", "") for node in row if node.tag == "link" and node.attributes.get("rel", "").lower() == "canonical")
    return next((address for address in given if _is_web(address)), None)


def _is_web(address: str) -> bool:
    try:
        return urlsplit(urljoin("", address)).scheme in ("http", "https")
    except ValueError:
        return False


FORMAT = Format(
    "html",
    ("text/html", "application/xhtml+xml"),
    (".html", ".htm", ".xhtml", ".aspx", ".php"),
    sniff,
    read,
    "Web pages as saved by a browser, with menus and footers around the content; no script is run and nothing is fetched.",
)
