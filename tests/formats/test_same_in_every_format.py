"""One made-up bulletin in every shape it may arrive in gives the same blocks in the same order, and the same links."""

from __future__ import annotations

import textwrap
from email.message import EmailMessage
from html import escape
from xml.sax.saxutils import escape as xml_escape

import pytest

from scr_extract.formats import attachments, read
from scr_extract.model import BlockKind, Document
from tests.formats import ole, word

TITLE = "Exampleshire learning bulletin"
ENTRIES = (
    (
        "Serious case review: Child Q",
        ("Author: Ann Example", "LSCB: Exampleshire & Inventbury (Jan 2016)"),
        "Death of a nine-week-old girl in May 2015 from injuries that nobody explained. Zoë, her mother, was 17 and had been looked after; the half-brother, "
        "aged four, was seen by no one. Findings include: 3 < 4 visits were made; advice was given by e-mail – “in good faith” – and never followed up.",
        ("Ensure that every under-1 is seen at home.", "Tell the board (and the “safeguarding lead”) within 5 days."),
        "https://example.org/reports/child_q.pdf",
    ),
    (
        "Family R & siblings",
        ("LSCB: Inventbury (Spring 2017)", "Author: Bo Sample OBE"),
        "Serious injury of a 14-year-old boy, who fell from a roof in November 2016 after running away from his third placement that year; the police were "
        "told late. Issues identified include: nobody held the whole story, and no-one asked his sister what she knew of it.",
        ("Share the story; keep it.", "Ask siblings, always."),
        "https://example.org/reports/family_r.pdf",
    ),
)
RESOURCE = "Made-up research on sleep"


def as_text(width: int = 0) -> str:
    parts = [TITLE]
    for heading, header, body, points, link in ENTRIES:
        wrapped = textwrap.fill(body, width) if width else body
        parts += [heading, "\n".join(header), wrapped, "Recommendations:"]
        parts += ["\n".join(f"{n}. {point}" for n, point in enumerate(points, 1)), "\n".join(f"• {point}" for point in points), f"Full report {link}"]
    return "\n\n".join([*parts, RESOURCE]) + "\n"


def as_markdown(width: int = 0) -> str:
    parts = [f"# {TITLE}"]
    for heading, header, body, points, link in ENTRIES:
        wrapped = textwrap.fill(body, width) if width else body
        parts += [f"## {heading}", "\n".join(f"*{line}*" for line in header), wrapped.replace("<", "&lt;"), "**Recommendations:**"]
        parts += ["\n".join(f"{n}. {point}" for n, point in enumerate(points, 1)), "\n".join(f"* {point}" for point in points), f"Full report <{link}>"]
    return "\n\n".join([*parts, f"### {RESOURCE}"]) + "\n"


def as_html(*, chrome: bool = True) -> str:
    parts = [f"<h1>{TITLE}</h1>"]
    for heading, header, body, points, link in ENTRIES:
        items = "".join(f"<li>{escape(point)}</li>" for point in points)
        parts += [f"<h2>{escape(heading)}</h2><p><i>{'<br>'.join(escape(line) for line in header)}</i></p><p>{escape(body)}</p><p><b>Recommendations:</b></p>"]
        parts += [f"<ol>{items}</ol><ul>\n{items}\n</ul><p>Full report <a href='{link}'>{link}</a></p>"]
    content = "\n".join([*parts, f"<h3>{RESOURCE}</h3>"])
    if not chrome:
        return f"<html><body><div>{content}</div></body></html>"
    top = '<div class="cookie-notice"><p>We use cookies on this website.</p></div><header>Exampleshire</header>'
    top += '<nav><a href="/">Home</a><a href="/news">News</a></nav>'
    return (
        f"<!DOCTYPE html><html><head><title>{TITLE}</title><script>1 < 2</script></head><body>{top}"
        f"<main><!-- content -->{content}</main><aside>More</aside><footer>©</footer></body></html>"
    )


def as_docx() -> bytes:
    links: dict[str, str] = {}
    body = word.styled(TITLE, "H1")
    for n, (heading, header, prose, points, link) in enumerate(ENTRIES):
        links[f"l{n}"] = link
        lines = "<w:r><w:br/></w:r>".join(word.r(xml_escape(line)) for line in header)
        body += word.styled(xml_escape(heading), "Own") + f"<w:p>{lines}</w:p>" + word.p(xml_escape(prose)) + word.p("Recommendations:", "", "<w:b/>")
        body += "".join(word.item(xml_escape(point), 2 + n) for point in points) + "".join(word.item(xml_escape(point), 1) for point in points)
        body += f"<w:p>{word.r('Full report ')}<w:hyperlink r:id='l{n}'>{word.r(link)}</w:hyperlink></w:p>"
    running = f"<w:hdr {word.W}>{word.p('Exampleshire')}</w:hdr>"
    return word.docx(body + word.styled(RESOURCE, "Out"), links, header1=running)


def as_mail(*, rich: bool, attached: bool = False) -> bytes:
    made = EmailMessage()
    made["Subject"], made["From"], made["Message-ID"] = TITLE, "ann@example.org", "<1@example.org>"
    made.set_content("See the attached bulletin." if attached else as_text(72), cte="quoted-printable")
    if rich:
        made.add_alternative(as_html(chrome=False), subtype="html", cte="base64")
    if attached:
        made.add_attachment(as_docx(), maintype="application", subtype="octet-stream", filename="bulletin.docx")
    return made.as_bytes()


def blocks(document: Document) -> list[str]:
    return [" ".join(b.span.of(document.text).split()) for b in document.blocks if b.kind is not BlockKind.FURNITURE]


WANTED = blocks(read(as_text().encode(), "made.txt"))


def test_the_plain_text_is_as_expected() -> None:
    assert len(WANTED) == 1 + 2 * 9 + 1
    assert WANTED[1:4] == [ENTRIES[0][0], " ".join(ENTRIES[0][1]), ENTRIES[0][2]]
    assert WANTED[5:9] == [f"1. {ENTRIES[0][3][0]}", f"2. {ENTRIES[0][3][1]}", *ENTRIES[0][3]]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("crlf.txt", as_text().replace("\n", "\r\n").encode("utf-8-sig")),
        ("utf16.txt", as_text().encode("utf-16")),
        ("cp1252.txt", as_text(76).encode("cp1252")),
        ("wrapped.txt", as_text(72).encode()),
        ("plain.md", as_markdown().encode()),
        ("wrapped.md", as_markdown(80).encode()),
        ("page.html", as_html().encode()),
        ("page.htm", as_html().encode("cp1252")),
        ("bulletin.docx", as_docx()),
        ("plain.eml", as_mail(rich=False)),
        ("rich.eml", as_mail(rich=True)),
        ("plain.msg", ole.ole(ole.message(TITLE, as_text().replace("\n", "\r\n")))),
        ("rich.msg", ole.ole(ole.message(TITLE, "see html", as_html(chrome=False).encode()))),
    ],
)
def test_every_format_gives_the_same_blocks(name: str, raw: bytes) -> None:
    document = read(raw, name)
    assert blocks(document) == WANTED
    assert [(link.span.of(document.text), link.target) for link in document.links if link.target.startswith("http")] == [(e[4], e[4]) for e in ENTRIES]
    assert read(raw, "no name").text == document.text


def test_an_attached_bulletin_is_the_bulletin() -> None:
    ((name, raw),) = attachments(as_mail(rich=False, attached=True), "made.eml")
    assert blocks(read(raw, name)) == WANTED
