"""The words of a Word paragraph as they read on paper: fields resolved, deletions gone, insertions kept, links marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scr_extract.formats.addresses import address
from scr_extract.formats.docx_package import Relation, child, local, on, value

if TYPE_CHECKING:
    from lxml.etree import _Element

_GONE = frozenset({"del", "moveFrom", "rPr", "pPr", "delText", "delInstrText", "rt", "sdtPr", "txbxContent", "footnotePr", "annotationRef", "Fallback"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": ""}
_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-zA-Z]\s+)*(?:"([^"]*)"|([^\s"\\]\S*))?', re.I)
_ANCHOR = re.compile(r'\\l\s+"([^"]*)"')


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one run with their link and weight, or a note or box that stands at this place."""

    text: str = ""
    target: str | None = None
    bold: bool = False
    note: tuple[str, str] | None = None
    """(footnote or endnote, id)"""
    box: _Element | None = None
    """A text box: an element that holds paragraphs."""


Fields = list[tuple[str, bool]]
"""The fields that are open, outermost first: the code read so far, and whether its result has begun."""


def runs(element: _Element, links: Mapping[str, Relation], fields: Fields, target: str | None = None, bold: bool = False) -> Iterator[Run]:
    """The runs inside an element, in order. `fields` is carried from paragraph to paragraph: a field may span many."""
    for inner in element:
        name = local(inner)
        if name in _GONE:
            continue
        if name == "t":
            if all(shown for _, shown in fields):
                yield Run(inner.text or "", target or _target(fields), bold)
        elif name in _SIGNS:
            yield Run(_SIGNS[name], target or _target(fields), bold)
        elif name == "sym":
            yield Run(_symbol(value(inner, "char")), target, bold)
        elif name == "r":
            if not on(child(inner, "rPr", "vanish")):
                weight = child(inner, "rPr", "b")
                yield from runs(inner, links, fields, target, on(weight) if weight is not None else bold)
        elif name == "hyperlink":
            yield from runs(inner, links, fields, _linked(inner, links), bold)
        elif name == "fldSimple":
            yield from runs(inner, links, fields, hyperlink(value(inner, "instr") or "") or target, bold)
        elif name == "fldChar":
            _turn(fields, value(inner, "fldCharType"))
        elif name == "instrText":
            if fields and not fields[-1][1]:
                fields[-1] = (fields[-1][0] + (inner.text or ""), False)
        elif name in ("footnoteReference", "endnoteReference"):
            yield Run(note=(name[:-9], value(inner, "id") or ""))
        elif name in ("drawing", "pict", "object"):
            yield from (Run(box=found) for found in inner.iter() if local(found) == "txbxContent" and not _is_second(found, inner))
        elif name == "AlternateContent":
            yield from _alternate(inner, links, fields, target, bold)
        else:
            yield from runs(inner, links, fields, target, bold)


def _is_second(found: _Element, top: _Element) -> bool:
    """Whether a box stands inside another box, or in the fallback for old programs."""
    above = found.getparent()
    while above is not None and above is not top:
        if local(above) in ("txbxContent", "Fallback"):
            return True
        above = above.getparent()
    return False


def _alternate(element: _Element, links: Mapping[str, Relation], fields: Fields, target: str | None, bold: bool) -> Iterator[Run]:
    """Content in two forms, for new programs and old: the first that has any."""
    for inner in element:
        found = list(runs(inner, links, fields, target, bold))
        if any(run.text or run.box is not None for run in found):
            yield from found
            return


def _turn(fields: Fields, kind: str | None) -> None:
    if kind == "begin":
        fields.append(("", False))
    elif kind == "separate" and fields:
        fields[-1] = (fields[-1][0], True)
    elif kind == "end" and fields:
        fields.pop()


def _target(fields: Fields) -> str | None:
    return next((found for code, shown in reversed(fields) if shown and (found := hyperlink(code))), None)


def hyperlink(code: str) -> str | None:
    """Where a field's code leads, if it is a hyperlink's: `HYPERLINK "https://example.org" \\l "place"`."""
    m = _HYPERLINK.match(code)
    if not m:
        return None
    anchor = _ANCHOR.search(code)
    return address((m[1] or m[2] or "") + (f"#{anchor[1]}" if anchor else ""))


def _linked(element: _Element, links: Mapping[str, Relation]) -> str | None:
    relation = links.get(value(element, "id") or "")
    anchor = value(element, "anchor")
    return address((relation.target if relation and relation.external else "") + (f"#{anchor}" if anchor else ""))


def _symbol(code: str | None) -> str:
    """A character of a picture font; those of the private range that are not bullets mean nothing outside their font."""
    try:
        number = int(code or "", 16)
    except ValueError:
        return ""
    return chr(number) if number in (0xF0B7, 0xF0A7, 0xF0D8, 0xF0FC) or 32 <= number < 0xD800 else ""
