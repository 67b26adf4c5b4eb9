"""Paragraphs out of lines: what was broken by the width of the column is joined, what was meant apart stays apart.

A column is filled greedily: where the next line's first word would still have fitted, the break was meant. Gaps, changes
of size or weight, indents and list markers are breaks too.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from scr_extract.formats.pdf import marks
from scr_extract.formats.pdf.hyphens import divided
from scr_extract.formats.pdf.ink import Frame
from scr_extract.formats.pdf.lines import Line
from scr_extract.formats.pdf.reading_order import Region

_GAP = 1.22
"""Times the usual step from line to line: a wider one parts paragraphs."""
_PROOF = 4
"""Steps: fewer do not show what is usual, and a title's lines stand wide apart; then 1.2 times the size is taken."""
_HEADER = 6
_NEAR = 6
"""Lines on either side that show how far the lines around them reach (text in a box is narrower than its column)."""


class Place(NamedTuple):
    """The page that lines stand on, and their upright frame on it."""

    page: int
    frame: Frame


@dataclass(slots=True)
class Para:
    """Lines that belong together, while they are being gathered. `breaks[n]` says that line n begins on a line of its own."""

    lines: list[Line]
    places: list[Place]
    breaks: list[bool]
    edge: float = 0.0
    """How far the lines around its last one reach."""
    heads: bool = False
    """Whether it is the first of its region: only then can it be the rest of a paragraph of another region."""

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    def fills(self, following: Line) -> bool:
        """Whether the first word of a line that stands elsewhere would not have fitted behind the last line."""
        return not _short(self.last, following, self.edge)

    @property
    def table(self) -> int | None:
        """The number of the table whose place in the text this is; None for words."""
        return None if self.first.inks else int(self.first.text[1:])

    @property
    def size(self) -> float:
        return max(self.lines, key=_length).size

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def letters(self) -> int:
        return sum(len(line.text) for line in self.lines)


def usual_steps(found: Sequence[Region]) -> dict[int, float]:
    """For each type size (in half points) the usual step from one line to the next."""
    steps: dict[int, list[float]] = {}
    for region in found:
        for a, b in pairwise(region.lines):
            if abs(a.size - b.size) < 0.3 and a.inks and b.inks and 0.8 * a.size < b.base - a.base < 2.6 * a.size:
                steps.setdefault(round(2 * a.size), []).append(b.base - a.base)
    usual = {size: sorted(found)[int(0.3 * (len(found) - 1))] for size, found in steps.items()}
    return {size: step if len(steps[size]) >= _PROOF else min(step, 0.6 * size) for size, step in usual.items()}


def paragraphs(region: Region, place: Place, steps: dict[int, float]) -> Iterator[Para]:
    """The paragraphs of one region in order."""
    held: Para | None = None
    edges = _edges(region.lines, region.right)
    for n, line in enumerate(region.lines):
        if held is None or not line.inks or not held.last.inks:
            joint: str | None = None
        else:
            joint = _joint(held, line, edges[n - 1], steps)
        if joint is None:
            if held is not None:
                yield held
            held = Para([line], [place], [False], heads=n == 0)
        else:
            assert held is not None
            held.lines.append(line)
            held.places.append(place)
            held.breaks.append(joint == "\n")
        held.edge = edges[n]
    if held is not None:
        yield held


def _edges(lines: Sequence[Line], right: float) -> list[float]:
    """How far the lines around each line reach: their own edge where several agree on it, else the column's."""
    found: list[float] = []
    start = 0
    for n in range(1, len(lines) + 1):
        if n < len(lines) and abs(lines[n].base - lines[n - 1].base) <= 2.2 * lines[n - 1].size and abs(lines[n].size - lines[n - 1].size) <= 0.6:
            continue
        ends = [line.x1 for line in lines[start:n]]
        long = [line.x1 if len(line.text) > 25 else 0.0 for line in lines[start:n]]
        slack = 3.5 * lines[start].size
        for at in range(n - start):
            near = slice(max(0, at - _NEAR), at + _NEAR + 1)
            reach = max(ends[near])
            agreed = sum(x > reach - slack for x in long[near])
            around = len(ends[near])
            found.append(reach if around >= 3 and agreed >= max(2, 0.4 * around) else max(right, reach))
        start = n
    return found


def _short(line: Line, following: Line, edge: float) -> bool:
    """Whether the next line's first word would have fitted behind this line."""
    word = following.text.split(None, 1)[0] if following.text.split() else ""
    scale = (following.x1 - following.x0) / max(0.1, _set_width(following.text))
    return edge - line.x1 > _set_width(word + " ") * scale + 0.25 * line.size


def _set_width(text: str) -> float:
    """How wide words are in letters of middling width; only its proportions count."""
    narrow = sum(map(text.count, "iljtfrI.,:;'’!|()[] "))
    wide = sum(map(text.count, "mwMW@%"))
    capitals = sum(c.isupper() for c in text)
    return len(text) - 0.48 * narrow + 0.5 * wide + 0.25 * capitals


def _joint(held: Para, line: Line, edge: float, steps: dict[int, float]) -> str | None:
    """How a line follows the paragraph: with a space, on a line of its own, or (None) not at all."""
    last, first = held.last, held.first
    step = line.base - last.base
    usual = steps.get(round(2 * last.size), 1.25 * last.size)
    if step > max(_GAP * usual, usual + 2) or step <= 0:
        return None
    if abs(last.size - line.size) > 0.07 * max(last.size, line.size):
        return None
    if marks.leads(last.text) or marks.leads(line.text):
        return None
    continues = not marks.stopped(last.text) and (line.text[:1].islower() or divided(last.text))
    if last.inks[-1].bold != line.inks[0].bold and not continues and (last.bold != line.bold or line.inks[0].bold):
        return None
    centred = abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 6 and abs(last.x0 - line.x0) > 3
    short = _short(last, line, edge)
    if _opens(held, line, short=short, continues=continues):
        return None
    if centred:
        return "\n" if short and not continues else " "
    indent = line.x0 - last.x0
    em = line.size
    if len(held.lines) == 1 and _hangs(first) > line.x0 + 0.5 * em and marks.stopped(last.text) and not line.text[:1].islower():
        return None
    if indent > 0.9 * em and len(held.lines) > 1:
        return None
    if indent > 0.9 * em and not _item(first) and short and not continues:
        return None
    if indent < -0.9 * em and (len(held.lines) > 1 or _item(first)) and line.x0 < first.x0 + 0.9 * em and (_item(first) or not continues):
        return None
    if not short and not continues and marks.labelled(last) and marks.closed(last.text) and len(held.lines) < _HEADER:
        return "\n"
    if not short or continues:
        return " "
    if marks.ended(last.text) and ((len(held.lines) > 1 and not held.breaks[-1]) or len(last.text) > 60):
        return None
    return "\n"


def _item(line: Line) -> bool:
    return marks.bullet(line) or marks.numbered(line) or marks.sectioned(line)


def _hangs(line: Line) -> float:
    """Where the text of an item begins whose sign or number stands apart; the line's own left edge for all others."""
    apart = _item(line) and len(line.inks) > 1 and line.inks[1].x0 - line.inks[0].x1 > 0.3 * line.size and len(line.inks[0].text) < 9
    return line.inks[1].x0 if apart else line.x0


def _opens(held: Para, line: Line, *, short: bool, continues: bool) -> bool:
    """Whether the line opens an item or a numbered paragraph; numbers and dashes in running prose do not."""
    if not _item(line):
        return False
    last = held.last
    sign = marks.BULLET.match(line.text)
    if sign and sign[0] not in "-–—*>o":
        return True
    if line.x0 < last.x0 - 3 and (_item(held.first) or len(held.lines) > 1):
        return True
    if _item(held.first):
        return short or marks.stopped(last.text) or abs(line.x0 - held.first.x0) < 3
    # A full line, then a number on the same margin: "(a) one thing; / (b) another" within a sentence, unless a colon led to it.
    return (short and not continues) or last.text.endswith(":") or (marks.sectioned(line) and marks.ended(last.text)) or line.x0 > last.x0 + 0.9 * line.size


def _length(line: Line) -> int:
    return len(line.text)
