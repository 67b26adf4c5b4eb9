"""One bulletin set in many ways must read as the same lines in the same order: columns, sizes, leading, justified or not,
word by word or line by line, drawn down the columns or across the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from scr_extract.formats import pdf
from scr_extract.model import BlockKind
from tests.formats.made_pdf import HEIGHT, WIDTH, finished, made, wrapped

WORDS = re.findall(
    r"\S+",
    "the review found that agencies had not shared what they knew about mother partner baby injuries visits were cancelled without challenge "
    "and recommendations include ensuring records of concerns are kept multi-agency meetings happen when a child under one is hurt in "
    "Exampleshire Council Police Health Board",
)
BOLD, PLAIN = "Helvetica-Bold", "Helvetica"


@dataclass(frozen=True)
class Line:
    """One line to be drawn: base line from the top, left edge, words, font, size, and the width to be filled (0: as it comes)."""

    y: float
    x: float
    text: str
    font: str
    size: float
    fill: float = 0


@dataclass(frozen=True)
class Setting:
    columns: int
    size: float
    leading: float
    after: float
    justified: bool
    across: bool
    by_words: bool
    gap: float
    masthead: bool


def setting(random: Random) -> Setting:
    return Setting(
        columns=random.choice([1, 2, 2, 3]),
        size=random.choice([9, 10, 11]),
        leading=random.choice([1.15, 1.25, 1.4]),
        after=random.choice([0.5, 0.8, 1.0]),
        justified=random.random() < 0.5,
        across=random.random() < 0.4,
        by_words=random.random() < 0.4,
        gap=random.choice([14, 18, 26]),
        masthead=random.random() < 0.5,
    )


def bulletin(random: Random) -> list[tuple[str, str]]:
    """Kinds (head, line, paragraph, item) and words."""

    def sentence() -> str:
        words = " ".join(random.choice(WORDS) for _ in range(random.randint(6, 24)))
        return f"{words[0].upper()}{words[1:]}."

    parts: list[tuple[str, str]] = []
    for n in range(random.randint(6, 14)):
        parts.append(("head", f"Child {chr(65 + n)}{n}"))
        parts.append(("line", f"Author: {random.choice(['Ann', 'Bob', 'Cy'])} Example{n}"))
        parts.append(("line", f"LSCB: {random.choice(['Exampleshire', 'Made Borough', 'Foo and Bar'])} ({2010 + n % 9})"))
        parts += [("paragraph", " ".join(sentence() for _ in range(random.randint(1, 6)))) for _ in range(random.randint(1, 3))]
        if random.random() < 0.4:
            parts += [("item", sentence()) for _ in range(random.randint(2, 4))]
        if random.random() < 0.4:
            parts.append(("paragraph", "Read the report here"))
    return parts


def typeset(parts: list[tuple[str, str]], how: Setting) -> list[list[Line]]:
    """The lines of every page, down one column after the other."""
    width = (499 - how.gap * (how.columns - 1)) / how.columns
    step = how.size * how.leading
    pages: list[list[Line]] = [[]]
    top, column = 90.0, 0
    if how.masthead:
        pages[0].append(Line(60, 48, "Safeguarding Bulletin of Reviews", BOLD, 22))
        top = 110.0
    y = top

    def room(height: float) -> None:
        nonlocal y, top, column
        if y + height > 780:
            column += 1
            if column == how.columns:
                column, top = 0, 60.0
                pages.append([])
            y = top

    for kind, words in parts:
        if kind == "head":
            y += 0.6 * how.size if y > top else 0
            room(5 * step)
        inner = 12 if kind == "item" else 0
        font = BOLD if kind == "head" else PLAIN
        lines = wrapped(words, width - inner, how.size, font)
        for n, text in enumerate(lines):
            room(0)
            x = 48 + column * (width + how.gap)
            if inner and n == 0:
                pages[-1].append(Line(y, x, "•", PLAIN, how.size))
            fill = width - inner if how.justified and n < len(lines) - 1 else 0
            pages[-1].append(Line(y, x + inner, text, font, how.size, fill))
            y += step
        if kind == "paragraph":
            y += how.after * how.size
    return pages


def draw(canvas: Canvas, line: Line, *, by_words: bool) -> None:
    canvas.setFont(line.font, line.size)
    words = line.text.split(" ")
    space = stringWidth(" ", line.font, line.size)
    if line.fill and len(words) > 1:
        space = (line.fill - sum(stringWidth(w, line.font, line.size) for w in words)) / (len(words) - 1)
    if by_words:
        x = line.x
        for word in words:
            canvas.drawString(x, HEIGHT - line.y, word)
            x += stringWidth(word, line.font, line.size) + space
        return
    text = canvas.beginText(line.x, HEIGHT - line.y)
    text.setWordSpace(space - stringWidth(" ", line.font, line.size))
    text.textOut(line.text)
    canvas.drawText(text)


def drawn(pages: list[list[Line]], how: Setting) -> bytes:
    canvas, out = made()
    for number, lines in enumerate(pages, 1):
        canvas.setFont(PLAIN, 8)
        canvas.drawCentredString(WIDTH / 2, HEIGHT - 820, f"Exampleshire Board - page {number}")
        for line in sorted(lines, key=lambda l: (l.y, l.x)) if how.across else lines:
            draw(canvas, line, by_words=how.by_words)
        canvas.showPage()
    return finished(canvas, out)


def case(seed: int) -> tuple[bytes, list[str], Setting]:
    """A PDF, the lines that a reader should get from it, and how it was set."""
    random = Random(seed)
    how = setting(random)
    parts = bulletin(random)
    masthead = ["Safeguarding Bulletin of Reviews"] if how.masthead else []
    return drawn(typeset(parts, how), how), masthead + [words for _, words in parts], how


def lines_read(raw: bytes) -> list[str]:
    document = pdf.read(raw, "made.pdf")
    return [line for b in document.blocks if b.kind is not BlockKind.FURNITURE for line in b.span.of(document.text).split("\n")]


@pytest.mark.parametrize("seed", range(24))
def test_the_setting_does_not_change_the_reading(seed: int) -> None:
    raw, wanted, how = case(seed)
    found = lines_read(raw)
    assert " ".join(found).split() == " ".join(wanted).split(), how
    # Where a line is filled by chance and the next begins without a gap, nothing on the page tells them apart.
    assert len(set(wanted) - set(found)) <= 0.04 * len(wanted), how
