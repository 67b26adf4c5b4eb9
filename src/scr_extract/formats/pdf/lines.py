"""Lines out of ink: what stands on one base line without a gutter is a fragment; fragments of one column make a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from scr_extract.formats.pdf.ink import Ink

_GUTTER = 0.5
"""Ems: no wider gap is left inside a fragment. Fragments of one column are joined again, so the measure may be strict."""
_STRETCHED = 2.5
_SPACE = 0.16
_NOTE = re.compile(r"\d{1,3}")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.I)
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_RAISED = 300


class Line(NamedTuple):
    """Ink on one base line in one column, left to right. `size` and `bold` are those of most of its characters."""

    inks: tuple[Ink, ...]
    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool

    @property
    def height(self) -> float:
        return self.y1 - self.y0


def line(inks: Sequence[Ink]) -> Line:
    """One line out of inks in order."""
    if len(inks) == 1:
        i = inks[0]
        return Line((i,), i.text.rstrip(), i.x0, i.y0, i.x1, i.y1, i.base, i.size, i.bold)
    parts = [inks[0].text]
    for one, two in pairwise(inks):
        if spaced(one, two):
            parts.append(" ")
        parts.append(two.text)
    sizes: Counter[float] = Counter()
    bold = total = 0
    for i in inks:
        sizes[i.size] += len(i.text)
        total += len(i.text)
        bold += len(i.text) * i.bold
    size = sizes.most_common(1)[0][0]
    main = next(i for i in inks if i.size == size)
    return Line(
        tuple(inks),
        "".join(parts).rstrip(),
        min(i.x0 for i in inks),
        min(i.y0 for i in inks),
        max(i.x1 for i in inks),
        max(i.y1 for i in inks),
        main.base,
        size,
        2 * bold > total,
    )


def spaced(one: Ink, two: Ink) -> bool:
    """Whether a space must be put between two inks of a line: a gap is there and neither brings one."""
    return not one.text.endswith(" ") and two.x0 - one.x1 > _SPACE * min(one.size, two.size)


def fragments(inks: Iterable[Ink]) -> list[Line]:
    """Fragments by base line from top to bottom, each base line from left to right."""
    found: list[Line] = []
    for row in rows(_settled(list(inks))):
        gaps = [two.x0 - one.x1 for one, two in pairwise(row)]
        held = [row[0]]
        for n, ink in enumerate(row[1:]):
            if gaps[n] > _GUTTER * max(ink.size, held[-1].size) and not _justified(gaps, n, ink.size):
                found.append(line(held))
                held = []
            held.append(ink)
        found.append(line(held))
    return found


def _justified(gaps: list[float], n: int, size: float) -> bool:
    """Whether a wide gap is one of several alike: then it is a space that was stretched to fill the line."""
    gap = gaps[n]
    if gap > _STRETCHED * size:
        return False
    alike = [abs(gaps[k] - gap) < 0.12 * size if 0 <= k < len(gaps) else False for k in range(n - 2, n + 3)]
    return (alike[1] and alike[3]) or (alike[0] and alike[1]) or (alike[3] and alike[4])


def rows(inks: list[Ink]) -> list[list[Ink]]:
    """Inks that share a base line, whatever lies between them."""
    found: list[list[Ink]] = []
    for ink in sorted(inks, key=_by_base):
        if found and ink.base - found[-1][0].base <= 0.22 * min(ink.size, found[-1][0].size):
            found[-1].append(ink)
        else:
            found.append([ink])
    for row in found:
        row.sort(key=_by_x)
    return found


def merged(found: Iterable[Line]) -> list[Line]:
    """The fragments of one column as whole lines, top to bottom."""
    out: list[Line] = []
    held: list[Line] = []
    for fragment in sorted(found, key=_by_line):
        if held and (not fragment.inks or not held[0].inks or fragment.base - held[0].base > 0.22 * min(fragment.size, held[0].size)):
            out.append(_whole(held))
            held = []
        held.append(fragment)
    if held:
        out.append(_whole(held))
    return out


def _whole(held: list[Line]) -> Line:
    return held[0] if len(held) == 1 else line([ink for part in sorted(held, key=_left) for ink in part.inks])


def _by_base(ink: Ink) -> float:
    return ink.base


def _by_x(ink: Ink) -> float:
    return ink.x0


def _by_line(fragment: Line) -> tuple[float, float]:
    return fragment.base, fragment.x0


def _left(fragment: Line) -> float:
    return fragment.x0


def _settled(inks: list[Ink]) -> list[Ink]:
    """Ink drawn twice to look bold once only; note numbers and ordinals set small and high brought down to their line."""
    if not inks:
        return inks
    inks = _once(inks)
    sizes: Counter[float] = Counter()
    for ink in inks:
        sizes[ink.size] += len(ink.text)
    body = sizes.most_common(1)[0][0]
    small = [n for n, i in enumerate(inks) if i.size < 0.85 * body and len(i.text) <= 6 and (_NOTE.fullmatch(i.text.strip()) or _ORDINAL.match(i.text))]
    if not small or len(small) > _MOST_RAISED:
        return inks
    for n in small:
        host = _host(inks[n], inks)
        if host is not None:
            ink = inks[n]
            raised = host.base - ink.base > 0.12 * host.size
            text = ink.text.translate(_RAISED) if raised else ink.text
            # A note's number must not lengthen the number or word before it: "in 2013" with note 1 is no "20131".
            text = " " + text if raised and text[:1] in "⁰¹²³⁴⁵⁶⁷⁸⁹" and host.text[-1:] != " " else text
            inks[n] = ink._replace(base=host.base, text=text)
    return inks


def _host(ink: Ink, inks: list[Ink]) -> Ink | None:
    """The larger ink that a small one hangs on: just left of it."""
    for other in inks:
        size = other.size
        level = other.base - 0.75 * size <= ink.base <= other.base + 0.3 * size
        if level and size > 1.15 * ink.size and -0.15 * size <= ink.x0 - other.x1 <= 0.35 * size:
            return other
    return None


def _once(inks: list[Ink]) -> list[Ink]:
    seen: dict[str, list[Ink]] = {}
    kept = []
    for ink in inks:
        twins = seen.setdefault(ink.text.strip(), [])
        twin = next((n for n, t in enumerate(twins) if abs(t.x0 - ink.x0) < 0.15 * ink.size and abs(t.base - ink.base) < 0.15 * ink.size), None)
        if twin is None:
            twins.append(ink)
            kept.append(ink)
    return kept
