"""The characters of one page as runs: one style, one line, no gap that its spaces do not explain.

A line of PDFium's bare text is mostly one text object, or a few: where one ends is found by halving. Boxes are asked for at
the two ends of a run only, and inside it where a gap was made by moving the pen instead of printing a space (cells of a
table set as one string).
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from math import hypot
from typing import Any, NamedTuple

import pypdfium2.raw as c

from scr_extract.formats.pdf.ink import Frame, Ink
from scr_extract.formats.pdf.links import Area
from scr_extract.formats.pdf.mending import mended

_LINE = re.compile(r"[^\s\x00](?:[^\r\n]*[^\s\x00])?")
_GAP = re.compile(r"(?<=\S) (?=\S)")
_BOLD = re.compile(r"bold|black|heavy|demi|[-,]bd\b", re.I)
_FORCE_BOLD = 1 << 18
_WIDE = 0.5
"""A gap of this many ems within a line may be a gutter: spaces are a quarter to a third of an em, justified ones up to a half."""


class Style(NamedTuple):
    """How one text object is set. `turn` is its direction in quarter turns against the clock, -1 where it is slanted; `base` its base line."""

    font: bytes
    size: float
    turn: int
    base: float
    bold: bool


class Run(NamedTuple):
    start: int
    end: int
    style: Style


class Reader:
    """The characters of one open page. Lives only while its page is open."""

    def __init__(self, textpage: Any, count: int) -> None:
        self._page = textpage
        self.text = _characters(textpage, count)
        self.visible = sum(map(len, self.text.split()))
        self._styles: dict[bytes, Style] = {}
        self._fonts: dict[bytes, bool] = {}
        self._l, self._r, self._b, self._t = (ctypes.c_double() for _ in range(4))
        self._box = tuple(ctypes.byref(v) for v in (self._l, self._r, self._b, self._t))
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._rect = c.FS_RECTF()
        self._matrix = c.FS_MATRIX()

    def runs(self) -> Iterator[Run]:
        """Runs of one style without a wide gap, in the order of the file."""
        jumps = self._jumps()
        for line in _LINE.finditer(self.text):
            start, end = line.span()
            style = self._style(start)
            if not jumps and self._style(end - 1) is style:
                yield Run(start, end, style)
            else:
                yield from self._divided(start, end, jumps)

    def _jumps(self) -> bool:
        """Whether some wide gap inside one object was made by moving the pen. A few gaps of every line are looked at;
        where one is found, all are."""
        for number, line in enumerate(_LINE.finditer(self.text)):
            gaps = [m.start() for m in _GAP.finditer(self.text, *line.span())]
            for gap in {*gaps[:2], *gaps[number % len(gaps) :][:1]} if gaps else ():
                if c.FPDFText_IsGenerated(self._page, gap):
                    style = self._style(gap - 1)
                    if self._style(gap + 1) is style and self._gap(gap - 1, gap + 1, style) > _WIDE * style.size:
                        return True
        return False

    def _divided(self, start: int, end: int, jumps: bool) -> Iterator[Run]:
        """The runs of one line that is not one object's alone, or has gaps in it."""
        now: Run | None = None
        for run in self._stretches(start, end, jumps):
            if now is not None and self._continues(now, run):
                now = Run(now.start, run.end, run.style)
                continue
            if now is not None:
                yield now
            now = run
        if now is not None:
            yield now

    def _stretches(self, start: int, end: int, jumps: bool) -> Iterator[Run]:
        """What belongs to one object, by halving: an object's characters stand together."""
        inked = [n for n in range(start, end) if not self.text[n].isspace()]
        at = 0
        while at < len(inked):
            style = self._style(inked[at])
            last, beyond = at, len(inked)
            if self._style(inked[-1]) is style:
                last = beyond - 1
            while beyond - last > 1:
                middle = (last + beyond) // 2
                if self._style(inked[middle]) is style:
                    last = middle
                else:
                    beyond = middle
            if jumps:
                yield from self._parted(Run(inked[at], inked[last] + 1, style))
            else:
                yield Run(inked[at], inked[last] + 1, style)
            at = last + 1

    def _parted(self, run: Run) -> Iterator[Run]:
        """One object's run, divided where the pen jumped."""
        start = run.start
        for m in _GAP.finditer(self.text, run.start, run.end):
            gap = m.start()
            if c.FPDFText_IsGenerated(self._page, gap) and self._gap(gap - 1, gap + 1, run.style) > _WIDE * run.style.size:
                yield Run(start, gap, run.style)
                start = gap + 1
        yield Run(start, run.end, run.style)

    def _continues(self, one: Run, two: Run) -> bool:
        """Whether a run of another object goes on with the run before it: same style and line, no more than a space between."""
        a, b = one.style, two.style
        if a is b or (a.font, a.size, a.turn) != (b.font, b.size, b.turn) or abs(a.base - b.base) > 0.12 * b.size:
            return False
        return -0.6 * b.size < self._gap(one.end - 1, two.start, b) < (0.25 if one.end == two.start else _WIDE) * b.size

    def _gap(self, one: int, two: int, style: Style) -> float:
        """Points between two characters in the direction of reading."""
        a, b = self._char(one), self._char(two)
        return (b[0] - a[2], b[1] - a[3], a[0] - b[2], a[1] - b[3], b[0] - a[2])[style.turn]

    def _style(self, index: int) -> Style:
        ref = c.FPDFText_GetTextObject(self._page, index)
        key = bytes(ref)
        style = self._styles.get(key)
        if style is None:
            style = self._styles[key] = self._new_style(ref, index)
        return style

    def _new_style(self, ref: Any, index: int) -> Style:
        m = self._matrix
        size = c.FPDFText_GetFontSize(self._page, index)
        a, b, scale = 1.0, 0.0, 1.0
        if c.FPDFText_GetMatrix(self._page, index, m):
            a, b, scale = m.a, m.b, hypot(m.c, m.d)
        turn = -1 if min(abs(a), abs(b)) > 0.2 * max(abs(a), abs(b)) else (0 if a > 0 else 2) if abs(a) >= abs(b) else (1 if b > 0 else 3)
        key, bold = b"", False
        if ref:
            font = c.FPDFTextObj_GetFont(ref)
            key = bytes(font)
            if key not in self._fonts:
                self._fonts[key] = _is_bold(font)
            bold = self._fonts[key] or c.FPDFTextObj_GetTextRenderMode(ref) == c.FPDF_TEXTRENDERMODE_FILL_STROKE
        x, y = self._origin(index)
        return Style(key, round(abs(size * scale), 2) or 1.0, turn, x if turn % 2 and turn > 0 else y, bold)

    def _char(self, index: int) -> tuple[float, float, float, float]:
        """Left, bottom, right, top of one glyph."""
        c.FPDFText_GetCharBox(self._page, index, *self._box)
        return self._l.value, self._b.value, self._r.value, self._t.value

    def _origin(self, index: int) -> tuple[float, float]:
        c.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        return self._x.value, self._y.value

    def inks(self, runs: list[Run], frame: Frame, linked: tuple[Area, ...]) -> Iterator[Ink]:
        """The runs with their boxes; a run that a link covers in part is divided where the link begins and ends."""
        across, down = frame.extent(frame.turn)
        near = [area.placed(frame) for area in linked]
        for run in runs:
            ink = self._ink(run, frame, None)
            if not (ink.x1 > 0 and ink.x0 < across and ink.y1 > 0 and ink.y0 < down):
                continue
            over = [n for n, area in enumerate(near) if area.touches((ink.x0, ink.y0, ink.x1, ink.y1))]
            if over:
                for part, target in self._linked(run, [linked[n] for n in over]):
                    yield self._ink(part, frame, target)
            else:
                yield ink

    def _ink(self, run: Run, frame: Frame, target: str | None) -> Ink:
        start, end, style = run
        rect, page = self._rect, self._page
        c.FPDFText_GetLooseCharBox(page, start, rect)
        ax, ay = frame.place(rect.left, rect.bottom)
        bx, by = frame.place(rect.right, rect.top)
        x0, x1 = (ax, bx) if ax < bx else (bx, ax)
        y0, y1 = (ay, by) if ay < by else (by, ay)
        if end - start > 1:
            c.FPDFText_GetLooseCharBox(page, end - 1, rect)
            ax, ay = frame.place(rect.left, rect.bottom)
            bx, by = frame.place(rect.right, rect.top)
            x0, x1 = min(x0, ax, bx), max(x1, ax, bx)
        base = frame.place(style.base, style.base)[1] if style.turn >= 0 else y1
        size = style.size
        if not 0.5 * size <= y1 - y0 <= 2.2 * size:
            y0, y1 = base - 0.8 * size, base + 0.2 * size
        after = " " if end < len(self.text) and self.text[end] in " \t\xa0" else ""
        return Ink(mended(self.text[start:end].replace("\x02", "-").replace("\ufffe", "-")) + after, x0, y0, x1, y1, base, size, style.bold, target)

    def _linked(self, run: Run, linked: list[Area]) -> Iterator[tuple[Run, str | None]]:
        """The run in parts that lie in one link, or in none."""
        begin, target = run.start, None
        for n in range(run.start, run.end):
            box = self._char(n)
            here = next((area.target for area in linked if area.holds(box)), None)
            if n == run.start:
                target = here
            elif here != target and not self.text[n].isspace():
                end = n
                while self.text[end - 1].isspace():
                    end -= 1
                yield Run(begin, end, run.style), target
                begin, target = n, here
        yield Run(begin, run.end, run.style), target


def _is_bold(font: Any) -> bool:
    """By the font's name or its flag. The weight PDFium tells is guessed from stem widths and calls plain Times bold."""
    if not font:
        return False
    name = ctypes.create_string_buffer(200)
    size = c.FPDFFont_GetBaseFontName(font, name, 200)
    if 0 < size <= 200 and _BOLD.search(name.value.decode("utf-8", "replace")):
        return True
    return bool(c.FPDFFont_GetFlags(font) & _FORCE_BOLD)


def _characters(textpage: Any, count: int) -> str:
    """One character per index of the page. Where PDFium's bare text has another length, they are asked for one by one."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = c.FPDFText_GetText(textpage, 0, count, buffer) if count else 0
    text = bytes(buffer)[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    codes = (c.FPDFText_GetUnicode(textpage, n) for n in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)
