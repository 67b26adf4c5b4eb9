"""Builds small documents and readings from made-up text, as the readers and the segmenter would."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from scr_extract.fields.reading import Reading
from scr_extract.model import Block, BlockKind, Document, Part, Segment, SegmentKind, Span
from scr_extract.resources.sections import section_kind

_CELL = re.compile(r"^\|[ ]*([^|\n]+?)[ ]*\|[ ]*([^|\n]+?)[ ]*\|$", re.M)
_RUN_ON = re.compile(r"\s*(?=\b(?:Authors?|LSCB)\s*:)")


def document(text: str, name: str = "made.txt") -> Document:
    """A document whose paragraphs are body blocks."""
    blocks = [Block(Span(*m.span()), BlockKind.BODY) for m in re.finditer(r"\S(?:.|\n(?!\s*\n))*", text)]
    return Document(hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(), name, "text/plain", text, tuple(blocks), "made")


def reading(text: str) -> Reading:
    """The whole text as one entry. With several lines the first is the heading, up to a label that runs on after it,
    and the header ends at the first blank line. A line above it that begins with `# ` is a topic outside the entry.
    Lines `| Author | Ann Other |` are the cells of a table's row, each with the words at the head of its column."""
    if "\n== " in text:
        return report(text)
    heading = header = topic = None
    start = 0
    if text.startswith("# ") and "\n" in text:
        topic, start = Span(2, text.index("\n")), text.index("\n") + 1
    if "\n" in text[start:].strip():
        line = Span(start, text.index("\n", start))
        run_on = _RUN_ON.search(text, start, line.end)
        heading = Span(start, run_on.start() if run_on and run_on.start() > start else line.end)
        blank = re.compile(r"\n\s*\n").search(text, start)
        header = Span(start, blank.start() if blank else line.end)
    cells = tuple((m[1].strip(), Span(m.start(2), m.end(2))) for m in _CELL.finditer(text))
    if cells:
        heading = header = cells[0][1]
    heading = heading if heading and len(heading) else None
    return Reading(document(text), Segment(SegmentKind.ENTRY, Span(start, len(text)), "made", heading, header, topic, cells=cells))


def report(text: str) -> Reading:
    """A report: the text up to the first line `== Heading ==` is its cover, and each such line opens a section.

    Lines `~~ words ~~` at its end are running headers and footers.
    """
    made = document(text)
    below = re.search(r"^~~ ", text, re.M)
    end = below.start() if below else len(text)
    kinds = (replace(b, kind=BlockKind.FURNITURE) if b.span.start >= end else b for b in made.blocks)
    made = replace(made, blocks=tuple(kinds))
    lines = list(re.finditer(r"^== (.+) ==$", text, re.M))
    ends = [m.start() for m in lines[1:]] + [end]
    parts = tuple(Part(section_kind(m[1]) or "narrative", Span(*m.span(1)), Span(m.end(), stop).trimmed(text), 1) for m, stop in zip(lines, ends, strict=True))
    cover = Span(0, lines[0].start()).trimmed(text)
    return Reading(made, Segment(SegmentKind.ENTRY, Span(0, end), "report", cover, cover, parts=parts))


def unmark(marked: str) -> tuple[str, tuple[Span, ...]]:
    """The text without its `[[ ]]` marks, and the spans they marked."""
    text, spans, end = "", [], 0
    for m in re.finditer(r"\[\[(.+?)\]\]", marked, re.S):
        text += marked[end : m.start()]
        spans.append(Span(len(text), len(text) + len(m[1])))
        text += m[1]
        end = m.end()
    return text + marked[end:], tuple(spans)
