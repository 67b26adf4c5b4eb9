"""What became of the reviewed child, as far as the coded fields must know it: the outcome, the child's age class, who did it.

The outcome is decided in the order in which the field `outcome` believes its rules; words and rules are the same
(tests/fields/test_coded_entries.py holds the two together).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scr_extract.fields.child_ages import fact_ages
from scr_extract.fields.child_ages_later import later_ages
from scr_extract.fields.culprits import Culprit, culprits
from scr_extract.fields.deaths import Hit, child_deaths
from scr_extract.fields.harms import abuses, harms, parents_killed
from scr_extract.fields.outcome_words import (
    UNSURE,
    cell_outcomes,
    concerned,
    convictions,
    fact_deaths,
    facts,
    form_deaths,
    heading,
    later,
    lived,
    names,
    thematic,
)
from scr_extract.fields.reading import Reading
from scr_extract.model import Span

_INFANT = re.compile(r"\b(?:bab(?:y|ies)|infants?|new-?born|neonate|weeks?[- ]old|days?[- ]old|months?[- ]old|premature)\b", re.I)
_OLDER = re.compile(r"\b(?:teenage(?:r|rs|d)?|adolescents?|young\s+(?:person|people|man|men|woman|women)|schoolboy|schoolgirl|student|YP)\b", re.I)
_YOUNG = re.compile(r"\b(?:toddlers?|pre-?schooler|nursery\s+child)\b", re.I)


@lru_cache(maxsize=1)
def outcome(reading: Reading) -> str | None:
    """A term of the coding frame's outcome, None where nothing is told."""
    hit = decisive(reading)
    return hit.id if hit else None


@lru_cache(maxsize=1)
def decisive(reading: Reading) -> Hit | None:
    """The words that decide the outcome, with the sentence that tells it; None where nothing is told."""
    first: Hit | None = None
    for rule, hits in _rules(reading):
        hit = next(iter(hits), None)
        if hit is None:
            continue
        if rule == "later_death" and first is not None:
            return hit
        if first is None:
            first = hit
            if rule not in ("parent_killed", "harm"):
                return first
    return first


def openings(reading: Reading) -> tuple[Span, ...]:
    """The sentences that state the case: the fact line, those that say what the review is about, and the one that tells the outcome."""
    hit = decisive(reading)
    opening = facts(reading)
    return opening if hit is None or any(o.covers(hit.sentence) for o in opening) else (*opening, hit.sentence)


def _rules(reading: Reading) -> Iterator[tuple[str, Iterator[Hit]]]:
    """Each rule of the field `outcome` and what it reads, surest first."""
    view = reading.view
    yield "theme", thematic(reading)
    yield "death", (h for h in fact_deaths(reading) if _sure(reading, h))
    yield "cell", cell_outcomes(reading)
    yield "parent_killed", (h for s in facts(reading) for h in parents_killed(view, s))
    yield "harm", (h for s in facts(reading) for h in harms(view, s))
    yield "later_death", (h for s, _, who in later(reading) for h in child_deaths(view, s, who, is_fact=False) if _sure(reading, h))
    yield "form_death", form_deaths(reading)
    yield "later_harm", (h for s, before, who in later(reading) for h in abuses(view, s, before, who))
    yield "conviction", convictions(reading)
    yield "concern", concerned(reading)
    yield "heading", heading(reading)
    yield "alive", lived(reading)


def _sure(reading: Reading, hit: Hit) -> bool:
    return reading.words(hit.span).lower() not in UNSURE or not any(lived(reading))


@lru_cache(maxsize=1)
def age_class(reading: Reading) -> str | None:
    """baby (under one year), infant (under two), young (under ten) or older, of the first child whose age the entry tells; None where it
    does not."""
    told = names(reading)
    age = next((a.age for read in (fact_ages, later_ages) for a in read(reading, told) if a.age.low is not None), None)
    if age is not None and age.low is not None:
        return "baby" if age.low < 12 else "infant" if age.low < 24 else "young" if age.low < 120 else "older"
    for span in (reading.fact, reading.header, *reading.story[1:6]):
        for kind, regex in (("older", _OLDER), ("young", _YOUNG), ("baby", _INFANT)):
            if regex.search(reading.view, span.start, span.end):
                return kind
    return None


def blamed(reading: Reading, sentences: Sequence[Span]) -> tuple[Culprit, ...]:
    """Everybody whom the sentences hold to have done it, in the order of the sentences."""
    return tuple(c for s in sentences for c in culprits(reading.view, s))
