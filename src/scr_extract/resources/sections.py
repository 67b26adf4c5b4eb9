"""What the headings of a report's sections say that they hold, from lexicons/sections.toml."""

from __future__ import annotations

import re
from functools import lru_cache

from scr_extract.resources.labels import Label
from scr_extract.resources.loader import lexicon


@lru_cache(maxsize=1)
def _kinds() -> tuple[tuple[str, re.Pattern[str]], ...]:
    rows = []
    for row in lexicon("sections")["section"]:
        own = "|".join(rf"^(?:{w})$" for w in row.get("own", ()))
        anywhere = "|".join(w if w.startswith("^") else rf"(?<![a-z])(?:{w})(?![a-z])" for w in row.get("any", ()))
        rows.append((row["kind"], re.compile("|".join(p for p in (own, anywhere) if p).replace(" ", r"\s+"), re.I)))
    return tuple(rows)


@lru_cache(maxsize=1)
def _names() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('sections')['review_names'])})\b".replace(" ", r"\s+"), re.I)


@lru_cache(maxsize=4096)
def section_kind(words: str) -> str | None:
    """What a section with this heading (number aside) holds, None where its words do not say.

    What a review is called says nothing of a section: `Background to the Learning Review` holds no learning.
    """
    plain = _names().sub("review", words)
    return next((kind for kind, regex in _kinds() if regex.search(plain)), None)


@lru_cache(maxsize=1)
def _labels() -> dict[str, Label]:
    return {row["kind"]: Label(row["label"], row.get("output_type"), listed=True) for row in lexicon("sections")["section"] if "label" in row}


def section_label(kind: str) -> Label | None:
    """The label that a bulletin would print over such a section, None for sections no field reads as a whole."""
    return _labels().get(kind)
