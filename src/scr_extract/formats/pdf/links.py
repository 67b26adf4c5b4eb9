"""Where on a page its hyperlinks lie and where they lead. Targets are data; nothing is ever followed."""

from __future__ import annotations

import ctypes
from typing import Any, NamedTuple

import pypdfium2.raw as c

from scr_extract.formats.pdf.ink import Frame

_MOST = 2000
_LONGEST = 4000


class Area(NamedTuple):
    """A clickable rectangle in PDF space."""

    left: float
    bottom: float
    right: float
    top: float
    target: str

    def touches(self, box: tuple[float, float, float, float]) -> bool:
        return self.left < box[2] and box[0] < self.right and self.bottom < box[3] and box[1] < self.top

    def placed(self, frame: Frame) -> Area:
        """The same in the upright frame: `bottom` is then the lesser y."""
        (ax, ay), (bx, by) = frame.place(self.left, self.bottom), frame.place(self.right, self.top)
        return Area(min(ax, bx), min(ay, by), max(ax, bx), max(ay, by), self.target)

    def holds(self, box: tuple[float, float, float, float]) -> bool:
        """Whether the middle of a character's box lies inside."""
        return self.left <= (box[0] + box[2]) / 2 <= self.right and self.bottom <= (box[1] + box[3]) / 2 <= self.top


def areas(pdf: Any, page: Any) -> tuple[Area, ...]:
    """The page's web links in the order of the file; links inside the document are left out."""
    found: list[Area] = []
    at = ctypes.c_int(0)
    link = c.FPDF_LINK()
    while len(found) < _MOST and c.FPDFLink_Enumerate(page, at, link):
        target = _target(pdf, link)
        if target:
            found += [Area(*rect, target) for rect in _rects(link)]
    return tuple(found)


def _target(pdf: Any, link: Any) -> str | None:
    action = c.FPDFLink_GetAction(link)
    if not action or c.FPDFAction_GetType(action) != c.PDFACTION_URI:
        return None
    buffer = ctypes.create_string_buffer(_LONGEST)
    size = c.FPDFAction_GetURIPath(pdf.raw, action, buffer, _LONGEST)
    return buffer.value.decode("utf-8", "replace").strip() or None if 1 < size <= _LONGEST else None


def _rects(link: Any) -> list[tuple[float, float, float, float]]:
    """One rectangle per line of the anchor where the file says so, else the whole."""
    quads = c.FPDFLink_CountQuadPoints(link)
    q = c.FS_QUADPOINTSF()
    rects = []
    for n in range(min(max(quads, 0), 50)):
        if c.FPDFLink_GetQuadPoints(link, n, q):
            xs, ys = (q.x1, q.x2, q.x3, q.x4), (q.y1, q.y2, q.y3, q.y4)
            rects.append((min(xs), min(ys), max(xs), max(ys)))
    if not rects:
        r = c.FS_RECTF()
        if c.FPDFLink_GetAnnotRect(link, r):
            rects.append((min(r.left, r.right), min(r.bottom, r.top), max(r.left, r.right), max(r.bottom, r.top)))
    return rects
