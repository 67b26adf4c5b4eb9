"""From the bytes of a PDF to its Document: the order in which the modules beside this one are used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby, pairwise
from typing import Any

from scr_extract.errors import InvariantError
from scr_extract.formats.canonical import Piece, Strip, document
from scr_extract.formats.pdf import hyphens, lines, pages
from scr_extract.formats.pdf.aligned import aligned
from scr_extract.formats.pdf.furniture import furniture
from scr_extract.formats.pdf.grids import Grid, grids
from scr_extract.formats.pdf.headings import body_size, kinds
from scr_extract.formats.pdf.ink import Sheet
from scr_extract.formats.pdf.joining import joined
from scr_extract.formats.pdf.lines import Line
from scr_extract.formats.pdf.paragraphs import Para, Place, paragraphs, usual_steps
from scr_extract.formats.pdf.reading_order import Region, gutters, regions
from scr_extract.formats.pdf.scans import seen
from scr_extract.formats.pdf.tables import Part, entries, marker
from scr_extract.model import BlockKind, Document, Page

_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|indd|pptx?|pub|qxd|rtf|odt|xlsx?|html?|txt|tmp)\b|^microsoft word|^untitled|^document\d*$|^powerpoint|^\W*$|[\\/]\w+[\\/]"
    r"|^\w*_\w*$|\b(?:final|draft)\b.{0,12}$|\bv\d+(?:\.\d+)*$",
    re.I,
)
_SAME_GUTTER = 5.0
_FEW_PAGES = 4


def document_of(raw: bytes, name: str, reader: str) -> Document:
    """The Document of a PDF. Raises ReadError where it cannot be read."""
    pdf = pages.opened(raw)
    try:
        count, title = len(pdf), _title(pdf)
        found, worth = seen(pdf, list(pages.sheets(pdf)))
    finally:
        pdf.close()
    if [sheet.number for sheet in found] != list(range(1, count + 1)):
        raise InvariantError(f"{count} pages in, {len(found)} pages out")
    told = tuple(_page(sheet) for sheet in found)
    return document(raw, name, "application/pdf", _pieces(found), reader, pages=told, title=title, status=worth.status, issues=worth.issues)


def _title(pdf: Any) -> str | None:
    """The title in the metadata, unless it is the name of a file."""
    title = " ".join(pdf.get_metadata_value("Title").split())
    return None if not title or _FILE_NAME.search(title) else title


def _page(sheet: Sheet) -> Page:
    width, height = sheet.frame.extent(sheet.frame.shown)
    return Page(sheet.number, round(width, 1), round(height, 1), sheet.characters, sheet.confidence is not None, sheet.confidence)


def _pieces(found: Sequence[Sheet]) -> Iterator[Piece]:
    parts = [(sheet, lines.fragments(sheet.inks)) for sheet in found]
    edges = furniture(parts)
    bodies = [(sheet, _without(fragments, edges.get(sheet.number, ()))) for sheet, fragments in parts]
    known = _known(bodies)
    right = max((f.x1 for _, fragments in bodies for f in fragments), default=0.0)
    read: list[tuple[Place, Region]] = []
    tabled: list[Part] = []
    for sheet, fragments in bodies:
        place = Place(sheet.number, sheet.frame)
        rest = _tables(place, sheet, fragments, tabled)
        read += [(place, region) for region in regions(rest, known, min(right, sheet.frame.extent(sheet.frame.turn)[0]))]
        for frame, inks in sheet.aside:
            read += [(Place(sheet.number, frame), region) for region in regions(lines.fragments(inks))]
    steps = usual_steps([region for _, region in read])
    paras = [para for place, region in read for para in paragraphs(region, place, steps)]
    cells = entries(tabled, steps)
    body = body_size([*paras, *(entry.para for part in cells for entry in part)])
    paras = joined(paras, body)
    habits = hyphens.habits(line.text for para in paras for line in para.lines)
    heads: list[Piece] = []
    for para, (kind, level) in zip(paras, kinds(paras, body), strict=True):
        if para.table is None:
            yield _piece(para, habits, kind, level)
            continue
        for row, cell, again in cells[para.table]:
            if again:
                heads.append(_piece(cell, habits, BlockKind.FURNITURE))
            else:
                yield replace(_piece(cell, habits, BlockKind.TABLE_CELL), row=row)
    yield from heads
    for sheet, _ in parts:
        place = Place(sheet.number, sheet.frame)
        for row in [*edges.get(sheet.number, ()), *(lines.line([ink]) for ink in sheet.slanted)]:
            yield _piece(Para([row], [place], [False]), habits, BlockKind.FURNITURE)


def _piece(para: Para, habits: hyphens.Habits, kind: BlockKind, level: int | None = None) -> Piece:
    return Piece(tuple(_strips(para, habits)), kind, level, para.places[0].page, round(para.size, 1), para.bold)


def _tables(place: Place, sheet: Sheet, fragments: list[Line], tabled: list[Part]) -> list[Line]:
    """What is left of a page's fragments without its tables, which are added to `tabled`; a marker stands where each was."""
    found = grids(sheet.rulings, fragments)
    rest = _outside(fragments, found)
    if not gutters(rest):
        more = aligned(rest)
        found += more
        rest = _outside(rest, more)
    found.sort(key=_top)
    marked: list[Line] = []
    for n, grid in enumerate(found):
        marked.append(marker(len(tabled), grid))
        opens = n == 0 and not any(f.base < grid.y0 for f in rest)
        closes = n == len(found) - 1 and not any(f.base > grid.y1 for f in rest)
        tabled.append(Part(place, grid, opens, closes))
    return rest + marked


def _outside(fragments: list[Line], found: Iterable[Grid]) -> list[Line]:
    taken = {id(f) for grid in found for cell in grid.cells for f in cell.fragments}
    return [f for f in fragments if id(f) not in taken] if taken else fragments


def _top(grid: Grid) -> float:
    return grid.y0


def _without(fragments: Sequence[Line], rows: Iterable[Line]) -> list[Line]:
    taken = {id(ink) for row in rows for ink in row.inks}
    return [f for f in fragments if id(f.inks[0]) not in taken] if taken else list(fragments)


def _known(bodies: Sequence[tuple[Sheet, Sequence[Line]]]) -> tuple[float, ...]:
    """Gutters that at least two pages have; one is enough in a document of few pages."""
    seen: Counter[int] = Counter()
    places: dict[int, float] = {}
    for _, fragments in bodies:
        for cut in gutters(fragments):
            key = next((k for k in (round(cut / _SAME_GUTTER) + n for n in (0, -1, 1)) if k in places), round(cut / _SAME_GUTTER))
            places.setdefault(key, cut)
            seen[key] += 1
    return tuple(sorted(places[k] for k, n in seen.items() if n >= (2 if len(bodies) > _FEW_PAGES else 1)))


def _strips(para: Para, habits: hyphens.Habits) -> Iterator[Strip]:
    """The words of a paragraph, line by line, joined as they were meant."""
    last = len(para.lines) - 1
    for n, (line, place) in enumerate(zip(para.lines, para.places, strict=True)):
        following = para.lines[n + 1].text if n < last else ""
        own = n < last and para.breaks[n + 1]
        cut, between = False, "\n" if own else " "
        if between == " " and line.text[-1:] == "/" and line.text[-2:-1].isalnum():
            between = ""  # "Needs/" + "Substance", and addresses of the web
        elif n < last and not own and hyphens.divided(line.text) and following[:1].isalpha():
            between = ""
            cut = not hyphens.keeps_hyphen(line.text, following, habits)
        strips = list(_line_strips(line, place, cut=cut))
        yield from strips[:-1]
        yield Strip(strips[-1].text + (between if n < last else ""), strips[-1].target, strips[-1].box)


def _line_strips(line: Line, place: Place, *, cut: bool = False) -> Iterator[Strip]:
    """One strip for each stretch of a line with one link target; `cut` leaves its last character (a hyphen) out."""
    inks = line.inks
    if len(inks) == 1:
        ink = inks[0]
        yield Strip(line.text[: -1 if cut else None], ink.target, place.frame.box(place.page, ink.x0, ink.y0, ink.x1, ink.y1))
        return
    texts = [one.text + (" " if lines.spaced(one, two) else "") for one, two in pairwise(inks)]
    texts.append(inks[-1].text.rstrip()[: -1 if cut else None])
    for target, group in groupby(range(len(inks)), key=[ink.target for ink in inks].__getitem__):
        these = list(group)
        some = [inks[n] for n in these]
        box = place.frame.box(place.page, min(i.x0 for i in some), min(i.y0 for i in some), max(i.x1 for i in some), max(i.y1 for i in some))
        yield Strip("".join(texts[n] for n in these), target, box)
