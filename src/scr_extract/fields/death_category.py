"""Field: the category of a reviewed child's death (coding frame: death_category), only where the outcome is fatal.

Cause, intent and who did it decide together; where the words do not say, the field is not stated rather than guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields.death_words import Cause, causes, chosen
from scr_extract.fields.fates import outcome
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution
from scr_extract.values import Choice

NAME = "death_category"
_CAUSE = f"{NAME}.cause"


def _cause(reading: Reading) -> Iterator[Candidate]:
    if outcome(reading) != "fatal":
        return
    found = causes(reading)
    best = chosen(found)
    if best is not None:
        yield _candidate(reading, best)
        seen = {best.id}
        for cause in found:
            if cause.id not in seen:
                seen.add(cause.id)
                yield _candidate(reading, cause)


def _candidate(reading: Reading, cause: Cause) -> Candidate:
    return candidate(reading, NAME, Choice(cause.id, reading.words(cause.span)), cause.span, _CAUSE)


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The finder's first candidate; the other categories that words signal stay as alternatives."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    return Resolution(Found.FOUND, (candidates[0],), tuple(c for c in candidates[1:] if c.value != candidates[0].value))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    value = resolution.chosen[0].value if resolution.chosen else None
    return {NAME: value.id if isinstance(value, Choice) else None}


_FINDER = Finder(
    _CAUSE,
    _cause,
    examples=(
        Example(
            "Death of a 4-month-old boy from a [[non-accidental head injury]].", '{"as_written": "non-accidental head injury", "id": "fatal_physical_abuse"}'
        ),
        Example("[[Suicide]] of a 15-year-old girl in 2016.", '{"as_written": "Suicide", "id": "suicide"}'),
        Example("Death of a 14-year-old girl after [[taking an overdose]] of medication.", '{"as_written": "taking an overdose", "id": "suicide"}'),
        Example("Death of a baby girl while [[co-sleeping]] with her mother.", '{"as_written": "co-sleeping", "id": "sudi"}'),
        Example("Death of a toddler who [[drowned]] in a pond.", '{"as_written": "drowned", "id": "accident"}'),
        Example("Death of a boy of nine who was [[stabbed]] by his father.", '{"as_written": "stabbed", "id": "overt_homicide"}'),
        Example(
            "Death of a 3-year-old girl. The [[cause of death was not ascertained]].",
            '{"as_written": "cause of death was not ascertained", "id": "undetermined"}',
        ),
    ),
    counter_examples=(
        "Serious head injuries to a baby, who recovered.",
        "Attempted suicide of a 14-year-old girl.",
        "Death of a boy aged three in May 2014.",
        "Neglect of a girl aged six whose father died of asthma.",
    ),
)

FIELD = Field(
    NAME,
    Choice,
    (_FINDER,),
    _resolve,
    "Category of a reviewed child's death in the coding frame's terms; null where the child lived or nothing tells it.",
    _wide,
)
