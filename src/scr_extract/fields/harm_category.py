"""Field: the main category of harm to a reviewed child that lived (coding frame: harm_category).

A child whose parent was killed is coded `other`. Where a child died, or the words do not say what the harm was, it is not stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields.fates import outcome
from scr_extract.fields.harm_words import chosen, harms_told
from scr_extract.fields.harms import parents_killed
from scr_extract.fields.outcome_words import facts
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution
from scr_extract.values import Choice

NAME = "harm_category"
_HARM, _WITNESS = f"{NAME}.harm", f"{NAME}.bereaved"


def _harm(reading: Reading) -> Iterator[Candidate]:
    what = outcome(reading)
    if what in (None, "fatal", "parent_killed"):
        return
    found = harms_told(reading, theme=what == "no_index_child")
    best = chosen(found)
    if best is None:
        return
    for harm in (best, *(h for h in found if h.id != best.id)):
        yield candidate(reading, NAME, Choice(harm.id, reading.words(harm.span)), harm.span, _HARM)


def _witness(reading: Reading) -> Iterator[Candidate]:
    if outcome(reading) == "parent_killed":
        for hit in (h for s in facts(reading) for h in parents_killed(reading.view, s)):
            yield candidate(reading, NAME, Choice("other", reading.words(hit.span)), hit.span, _WITNESS)
            return


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The finder's first candidate; further harms stay as alternatives."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    seen = {candidates[0].value.id if isinstance(candidates[0].value, Choice) else ""}
    rest = []
    for c in candidates[1:]:
        if isinstance(c.value, Choice) and c.value.id not in seen:
            seen.add(c.value.id)
            rest.append(c)
    return Resolution(Found.FOUND, (candidates[0],), tuple(rest))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    value = resolution.chosen[0].value if resolution.chosen else None
    return {NAME: value.id if isinstance(value, Choice) else None}


_FINDERS = (
    Finder(
        _HARM,
        _harm,
        examples=(
            Example("Serious [[injuries]] to a baby girl in 2014.", '{"as_written": "injuries", "id": "physical"}'),
            Example("[[Sexual abuse]] of a girl by her stepfather.", '{"as_written": "Sexual abuse", "id": "sexual_intra"}'),
            Example("[[Sexual abuse]] of three boys by their teacher.", '{"as_written": "Sexual abuse", "id": "sexual_extra"}'),
            Example("[[Sexual exploitation]] of a 14-year-old girl by older men.", '{"as_written": "Sexual exploitation", "id": "cse"}'),
            Example("[[Chronic neglect]] of four siblings.", '{"as_written": "Chronic neglect", "id": "neglect"}'),
        ),
        counter_examples=("Death of a baby from head injuries.", "Serious harm of a girl of six.", "Death of a girl. Her family had been known for neglect."),
    ),
    Finder(
        _WITNESS,
        _witness,
        examples=(Example("Six-year-old boy who saw the [[murder]] of his mother in 2013.", '{"as_written": "murder", "id": "other"}'),),
        counter_examples=("Murder of a boy of six by his mother.", "Serious injuries to a baby girl."),
    ),
)

FIELD = Field(NAME, Choice, _FINDERS, _resolve, "Main category of non-fatal harm in the coding frame's terms; further harms are alternatives.", _wide)
