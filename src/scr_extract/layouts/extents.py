"""Where the last entry of a run ends: nothing follows that would show it, so the others and the page's parting words do.

`To book a place ring the office.`, `Was this page useful?` and a page that gives each review one block tell that the text after it is the page's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.segmenter import Stretch
from scr_extract.layouts.words import one_of

_TELLS = 4
"""A clue's fact weight from which a line tells of an outcome."""
_THRICE = 3
"""So many entries of one number of blocks show the page's build."""


def trimmed(view: str, clues: Sequence[Clue], found: Sequence[Stretch]) -> tuple[Stretch, ...]:
    """The entries; one that no other follows ends before the page's parting words, and with as many blocks as all the others have."""
    closed = [a for a, b in pairwise(found) if a.last == b.first]
    builds = {_blocks(clues, s) for s in closed}
    build = builds.pop() if len(closed) >= _THRICE and len(builds) == 1 else None
    open_ended = {s.first for s in found} - {s.first for s in closed}
    return tuple(_ended(view, clues, s, build) if s.first in open_ended else s for s in found)


def _blocks(clues: Sequence[Clue], entry: Stretch) -> int:
    return len({clues[k].unit.block.span.start for k in range(entry.first, entry.last)})


def _ended(view: str, clues: Sequence[Clue], entry: Stretch, build: int | None) -> Stretch:
    seen: set[int] = set()
    for k in range(entry.first, entry.last):
        unit = clues[k].unit
        seen.add(unit.block.span.start)
        parting = k > entry.first and unit.after_break and not unit.cells and _parting().match(view, unit.span.start, unit.span.end)
        if parting or (build is not None and len(seen) > build and not _tells(clues, entry, k)):
            return Stretch(entry.first, k, entry.worth)
    return entry


def _tells(clues: Sequence[Clue], entry: Stretch, k: int) -> bool:
    """Whether the blocks from unit k on go on with the case: labels, an outcome or other proofs of an entry stand in them."""
    return any(c.labels or c.proofs or c.ends or c.fact >= _TELLS for c in clues[k : entry.last])


@lru_cache(maxsize=1)
def _parting() -> re.Pattern[str]:
    return re.compile(rf"(?:[•*-]\s*|\d{{1,2}}[.)]?\s+)?(?i:{one_of('parting_words')})(?!\w)")
