"""Words that name a board or its place, and so no child."""

from __future__ import annotations

import re
from functools import lru_cache

from scr_extract.resources.loader import gazetteer

_TWO = re.compile(r"\s+(?:and|&)\s+|,\s+")


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    """Boards, their acronyms and their places: a heading that names only one of them names no child."""
    return frozenset(
        p.strip().lower()
        for row in gazetteer("boards")
        for column in ("place_names", "name", "authorities", "acronyms")
        for whole in row[column].split(";")
        for p in (whole, whole.replace("&", "and"), whole.replace(" and ", " & "), *(_TWO.split(whole) if column in ("place_names", "authorities") else ()))
        if p.strip()
    )


def is_place(word: str) -> bool:
    """Whether the word alone names a board or its place."""
    return word.lower() in _places()
