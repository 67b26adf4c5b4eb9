"""What stands on a page before anyone has read it: runs of characters with their boxes, and straight lines.

Coordinates are points in the *upright* frame of the page: x to the right and y downwards as the bulk of its text is
read, whatever way the sheet lies. `Frame` leads back to the page as it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from scr_extract.model import Box


class Ink(NamedTuple):
    """Characters of one style that stand together on one line. `text` keeps a space that follows on the same line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool
    target: str | None = None


class Ruling(NamedTuple):
    """A straight line or the edge of a filled box: horizontal where y0 == y1, else vertical."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The page's corners in PDF space and its quarter turns: `shown` clockwise on screen, `turn` so that its text is upright."""

    left: float
    bottom: float
    right: float
    top: float
    shown: int = 0
    turn: int = 0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A point of PDF space in the upright frame."""
        return _turned(self, self.turn, x, y)

    def box(self, page: int, x0: float, y0: float, x1: float, y1: float) -> Box:
        """A box of the upright frame as a box of the page as it is shown, in tenths of a point."""
        if self.turn != self.shown:
            (ax, ay), (bx, by) = (_turned(self, self.shown, *self._back(x, y)) for x, y in ((x0, y0), (x1, y1)))
            x0, y0, x1, y1 = min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)
        return Box(page, round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1))

    def _back(self, x: float, y: float) -> tuple[float, float]:
        match self.turn:
            case 0:
                return x + self.left, self.top - y
            case 1:
                return y + self.left, x + self.bottom
            case 2:
                return self.right - x, y + self.bottom
            case _:
                return self.right - y, self.top - x

    def extent(self, turn: int) -> tuple[float, float]:
        """Width and height after so many quarter turns."""
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if turn % 2 else (across, up)


def _turned(frame: Frame, turn: int, x: float, y: float) -> tuple[float, float]:
    match turn:
        case 0:
            return x - frame.left, frame.top - y
        case 1:
            return y - frame.bottom, x - frame.left
        case 2:
            return frame.right - x, y - frame.bottom
        case _:
            return frame.top - y, frame.right - x


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as read. `inks` are upright and in the order of the file; `aside` read another way (sideways captions),
    each as a text of its own; `slanted` are watermarks. `pictured` is the share of the page that a picture covers."""

    number: int
    frame: Frame
    inks: tuple[Ink, ...]
    aside: tuple[tuple[Frame, tuple[Ink, ...]], ...]
    slanted: tuple[Ink, ...]
    rulings: tuple[Ruling, ...]
    characters: int
    pictured: float
    confidence: float | None = None
    """Mean confidence of the OCR that read this page, 0 to 1; None where the characters are the file's own."""
