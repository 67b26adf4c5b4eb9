"""Field: what happened to the reviewed child, in the coding frame's terms, and whether a reviewed child died.

The fact line is believed first, then the first later sentence that tells it of the child. A child's death outweighs
everything else told of it; a parent's, a sibling's or an adult's death is not the child's. Where nothing is said of an
outcome (a bare line of a list) the field is not stated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from scr_extract.fields.deaths import Hit, child_deaths
from scr_extract.fields.outcome_words import (
    abuses,
    cause,
    convictions,
    facts,
    form_deaths,
    harms,
    heading,
    later,
    names,
    parents_killed,
    thematic,
)
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution
from scr_extract.values import Choice

NAME = "outcome"
CAUSE = "outcome.cause"
_NOT_FATAL = ("serious_harm", "abuse_or_exploitation", "parent_killed", "no_index_child")


def _told(reading: Reading, hits: Iterable[Hit], rule: str) -> Iterator[Candidate]:
    for hit in hits:
        why = cause(reading, hit) if hit.id in ("fatal", "serious_harm") else None
        yield candidate(reading, NAME, Choice(hit.id, reading.words(hit.span)), hit.span, f"{NAME}.{rule}", also=[(why, CAUSE)] if why else [])


def _death(reading: Reading) -> Iterator[Candidate]:
    for sentence in facts(reading):
        yield from _told(reading, child_deaths(reading.view, sentence, names(reading), is_fact=True), "death")


def _parent(reading: Reading) -> Iterator[Candidate]:
    for sentence in facts(reading):
        yield from _told(reading, parents_killed(reading.view, sentence), "parent_killed")


def _harm(reading: Reading) -> Iterator[Candidate]:
    for sentence in facts(reading):
        yield from _told(reading, harms(reading.view, sentence), "harm")


def _theme(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, thematic(reading), "theme")


def _later_death(reading: Reading) -> Iterator[Candidate]:
    for sentence, _, told in later(reading):
        yield from _told(reading, child_deaths(reading.view, sentence, told, is_fact=False), "later_death")


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
    order = {f"{NAME}.{rule}": n for n, (rule, _, _, _) in enumerate(_FINDERS)}
    ranked = sorted(candidates, key=lambda c: (order[c.evidence.rule_id], c.evidence.span.start))
    if not ranked:
        return Resolution(Found.NOT_STATED)
    best = ranked[0]
    if best.evidence.rule_id in (f"{NAME}.harm", f"{NAME}.parent_killed"):
        best = next((c for c in ranked if c.evidence.rule_id == f"{NAME}.later_death"), best)
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


_FINDERS: tuple[tuple[str, Callable[[Reading], Iterable[Candidate]], tuple[Example, ...], tuple[str, ...]], ...] = (
    (
        "theme",
        _theme,
        (Example("[[Thematic review]] of gangs and knives in the borough.", '{"as_written": "Thematic review", "id": "no_index_child"}'),),
        ("Death of a boy aged three.", "Child K\n\nThe theme of the review is neglect."),
    ),
    (
        "death",
        _death,
        (
            Example("[[Death]] of a four-month-old boy in May 2012 from a head injury.", '{"as_written": "Death", "id": "fatal"}'),
            Example("A 15-year-old girl was [[found dead]] at her school in 2016.", '{"as_written": "found dead", "id": "fatal"}'),
            Example("[[Suicide]] of a 16-year-old girl in a hostel.", '{"as_written": "Suicide", "id": "fatal"}'),
            Example("The mother [[killed]] her two children in spring 2013.", '{"as_written": "killed", "id": "fatal"}'),
        ),
        (
            "Six-year-old boy who saw the murder of his mother in 2013.",
            "Serious burns to a two-year-old girl, followed by the suicide attempt of her mother.",
            "Neglect of a boy aged nine after the death of his father.",
            "Attempted murder of a baby girl by her uncle.",
        ),
    ),
    (
        "parent_killed",
        _parent,
        (
            Example("Six-year-old boy who witnessed the [[murder]] of his mother in 2013.", '{"as_written": "murder", "id": "parent_killed"}'),
            Example("Two sisters were at home when their mother was [[murdered]] by her husband.", '{"as_written": "murdered", "id": "parent_killed"}'),
        ),
        ("Murder of a 5-year-old girl by her mother.", "Neglect of a baby whose mother had been assaulted."),
    ),
    (
        "harm",
        _harm,
        (
            Example("[[Serious injuries]] to a ten-week-old girl in June 2011.", '{"as_written": "Serious injuries", "id": "serious_harm"}'),
            Example("[[Sexual abuse]] of two sisters by a lodger.", '{"as_written": "Sexual abuse", "id": "abuse_or_exploitation"}'),
            Example("Chronic [[neglect]] of four siblings over many years.", '{"as_written": "neglect", "id": "abuse_or_exploitation"}'),
        ),
        ("A family with a history of domestic abuse and alcohol misuse.", "The review is published today."),
    ),
    (
        "later_death",
        _later_death,
        (
            Example(
                "A baby of seven weeks was brought to hospital in 2014. The baby was [[pronounced dead]] that night.",
                '{"as_written": "pronounced dead", "id": "fatal"}',
            ),
        ),
        ("A boy of three was neglected for years. His grandmother died in 2012.", "A baby was shaken. Her mother was killed in 2002."),
    ),
    (
        "form_death",
        _form_death,
        (
            Example(
                "Overview report\nChild V [[Date of death]]: 03.04.11\n\nThis chapter sets out the scope.", '{"as_written": "Date of death", "id": "fatal"}'
            ),
        ),
        ("Overview report\nChild V\n\nThis chapter sets out the scope.",),
    ),
    (
        "later_harm",
        _later_harm,
        (
            Example(
                "The family came to Leeds in 2010. Child T was [[neglected]] by both parents.", '{"as_written": "neglected", "id": "abuse_or_exploitation"}'
            ),
        ),
        ("The family came to Leeds in 2010. The board must act where abuse or neglect is known or suspected.",),
    ),
    (
        "conviction",
        _crime,
        (
            Example(
                "The family came to Leeds in 2010. Ms V and Mr W pleaded guilty to [[child cruelty]] in 2012.",
                '{"as_written": "child cruelty", "id": "abuse_or_exploitation"}',
            ),
        ),
        ("The family came to Leeds in 2010. Mr W had been convicted of rape in 1999, before he met Ms V.", "The school was found guilty of nothing."),
    ),
    (
        "heading",
        _heading,
        (Example("Review into the [[death]] of Child V\n\nThe panel met four times.", '{"as_written": "death", "id": "fatal"}'),),
        ("Serious case review: Child V\n\nThe panel met four times.",),
    ),
)

FIELD = Field(
    name=NAME,
    type=Choice,
    finders=tuple(Finder(f"{NAME}.{rule}", find, examples, counters) for rule, find, examples, counters in _FINDERS),
    resolver=resolve,
    description="What happened to the reviewed child in the coding frame's terms; with it whether a reviewed child died, and the cause as written.",
    wide=wide,
)
