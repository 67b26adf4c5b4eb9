"""What is drawn on a page besides text: straight lines and edges of boxes (for tables), and how much pictures cover."""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as c

from scr_extract.formats.pdf.ink import Frame, Ruling

_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 60_000
_DEEPEST = 4
_OUTLINES = 2000
"""Curves: a page of prose drawn as outlines has ten per letter."""
_THIN = 3.0
"""A box narrower than this many points is a line."""
_SHORT = 4.0

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


class _Seen:
    """What was counted on the way through a page's objects."""

    __slots__ = ("curves", "picture", "segments")

    def __init__(self) -> None:
        self.segments = self.curves = 0
        self.picture = 0.0


def drawings(page: Any, frame: Frame) -> tuple[tuple[Ruling, ...], float]:
    """The straight lines in the upright frame, and the share of the page that its largest picture covers. Very many
    curves are letters drawn as outlines: they count as a picture of the whole page."""
    found: list[Ruling] = []
    seen = _Seen()
    for n in range(min(c.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        _walk(c.FPDFPage_GetObject(page, n), _SAME, frame, found, seen, 0)
    return tuple(found), 1.0 if seen.curves > _OUTLINES else seen.picture


def _walk(item: Any, matrix: Matrix, frame: Frame, found: list[Ruling], seen: _Seen, depth: int) -> None:
    """Adds to `found` and to `seen`."""
    kind = c.FPDFPageObj_GetType(item)
    if kind == c.FPDF_PAGEOBJ_IMAGE:
        seen.picture = max(seen.picture, _share(_times(_matrix(item), matrix), frame))
    elif kind == c.FPDF_PAGEOBJ_PATH and seen.segments < _MOST_SEGMENTS:
        _path(item, _times(_matrix(item), matrix), frame, found, seen)
    elif kind == c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _times(_matrix(item), matrix)
        for n in range(min(c.FPDFFormObj_CountObjects(item), _MOST_OBJECTS)):
            _walk(c.FPDFFormObj_GetObject(item, n), inner, frame, found, seen, depth + 1)


def _matrix(item: Any) -> Matrix:
    m = c.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if c.FPDFPageObj_GetMatrix(item, m) else _SAME


def _share(m: Matrix, frame: Frame) -> float:
    """How much of the page a picture covers: the unit square, turned and stretched by its matrix."""
    width, height = frame.extent(0)
    return min(1.0, abs(m[0] * m[3] - m[1] * m[2]) / max(1.0, width * height))


def _times(one: Matrix, two: Matrix) -> Matrix:
    a, b, d, e, g, h = one
    p, q, r, s, t, u = two
    return a * p + b * r, a * q + b * s, d * p + e * r, d * q + e * s, g * p + h * r + t, g * q + h * s + u


def _path(item: Any, m: Matrix, frame: Frame, found: list[Ruling], seen: _Seen) -> None:
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, mode, stroke)
    if not mode.value and not stroke.value:
        return
    x, y = ctypes.c_float(), ctypes.c_float()
    start: tuple[float, float] | None = None
    pen: tuple[float, float] | None = None
    lines: list[tuple[tuple[float, float], tuple[float, float]]] = []
    count = c.FPDFPath_CountSegments(item)
    seen.segments += max(count, 0)
    for n in range(min(count, 2000)):
        segment = c.FPDFPath_GetPathSegment(item, n)
        kind = c.FPDFPathSegment_GetType(segment)
        c.FPDFPathSegment_GetPoint(segment, x, y)
        point = frame.place(m[0] * x.value + m[2] * y.value + m[4], m[1] * x.value + m[3] * y.value + m[5])
        if kind == c.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == c.FPDF_SEGMENT_LINETO and pen is not None:
            lines.append((pen, point))
        elif kind == c.FPDF_SEGMENT_BEZIERTO:
            seen.curves += 1
        pen = point
        if c.FPDFPathSegment_GetClose(segment) and start is not None:
            lines.append((point, start))
            pen = start
    _add(lines, found, filled=bool(mode.value) and not stroke.value)


def _add(lines: list[tuple[tuple[float, float], tuple[float, float]]], found: list[Ruling], *, filled: bool) -> None:
    """Keeps what is upright. A thin filled box is one line down its middle."""
    if filled and 3 <= len(lines) <= 5:
        xs = [p[0] for line in lines for p in line]
        ys = [p[1] for line in lines for p in line]
        x0, x1, y0, y1 = min(xs), max(xs), min(ys), max(ys)
        if y1 - y0 <= _THIN < x1 - x0:
            found.append(Ruling(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2))
            return
        if x1 - x0 <= _THIN < y1 - y0:
            found.append(Ruling((x0 + x1) / 2, y0, (x0 + x1) / 2, y1))
            return
    for (ax, ay), (bx, by) in lines:
        if abs(ay - by) < 0.8 and abs(ax - bx) >= _SHORT:
            found.append(Ruling(min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2))
        elif abs(ax - bx) < 0.8 and abs(ay - by) >= _SHORT:
            found.append(Ruling((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by)))
