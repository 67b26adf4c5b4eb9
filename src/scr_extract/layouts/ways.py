"""What recurs in a document: every way in which its lines come again, with where they stand.

A reference, a label, a number, a question, a separator, a shape of line; and the short line that stands over each of them in one distance, which is another
each time: the name over `What happened?`, the reference over `Date published: ...`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.line_words import line_words
from scr_extract.layouts.shapes import skeleton
from scr_extract.layouts.words import one_of
from scr_extract.model import BlockKind

LINE = 110
"""Characters of the longest line that can be a title."""
_TWICE, _MOST = 2, 400
"""So often a line recurs to be a way to cut; what recurs more often is a table or a log."""
_STEPS, _TELLS = 4, 4
"""So many short lines stand between a title and the line that recurs below it at most; and the weight from which a line tells of an outcome."""
LABEL = re.compile(r"(?:[•*-]\s*)?(?P<label>[A-Za-z][A-Za-z\d /'()]{0,30}?)\s*(?::(?=\s|$)|\.{3,}|\s[-|]\s|\s{3,}|(?=\?))")
LEAD = re.compile(r"[^\n.:;]{3,70}?[.:](?=\s)")
_NUMBER = re.compile(r"(?:[\[(]?\d{1,3}(?P<deep>\.\d{1,2}){0,2}[.)\]/:]?|\(?[a-h]\))(?=\s|$)")
_COUNTED = re.compile(rf"\d+|\b(?:{one_of('number_words')}|{one_of('ordinal_words')})\b", re.I)
_CITED = re.compile(r"[A-Z][\w'-]+,\s+[A-Z]\.[^\n]{0,60}?\((?:19|20)\d\d\)")
_RULE = re.compile(r"[^\w\n]{3,}$")


@dataclass(frozen=True, slots=True, order=True)
class Way:
    """The lines that recur in one way; `above` where they are what stands over lines that do: then they name what the lines below only head."""

    firsts: tuple[int, ...]
    above: bool = False


def ways(view: str, clues: Sequence[Clue]) -> list[Way]:
    """Every way in which lines of the document recur."""
    seen: dict[str, list[int]] = defaultdict(list)
    for k, clue in enumerate(clues):
        unit = clue.unit
        if unit.cells or unit.block.row or not unit.after_break:
            continue
        text = unit.text(view)
        if _RULE.match(text):
            if k + 1 < len(clues):
                seen["rule"].append(k + 1)
            continue
        for key in _keys(text, clue):
            seen[key].append(k)
    if seen["rule"]:
        first = next((k for k, c in enumerate(clues) if any(x.fact >= 3 for x in clues[k : k + 2])), None)
        if first is not None and first < seen["rule"][0]:
            seen["rule"].insert(0, first)
    seen["count"] = _counted(view, clues)
    plain = {tuple(w) for w in seen.values() if _TWICE <= len(w) <= _MOST}
    headed = {tuple(w) for key, w in seen.items() if key.startswith(("same ", "label ")) and _TWICE <= len(w) <= _MOST}
    over = {firsts for w in headed if (firsts := _over(view, clues, w))}
    return sorted([*(Way(w) for w in plain - over), *(Way(w, above=True) for w in over)])


def _over(view: str, clues: Sequence[Clue], lines: tuple[int, ...]) -> tuple[int, ...]:
    """The short lines that stand over these, all in one distance, and that name another thing each time; nothing where there are none."""
    steps = min(_steps(view, clues, k) for k in lines)
    firsts = tuple(k - steps for k in lines)
    words = [clues[k].unit.text(view) for k in firsts]
    named = steps and len({w.casefold() for w in words}) == len(words) and all(clues[k].unit.opens for k in firsts)
    return firsts if named and not any(line_words()["subject"].fullmatch(w) or _is_label(w) or _RULE.match(w) for w in words) else ()


def _is_label(words: str) -> bool:
    """`Published: 2016`, and not `Case 2: Two brothers`."""
    m = LABEL.match(words)
    return m is not None and "9" not in _folded(m["label"])


def _steps(view: str, clues: Sequence[Clue], k: int) -> int:
    """How many short lines stand over a line: in its block, and one more that is a block of its own."""
    steps, crossed = 0, False
    while k > 0 and steps < _STEPS:
        line, above = clues[k].unit, clues[k - 1]
        text = above.unit.text(view)
        told = above.stop or above.group or above.ends or above.fact >= _TELLS
        if told or above.unit.cells or above.unit.block.row or len(text) > LINE or text[-1:] in ".;,!":
            break
        if above.unit.block is not line.block:
            if crossed or not line.opens or len(above.unit.block.span) != len(above.unit.span) or above.unit.block.kind is BlockKind.LIST_ITEM:
                break
            crossed = True
        steps, k = steps + 1, k - 1
    return steps


def _counted(view: str, clues: Sequence[Clue]) -> list[int]:
    """The lines that hold 1, 2, 3 and so on and nothing else."""
    out: list[int] = []
    for k, clue in enumerate(clues):
        if not clue.unit.cells and clue.unit.text(view).strip("().[]# ") == str(len(out) + 1):
            out.append(k)
    return out


def _keys(text: str, clue: Clue) -> set[str]:
    keys = {f"same {_folded(text)}"} if len(text) <= LINE else set()
    label = LABEL.match(text)
    if label:
        keys.add("label " + _folded(label["label"]))
    number = _NUMBER.match(text)
    if number:
        keys.add(f"number {skeleton(number[0])}")
    if len(text) <= LINE:
        shape = skeleton(text)
        keys.add(f"shape {clue.unit.block.kind} {clue.unit.opens} {shape}")
        if re.search(r"[^Aa ]", shape):
            keys.add(f"front {clue.unit.block.kind} {' '.join(shape.split()[:4])}")
        words = text.split()
        if len(words) >= 2 and clue.unit.block.kind is not BlockKind.LIST_ITEM:
            keys.add(f"words {_folded(' '.join(words[:2]))}")
    lead = LEAD.match(text)
    if lead and re.search(r"[^Aa .:]", shape := skeleton(lead[0])):
        keys.add(f"lead {shape}")
    if _CITED.match(text):
        keys.add("cited")
    if clue.unit.opens and clue.unit.block.kind is BlockKind.HEADING:
        keys.add(f"level {clue.unit.block.level}")
    return keys


def _folded(words: str) -> str:
    """`Case 3`, `Case B`, `Case three` and `The third case` count the same way."""
    return _COUNTED.sub("9", re.sub(r"\b[A-Z]\b", "x", words)).lower()
