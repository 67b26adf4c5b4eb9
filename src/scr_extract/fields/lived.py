"""The days on which the reviewed child came to harm, as far as they are told before anything else: what a date of birth is measured against."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from scr_extract.fields.holders import people
from scr_extract.fields.incident_clauses import Kind, of_another, tied
from scr_extract.fields.reading import Reading
from scr_extract.fields.telling import story
from scr_extract.model import Span
from scr_extract.resources.dates import dates

TOLD = 20
"""Sentences of the story in which the harm and the birth of its child are told."""
FORM = 2_000
"""Characters of an entry in which a form's lines stand."""
_KINDS: tuple[Kind, ...] = ("death", "harm", "admission")
_LABELLED = re.compile(r"\bdate\s+of\s+(?:the\s+)?(?:incident|injur(?:y|ies)|harm|significant\s+incident|admission)\s*[:-]?\s*(?=\d|\w+day\b)", re.I)
_BORN = re.compile(r"\bborn\b|\bdate\s+of\s+birth\b|\bD\.?O\.?B\b", re.I)


def days_of_harm(reading: Reading, names: Sequence[str]) -> tuple[tuple[Span, date], ...]:
    """Full dates of a death, else of another harm, else of an admission; none where the story gives a birth that is not the child's."""
    return _days(reading, tuple(names))


@lru_cache(maxsize=4)
def _days(reading: Reading, names: tuple[str, ...]) -> tuple[tuple[Span, date], ...]:
    view, told = reading.view, [s for s in story(reading)[:TOLD] if len(s) < 1000]
    if any(not _is_childs(view, s, names) for s in told):
        return ()
    found: dict[Kind, list[tuple[Span, date]]] = {}
    for sentence in told:
        for hit in dates(view, sentence):
            if hit.value.precision != "day" or _BORN.search(view, max(sentence.start, hit.span.start - 30), hit.span.start):
                continue
            for kind in _KINDS:
                if tied(view, sentence, hit.span, kind) and not of_another(view, sentence, hit.span, kind):
                    found.setdefault(kind, []).append((hit.span, date.fromisoformat(hit.value.iso)))
                    break
    return tuple(next((found[k] for k in _KINDS if k in found), [*_labelled(reading)]))


def _labelled(reading: Reading) -> Iterator[tuple[Span, date]]:
    """`Date of incident: 14/07/2015` on a form."""
    view, end = reading.view, min(reading.span.end, reading.span.start + FORM)
    for m in _LABELLED.finditer(view, reading.span.start, end):
        hit = next(iter(dates(view, Span(m.end(), min(end, m.end() + 40)))), None)
        if hit and hit.value.precision == "day":
            yield hit.span, date.fromisoformat(hit.value.iso)


def _is_childs(view: str, sentence: Span, names: Sequence[str]) -> bool:
    """False where somebody else is born in the sentence: `his sister was born on 3 May 2011`."""
    born = _BORN.search(view, sentence.start, sentence.end)
    before = people(view, Span(sentence.start, born.start()), names) if born else ()
    return not before or before[-1].kind in ("name", "child", "pronoun")
