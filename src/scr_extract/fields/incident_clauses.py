"""Which dates of a sentence are tied to death or harm: by the words of their own clause, and by whom it is about."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

REACH = 110
"""Characters between a date and the harm it is tied to."""

Kind = Literal["death", "harm", "admission", "not_incident", "claiming", "reviewing", "not_subject"]
"""Lists of lexicons/dates.toml."""


@lru_cache
def one_of(name: str) -> str:
    """A regex fragment: any term of a list in lexicons/dates.toml."""
    return "(?:" + "|".join(lexicon("dates")[name]) + ")"


@lru_cache
def telling(*kinds: Kind) -> Sought:
    """The words of these kinds."""
    return Sought(rf"(?<![\w-])(?:{'|'.join(one_of(kind) for kind in kinds)})(?![\w-])", re.I)


@lru_cache(maxsize=1)
def _boundary() -> re.Pattern[str]:
    return re.compile(rf"[;:]|\.\s|,\s+(?={one_of('clause_after_comma')}\b)|\b{one_of('clause')}\b", re.I)


@lru_cache(maxsize=1)
def _apart() -> re.Pattern[str]:
    return re.compile(rf"[;:.]|,\s+{one_of('apart_after_comma')}\b|{one_of('apart')}\b", re.I)


_PARENTHESIS = re.compile(r",[^,;.]{1,40},\s+(?:in|on|during|between|from)\s+(?:the\s+)?", re.I)
"""`a baby, born at 31 weeks, in March 2014`: what stands between the commas claims nothing after them."""
_OPENS = re.compile(
    r"[\W\d]*(?:\w+\s+){0,2}(?:on|in|during|by|at|around|about|the\s+(?:early\s+|small\s+)?\w+\s+of)?\s*(?:the\s+|an?\s+)?(?:\w+day,?\s+(?:(?:in|of|night|morning|evening|afternoon)\s+){0,2})?",
    re.I,
)
_WHEN = re.compile(
    r"\s*,?\s*(?:when|after|because|as|with|following|where|(?:on|in|at|during)\s+which|and\s+(?:he\s+|she\s+)?(?:died|was\s+pronounced))\b", re.I
)
_ON_WHICH = re.compile(r"\s*,?\s*(?:(?:on|in|at|during)\s+which|when|that)\b", re.I)
_THE_NIGHT = re.compile(r"\bthe\s+(?:day|night|morning|evening|afternoon|weekend|week|summer|month|time)\s+(?:in|of|on)\s+$", re.I)
"""`the night in March 2015 on which she was brought to hospital`: what follows says which night."""
_WHERE = re.compile(r"placement|custody|residence|contact", re.I)
_IN_A = re.compile(r"\b(?:in|at|from|during)\s+(?:an?|the|his|her|their)\s+(?:[\w-]+\s+){0,3}$", re.I)
"""Before a word that then tells where it happened: `death of a boy in a foster placement in May 2012`."""
_WHO = re.compile(r"\W*(?:who|which|whose)\b", re.I)
_NEAR = 40
"""Characters before `who` in which stands whom it means."""
_AGENT = re.compile(r"\b(?:by|with|to)\s+(?:(?:his|her|their|the|a|an|maternal|paternal)\s+){1,2}$", re.I)
"""Before a person who does or keeps company: `brought in by her aunt on 2 June and died`."""
_BY_THE = re.compile(r"\b(?:by|with|from|of)\s+(?:his|her|their|the|a|an)\b", re.I)


def clause_of(view: str, sentence: Span, at: Span) -> Span:
    """The clause of the sentence in which a date stands, from the mark or word that begins it."""
    start = sentence.start
    for m in _boundary().finditer(view, sentence.start, at.start):
        start = m.start()
    after = _boundary().search(view, at.end, sentence.end)
    return Span(start, after.start() if after else sentence.end)


def is_apart(view: str, clause: Span) -> bool:
    """True for a clause that tells of another event than its sentence (`, who had ...`), not for an apposition (`, a boy of two, ...`)
    nor for what was at that time (`soon after his birthday`)."""
    return _apart().match(view, clause.start, clause.end) is not None and not _soon_after().search(view, max(0, clause.start - 24), clause.start + 5)


@lru_cache(maxsize=1)
def _soon_after() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('soon')}\s+after$", re.I)


def is_defined(view: str, at: Span) -> bool:
    """True where what follows the date says what happened then, whatever stands before it."""
    return _THE_NIGHT.search(view, max(0, at.start - 40), at.start) is not None and _ON_WHICH.match(view, at.end) is not None


def claimed(view: str, clause: Span, at: Span) -> bool:
    """True where something else claims the date: a court or inquest anywhere before it, else the nearest telling word."""
    if is_defined(view, at):
        return telling("claiming", "reviewing").search(view, at.end, clause.end) is not None
    since = clause.start
    if _WHILE.match(view, clause.start, clause.end):  # `jailed when they stole in 2010`
        since = max(view.rfind(mark, 0, clause.start) + 1 for mark in ".;:\n,")
    if telling("claiming").search(view, since, at.start):
        return True
    aside = _PARENTHESIS.search(view, clause.start, at.start)
    end = aside.start() if aside and aside.end() == at.start else at.start
    told = telling("death", "harm", "admission", "not_incident", "reviewing").finditer(view, clause.start, end)
    words = [m.group() for m in told if not (_WHERE.fullmatch(m.group()) and _IN_A.search(view, max(clause.start, m.start() - 50), m.start()))]
    if words:
        ends = words[-1].lower() == "until" and len(words) > 1  # the harm went on until then
        return telling("not_incident", "reviewing").fullmatch(words[-2 if ends else -1]) is not None
    after = telling("death", "harm", "admission", "claiming", "reviewing").search(view, at.end, clause.end)
    return after is not None and telling("claiming", "reviewing").fullmatch(after.group()) is not None


def tied(view: str, sentence: Span, at: Span, kind: Kind) -> bool:
    """True where the date's clause, within reach, or what the date introduces (`On 3 May 2014, ...`), tells of such harm."""
    clause = clause_of(view, sentence, at)
    if claimed(view, clause, at):
        return False
    if telling(kind).search(view, max(clause.start, at.start - REACH), at.start) and not names_another(view, clause, at):
        return True
    if _at_the_time(view, sentence, clause, kind):
        return True
    if not is_defined(view, at) and not _OPENS.fullmatch(view, clause.start, at.start) and not _WHEN.match(view, at.end, sentence.end):
        return False
    after = telling(kind).search(view, at.end, min(sentence.end, at.end + REACH))
    if after is None or ";" in view[at.end : after.start()]:
        return False
    return telling("not_incident", "claiming", "reviewing", "not_subject").search(view, at.end, after.start()) is None


def _at_the_time(view: str, sentence: Span, clause: Span, kind: Kind) -> bool:
    """True for a clause `when ...` after one that tells of such harm and of no court: `He died when the car left the road in May 2012`."""
    if not _WHILE.match(view, clause.start, clause.end):
        return False
    main = clause_of(view, sentence, Span(clause.start, clause.start))
    told = telling(kind).search(view, max(main.start, clause.start - REACH), clause.start)
    return told is not None and telling("claiming", "reviewing", "not_subject").search(view, main.start, clause.start) is None


_WHILE = re.compile(r",?\s*(?:when|while|whilst|as)\b", re.I)


def names_another(view: str, clause: Span, at: Span) -> bool:
    """True where the clause's harm is another person's (`her grandmother died in 2012`), not where they did it (`by his uncle`)."""
    return telling("not_subject").search(view, clause.start, at.start) is not None and not _BY_THE.search(view, clause.start, at.start)


@lru_cache(maxsize=1)
def _person() -> Sought:
    return Sought(rf"\b(?:(?P<other>{one_of('other_people')}(?!'s))|(?P<child>{one_of('subjects')}))\b", re.I)


@lru_cache(maxsize=1)
def _does() -> re.Pattern[str]:
    """What a parent or another did to the child: then whoever stands before the verb is no other victim."""
    done_to = rf"(?:(?:her|his|their|the|a|both|all|two|three|own|of)\s+){{0,4}}(?:{one_of('done_to')}\b|(?-i:[A-Z])\w+)"
    return re.compile(rf"{one_of('does')}\s+(?:{one_of('pronouns')}(?!\w)|{done_to})", re.I)


def child_acts(view: str, clause: Span, at: Span) -> bool:
    """True where the only people named before the date are children of the review, or another's deed names one as its object."""
    people = [m.lastgroup for m in _person().finditer(view, clause.start, at.start)]
    return (bool(people) and "other" not in people) or _does().search(view, clause.start, at.start) is not None


def acts_alone(view: str, clause: Span, at: Span) -> bool:
    """True where somebody else is named before the date and does nothing to a child of the review: `Mother went to France in 2010`."""
    others = any(m.lastgroup == "other" for m in _person().finditer(view, clause.start, at.start))
    return others and not child_acts(view, clause, at)


def names_anyone(view: str, span: Span) -> bool:
    return _person().search(view, span.start, span.end) is not None


def of_another(view: str, sentence: Span, at: Span, *kinds: Kind) -> bool:
    """True where somebody else's harm is told: the last person named before the verb nearest the date is no child of the review."""
    verbs = list(telling(*kinds).finditer(view, sentence.start, sentence.end))
    if not verbs:
        return False
    verb = min(verbs, key=lambda m: abs(m.start() - at.start))
    if _does().match(view, verb.start(), sentence.end):
        return False
    clause = clause_of(view, sentence, Span(verb.start(), verb.start()))
    people = [m for m in _person().finditer(view, clause.start, verb.start()) if not _AGENT.search(view, clause.start, m.start())]
    if not people and _WHO.match(view, clause.start, verb.start()):
        people = list(_person().finditer(view, max(sentence.start, clause.start - _NEAR), clause.start))
    return bool(people) and people[-1].lastgroup == "other"
