"""What the words of a line say about its place: list markers, section numbers, labels, sentence ends, contents lines."""

from __future__ import annotations

import re

from scr_extract.formats.pdf.lines import Line

BULLET = re.compile(r"[•●▪■□◦‣⁃∙·➢➤►✓✔❖◆○\uf000-\uf0ff\ufffd](?=\s*\S)|[-–—*>](?=\s+\S)|o(?=\s{1,3}[A-Z])")
_SOLID = re.compile(r"[•●▪■□◦‣⁃∙·➢➤►✓✔❖◆○\uf000-\uf0ff]\s*")
_NUMBER = re.compile(r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})\)|(?:\d{1,3}|[a-hA-H]|[ivx]{1,5})\.)(?=\s+\S)")
_SECTION = re.compile(r"(?:[A-Z]\d{0,2}\.)?\d{1,2}(?:\.\d{1,3}){1,4}\.?(?=\s+\S)")
_LABEL = re.compile(r"[A-Z][\w'’/&() -]{1,38}:(?=\s|$)")
_STOP = re.compile(r"[.!?:;…][\"'”’)\]]*[\d⁰¹²³⁴-⁹]{0,3}$")
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]*\s?[⁰¹²³⁴-⁹]{0,3}$")
LEADERS = re.compile(r"(?:\.\s?){4,}\s*[\divxl]{1,4}\s*$|…{2,}\s*[\divxl]{1,4}\s*$|(?:\.\s?){6,}", re.I)


def bullet(line: Line) -> bool:
    """Whether the line opens with a list sign. A dash or a small o counts only where a gap follows it."""
    m = BULLET.match(line.text)
    if not m:
        return False
    if _SOLID.match(line.text):
        return True
    sign = line.inks[0].text.strip() if line.inks else ""
    apart = sign == m[0] and len(line.inks) > 1 and line.inks[1].x0 - line.inks[0].x1 > 0.3 * line.size
    return apart or m[0] in "-–—*"


def numbered(line: Line) -> bool:
    """Whether the line opens with the number or letter of a list item: `1.`, `(a)`, `iv)`."""
    return bool(_NUMBER.match(line.text))


def sectioned(line: Line) -> bool:
    """Whether the line opens with a number of a section or paragraph: `4.2.1`."""
    return bool(_SECTION.match(line.text))


def labelled(line: Line) -> bool:
    """Whether the line opens with a label: `Author: ...`."""
    return bool(_LABEL.match(line.text))


def closed(text: str) -> bool:
    """Whether the words end as a line of facts does: in a bracket or a number."""
    return text[-1:] == ")" or text[-1:].isdigit()


def stopped(text: str) -> bool:
    """Whether the words end a sentence or a clause that needs nothing to follow on."""
    return bool(_STOP.search(text))


def ended(text: str) -> bool:
    """Whether the words end a sentence."""
    return bool(_SENTENCE.search(text))


def leads(text: str) -> bool:
    """Whether it is a line of a contents list, with dots that lead to a page number."""
    return ("..." in text or ". . ." in text or "…" in text) and bool(LEADERS.search(text))
