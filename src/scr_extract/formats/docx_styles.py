"""What the styles and lists of a Word document say of its paragraphs: heading levels, and the numbers printed before items."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from scr_extract.formats.docx_package import child, children, on, value, whole
from scr_extract.formats.numerals import alphabetic, roman

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"heading (\d)$", re.I)
_CONTENTS = re.compile(r"(?:toc \d|table of figures)$", re.I)
_DEEPEST_CHAIN = 20
_PLACEHOLDER = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style with what it inherits. `level` is a heading's depth; `number` the list and its level; `contents`
    says that it sets the lines of a table of contents, which repeat the headings."""

    level: int | None = None
    number: tuple[str, int] | None = None
    bold: bool = False
    contents: bool = False


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: how its number is written (`%1.%2`), in which figures, and where it starts."""

    figures: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of a document: each list's levels, the abstract list it belongs to, and levels it starts anew."""

    levels: Mapping[tuple[str, int], Level]
    family: Mapping[str, str]
    restarts: Mapping[str, Mapping[int, int]]


def styles(root: _Element | None) -> Mapping[str, Style]:
    """The paragraph styles by id."""
    given = {value(element, "styleId") or "": element for element in children(root, "style")}
    return {name: _style(name, given) for name in given}


def _style(name: str, given: Mapping[str, _Element]) -> Style:
    chain: list[_Element] = []
    at = name
    while at in given and len(chain) < _DEEPEST_CHAIN:
        chain.append(given[at])
        at = value(child(given[at], "basedOn")) or ""
    found = Style()
    for element in reversed(chain):
        title = (value(child(element, "name")) or "").strip()
        m = _HEADING.match(title)
        level = 1 if title.lower() == "title" else int(m[1]) if m else None
        shape = child(element, "pPr")
        found = replace(
            found,
            level=level or outline(shape) or found.level,
            number=list_of(shape, found.number),
            contents=bool(_CONTENTS.match(title)),
            bold=found.bold or on(child(element, "rPr", "b")),
        )
    return found


def outline(shape: _Element | None) -> int | None:
    """The heading depth that a paragraph's properties give, 1 for the highest; None for running text."""
    level = whole(value(child(shape, "outlineLvl")), 9)
    return level + 1 if level < 9 else None


def list_of(shape: _Element | None, inherited: tuple[str, int] | None) -> tuple[str, int] | None:
    """The list and level that a paragraph's properties give, or those of its style; list 0 is none."""
    given = child(shape, "numPr")
    if given is None:
        return inherited
    number = value(child(given, "numId")) or (inherited[0] if inherited else "0")
    level = child(given, "ilvl")
    depth = whole(value(level)) if level is not None else inherited[1] if inherited else 0
    return (number, depth) if number != "0" else None


def lists(root: _Element | None) -> Lists:
    """The lists of the numbering part."""
    abstract = {value(a, "abstractNumId") or "": {whole(value(lv, "ilvl")): _level(lv) for lv in children(a, "lvl")} for a in children(root, "abstractNum")}
    levels: dict[tuple[str, int], Level] = {}
    family: dict[str, str] = {}
    restarts: dict[str, dict[int, int]] = {}
    for number in children(root, "num"):
        name = value(number, "numId") or ""
        family[name] = value(child(number, "abstractNumId")) or ""
        restarts[name] = {}
        for depth, level in abstract.get(family[name], {}).items():
            levels[name, depth] = level
        for override in children(number, "lvlOverride"):
            depth = whole(value(override, "ilvl"))
            start, own = child(override, "startOverride"), child(override, "lvl")
            if own is not None:
                levels[name, depth] = _level(own)
            if start is not None:
                restarts[name][depth] = whole(value(start), 1)
    return Lists(levels, family, restarts)


def _level(element: _Element) -> Level:
    return Level(value(child(element, "numFmt")) or "decimal", value(child(element, "lvlText")) or "", whole(value(child(element, "start")), 1))


Counts = dict[str, dict[int, int]]
"""How far each family of lists has counted on each level."""


def count(found: Lists, number: str, depth: int, counts: Counts, seen: set[str]) -> str:
    """Count one paragraph of a list and give what is printed before it; empty for a bullet."""
    level = found.levels.get((number, depth))
    if level is None:
        return ""
    at = counts.setdefault(found.family[number], {})
    if number not in seen:
        seen.add(number)
        at |= {deep: start - 1 for deep, start in found.restarts[number].items()}
    at[depth] = at.get(depth, level.start - 1) + 1
    for deeper in [deep for deep in at if deep > depth]:
        del at[deeper]
    if level.figures in ("bullet", "none"):
        return ""

    def figure(m: re.Match[str]) -> str:
        other = int(m[1]) - 1
        shape = found.levels.get((number, other), level)
        return _figures(at.get(other, shape.start), shape.figures)

    return _PLACEHOLDER.sub(figure, level.text).strip()


def _figures(number: int, kind: str) -> str:
    match kind:
        case "lowerLetter":
            return alphabetic(number)
        case "upperLetter":
            return alphabetic(number).upper()
        case "lowerRoman":
            return roman(number)
        case "upperRoman":
            return roman(number).upper()
        case "decimalZero":
            return f"{number:02d}"
        case _:
            return str(number)
