"""Word documents (.docx): paragraphs and tables in the order of the body, text boxes where they are anchored, notes after the text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import TYPE_CHECKING

from scr_extract.errors import ReadError
from scr_extract.formats.canonical import Piece, Strip, document
from scr_extract.formats.docx_package import NO_ZIP, Relation, child, local, main_part, on, opened, relations, value, whole, xml
from scr_extract.formats.docx_runs import Fields, Run, runs
from scr_extract.formats.docx_styles import Counts, Lists, Style, count, list_of, lists, outline, styles
from scr_extract.formats.seam import Format, suffix
from scr_extract.model import BlockKind, Document, Status

if TYPE_CHECKING:
    from lxml.etree import _Element

READER = "docx 1"

_MEDIA = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAIN = re.compile(r"word/document\d*\.xml$")
_WRAPPERS = frozenset({"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag", "AlternateContent", "Choice", "body"})
_ITEM = re.compile(r"[(\[]?\w{1,4}[.)\]:]?$")
"""What is printed before an item of a list: `1.`, `(a)`, `iv)`; not `4.2.1`, nor `Recommendation 1:`."""

_PROSE_CELL = 1500
"""Characters: a longer cell belongs to a page arranged with a table, unless the table has a heading row."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """All that the words of one part are read with; the counters run on from paragraph to paragraph."""

    links: Mapping[str, Relation]
    styles: Mapping[str, Style]
    lists: Lists
    counts: Counts = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    fields: Fields = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    tables: list[int] = field(default_factory=list)


def read(raw: bytes, name: str) -> Document:
    """The document of a Word file. Headers and footers are furniture; comments are not read.

    Raises ReadError: encrypted, malformed, or limit where it unpacks to more than a document can hold.
    """
    with opened(raw) as package:
        main = main_part(package)
        root = xml(package, main)
        body = child(root, "body")
        if body is None:
            raise ReadError(Status.MALFORMED, "the document has no body: open it in a word processor and save it again")
        links = relations(package, main)
        by_kind = {relation.kind: relation.target for relation in links.values() if not relation.external}
        known = {kind: xml(package, by_kind[kind]) if kind in by_kind else None for kind in ("styles", "numbering", "footnotes", "endnotes")}
        shelf = _Shelf(links, styles(known["styles"]), lists(known["numbering"]))
        found = list(_blocks(body, shelf))
        for kind, note in shelf.notes:
            found += _note(known[f"{kind}s"], note, replace(shelf, links=relations(package, by_kind[f"{kind}s"]) if f"{kind}s" in by_kind else {}))
        found += _furniture(package, links, shelf)
        return document(raw, name, _MEDIA, found, READER, title=_title(found))


def sniff(raw: bytes, name: str) -> int:
    if not raw.startswith(b"PK\x03\x04"):
        return 0
    try:
        with zipfile.ZipFile(BytesIO(raw)) as package:
            return 95 if any(_MAIN.match(entry) for entry in package.namelist()) else 0
    except NO_ZIP:
        return 90 if b"word/" in raw or suffix(name) in FORMAT.suffixes else 0


def _blocks(parent: _Element, shelf: _Shelf) -> Iterator[Piece]:
    """The paragraphs and tables of a body, a box or a note, in order."""
    held: list[Run] = []
    for element in _flat(parent):
        if local(element) == "tbl":
            yield from _table(element, shelf)
            continue
        found = [*held, *runs(element, shelf.links, shelf.fields)]
        mark = child(element, "pPr", "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            held = found
            continue
        held = []
        yield from _paragraph(element, found, shelf)
        for run in found:
            if run.box is not None:
                yield from _blocks(run.box, shelf)
            if run.note is not None:
                shelf.notes.append(run.note)
    if held:
        yield Piece(tuple(Strip(run.text, run.target) for run in held))


def _flat(parent: _Element) -> Iterator[_Element]:
    """Paragraphs and tables, out of the wrappers of content controls and tracked insertions."""
    for element in parent:
        name = local(element)
        if name in ("p", "tbl"):
            yield element
        elif name in _WRAPPERS:
            yield from _flat(element)


def _paragraph(element: _Element, found: Sequence[Run], shelf: _Shelf) -> Iterator[Piece]:
    shape = child(element, "pPr")
    style = shelf.styles.get(value(child(shape, "pStyle")) or "", Style())
    level = outline(shape) or style.level
    number = list_of(shape, style.number)
    words = [run for run in found if run.text]
    if not any(run.text.strip() for run in words):
        return
    label = count(shelf.lists, *number, shelf.counts, shelf.seen) if number else ""
    item = number is not None and number in shelf.lists.levels and (not label or bool(_ITEM.match(label)))
    kind = BlockKind.HEADING if level else BlockKind.LIST_ITEM if item else BlockKind.BODY
    strips = (Strip(f"{label} " if label else ""), *(Strip(run.text, run.target) for run in words))
    bold = all(run.bold or style.bold for run in words if run.text.strip())
    if style.contents:
        yield Piece(strips, BlockKind.FURNITURE)
        return
    yield Piece(strips, kind, level if level else number[1] + 1 if item and number else None, bold=bold)


def _table(element: _Element, shelf: _Shelf) -> Iterator[Piece]:
    """A table's cells, or, where it only arranges the page, the blocks inside them."""
    rows = [row for row in _rows(element) if child(row, "trPr", "del") is None]
    cells = [(line, column, cell) for line, row in enumerate(rows) for column, cell in _cells(row)]
    inside = [(line, column, cell, list(_blocks(cell, shelf))) for line, column, cell in cells]
    headed = any(on(child(row, "trPr", "tblHeader")) for row in rows)
    arranged = any(piece.kind is BlockKind.HEADING or piece.row for _, _, _, found in inside for piece in found)
    longest = max((sum(len(s.text) for piece in found for s in piece.strips) for _, _, _, found in inside), default=0)
    if arranged or len({column for _, column, _, _ in inside}) < 2 or (longest > _PROSE_CELL and not headed):
        for _, _, _, found in inside:
            yield from found
        return
    table = len(shelf.tables)
    shelf.tables.append(table)
    for line, column, _, found in inside:
        yield Piece(tuple(_lines(found)), BlockKind.TABLE_CELL, bold=bool(found) and all(piece.bold for piece in found), row=(table, line, column))


def _rows(table: _Element) -> Iterator[_Element]:
    for element in table:
        if local(element) == "tr":
            yield element
        elif local(element) in _WRAPPERS:
            yield from _rows(element)


def _cells(row: _Element) -> Iterator[tuple[int, _Element]]:
    """The cells of a row with their columns; those that only continue a cell above are left out."""
    column = whole(value(child(row, "trPr", "gridBefore")))
    for element in _unwrapped(row):
        if local(element) != "tc":
            continue
        merge = child(element, "tcPr", "vMerge")
        if merge is None or value(merge) == "restart":
            yield column, element
        column += max(1, whole(value(child(element, "tcPr", "gridSpan")), 1))


def _unwrapped(row: _Element) -> Iterator[_Element]:
    for element in row:
        if local(element) in _WRAPPERS:
            yield from _unwrapped(element)
        else:
            yield element


def _lines(found: Iterable[Piece]) -> Iterator[Strip]:
    """The blocks of a cell as lines, with the sign of a list item that has no number."""
    for n, piece in enumerate(found):
        numbered = piece.strips[0].text
        bullet = piece.kind is BlockKind.LIST_ITEM and not numbered
        yield Strip(("\n" if n else "") + ("• " if bullet else ""))
        yield from piece.strips


def _note(root: _Element | None, note: str, shelf: _Shelf) -> Iterator[Piece]:
    """The paragraphs of one foot- or endnote."""
    for element in root if root is not None else ():
        if value(element, "id") == note and value(element, "type") not in ("separator", "continuationSeparator"):
            yield from (replace(piece, kind=BlockKind.BODY, level=None) for piece in _blocks(element, replace(shelf, notes=[])))


def _furniture(package: zipfile.ZipFile, links: Mapping[str, Relation], shelf: _Shelf) -> Iterator[Piece]:
    """Running headers and footers, each wording once."""
    seen: set[str] = set()
    for relation in links.values():
        if relation.kind not in ("header", "footer") or relation.external:
            continue
        root = xml(package, relation.target)
        for piece in _blocks(root, replace(shelf, links=relations(package, relation.target), fields=[])) if root is not None else ():
            words = " ".join("".join(strip.text for strip in piece.strips).split())
            if words not in seen:
                seen.add(words)
                yield replace(piece, kind=BlockKind.FURNITURE, level=None, row=None)


def _title(found: Sequence[Piece]) -> str | None:
    headings = [piece for piece in found if piece.kind is BlockKind.HEADING]
    top = min((piece.level or 9 for piece in headings), default=0)
    return next(("".join(s.text for s in piece.strips) for piece in headings if (piece.level or 9) == top), None)


FORMAT = Format("docx", (_MEDIA,), (".docx", ".docm", ".dotx"), sniff, read, "Word documents since 2007, with tables, text boxes, notes and tracked changes.")
