"""Sets made-up reports as word processors do: covers, contents with dot leaders, numbered sections, ruled tables over pages, landscape pages.

A report is a list of flowables; the same list gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

from reportlab.lib.colors import black, lightgrey
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageBreak, PageTemplate, Paragraph, Spacer, Table

BODY = ParagraphStyle("body", fontName="Helvetica", fontSize=11, leading=14.5, spaceAfter=9)
CELL = ParagraphStyle("cell", BODY, fontSize=9.5, leading=12, spaceAfter=0)
HEADINGS = {
    level: ParagraphStyle(f"h{level}", BODY, fontName="Helvetica-Bold", fontSize=size, leading=1.25 * size, spaceBefore=10, keepWithNext=1)
    for level, size in ((0, 24), (1, 16), (2, 13), (3, 11.5))
}
BULLET = ParagraphStyle("bullet", BODY, leftIndent=18, bulletIndent=4)
LINE = ParagraphStyle("line", BODY, spaceAfter=3, alignment=1, fontSize=13, leading=18)
_WIDTH = A4[0] - 2 * 72


def built(story: Sequence[Flowable], *, header: str, footer: str, title: str = "") -> bytes:
    """The PDF of a report; the cover has no header, and every page has the footer and its number."""
    out = BytesIO()
    template = BaseDocTemplate(out, pagesize=A4, invariant=1, title=title)

    def running(size: tuple[float, float], *, cover: bool) -> Callable[[Canvas, BaseDocTemplate], None]:
        def draw(canvas: Canvas, page: BaseDocTemplate) -> None:
            canvas.setPageSize(size)
            canvas.setFont("Helvetica", 8)
            if not cover:
                canvas.drawString(72, size[1] - 36, header)
            canvas.drawString(72, 32, footer)
            canvas.drawRightString(size[0] - 72, 32, f"{page.page}")

        return draw

    pages = []
    for name, size, cover in (("cover", A4, True), ("page", A4, False), ("wide", landscape(A4), False)):
        frame = Frame(72, 64, size[0] - 144, size[1] - 64 - 64, 0, 0, 0, 0)
        pages.append(PageTemplate(name, [frame], onPage=running(size, cover=cover), pagesize=size))
    template.addPageTemplates(pages)
    template.build(list(story))
    return out.getvalue()


def cover(*lines: str) -> list[Flowable]:
    """A title page: each line by itself, those that begin with `# ` large."""
    set_ = [Paragraph(line.removeprefix("# "), HEADINGS[0] if line.startswith("# ") else LINE) for line in lines]
    return [Spacer(1, 60), *(part for line in set_ for part in (line, Spacer(1, 16))), *turn()]


def turn(to: str = "page") -> list[Flowable]:
    """The next page, of another shape where asked."""
    return [NextPageTemplate(to), PageBreak()]


def contents(*lines: tuple[str, int]) -> list[Flowable]:
    """A contents page with dot leaders."""
    out: list[Flowable] = [Paragraph("Contents", HEADINGS[1])]
    for words, page in lines:
        dots = int((_WIDTH - stringWidth(f"{words} {page}", "Helvetica", 11)) / stringWidth(".", "Helvetica", 11)) - 4
        out.append(Paragraph(f"{words} {'.' * dots} {page}", BODY))
    return [*out, *turn()]


def h(words: str, level: int = 1) -> Flowable:
    return Paragraph(words, HEADINGS[level])


def p(*paragraphs: str) -> list[Flowable]:
    return [Paragraph(words, BODY) for words in paragraphs]


def numbered(start: str, *paragraphs: str) -> list[Flowable]:
    """Paragraphs numbered 4.2.1, 4.2.2 ... under the section `start`."""
    return p(*(f"{start}.{n} {words}" for n, words in enumerate(paragraphs, 1)))


def bullets(*items: str) -> list[Flowable]:
    return [Paragraph(words, BULLET, bulletText="\u2022") for words in items]


def ruled(rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Flowable:
    """A table with lines around every cell, its head again on each page."""
    made = Table([[Paragraph(cell, CELL) for cell in row] for row in rows], colWidths=list(widths), repeatRows=1, spaceAfter=12)
    made.setStyle([("GRID", (0, 0), (-1, -1), 0.6, black), ("BACKGROUND", (0, 0), (-1, 0), lightgrey), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    return made
