"""A bulletin as the bytes of a file: Markdown, a Word document or an HTML page. Nothing in it is fetched from anywhere."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from html import escape

from scr_extract.datasets.bulletin import Passage, Words
from scr_extract.errors import NotFoundError

ENDINGS = ("md", "docx", "html")
_MARKS = re.compile(r"([\\`*_\[\]<>#~|&])")
_UNSAFE = re.compile(r"[<>\s]")
_SCHEMES = ("https://", "http://", "mailto:")


def written(passages: Sequence[Passage], ending: str) -> bytes:
    """The passages in the format of that ending. Raises NotFoundError for another one."""
    match ending:
        case "md":
            return "\n\n".join(_markdown(p) for p in passages).encode() + b"\n"
        case "html":
            return _html(passages)
        case "docx":
            return _docx(passages)
        case _:
            raise NotFoundError(f"no bulletin as {ending!r}; there are {', '.join(ENDINGS)}")


def _target(words: Words) -> str | None:
    """A link only to what opens a page or writes a mail: an address in a source is nobody's to run."""
    return words.target if words.target and words.target.startswith(_SCHEMES) else None


def _markdown(passage: Passage) -> str:
    said = ""
    for words in passage.words:
        text, target = _MARKS.sub(r"\\\1", words.text), _target(words)
        text = f"**{text}**" if words.bold else text
        said += f"[{text}](<{_UNSAFE.sub('', target)}>)" if target else text
    said = re.sub(r"^(\d+)([.)])", r"\1\\\2", said)  # no list where a paragraph begins with a number
    said = re.sub(r"^([+-])", r"\\\1", said)
    return f"{'#' * passage.level} {said}" if passage.level else said


def _html(passages: Sequence[Passage]) -> bytes:
    body = []
    for passage in passages:
        said = ""
        for words in passage.words:
            text, target = escape(words.text), _target(words)
            text = f"<strong>{text}</strong>" if words.bold else text
            said += f'<a href="{escape(target)}" rel="noreferrer">{text}</a>' if target else text
        name = f"h{passage.level}" if passage.level else "p"
        body.append(f"<{name}>{said}</{name}>")
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>News and learning from reviews</title>'
    style = "<style>body{max-width:45rem;margin:2rem auto;padding:0 1rem;font:1rem/1.5 sans-serif}</style>"
    return "\n".join((f'<!DOCTYPE html>\n<html lang="en-GB"><head>{head}{style}</head><body>', *body, "</body></html>\n")).encode()


def _docx(passages: Sequence[Passage]) -> bytes:
    from docx import Document
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    for passage in passages:
        paragraph = document.add_paragraph(style=f"Heading {passage.level}" if passage.level else None)
        for words in passage.words:
            run = paragraph.add_run(words.text)
            run.bold = True if words.bold else None
            target = _target(words)
            if target:
                link = OxmlElement("w:hyperlink")
                link.set(qn("r:id"), document.part.relate_to(target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
                run.underline = True
                link.append(run._r)
                paragraph._p.append(link)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
