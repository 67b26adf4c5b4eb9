"""Field: what happened to the reviewed child, in the coding frame's terms, and whether a reviewed child died.

The fact line is believed first, then the first later sentence that tells it of the child. A child's death outweighs
everything else told of it; a parent's, a sibling's or an adult's death is not the child's. Where nothing is said of an
outcome (a bare line of a list) the field is not stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from scr_extract.fields.deaths import Hit, child_deaths
from scr_extract.fields.harms import abuses, goes_on_of_adult, harms, parents_killed
from scr_extract.fields.outcome_examples import COUNTER_EXAMPLES, EXAMPLES
from scr_extract.fields.outcome_words import (
    UNSURE,
    cause,
    cell_outcomes,
    concerned,
    convictions,
    fact_deaths,
    facts,
    form_deaths,
    heading,
    inquests,
    later,
    lived,
    thematic,
)
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution
from scr_extract.values import Choice

NAME = "outcome"
CAUSE = "outcome.cause"
_NOT_FATAL = ("serious_harm", "abuse_or_exploitation", "parent_killed", "no_index_child", "unclear")


def _told(reading: Reading, hits: Iterable[Hit], rule: str) -> Iterator[Candidate]:
    for hit in hits:
        why = cause(reading, hit) if hit.id in ("fatal", "serious_harm") else None
        yield candidate(reading, NAME, Choice(hit.id, reading.words(hit.span)), hit.span, f"{NAME}.{rule}", also=[(why, CAUSE)] if why else [])


def _sure(reading: Reading, hits: Iterable[Hit]) -> Iterator[Hit]:
    """Without `strangled` and the like where the child is said to have lived."""
    for hit in hits:
        if reading.words(hit.span).lower() not in UNSURE or not any(lived(reading)):
            yield hit


def _death(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, _sure(reading, fact_deaths(reading)), "death")


def _cell(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, cell_outcomes(reading), "cell")


def _concern(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, concerned(reading), "concern")


def _alive(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, lived(reading), "alive")


def _parent(reading: Reading) -> Iterator[Candidate]:
    for sentence in facts(reading):
        yield from _told(reading, parents_killed(reading.view, sentence), "parent_killed")


def _harm(reading: Reading) -> Iterator[Candidate]:
    for sentence in facts(reading):
        yield from _told(reading, harms(reading.view, sentence), "harm")


def _theme(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, thematic(reading), "theme")


def _later_death(reading: Reading) -> Iterator[Candidate]:
    for sentence, before, told in later(reading):
        if goes_on_of_adult(reading.view, sentence, before, told):
            continue
        yield from _told(reading, _sure(reading, child_deaths(reading.view, sentence, told, is_fact=False)), "later_death")


def _inquest(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, inquests(reading), "inquest")


def _form_death(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, form_deaths(reading), "form_death")


def _later_harm(reading: Reading) -> Iterator[Candidate]:
    for sentence, before, told in later(reading):
        yield from _told(reading, abuses(reading.view, sentence, before, told), "later_harm")


def _crime(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, convictions(reading), "conviction")


def _heading(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, heading(reading), "heading")


def resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The surest rule's first value: a theme without a child, a child's death in the fact line, a parent's killing, harm, then what comes later."""
    order = {f"{NAME}.{rule}": n for n, (rule, _) in enumerate(_FINDERS)}
    ranked = sorted(candidates, key=lambda c: (order.get(c.evidence.rule_id, len(order)), c.evidence.span.start))
    if not ranked:
        return Resolution(Found.NOT_STATED)
    best = ranked[0]
    if best.evidence.rule_id in (f"{NAME}.harm", f"{NAME}.parent_killed"):
        best = next((c for c in ranked if c.evidence.rule_id in (f"{NAME}.later_death", f"{NAME}.inquest")), best)
    return Resolution(Found.FOUND, (best,), tuple(c for c in ranked if c is not best and c.value != best.value))


def wide(resolution: Resolution) -> Mapping[str, object]:
    """The columns outcome (a term of the frame), fatal (an index child died; None where nothing is said) and cause (the source's words)."""
    if not resolution.chosen:
        return {"outcome": None, "fatal": None, "cause": None}
    chosen = resolution.chosen[0]
    value = chosen.value.id if isinstance(chosen.value, Choice) else None
    fatal = True if value == "fatal" else False if value in _NOT_FATAL else None
    why = next((" ".join(e.quote.split()) for e in chosen.also if e.rule_id == CAUSE), None)
    return {"outcome": value, "fatal": fatal, "cause": why}


_FINDERS: tuple[tuple[str, Callable[[Reading], Iterable[Candidate]]], ...] = (
    ("theme", _theme),
    ("death", _death),
    ("cell", _cell),
    ("parent_killed", _parent),
    ("harm", _harm),
    ("later_death", _later_death),
    ("inquest", _inquest),
    ("form_death", _form_death),
    ("later_harm", _later_harm),
    ("conviction", _crime),
    ("concern", _concern),
    ("heading", _heading),
    ("alive", _alive),
)

FIELD = Field(
    name=NAME,
    type=Choice,
    finders=tuple(Finder(f"{NAME}.{rule}", find, EXAMPLES[rule], COUNTER_EXAMPLES[rule]) for rule, find in _FINDERS),
    resolver=resolve,
    description="What happened to the reviewed child in the coding frame's terms; with it whether a reviewed child died, and the cause as written.",
    wide=wide,
)
