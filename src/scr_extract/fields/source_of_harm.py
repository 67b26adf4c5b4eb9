"""Field: where the harm came from (coding frame: source_of_harm), by who is held to have done it and by the category of death or harm.

A suicide is the child's own, an illness nobody's; an injury has a source only where somebody is said to have done it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields import death_words, harm_words
from scr_extract.fields.asserted import scope_of
from scr_extract.fields.culprits import killers
from scr_extract.fields.fates import age_class, blamed, openings, outcome
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.resources.coded import any_of
from scr_extract.resources.loader import lexicon
from scr_extract.values import Choice

NAME = "source_of_harm"
_NAMED, _CATEGORY = f"{NAME}.named", f"{NAME}.category"
_WORDS = lexicon("sources_of_harm")
_AT_HOME = re.compile(rf"\b{any_of([*_WORDS['unwatched']['words'], *_WORDS['unwatched']['drugs']])}\b", re.I)
_UNEXPLAINED = re.compile(rf"\b{any_of(_WORDS['unexplained']['words'])}\b", re.I)
_THE_MAN = re.compile(r"\bthe\s+(?:man|perpetrator|offender|abuser|attacker)$", re.I)
_HOUSEHOLD = re.compile(
    r"\b(?:mother|mum)'s\s+(?:\w+\s+)?(?:partner|boyfriend|husband|cohabitee)\b|\b(?:step-?\s?father|father|uncle|grandfather|brother)\b", re.I
)
_BOYFRIEND = re.compile(r"(?<!\bher\s)(?<!\bhis\s)(?<!\bown\s)(?<!\bformer\s)\b(?:boyfriend|partner)$", re.I)
_MOTHERS = re.compile(r"\b(?:mother|mum)'s\s+(?:\w+\s+)?(?:partner|boyfriend)\b", re.I)
BEREAVED = "bereaved"
"""Stands for the harm to a child whose parent was killed."""
_UNWATCHED = re.compile(rf"\b{any_of(_WORDS['unwatched']['words'])}\b", re.I)


def _category(reading: Reading) -> tuple[str | None, Span | None]:
    """The category of death or harm and the words that signal it."""
    what = outcome(reading)
    if what == "fatal":
        cause = death_words.chosen(death_words.causes(reading))
        return (cause.id, cause.span) if cause else ("death", None)
    if what in ("serious_harm", "abuse_or_exploitation"):
        harm = harm_words.chosen(harm_words.harms_told(reading, theme=False))
        return (harm.id, harm.span) if harm else ("harm", None)
    return (BEREAVED, None) if what == "parent_killed" else (None, None)


def _named(reading: Reading) -> Iterator[Candidate]:
    category, _ = _category(reading)
    if category is None or category in _WORDS["fixed"]["categories"]:
        return
    opening = openings(reading)
    if category == BEREAVED:
        for sentence in (*opening, *scope_of(reading).sentences):
            for culprit in killers(reading.view, sentence):
                yield candidate(reading, NAME, Choice(_WORDS["classes"][culprit.kind], reading.words(culprit.span)), culprit.span, _NAMED)
        return
    told = tuple(s for s in scope_of(reading).sentences if not any(o.covers(s) for o in opening))
    for culprit in (*blamed(reading, opening), *blamed(reading, told)):
        source = _WORDS["classes"]["family" if culprit.kind in ("stranger", "known") and _named_before(reading, culprit.span) else culprit.kind]
        if category in _WORDS["outside"]["categories"] and source == "intrafamilial":
            continue
        yield candidate(reading, NAME, Choice(source, reading.words(culprit.span)), culprit.span, _NAMED)


def _named_before(reading: Reading, man: Span) -> bool:
    """`The man is serving nine years`, `the boyfriend was sentenced` after `while she was with her mother's new partner`: he is of the household."""
    if _BOYFRIEND.search(reading.view, max(reading.span.start, man.start - 8), man.end):
        return _MOTHERS.search(reading.view, reading.span.start, man.end) is not None
    if not _THE_MAN.search(reading.view, max(reading.span.start, man.start - 5), man.end):
        return False
    return any(_HOUSEHOLD.search(reading.view, s.start, min(s.end, man.start)) for s in openings(reading) if s.start < man.start)


def _by_category(reading: Reading) -> Iterator[Candidate]:
    category, span = _category(reading)
    source = _WORDS["by_category"].get(category)
    near: re.Match[str] | None
    if category in _WORDS["unexplained"]["categories"]:
        near = next((m for s in (*openings(reading), *reading.story[:6]) if (m := _UNEXPLAINED.search(reading.view, s.start, s.end))), None)
        if near:
            yield candidate(reading, NAME, Choice("intrafamilial", reading.words(Span(*near.span()))), Span(*near.span()), _CATEGORY)
        return
    if source is None or span is None:
        return
    if category == "accident":
        words = _AT_HOME if age_class(reading) in ("baby", "infant", "young") else _UNWATCHED
        near = next((m for s in (*openings(reading), *reading.story[:3]) if (m := words.search(reading.view, s.start, s.end))), None)
        if near:
            yield candidate(reading, NAME, Choice("intrafamilial", reading.words(Span(*near.span()))), Span(*near.span()), _CATEGORY)
            return
    yield candidate(reading, NAME, Choice(source, reading.words(span)), span, _CATEGORY)


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """Somebody named before the category alone; the fact line's before a later sentence's."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    return Resolution(Found.FOUND, (candidates[0],), tuple(c for c in candidates[1:] if c.value != candidates[0].value))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    value = resolution.chosen[0].value if resolution.chosen else None
    return {NAME: value.id if isinstance(value, Choice) else None}


_FINDERS = (
    Finder(
        _NAMED,
        _named,
        examples=(
            Example("Serious injuries to a baby. The [[father]] was convicted of assault.", '{"as_written": "father", "id": "intrafamilial"}'),
            Example(
                "Injuries to a boy of 20 months in the care of his mother's [[boyfriend]], who was convicted of assault.",
                '{"as_written": "boyfriend", "id": "intrafamilial"}',
            ),
            Example("Murder of a girl of 16 by her [[boyfriend]].", '{"as_written": "boyfriend", "id": "extrafamilial_known"}'),
            Example("Sexual abuse of two girls by their [[teacher]].", '{"as_written": "teacher", "id": "institutional"}'),
            Example("Sexual exploitation of a girl by [[older men]].", '{"as_written": "older men", "id": "extrafamilial_stranger"}'),
        ),
        counter_examples=(
            "Serious injuries to a baby in 2014.",
            "Suicide of a girl of 15 whose father was convicted of theft.",
            "Child V\n\nThe review is published.",
        ),
    ),
    Finder(
        _CATEGORY,
        _by_category,
        examples=(
            Example("[[Suicide]] of a 15-year-old girl in 2016.", '{"as_written": "Suicide", "id": "self"}'),
            Example("Death of a boy of nine from [[asthma]].", '{"as_written": "asthma", "id": "none_identified"}'),
            Example("[[Chronic neglect]] of four siblings.", '{"as_written": "Chronic neglect", "id": "intrafamilial"}'),
            Example(
                "Fractures to a baby of six weeks. [[Neither parent could explain]].",
                '{"as_written": "Neither parent could explain", "id": "intrafamilial"}',
            ),
            Example("Death of a girl aged two who drank [[methadone]].", '{"as_written": "methadone", "id": "intrafamilial"}'),
        ),
        counter_examples=("Serious injuries to a baby in 2014.", "Death of a boy aged three in May 2014.", "Fractures to a baby. Nobody could explain them."),
    ),
)

FIELD = Field(NAME, Choice, _FINDERS, _resolve, "Where the harm came from in the coding frame's terms; null where nobody is held to have done it.", _wide)
