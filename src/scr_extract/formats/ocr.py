"""Reads pictures of pages with Tesseract, where it is installed: a program of its own, run once per page.

Pages are drawn at 200 dots per inch (more does not read better and takes longer), two programs at a time, one thread
each. Nothing is written to disk. Recognised words come back as ink, like those of any page.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from statistics import fmean, median, quantiles
from typing import Any, NamedTuple

import pypdfium2.raw as c

from scr_extract.formats.pdf.ink import Frame, Ink

DPI = 200
MOST_PIXELS = 12_000_000
"""Per page: A3 at 200 dots per inch is 7.7 million. Larger sheets are drawn smaller."""
MOST_PAGES = 300
_AT_ONCE = 2
_PATIENCE = 120
"""Seconds for one page, which takes two."""
_SPECK = 60
_LEGIBLE = 0.4
"""Mean confidence below which what was read is guesswork over a picture, not words."""
_HANGING = re.compile(r"[gjpqyQ,;]")


class Recognised(NamedTuple):
    """What was read on one page, in the frame of the page as it is shown. `confidence` is the mean over words, 0 to 1;
    `usual` the height of most words in points, by which sizes are to be understood."""

    inks: tuple[Ink, ...]
    characters: int
    confidence: float
    usual: float


class _Word(NamedTuple):
    line: tuple[int, int, int]
    left: float
    top: float
    width: float
    height: float
    confidence: float
    text: str


def program() -> str | None:
    """Where Tesseract is; None where it is not installed."""
    return shutil.which("tesseract")


def version() -> str:
    """Name and number of the program, `none` without one: part of what a reading depends on."""
    found = program()
    if found is None:
        return "none"
    told = subprocess.run([found, "--version"], capture_output=True, text=True, timeout=20, check=False)
    return " ".join((told.stdout or told.stderr).split()[:2]) or "tesseract"


def recognise(pdf: Any, pages: Iterable[tuple[int, Frame]]) -> dict[int, Recognised]:
    """Read pages of an open PDF. A page on which nothing legible was found is not among the answers."""
    found = program()
    if found is None:
        return {}
    out: dict[int, Recognised] = {}
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        waiting: list[tuple[int, float, Future[str]]] = []
        for number, frame in list(pages)[:MOST_PAGES]:
            if len(waiting) > _AT_ONCE:
                _collect(waiting.pop(0), out)
            picture, scale = _drawn(pdf, number, frame)
            waiting.append((number, scale, pool.submit(_run, found, picture)))
        for one in waiting:
            _collect(one, out)
    return out


def _collect(one: tuple[int, float, Future[str]], out: dict[int, Recognised]) -> None:
    number, scale, future = one
    words = list(_words(future.result()))
    read = _recognised(words, scale) if words else None
    if read is not None and read.confidence >= _LEGIBLE:
        out[number] = read


def _drawn(pdf: Any, number: int, frame: Frame) -> tuple[bytes, float]:
    """The page as a grey picture (PGM), and how many points a pixel is."""
    width, height = frame.extent(frame.shown)
    scale = min(DPI / 72, (MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    across, down = max(1, round(width * scale)), max(1, round(height * scale))
    page = c.FPDF_LoadPage(pdf.raw, number - 1)
    bitmap = c.FPDFBitmap_CreateEx(across, down, c.FPDFBitmap_Gray, None, 0)
    if not page or not bitmap:
        return b"P5 1 1 255\n\xff", 1.0
    try:
        c.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
        c.FPDF_RenderPageBitmap(bitmap, page, 0, 0, across, down, 0, c.FPDF_GRAYSCALE | c.FPDF_ANNOT)
        stride = c.FPDFBitmap_GetStride(bitmap)
        pixels = ctypes.string_at(c.FPDFBitmap_GetBuffer(bitmap), stride * down)
    finally:
        c.FPDFBitmap_Destroy(bitmap)
        c.FPDF_ClosePage(page)
    if stride != across:
        pixels = b"".join(pixels[n * stride : n * stride + across] for n in range(down))
    return b"P5 %d %d 255\n" % (across, down) + pixels, 1 / scale


def _run(found: str, picture: bytes) -> str:
    """Tesseract's table of words; empty where it fails or takes too long."""
    command = [found, "stdin", "stdout", "--dpi", str(DPI), "--psm", "3", "-l", "eng", "tsv"]
    try:
        told = subprocess.run(command, input=picture, capture_output=True, timeout=_PATIENCE, check=False, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
    except (subprocess.TimeoutExpired, OSError):
        return ""
    return told.stdout.decode("utf-8", "replace") if told.returncode == 0 else ""


def _words(table: str) -> Iterator[_Word]:
    for row in table.splitlines()[1:]:
        cells = row.split("\t")
        # Specks and borders are read as single signs of little confidence.
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip() and (float(cells[10]) > _SPECK or any(ch.isalnum() for ch in cells[11])):
            block, paragraph, line = (int(x) for x in cells[2:5])
            left, top, width, height = (float(x) for x in cells[6:10])
            yield _Word((block, paragraph, line), left, top, width, height, float(cells[10]), cells[11].strip())


def _recognised(words: list[_Word], scale: float) -> Recognised:
    lines: dict[tuple[int, int, int], list[_Word]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    # Heights differ with the letters of a word, and a line's with the slant of the scan: most of the tall words say it.
    tall = {key: quantiles([w.height for w in line] * 2, n=4)[2] for key, line in lines.items()}
    usual = median(tall[w.line] for w in words)
    inks: list[Ink] = []
    for key, line in lines.items():
        size = usual if tall[key] <= 1.4 * usual else tall[key]
        feet = [w.top + w.height for w in line if not _HANGING.search(w.text)]
        base = median(feet) if feet else max(w.top + w.height for w in line) - 0.2 * size
        for w in line:
            box = (w.left * scale, w.top * scale, (w.left + w.width) * scale, (w.top + w.height) * scale)
            inks.append(Ink(w.text + " ", *box, base * scale, size * scale, False))
    sure = fmean(w.confidence for w in words) / 100
    return Recognised(tuple(inks), sum(len(w.text) for w in words), round(sure, 3), usual * scale)
