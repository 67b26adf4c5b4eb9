"""Which paragraphs are headings, of which depth: by size and weight against the body of the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from scr_extract.formats.pdf import marks
from scr_extract.formats.pdf.paragraphs import Para
from scr_extract.model import BlockKind

_LARGER = 1.1
_LARGE = 1.35
_LONGEST = 320
_LONGEST_BOLD = 260
_DEEPEST = 6
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"\w")


def body_size(found: Sequence[Para]) -> float:
    """The type size of most characters, in points."""
    sizes: Counter[float] = Counter()
    for para in found:
        for line in para.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def kinds(found: Sequence[Para], body: float) -> list[tuple[BlockKind, int | None]]:
    """Kind and level of every paragraph."""
    heavy = sum(p.letters for p in found if p.bold) > 0.4 * sum(p.letters for p in found)
    heads = [_is_heading(p, body, heavy=heavy) for p in found]
    styles = sorted({_style(p) for p, head in zip(found, heads, strict=True) if head}, reverse=True)
    level = {style: min(n + 1, _DEEPEST) for n, style in enumerate(styles)}
    lefts: Counter[int] = Counter(round(p.first.x0) for p in found if _is_item(p))
    return [(BlockKind.HEADING, level[_style(p)]) if head else _other(p, lefts) for p, head in zip(found, heads, strict=True)]


def _other(para: Para, lefts: Counter[int]) -> tuple[BlockKind, int | None]:
    if not _is_item(para):
        return BlockKind.BODY, None
    steps = sorted(x for x, n in lefts.items() if n >= 2)
    inside = 1
    for a, b in pairwise(steps):
        if b - a > 8 and para.first.x0 > b - 4:
            inside += 1
    return BlockKind.LIST_ITEM, min(inside, 3)


def _is_item(para: Para) -> bool:
    return marks.bullet(para.first) or marks.numbered(para.first)


def _is_heading(para: Para, body: float, *, heavy: bool) -> bool:
    text = para.first.text
    if para.table is not None or marks.leads(text) or marks.bullet(para.first) or not _WORD.search(text):
        return False
    if para.size >= _LARGER * body:
        return para.letters <= _LONGEST and (para.bold or para.size >= _LARGE * body or not marks.labelled(para.first))
    if para.size < 0.93 * body:
        return False
    if para.bold and not heavy:
        return para.letters <= _LONGEST_BOLD
    letters = _LETTER.findall(text)
    shouted = len(letters) >= 4 and para.letters <= 90 and all(line.text.isupper() for line in para.lines)
    return shouted and len(para.lines) <= 2 and not marks.ended(para.last.text)


def _style(para: Para) -> tuple[float, bool]:
    return round(para.size * 2) / 2, para.bold
