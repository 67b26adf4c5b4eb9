"""One page of a PDF as a picture: `python -m scr_extract.formats.pdf.picture`, a process of its own, since the file is not trusted.

In come a page's number, a width in pixels and the file as the frames of `formats.worker`; out come the page's width and
height in points as it is shown (the frame of `model.Box`) and the picture as PNG, or nothing.
"""

from __future__ import annotations

import ctypes
import os
import struct
import subprocess
import sys
import zlib
from typing import Any, NamedTuple

from scr_extract.errors import ReadError
from scr_extract.formats.limits import Limits, arm, confine, packed, unpacked
from scr_extract.formats.worker import receive
from scr_extract.model import Status

_LIMITS = Limits(cpu=20.0, wall=30.0, patience=30.0)
_KEPT = ("PATH", "LANG", "LC_ALL", "PYTHONPATH", "VIRTUAL_ENV", "LD_LIBRARY_PATH")
WIDEST = 2000
"""Pixels across: sharp on any screen at which one reads."""


class Picture(NamedTuple):
    """A page as it is shown: its size in points, and the PNG."""

    width: float
    height: float
    png: bytes


def picture(raw: bytes, page: int, across: int = 1000) -> Picture:
    """Draw one page (from 1), `across` pixels wide. Raises ReadError where it cannot be drawn within its limits."""
    settings = {name: os.environ[name] for name in _KEPT if name in os.environ}
    command = [sys.executable, "-X", "utf8", "-m", "scr_extract.formats.pdf.picture", packed(_LIMITS)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=settings, start_new_session=True) as process:
        try:
            told, _ = process.communicate(_framed(str(page).encode(), str(min(across, WIDEST)).encode(), raw), _LIMITS.wall)
        except subprocess.TimeoutExpired:
            process.kill()
            raise ReadError(Status.LIMIT, f"page {page} is not drawn within {_LIMITS.wall:.0f} seconds") from None
    if len(told) < 16:
        raise ReadError(Status.MALFORMED, f"page {page} cannot be drawn")
    width, height = struct.unpack(">dd", told[:16])
    return Picture(width, height, told[16:])


def _framed(*parts: bytes) -> bytes:
    return b"".join(struct.pack(">Q", len(part)) + part for part in parts)


def drawn(raw: bytes, page: int, across: int) -> Picture | None:
    """Draw the page in this process; None where the file has no such page or it has no size."""
    import pypdfium2.raw as c

    from scr_extract.formats.pdf.pages import opened

    pdf: Any = opened(raw)
    loaded = c.FPDF_LoadPage(pdf.raw, page - 1) if 1 <= page <= len(pdf) else None
    if not loaded:
        return None
    width, height = c.FPDF_GetPageWidthF(loaded), c.FPDF_GetPageHeightF(loaded)
    if min(width, height) <= 0:
        return None
    down = max(1, min(2 * WIDEST, round(across * height / width)))
    bitmap = c.FPDFBitmap_CreateEx(across, down, c.FPDFBitmap_BGR, None, 0)
    if not bitmap:
        return None
    c.FPDFBitmap_FillRect(bitmap, 0, 0, across, down, 0xFFFFFFFF)
    c.FPDF_RenderPageBitmap(bitmap, loaded, 0, 0, across, down, 0, c.FPDF_REVERSE_BYTE_ORDER | c.FPDF_ANNOT)
    stride = c.FPDFBitmap_GetStride(bitmap)
    pixels = ctypes.string_at(c.FPDFBitmap_GetBuffer(bitmap), stride * down)
    rows = b"".join(b"\0" + pixels[n * stride : n * stride + 3 * across] for n in range(down))
    return Picture(width, height, _png(across, down, rows))


def _png(across: int, down: int, rows: bytes) -> bytes:
    """Rows of RGB, each after its filter byte, as PNG."""

    def part(kind: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + kind + held + struct.pack(">I", zlib.crc32(kind + held))

    head = struct.pack(">IIBBBBB", across, down, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows, 6)) + part(b"IEND", b"")


def main(limits: Limits) -> None:
    """Draw one page for the other end, then end."""
    asks, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    confine(limits)
    arm(limits)
    page, across, raw = (receive(asks, limits.size) for _ in range(3))
    if page is None or across is None or raw is None:
        return
    try:
        found = drawn(raw, int(page), int(across))
    except ReadError:
        return
    if found is not None:
        answers.write(struct.pack(">dd", found.width, found.height) + found.png)
        answers.flush()


if __name__ == "__main__":
    main(unpacked(sys.argv[1]))
