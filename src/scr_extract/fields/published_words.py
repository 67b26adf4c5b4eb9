"""The words with which sources say when a review came out (lexicons/dates.toml), as regexes, and a row of a cover sheet that says it."""

from __future__ import annotations

import re
from functools import lru_cache

from scr_extract.model import Span
from scr_extract.resources.loader import lexicon


@lru_cache
def one_of(name: str) -> str:
    """A regex fragment: any term of a list in lexicons/dates.toml."""
    return "(?:" + "|".join(lexicon("dates")[name]) + ")"


@lru_cache(maxsize=1)
def review_label() -> re.Pattern[str]:
    """`Executive Summary published: ` on a line of its own, `Overview report published ` at a sentence's start."""
    begins, came = r"(?:^|\n|[|•]|[.;]\s)[^\S\n]*", "(?:published|released|issued)"
    own = rf"(?:(?!(?i:{one_of('published_by_others')})\b)[A-Z][\w-]*\s+){{0,2}}"
    label = rf"{own}(?i:{one_of('reviews')}\s+{came})\s*:|(?i:(?:the\s+)?{one_of('reviews')}\s+{came})"
    return re.compile(rf"{begins}(?:{label})\s*(?i:(?:on|in)\s+)?(?:\w+day,?\s+)?$")


TWO_TONGUES = re.compile(r"(?:^|\n)[ ]*[A-Z][a-z]+[ ]*/[ ]*$")
"""The word of another language before a label: `Cyhoeddwyd / Published: 14/02/2019`."""


def is_row(view: str, zone: Span, label: tuple[int, int], at: Span) -> bool:
    """Whether label and date are cells of their own, one after the other: a cover sheet's row, `Date published` and then `18/06/2013`."""
    before, behind = view[max(zone.start, label[0] - 1) : label[0]], view[at.end : min(zone.end, at.end + 1)]
    return before in ("", "\n") and behind in ("", "\n") and re.fullmatch(r"[\w ]+:?\n\n", view[slice(*label)]) is not None
