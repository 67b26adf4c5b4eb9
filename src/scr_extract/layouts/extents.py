"""Where the last entry of a run ends: nothing follows that would show it, so the others and the page's parting words do.

`To book a place ring the office.`, `Was this page useful?`, a heading that the others lack and a page that gives each review one block tell that the text
after it is the page's. A heading of a higher rank than an entry's own ends any entry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.segmenter import Stretch
from scr_extract.layouts.words import one_of
from scr_extract.model import BlockKind

_TELLS = 4
"""A clue's fact weight from which a line tells of an outcome."""
_TWICE, _THRICE = 2, 3
"""So many entries show what headings they have inside, and so many of one number of blocks the page's build."""
_PAGE = re.compile(r"\bpage\s+\d", re.I)


def trimmed(view: str, clues: Sequence[Clue], found: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The entries, none over a heading of a higher rank; one that no other follows ends before the page's parting words, before a heading of a kind that
    none of the others has, and with as many blocks as all the others have."""
    closed = [a for a, b in pairwise(found) if a.last == b.first]
    builds = {_blocks(clues, s) for s in closed}
    build = builds.pop() if len(closed) >= _THRICE and len(builds) == 1 else None
    subheads = _subheads(view, clues, closed)
    last = {s.first for s in found} - {s.first for s in closed}
    within = [Stretch(s.first, _outranked(clues, s), s.worth) for s in found]
    return tuple(_ended(view, clues, s, build, subheads) if s.first in last else s for s in within)


def _outranked(clues: Sequence[Clue], entry: Stretch) -> int:
    """Where a heading stands that governs the entry's own: `## Dates` after an entry under `### Child V`."""
    own = clues[entry.first].unit.block
    if own.kind is not BlockKind.HEADING or not own.level:
        return entry.last
    for k in range(entry.first + 1, entry.last):
        block = clues[k].unit.block
        if block.kind is BlockKind.HEADING and block.level and block.level < own.level and not clues[k].labels:
            return k
    return entry.last


def _subheads(view: str, clues: Sequence[Clue], closed: Sequence[Stretch]) -> frozenset[str] | None:
    """The headings that entries have inside; None where too few entries show it, or one of them has a heading of its own."""
    inside = [{_folded(view, clues[k]) for k in range(s.first + 1, s.last) if _is_heading(view, clues[k])} for s in closed]
    if len(inside) < _TWICE:
        return None
    shared = frozenset(words for n, own in enumerate(inside) for words in own if any(words in other for m, other in enumerate(inside) if m != n))
    return shared if all(own <= shared for own in inside) else None


def _is_heading(view: str, clue: Clue) -> bool:
    told = clue.heading or clue.labels or clue.header or clue.ends or clue.note or clue.fact >= _TELLS
    return clue.title_like and not (told or clue.unit.block.row) and clue.unit.opens and not _PAGE.search(view, clue.unit.span.start, clue.unit.span.end)


def _folded(view: str, clue: Clue) -> str:
    return " ".join(re.findall(r"\w+", clue.unit.text(view).casefold()))


def _blocks(clues: Sequence[Clue], entry: Stretch) -> int:
    return len({clues[k].unit.block.span.start for k in range(entry.first, entry.last)})


def _ended(view: str, clues: Sequence[Clue], entry: Stretch, build: int | None, subheads: frozenset[str] | None) -> Stretch:
    seen: set[int] = set()
    for k in range(entry.first, entry.last):
        unit = clues[k].unit
        seen.add(unit.block.span.start)
        parting = k > entry.first and unit.after_break and not unit.cells and _parting().match(view, unit.span.start, unit.span.end)
        new = subheads is not None and k > entry.first + 1 and _is_heading(view, clues[k]) and _folded(view, clues[k]) not in subheads
        if parting or ((new or (build is not None and len(seen) > build)) and not _tells(clues, entry, k)):
            return Stretch(entry.first, k, entry.worth)
    return entry


def _tells(clues: Sequence[Clue], entry: Stretch, k: int) -> bool:
    """Whether the blocks from unit k on go on with the case: labels, an outcome or other proofs of an entry stand in them."""
    return any(c.labels or c.proofs or c.ends or c.fact >= _TELLS for c in clues[k : entry.last])


@lru_cache(maxsize=1)
def _parting() -> re.Pattern[str]:
    return re.compile(rf"(?:[•*-]\s*|\d{{1,2}}[.)]?\s+)?(?i:{one_of('parting_words')})(?!\w)")
