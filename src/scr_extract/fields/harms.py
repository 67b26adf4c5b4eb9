"""The words for harm to the child and for a parent's killing, in the sentence that tells them. Words are in lexicons/outcomes.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scr_extract.fields.deaths import PARENT, Hit, any_of, is_child
from scr_extract.fields.holders import Holder, can_mean, is_own, people
from scr_extract.fields.reading import Reading
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

_WORDS = lexicon("outcomes")
_LINE = re.compile(r"[^\n]+")
_OPENS = len("Her paternal ")
"""Characters before the person with whom a sentence opens."""
_ADULT = re.compile(r"\bAdult\s+[A-Z]\w{0,2}\b(?!')")
"""A parent under a letter: `Adult F, aged 33, was killed`."""
_KILLED = Sought(rf"\b{any_of(_WORDS['parent']['killed'])}\b", re.I)
_SEXUAL = Sought(rf"\b{any_of(_WORDS['abuse']['sexual'])}(?!\w)", re.I)
_ABUSE = Sought(rf"\b{any_of(_WORDS['abuse']['other'])}(?!\w)", re.I)
_NOT_ABUSE = re.compile(rf"\b{any_of(_WORDS['abuse']['not_abuse'])}\s+(?:or\s+\w+\s+|and\s+\w+\s+)?$", re.I)
_STRONG = Sought(rf"\b{any_of(_WORDS['harm']['strong'])}(?!\w)", re.I)
_INJURY = Sought(rf"\b(?:serious(?:ly)?,?\s+|multiple\s+|severe\s+)?{any_of(_WORDS['harm']['injury'])}(?!\w)", re.I)
_GENERAL = Sought(rf"\b{any_of(_WORDS['harm']['general'])}(?!\w)", re.I)
_DONE_TO = re.compile(r"\s+(?:her|him|them|the|an?|his|their)\b", re.I)
_HIS_OWN = re.compile(r"[\d.\s]*(?:His|Her|Their)\s")
_BORNE = re.compile(r"\b(?:her|him|them|the\s+(?:girl|boy|baby|child))\b", re.I)


def parents_killed(view: str, sentence: Span) -> Iterator[Hit]:
    """A parent's killing told in the fact line."""
    for m in _KILLED.finditer(view, sentence.start, sentence.end):
        after = PARENT.search(view, m.end(), min(sentence.end, m.end() + 45))
        left = Span(max(sentence.start, m.start() - 45), m.start())
        before = next(reversed([*PARENT.finditer(view, left.start, left.end), *_ADULT.finditer(view, left.start, left.end)]), None)
        of = after is not None and re.fullmatch(r"\s+(?:of\s+)?(?:[\w-]+\s+){0,2}", view[m.end() : after.start()])
        by_child = re.search(r"\bby\s+$", view[m.end() : after.start()]) if after else None
        passive = before is not None and re.fullmatch(
            r",?\s+(?:aged\s+\w+,?\s+|\w+,?\s+){0,3}?(?:was|were|being|been|is)\s+(?:\w+ly\s+)?", view[before.end() : m.start()]
        )
        if (of and not by_child) or passive:
            yield Hit("parent_killed", Span(*m.span()), sentence)


def goes_on_of_adult(view: str, sentence: Span, before: Span | None, told: Sequence[str]) -> bool:
    """`Adult F was killed by her husband. She had been strangled.`: the pronoun that opens the sentence is the adult's."""
    opening = first_person(view, sentence, told)
    if before is None or opening is None or opening.kind != "pronoun" or opening.word not in ("he", "she") or opening.span is None:
        return False
    who = first_person(view, before, told)
    opens = opening.span.start - sentence.start <= _OPENS
    killed = next(parents_killed(view, before), None)
    return opens and killed is not None and who is not None and who.kind == "adult" and can_mean("male" if opening.word == "he" else "female", who)


def harms(view: str, sentence: Span) -> Iterator[Hit]:
    """Harm to the child told in the fact line: an injury or single event, or abuse without one."""
    sexual = _first(_SEXUAL, view, sentence)
    abuse = _first(_ABUSE, view, sentence)
    injury, strong = _first(_INJURY, view, sentence, hurt=True), _first(_STRONG, view, sentence, hurt=True)
    general = _first(_GENERAL, view, sentence, hurt=True)
    if sexual and (injury is None or sexual.start <= injury.start or not strong):
        yield Hit("abuse_or_exploitation", sexual, sentence)
    elif injury and (abuse is None or strong or injury.start < abuse.start):
        yield Hit("serious_harm", injury, sentence)
    elif abuse:
        yield Hit("abuse_or_exploitation", abuse, sentence)
    elif strong or general:
        yield Hit("serious_harm", strong or general or sentence, sentence)


def cover_harms(reading: Reading) -> Iterator[Hit]:
    """What a report's cover says below its title: `Abusive head trauma in three infants`."""
    end = reading.header.end if reading.is_report else reading.header.start
    for line in _LINE.finditer(reading.view, reading.header.start, end):
        if not re.search(r"['\"]|\.\s*$", line[0]):
            yield from harms(reading.view, Span(*line.span()))


def _first(regex: Sought, view: str, sentence: Span, *, hurt: bool = False) -> Span | None:
    for m in regex.finditer(view, sentence.start, sentence.end):
        before = view[max(sentence.start, m.start() - 30) : m.start()]
        if not hurt and _NOT_ABUSE.search(before):
            continue
        if (
            hurt
            and not _DONE_TO.match(view, m.end(), sentence.end)
            and re.search(
                r"\b(?:mother|father|mother's|father's|parent's|mother's\s+own|partner|his\s+own)\s+(?:own\s+)?$|\b(?:risk|fear|threats?)\s+of\s+(?:\w+\s+)?$",
                before,
                re.I,
            )
        ):
            continue
        return Span(*m.span())
    return None


def abuses(view: str, sentence: Span, before: Span | None, told: Sequence[str]) -> Iterator[Hit]:
    """Harm told in a later sentence, where the sentence speaks of a reviewed child first, by name, noun or a pronoun that goes on from one."""
    first = first_person(view, sentence, told)
    if first is not None and first.kind == "pronoun" and before is not None:
        topic = first_person(view, before, told)
        first = topic if topic is not None and is_child(view, topic, before) else first
    if (
        first is not None
        and (is_child(view, first, sentence) if first.span and sentence.covers(first.span) else first.kind != "pronoun")
        and not _general(view, first, sentence)
    ):
        yield from harms(view, sentence)
    elif first is not None and first.kind == "adult" and _is_childs(view, sentence, before, told):
        yield from (h for h in harms(view, sentence) if _BORNE.search(view, h.span.start, min(sentence.end, h.span.end + 20)))


def _is_childs(view: str, sentence: Span, before: Span | None, told: Sequence[str]) -> bool:
    """Whether a sentence opens with a reviewed child's relative: `Ann's uncle ...`, `Her uncle ...` after a sentence about the girl."""
    opening = next((p for p in people(view, sentence, told) if p.span), None)
    if opening is not None and is_own(view, opening):
        return is_child(view, opening, sentence)
    topic = first_person(view, before, told) if before is not None and _HIS_OWN.match(view, sentence.start, sentence.end) else None
    return topic is not None and before is not None and is_child(view, topic, before)


def first_person(view: str, sentence: Span, told: Sequence[str]) -> Holder | None:
    return next((p for p in people(view, sentence, told) if p.span and not is_own(view, p)), None)


def _general(view: str, first: Holder, sentence: Span) -> bool:
    """`Children can be neglected`: everybody's, not this child's."""
    return (
        first.kind == "child"
        and first.word in ("children", "child", "babies", "young people", "infants")
        and not re.search(
            r"\b(?:the|this|these|both|two|three|four|five|six)\s+(?:\w+\s+)?$",
            view[max(sentence.start, (first.span.start if first.span else 0) - 25) : first.span.start if first.span else 0],
            re.I,
        )
    )
