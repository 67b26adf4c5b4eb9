"""One made-up bulletin in every shape it may arrive in: Markdown is the source, all others are written from it.

Of Markdown only what the samples use is known: headings, paragraphs, `**bold**`, `*italic*` and `[anchor](target)`. The same
source gives the same bytes. A link to `#` is a link that the sender lost, and is written as words alone.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from io import BytesIO

from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, NextPageTemplate, PageTemplate, Paragraph

from tests.formats import word

_INLINE = re.compile(r"\*\*(?P<bold>[^*]+)\*\*|\*(?P<italic>[^*]+)\*|\[(?P<anchor>[^\]]+)\]\((?P<target>[^)]+)\)")
WIDTH, HEIGHT, MARGIN, GAP = 595.0, 842.0, 48.0, 22.0


@dataclass(frozen=True, slots=True)
class Words:
    """Characters set alike: plain, bold or italic, perhaps a link."""

    text: str
    style: str = ""
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph; `level` is a heading's depth, 0 for prose."""

    level: int
    words: tuple[Words, ...]

    @property
    def text(self) -> str:
        return "".join(w.text for w in self.words)


def parsed(markdown: str) -> tuple[Passage, ...]:
    """The paragraphs of a source, their lines joined."""
    found = []
    for lines in re.split(r"\n\s*\n", markdown.strip()):
        m = re.match(r"(#+)\s+", lines)
        found.append(Passage(len(m[1]) if m else 0, tuple(_words(" ".join(lines[m.end() if m else 0 :].split())))))
    return tuple(found)


def _words(line: str) -> Iterator[Words]:
    end = 0
    for m in _INLINE.finditer(line):
        if m.start() > end:
            yield Words(line[end : m.start()])
        style = "bold" if m["bold"] else "italic" if m["italic"] else ""
        yield Words(m["bold"] or m["italic"] or m["anchor"], style, None if m["target"] in (None, "#") else m["target"])
        end = m.end()
    if end < len(line):
        yield Words(line[end:])


def as_text(markdown: str, width: int = 0) -> bytes:
    """Plain text, its lines as long as their paragraphs or wrapped at `width`."""
    return ("\n\n".join(textwrap.fill(p.text, width) if width else p.text for p in parsed(markdown)) + "\n").encode()


def as_docx(markdown: str) -> bytes:
    """A Word file with heading styles, bold and italic runs, and links."""
    links: dict[str, str] = {}
    body = ""
    for p in parsed(markdown):
        runs = ""
        for w in p.words:
            run = word.r(escape(w.text, quote=False), {"bold": "<w:b/>", "italic": "<w:i/>"}.get(w.style, ""))
            if w.target:
                links[f"l{len(links)}"] = escape(w.target)
                run = f'<w:hyperlink r:id="l{len(links) - 1}">{run}</w:hyperlink>'
            runs += run
        shape = {0: "", 1: '<w:pPr><w:pStyle w:val="H1"/></w:pPr>'}.get(p.level, '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
        body += f"<w:p>{shape}{runs}</w:p>"
    return word.docx(body, links)


def _html(p: Passage) -> str:
    tags = {"bold": "strong", "italic": "em", "": ""}
    inside = ""
    for w in p.words:
        words, tag = escape(w.text, quote=False), tags[w.style]
        words = f"<{tag}>{words}</{tag}>" if tag else words
        inside += f'<a href="{escape(w.target)}">{words}</a>' if w.target else words
    tag = f"h{p.level}" if p.level else "p"
    return f"<{tag}>{inside}</{tag}>"


def as_html(markdown: str, *, site: bool = True) -> bytes:
    """A saved page: the site's menu, notice, search and footer stand around the content. Without `site`, the content alone."""
    content = "\n".join(map(_html, parsed(markdown)))
    title = escape(parsed(markdown)[0].text, quote=False)
    if not site:
        return f"<html><body>\n{content}\n</body></html>\n".encode()
    menu = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in ("Home", "Training", "Procedures", "News", "Contact"))
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{title} | News</title><style>nav {{ float: left }}</style><script>var shown = "<p>no</p>";</script></head>
<body>
<div id="cookie-banner" class="cookie-notice"><p>We use cookies to count visits.</p><button>Accept</button></div>
<header><a href="/">{title}</a><form role="search"><input name="q"><button>Search</button></form></header>
<nav aria-label="Main"><ul>{menu}</ul></nav>
<main>
{content}
</main>
<aside><h2>Latest news</h2><ul><li><a href="/news/1">Training dates for the new year</a></li></ul></aside>
<footer><ul><li><a href="/privacy">Privacy</a></li><li><a href="/access">Accessibility</a></li></ul><p>© {title}</p></footer>
</body></html>
""".encode()


def as_mail(markdown: str) -> bytes:
    """A mail with its text twice, plain and as HTML, both quoted-printable, under a coded subject."""
    made = EmailMessage()
    made["Subject"] = f"{parsed(markdown)[0].text} – bulletin"
    made["From"] = "Bulletins <bulletins@example.org>"
    made["To"] = "teams@example.org"
    made["Date"] = "Mon, 06 Nov 2017 09:30:00 +0000"
    made["Message-ID"] = "<bulletin@example.org>"
    made.set_content(as_text(markdown, 72).decode(), cte="quoted-printable")
    made.add_alternative(as_html(markdown, site=False).decode(), subtype="html", cte="quoted-printable")
    made.set_boundary("=_made_up_bulletin")
    return made.as_bytes()


def as_pdf(markdown: str, columns: int = 1) -> bytes:
    """A masthead over one or two columns, on each page a running footer and its number."""
    first, *rest = parsed(markdown)
    out = BytesIO()
    template = BaseDocTemplate(out, pagesize=(WIDTH, HEIGHT), invariant=1, title=first.text)
    width = (WIDTH - 2 * MARGIN - GAP * (columns - 1)) / columns

    def frames(top: float) -> list[Frame]:
        return [Frame(MARGIN + n * (width + GAP), 56, width, HEIGHT - 56 - top, 0, 0, 0, 0) for n in range(columns)]

    def running(canvas: Canvas, page: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, 30, f"{first.text} | Learning from reviews")
        canvas.drawRightString(WIDTH - MARGIN, 30, f"Page {page.page}")

    masthead = Frame(MARGIN, HEIGHT - 110, WIDTH - 2 * MARGIN, 70, 0, 0, 0, 0)
    opening = PageTemplate("opening", [masthead, *frames(122)], onPage=running)
    template.addPageTemplates([opening, PageTemplate("further", frames(56), onPage=running)])
    body = ParagraphStyle("body", fontName="Helvetica", fontSize=12, leading=16, spaceAfter=9)
    bold = {n: ParagraphStyle(f"h{n}", body, fontName="Helvetica-Bold", fontSize=size, leading=1.2 * size, keepWithNext=1) for n, size in ((1, 24), (2, 16))}
    styles = {0: body} | bold
    story = [NextPageTemplate("further"), Paragraph(_marked(first), styles[1]), FrameBreak()]
    template.build([*story, *(Paragraph(_marked(p), styles[p.level]) for p in rest)])
    return out.getvalue()


def _marked(p: Passage) -> str:
    """A paragraph in reportlab's own marks."""
    out = ""
    for w in p.words:
        words, tag = escape(w.text, quote=False), {"bold": "b", "italic": "i"}.get(w.style)
        words = f"<{tag}>{words}</{tag}>" if tag else words
        out += f'<link href="{escape(w.target)}" color="blue">{words}</link>' if w.target else words
    return out
