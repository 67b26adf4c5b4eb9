"""The lines a document is cut into before anything is decided: the smallest pieces an entry can begin or end with.

A unit is one line of one block. Run-on pages keep many entries in one line, so a line is also cut after an end mark
(`> Read the overview report,`) and before a fact line that follows a finished sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from scr_extract.model import Block, BlockKind, Document, Span
from scr_extract.resources.sought import Sought

_WIDE = 3
"""A table of this many columns has one thing a row; in one of two the left column names what the right one holds."""
_LINE = re.compile(r"[^\n]+")
_PARAGRAPH, _SENTENCES = 120, 60
"""Characters of a line that is a paragraph of its own, and of one that may be where no line of its block goes on in small letters."""
_GOES_ON = re.compile(r"\n[a-z]")
_SENTENCE_END = re.compile(r"[.!?]['\")\]]*\s*$")
_LETTER = re.compile(r"[A-Za-z]")
_RULED = re.compile(r"(?P<rule>={2,9}|~{2,9}|-{2,9}|\+{2,9}|#{2,9}|\*{2,9})[ ]*(?P<words>[^\n=~+#*-][^\n=~+#*]{1,80}?)[ ]*(?P=rule)")
"""`=== NEGLECT ===`"""
_SENTENCE = re.compile(r"[.!?;:,]['\")\]]*$")
_SMALL = frozenset({"a", "an", "and", "as", "at", "by", "for", "from", "in", "into", "of", "on", "or", "per", "the", "to", "with", "&"})


@dataclass(frozen=True, slots=True)
class Unit:
    """One line: its span in the document, the block it is part of, and whether it opens that block (in a table: the row)
    or begins anew after a whole paragraph in it."""

    span: Span
    block: Block
    opens: bool
    after_break: bool
    """False where the unit was cut out of the middle of a line."""
    cells: tuple[Block, ...] = ()
    """The cells of a table's row, which is one unit; empty for a line."""
    anew: bool = False
    """It follows a finished sentence of some length in a block whose lines all begin with capitals: there it may begin another story."""

    def text(self, view: str) -> str:
        return self.span.of(view)


def units(document: Document, cuts: Iterable[Sought]) -> tuple[Unit, ...]:
    """Every line of every block that is not furniture, cut further where one of `cuts` ends inside it."""
    wide = {b.row[0] for b in document.blocks if b.row and b.row[2] >= _WIDE - 1}
    out: list[Unit] = []
    for key, blocks in groupby((b for b in document.blocks if b.kind is not BlockKind.FURNITURE), lambda b: b.row[:2] if b.row and b.row[0] in wide else None):
        if key is None:
            out += [u for block in blocks for u in _of_block(document.view, block, tuple(cuts))]
        else:
            cells = tuple(blocks)
            out.append(Unit(Span(cells[0].span.start, cells[-1].span.end), cells[0], True, True, cells))
    return tuple(out)


def _of_block(view: str, block: Block, cuts: tuple[Sought, ...]) -> Iterator[Unit]:
    opens = True
    paragraph = anew = False
    whole = not _GOES_ON.search(view, block.span.start, block.span.end)
    for line in _LINE.finditer(view, block.span.start, block.span.end):
        places = {m.end() for cut in cuts for m in cut.finditer(view, line.start(), line.end())}
        start = line.start()
        opens = opens or paragraph
        after, ended = anew, _SENTENCE_END.search(line[0]) is not None
        paragraph, anew = ended and len(line[0]) >= _PARAGRAPH, ended and whole and len(line[0]) >= _SENTENCES
        for place in sorted(places | {line.end()}):
            span = _unruled(view, Span(start, place).trimmed(view))
            if len(span):
                yield Unit(span, block, opens and (block.row is None or block.row[2] == 0), start == line.start(), anew=after and start == line.start())
                opens = False
            start = place


def _unruled(view: str, line: Span) -> Span:
    """The words of a heading that stands between rules of its writer's own."""
    ruled = _RULED.fullmatch(view, line.start, line.end) if view[line.start : line.start + 2] == view[line.end - 2 : line.end] else None
    return Span(*ruled.span("words")) if ruled else line


def is_title_like(unit: Unit, view: str) -> bool:
    """A short line that stands by itself and is no sentence: what headings of any level look like in plain text."""
    if unit.cells:
        return False
    text = unit.text(view)
    if unit.block.kind is BlockKind.HEADING:
        return len(text) <= 200
    words = text.split()
    if not unit.opens or not 1 <= len(words) <= 12 or len(text) > 90 or not _LETTER.search(text) or unit.block.kind is BlockKind.LIST_ITEM:
        return False
    if _SENTENCE.search(text) and not text.endswith(":"):
        return False
    capital = sum(w[0].isupper() or not w[0].isalpha() for w in words if w.lower() not in _SMALL)
    weighty = sum(w.lower() not in _SMALL for w in words)
    return (text[0].isupper() or (text[0] in "\"'" and text[1:2].isupper())) and (capital >= 0.6 * weighty or (len(words) <= 4 and capital >= 1))
