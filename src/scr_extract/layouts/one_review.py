"""A cover that names several children as the subjects of one review: what is told of each below is a part of it."""

from __future__ import annotations

import re

from scr_extract.layouts.clues import Clue
from scr_extract.layouts.words import REVIEW

_COVER_LINES, _TITLE_LINE, _NEAR = 12, 100, 3
_ONE = re.compile(rf"(?:^|\s)(?:{REVIEW})(?![\w(]|\s*\(s\))(?![^\n]*\breviews\b)", re.I)
_MANY = re.compile(r"\breviews\b|\bcases\b|\bSCRs\b|\bin\s+this\s+(?:issue|edition|bulletin|briefing)\b", re.I)


def names_together(view: str, clues: tuple[Clue, ...], titles: frozenset[str]) -> bool:
    """Whether a line of the cover, just below that of one review, names all these titles: `Baby Ash, Baby Elm and Baby Oak`."""
    lines = [c.unit.text(view) for c in clues[:_COVER_LINES]]
    review: int | None = None
    for n, line in enumerate(lines):
        if len(line) > _TITLE_LINE:
            return False
        if _MANY.search(line):
            return False
        if _ONE.search(line):
            review = n
        words = " ".join(line.lower().split())
        if review is not None and n - review <= _NEAR and all(re.search(rf"(?<!\w){re.escape(t)}(?!\w)", words) for t in titles):
            return True
    return False
