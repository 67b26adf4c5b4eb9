"""The order in which a page is read: columns one after the other, headings over all of them in between, insets after.

Columns are known by a left edge that many lines share and that hardly any line crosses, with prose on both sides. The
lines that do cross it divide the page into bands; each band is read column by column. So a page drawn row by row reads
like one drawn column by column, and the order of drawing does not matter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from scr_extract.formats.pdf.lines import Line, line, merged

_EDGE = 2.5
"""Points within which left edges are one edge."""
_DEEPEST = 6
_MOST_EDGES = 10
_STRETCHED = 2.0
_MANY = 8
_PROSE = 14
"""Characters: lines shorter on average are numbers, labels or cells, not a column of prose."""


class Region(NamedTuple):
    """Lines of one column, top to bottom, and the right edge up to which the column could be filled."""

    lines: tuple[Line, ...]
    right: float


def regions(found: Sequence[Line], known: Iterable[float] = (), right: float = 0.0) -> list[Region]:
    """The page's lines in reading order. `known` are gutters of other pages: there, less proof is needed. `right` is
    how far lines reach in the document where this page's own are all short."""
    if not found:
        return []
    return _divided(list(found), max(right, *(f.x1 for f in found)), tuple(known), 0)


def gutters(found: Sequence[Line]) -> tuple[float, ...]:
    """Where the columns of this page begin, from left to right."""
    cuts: list[float] = []
    todo = [(list(found), 0)]
    while todo:
        part, depth = todo.pop()
        cut = _gutter(part, ()) if depth < 3 else None
        if cut is not None:
            cuts.append(cut)
            todo += [([f for f in part if f.x1 <= cut + 2], depth + 1), ([f for f in part if f.x0 >= cut - 2], depth + 1)]
    return tuple(sorted(cuts))


def _divided(found: list[Line], right: float, known: tuple[float, ...], depth: int) -> list[Region]:
    cut = _gutter(found, known) if depth < _DEEPEST else None
    if cut is None:
        # A page's only column may still be one of the document's columns.
        reach = max((f.x1 for f in found), default=0.0)
        beyond = [k - 6 for k in known if reach <= k + 2 and all(f.x0 < k for f in found)]
        return [Region(tuple(merged(found)), min([right, *beyond]))] if found else []
    found = _split(found, cut)
    across = [f for f in found if f.x0 < cut - 2 and f.x1 > cut + 2]
    sides = [f for f in found if not (f.x0 < cut - 2 and f.x1 > cut + 2)]
    inset = [a for a in across if any(_beside(a, s) for s in sides)]
    spans = _with_tails([a for a in across if a not in inset], sides, cut)
    taken = set(map(id, spans))
    sides = [s for s in sides if id(s) not in taken]
    out: list[Region] = []
    held: list[Line] = []
    edges = sorted(spans, key=_base)
    for n in range(len(edges) + 1):
        top = edges[n - 1].base if n else float("-inf")
        bottom = edges[n].base if n < len(edges) else float("inf")
        band = [s for s in sides if top < s.base < bottom]
        if band and held:
            out.append(Region(tuple(merged(held)), right))
            held = []
        out += _band(band, cut, right, known, depth)
        if n < len(edges):
            held.append(edges[n])
    if held:
        out.append(Region(tuple(merged(held)), right))
    if inset:
        out.append(Region(tuple(merged(inset)), max(i.x1 for i in inset)))
    return out


def _split(found: Sequence[Line], cut: float) -> list[Line]:
    """The lines with those parted that run over a gutter only because the gap in it is no wider than their spaces."""
    out: list[Line] = []
    for f in found:
        crosses = f.x0 < cut - 2 and f.x1 > cut + 2
        at = next((n for n, ink in enumerate(f.inks) if n and abs(ink.x0 - cut) <= _EDGE and f.inks[n - 1].x1 < cut - 1), 0) if crosses else 0
        out += [line(f.inks[:at]), line(f.inks[at:])] if at else [f]
    return out


def _band(band: list[Line], cut: float, right: float, known: tuple[float, ...], depth: int) -> list[Region]:
    left = [s for s in band if s.x0 < cut - 2]
    other = [s for s in band if s.x0 >= cut - 2]
    if left and other and not (_prose(left, 1) or _prose(other, 1)):
        return [Region(tuple(merged(band)), right)]
    return _divided(left, _reach(left, cut - 6), known, depth + 1) + _divided(other, _reach(other, right), known, depth + 1)


def _reach(side: Sequence[Line], most: float) -> float:
    """How far a column is filled: as far as its longest line where there are many."""
    return max(f.x1 for f in side) if len(side) >= _MANY else most


def _with_tails(spans: list[Line], sides: list[Line], cut: float) -> list[Line]:
    """Lines over all columns, with the short last lines of their paragraphs, which cross nothing themselves."""
    out = list(spans)
    for side in sorted(sides, key=_base):
        if side.x0 >= cut - 2:
            continue
        above = [s for s in out if 0 < side.base - s.base < 1.7 * side.size]
        fits = any(abs(s.x0 - side.x0) < _EDGE and abs(s.size - side.size) < 0.5 and s.bold == side.bold for s in above)
        if fits and not any(abs(o.base - side.base) < 1.2 * side.size and o is not side and o.x0 >= cut - 2 for o in sides):
            out.append(side)
    return out


def _beside(one: Line, two: Line) -> bool:
    return min(one.y1, two.y1) - max(one.y0, two.y0) > 0.35 * min(one.height, two.height)


def _gutter(whole: Sequence[Line], known: tuple[float, ...]) -> float | None:
    """The left edge of a column with another column to its left; None where the lines are one column."""
    if len(whole) < 4:
        return None
    first = min(f.x0 for f in whole)
    edges = Counter(round(f.x0 / _EDGE) for f in whole)
    near = {k: n + edges.get(k + 1, 0) for k, n in edges.items()}
    often = sorted((k for k, n in near.items() if n >= 3 and k * _EDGE > first + 40), key=lambda k: (-near[k], k))[:_MOST_EDGES]
    candidates = [min(f.x0 for f in whole if k <= round(f.x0 / _EDGE) <= k + 1) for k in often]
    candidates += [k for k in known if first + 40 < k and k not in candidates]
    best: tuple[float, float, float] | None = None
    for cut in candidates:
        cut = _outmost(whole, cut)
        found = _split(whole, cut)
        left = [f for f in found if f.x1 <= cut + 2]
        right = [f for f in found if f.x0 >= cut - 2]
        trusted = any(abs(cut - k) < 2 * _EDGE for k in known)
        if trusted and right and _prose(left, 1) and all(abs(f.x0 - cut) <= _EDGE for f in right) and len(left) + len(right) == len(found):
            # The last lines of a document may be a word or two in its last column.
            return cut
        if not (_prose(left, 1 if trusted else 3) and _prose(right, 1 if trusted else 3)):
            continue
        top, bottom = max(min(f.y0 for f in left), min(f.y0 for f in right)), min(max(f.y1 for f in left), max(f.y1 for f in right))
        inside = [f for f in left + right if f.y1 > top and f.y0 < bottom]
        size = left[0].size
        if bottom - top < (0.5 if trusted else 2) * size or not inside:
            continue
        crossing = sum(1 for f in found if f.x0 < cut - 2 and f.x1 > cut + 2 and top < f.base < bottom)
        if crossing > 0.6 * len(inside) or _like_rows(left, right):
            continue
        score = (crossing / len(inside), -min(sum(len(f.text) for f in left), sum(len(f.text) for f in right)), cut)
        if best is None or score < best:
            best = score
    return best[2] if best else None


def _outmost(found: Sequence[Line], cut: float) -> float:
    """The column's edge where signs and numbers of a list hang out to the left of the text at `cut`."""
    left = [f for f in found if f.x1 <= cut + 2]
    ends = max((f.x1 for f in left if f.x0 < cut - 5 * f.size), default=cut)
    return min([cut, *(f.x0 for f in left if f.x0 > ends)])


def _prose(side: Sequence[Line], least: int) -> bool:
    """Whether lines look like a column of running text: long enough, and filled or running on in lower case."""
    if len(side) < least:
        return False
    parts = 1 + sum(1 for a, b in pairwise(side) if abs(a.base - b.base) > 1 or not -1 < b.x0 - a.x1 < _STRETCHED * a.size)
    if sum(len(f.text) for f in side) < _PROSE * parts:
        return False
    x0, x1 = min(f.x0 for f in side), max(f.x1 for f in side)
    if x1 - x0 < 6 * side[0].size:
        return False
    if least == 1:
        return True
    full = sum(1 for f in side if f.x1 > x0 + 0.75 * (x1 - x0))
    running = sum(1 for f in side if f.text[:1].islower())
    return full >= 0.4 * len(side) or running >= 0.25 * len(side)


def _like_rows(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether both sides begin their paragraphs on the same base lines, after gaps of unlike height because the shorter cell
    of a row waits for the longer: then they are the cells of a table without lines."""
    one, two = _starts(left), _starts(right)
    few, many = (one, two) if len(one) <= len(two) else (two, one)
    if len(few) < 3 or len(many) > 1.5 * len(few):
        return False
    gaps = [gap for _, gap in one[1:] + two[1:]]
    level = sum(1 for y, _ in few if any(abs(y - z) < 2 for z, _ in many))
    return level >= 0.8 * len(few) and max(gaps) - min(gaps) > 0.8 * left[0].size


def _starts(side: Sequence[Line]) -> list[tuple[float, float]]:
    """Base lines after a gap, and the gap: where paragraphs or cells begin."""
    whole = merged(side)
    steps = [b.base - a.base for a, b in pairwise(whole)]
    usual = sorted(steps)[len(steps) // 4] if steps else 0.0
    return [(whole[0].base, 0.0)] + [(b.base, b.base - a.base) for a, b in pairwise(whole) if b.base - a.base > 1.25 * usual]


def _base(fragment: Line) -> float:
    return fragment.base
