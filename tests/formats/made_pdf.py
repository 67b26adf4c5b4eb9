"""PDFs set for tests: words placed as word processors and page layout programs place them."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from functools import cache

import pypdfium2
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0

PLOUGH = (
    "The health visitor called at the flat on four occasions and found nobody in. She left a card each time and told her manager, who "
    "asked the housing officer whether the tenancy had been given up. The housing officer did not reply, and the enquiry was closed "
    "without anyone having spoken to the mother or seen the baby. The review regards this as the point at which the case was lost."
)
LEARNING = (
    "Learning from this review includes: a visit that finds nobody in is an event and not the absence of one; managers should know how "
    "many such visits there have been; and every agency that holds keys to a home should know whom to tell when children live there."
)


def made(pages: Iterable[object] = (), **settings: object) -> tuple[Canvas, io.BytesIO]:
    """A canvas and where its bytes will be. The date is fixed, so that the same page is the same file."""
    out = io.BytesIO()
    return Canvas(out, pagesize=(WIDTH, HEIGHT), invariant=1, **settings), out


def finished(canvas: Canvas, out: io.BytesIO) -> bytes:
    canvas.save()
    return out.getvalue()


def wrapped(text: str, width: float, size: float, font: str = "Helvetica") -> list[str]:
    """Lines filled greedily, as every program fills them."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if stringWidth(longer, font, size) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def put(canvas: Canvas, text: str, x: float, y: float, width: float = 450, size: float = 10, font: str = "Helvetica", leading: float = 1.25) -> float:
    """Sets a paragraph with its first base line at y (from the top) and returns where the next one begins."""
    canvas.setFont(font, size)
    for line in wrapped(text, width, size, font):
        canvas.drawString(x, HEIGHT - y, line)
        y += leading * size
    return y + 0.7 * size


def report(pages: int = 4, paragraphs: Sequence[str] = (PLOUGH, LEARNING)) -> bytes:
    """A one-column report with running header, page numbers, numbered headings, and a paragraph over each page break."""
    canvas, out = made()
    canvas.setTitle("A made-up review")
    rest: list[str] = []
    for number in range(1, pages + 1):
        canvas.setFont("Helvetica", 8)
        canvas.drawRightString(545, HEIGHT - 30, "Exampleshire SCB - Child Q - OFFICIAL")
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 815, f"Page {number} of {pages}")
        canvas.setFont("Helvetica", 10)
        y = 70.0
        for line in rest:
            canvas.drawString(72, HEIGHT - y, line)
            y += 12.5
        y = put(canvas, f"{number}. Section with the number {number}", 72, y + 20, size=15, font="Helvetica-Bold")
        n = 0
        while True:
            lines = wrapped(f"{number}.{n + 1} {paragraphs[(n + number // 2) % len(paragraphs)]}", 450, 10)
            if y + 12.5 * len(lines) > 775:
                break
            y = put(canvas, " ".join(lines), 72, y)
            n += 1
        room = min(len(lines) - 1, max(0, int((795 - y) // 12.5)))
        canvas.setFont("Helvetica", 10)
        for line in lines[:room]:
            canvas.drawString(72, HEIGHT - y, line)
            y += 12.5
        rest = lines[room:] if room else []
        canvas.showPage()
    return finished(canvas, out)


@cache
def newsletter(*, by_rows: bool = False, columns: int = 2) -> bytes:
    """A masthead over two or three columns, a footer; drawn column by column, or line by line across the page."""
    canvas, out = made()
    gap = 18.0
    width = (499 - gap * (columns - 1)) / columns
    put(canvas, "Exampleshire Safeguarding News", 48, 60, size=22, font="Helvetica-Bold")
    canvas.setFont("Helvetica", 8)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 815, "Exampleshire Safeguarding Children Board - page 1")
    drawn: list[tuple[float, float, str, str]] = []
    for column in range(columns):
        x, y = 48 + column * (width + gap), 100.0
        for word in ("alpha", "beta"):
            drawn.append((y, x, f"Serious case review: Child {word} {column}", "Helvetica-Bold"))
            y += 12
            for line in wrapped(f"Column {column} {word} opens. {PLOUGH} {LEARNING} Column {column} {word} closes.", width, 9.5):
                drawn.append((y, x, line, "Helvetica"))
                y += 12
            y += 9
    for y, x, line, font in sorted(drawn) if by_rows else drawn:
        canvas.setFont(font, 9.5)
        canvas.drawString(x, HEIGHT - y, line)
    return finished(canvas, out)


def table(canvas: Canvas, rows: Sequence[Sequence[str]], y: float, widths: Sequence[float] = (60, 270, 120)) -> float:
    """A table with lines around every cell, whose rows are as high as their longest cell."""
    for row in rows:
        cells = [wrapped(cell, width - 8, 9) for cell, width in zip(row, widths, strict=True)]
        height = 11 * max(map(len, cells)) + 7
        x = 72.0
        for lines, width in zip(cells, widths, strict=True):
            canvas.rect(x, HEIGHT - y - height, width, height)
            canvas.setFont("Helvetica", 9)
            for n, line in enumerate(lines):
                canvas.drawString(x + 4, HEIGHT - y - 12 - 11 * n, line)
            x += width
        y += height
    return y


@cache
def scanned(raw: bytes) -> bytes:
    """The same pages as pictures without a character in them."""
    canvas, out = made()
    pdf = pypdfium2.PdfDocument(raw)
    for page in pdf:
        canvas.drawImage(ImageReader(page.render(scale=150 / 72).to_pil().convert("L")), 0, 0, WIDTH, HEIGHT)
        canvas.showPage()
        page.close()
    pdf.close()
    return finished(canvas, out)
