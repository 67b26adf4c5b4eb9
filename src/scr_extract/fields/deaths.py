"""The words that say a reviewed child died, each tied to who it speaks of.

The noun after `of` decides (`death of his mother`), or the person nearest before the verb (`she woke to find that he had
died`). Words are in lexicons/outcomes.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scr_extract.fields.ages import ages
from scr_extract.fields.holders import Holder, can_mean, is_own, owned, people
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

_WORDS = lexicon("outcomes")


def any_of(terms: list[str]) -> str:
    return "(?:" + "|".join(t.replace(" ", r"\s+") for t in sorted(terms, key=len, reverse=True)) + ")"


_NOUN = Sought(rf"\b{any_of(_WORDS['death']['nouns'])}\b", re.I)
_VERB = Sought(rf"\b(?:(?:found|pronounced|declared|certified|presumed)\s+)?{any_of(_WORDS['death']['verbs'])}\b", re.I)
_ACTIVE = Sought(rf"\b{any_of(_WORDS['death']['active'])}\b", re.I)
_LOSS = Sought(rf"\b{any_of(_WORDS['death']['loss'])}", re.I)
_BOTH = re.compile(r"Both\s+(?:(?:children|babies|twins|boys|girls|siblings)\s+)?(?:had\s+)?(?:died|were\s+(?:killed|murdered|found\s+dead))\b")
_CLAUSE_END = re.compile(r"[;.]")
_WHOSE = re.compile(r"\bwhose\s+(?:(?:sudden|tragic|unexpected)\s+)?$", re.I)
_OTHER_HARM = re.compile(r"\b(?:injur(?:y|ies)|wounding|survival|bereavement|neglect|abuse)\b", re.I)
_PAIR = re.compile(r"(?:brother|sister),?\s+and\s+(?:(?:a|an|her|his)\s+)?(?:[\w-]+\s+)?(?:brother|sister)\b", re.I)
"""`A brother and sister`: siblings of one another are the children told of."""
_PASSIVE = frozenset({"killed", "murdered", "drowned", "suffocated", "hanged", "strangled", "smothered"})
_OBJECT = re.compile(
    r"\s+(?P<who>her|him|them)\b(?=\s*(?:[.,;]|$)|\s+(?:on|in|at|with|and|by|after|before|during|while|when|as|then|because|following|using|over)\b)", re.I
)
_NOT_YET = re.compile(rf"\b{any_of(_WORDS['death']['not_yet'])}[\s-]+(?:(?:to|been|be|by|the|a|his|her)\s+)?$", re.I)
PARENT = re.compile(
    r"(?:\b(?:his|her|their|a|the|\w+'s)\s+(?:own\s+|birth\s+|\d{2}[-\s]year[-\s]old\s+|young\s+)?|(?<![\w'])(?=Mother|Father))(?:mother|father|parents?|mum|dad|stepmother|stepfather|step-mother|step-father)\b(?!'s)",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of the coding frame's outcome, the words that say it and the sentence they stand in."""

    id: str
    span: Span
    sentence: Span


def child_deaths(view: str, sentence: Span, told: Sequence[str], *, is_fact: bool) -> Iterator[Hit]:
    """The words of a sentence that say a reviewed child died."""
    everybody = [p for p in people(view, sentence, told) if p.span]
    persons = [p for p in everybody if not is_own(view, p)]
    for m in (*_NOUN.finditer(view, sentence.start, sentence.end), *_LOSS.finditer(view, sentence.start, sentence.end)):
        if not _denied(view, sentence, m.start()) and _of_child(view, sentence, m, persons, is_fact=is_fact):
            yield Hit("fatal", Span(*m.span()), sentence)
    for m in _VERB.finditer(view, sentence.start, sentence.end):
        if not _denied(view, sentence, m.start()) and _did_child(view, sentence, m, persons, is_fact=is_fact):
            yield Hit("fatal", Span(*m.span()), sentence)
    both = None if is_fact else _BOTH.match(view, sentence.start, sentence.end)
    if both:
        yield Hit("fatal", Span(*both.span()), sentence)
    for m in _ACTIVE.finditer(view, sentence.start, sentence.end):
        if not _denied(view, sentence, m.start()) and _bore_child(view, m, everybody, sentence):
            yield Hit("fatal", Span(*m.span()), sentence)


def opening_deaths(view: str, cell: Span) -> Iterator[Hit]:
    """A verb of death in a table's cell with nobody named before it: `Killed by her father`, `Bitten by a dog, died in hospital`."""
    for m in _VERB.finditer(view, cell.start, cell.end):
        if not _denied(view, cell, m.start()) and not any(p.kind != "child" for p in people(view, Span(cell.start, m.start()), ())):
            yield Hit("fatal", Span(*m.span()), cell)


def _denied(view: str, sentence: Span, place: int) -> bool:
    return bool(_NOT_YET.search(view, max(sentence.start, place - 30), place))


def _of_child(view: str, sentence: Span, m: re.Match[str], persons: list[Holder], *, is_fact: bool) -> bool:
    """`Death of a boy`, `the baby's death`, `his death`; not `the death of his mother`."""
    if m[0].lower().startswith(("date of", "dod", "d.o.d")):
        return False
    if _WHOSE.search(view, max(sentence.start, m.start() - 25), m.start()):
        last = next((p for p in reversed(persons) if p.span and p.span.end <= m.start()), None)
        return last is not None and last.kind in ("name", "child")
    owner = owned(view, sentence, m.start(), persons)
    if owner is not None:
        return owner.kind in ("name", "child")
    of = re.compile(r"(?:[^.;:]{0,60}?\b(?:of|to|involving)|\s+in\s+custody\s+of)\s+", re.I)
    start = m.end()
    if m[0].lower().endswith(" of"):
        start -= 3
    while match := of.match(view, start, sentence.end):
        who = next((p for p in persons if p.span and match.end() <= p.span.start <= match.end() + 70), None)
        clause = view[match.end() : who.span.start] if who and who.span else view[match.end() : min(sentence.end, match.end() + 40)]
        if who is not None and not re.search(r"[;:.]|\bby\b|\bwith\b|\bwho\b", clause):
            if is_child(view, who, sentence):
                return True
            rest = [p for p in persons if p.span and who.span and who.span.end <= p.span.start <= who.span.end + 40]
            joined = next(
                (p for p in rest if p.span and who.span and re.fullmatch(r",?\s*(?:and|,)\s+(?:[\w-]+\s+){0,4}", view[who.span.end : p.span.start])), None
            )
            if joined is not None and joined.span and who.span and _OTHER_HARM.search(view, who.span.end, joined.span.start):
                return False  # `death of a mother and serious injury of her child`
            return joined is not None and joined.kind in ("name", "child")
        if re.match(r"(?:an?\s+)?(?:\d{1,2}|[a-z]+)[-\s]+(?:year|month|week|day)s?[-\s]*old", view[match.end() : match.end() + 30], re.I):
            return True
        start = match.end()
    return (
        is_fact
        and not any(p.kind in ("adult", "kin") and p.span and p.span.start < m.start() for p in persons)
        and (m[0].lower().startswith(("fatal", "sudden", "death in inf", "cot")) or m.start() - sentence.start < 25)
        and not PARENT.search(view, m.end(), min(_stop(view, m.end(), sentence.end), m.end() + 40))
    )


def _stop(view: str, place: int, end: int) -> int:
    """Where the clause at `place` ends: `Fatal head injury; father convicted` says nothing of the father's death."""
    m = _CLAUSE_END.search(view, place, end)
    return m.start() if m else end


def is_child(view: str, who: Holder, sentence: Span) -> bool:
    """Whether somebody named is a reviewed child: by name, by a noun, or as one of `two brothers` who are nobody's."""
    if who.kind in ("name", "child"):
        return True
    if who.kind == "kin" and who.span:
        before = view[max(sentence.start, who.span.start - 30) : who.span.start]
        if _PAIR.match(view, who.span.start, sentence.end) and not re.search(r"\b(?:his|her|their|whose|\w+'s)\s+(?:[\w-]+\s+)?$", before, re.I):
            return True
        return (
            who.word.endswith("s")
            and who.word[:1].islower()
            and not re.search(r"\b(?:his|her|their|whose|older|elder|younger|half|child's|another|other|'s)\s+(?:[\w-]+\s+)?$", before, re.I)
            and who.word.lower() not in ("friends", "victims", "cousins", "peers")
        )
    return False


def _did_child(view: str, sentence: Span, m: re.Match[str], persons: list[Holder], *, is_fact: bool) -> bool:
    """Whether the person nearest before the verb is a reviewed child."""
    verb = m[0].lower()
    before = [p for p in persons if p.span and p.span.end <= m.start()]
    left = view[sentence.start : m.start()]
    passive = re.match(r"\s+by\b", view[m.end() : m.end() + 5]) and re.search(r",\s*$", left)
    itself = re.match(r"\s+(?:him|her)self\b", view[m.end() : m.end() + 10])
    active = itself or (verb in ("drowned", "suffocated") and not re.match(r"\s+(?:her|him|them|the|a|an|his|their)\b", view[m.end() : m.end() + 8], re.I))
    if (
        verb in _PASSIVE
        and not passive
        and not active
        and not re.search(r"\b(?:was|were|been|being|be|had|when|after|who|and|boy|girl|child|baby|infant)\s+(?:\w+\s+)?$|^\W*$", left, re.I)
    ):
        return False
    if re.search(r"\b(?:who|whose|whom)\s+(?:\w+\s+){0,3}$", left) and before and before[-1].kind in ("adult", "kin"):
        return is_fact and is_child(view, before[-1], sentence)
    if (
        not before
        and verb.startswith(("died", "dies", "killed", "drowned", "murdered", "found dead", "attempt", "none", "neither"))
        and not left.strip(" \n•*-")
    ):
        return True  # `Died in hospital.`: nobody else can be meant
    if not before:
        # `a looked after 15-year-old took an overdose and died`
        return is_fact and any(a.kind in ("old", "aged") for a in ages(view, Span(sentence.start, m.start())))
    nearest = before[-1]
    if nearest.kind == "pronoun":
        adults = [p for p in before if p.kind in ("adult", "kin") and (nearest.word == "they" or can_mean("male" if nearest.word == "he" else "female", p))]
        if is_fact and re.search(r"\b(?:from|of)\s+which\s+$", view[sentence.start : nearest.span.start if nearest.span else m.start()]):
            return True  # `her father hit him, causing injuries from which he died`
        if adults and nearest.word != "they" and len({p.name for p in before if p.name}) > 1:
            return False  # `Ann and Bob lived with their grandmother when she died`
        return nearest.word in ("he", "she", "they") and (not adults or (is_fact and before[0].kind in ("name", "child")))
    if nearest.kind in ("name", "child"):
        return not _is_parent_of(view, before)
    if nearest.kind == "kin":
        return is_child(view, nearest, sentence) and (is_fact or not re.search(r"\bof\s", left[-20:]))
    if (
        before[0].kind in ("name", "child")
        and nearest.span
        and re.search(
            r"\b(?:by|with|of|from|in|after|while|when|whilst|to)\s+(?:(?:the|his|her|their|a|an)\s+)?(?:[\w-]+\s+){0,2}$",
            view[max(sentence.start, nearest.span.start - 40) : nearest.span.start],
            re.I,
        )
    ):
        return bool(re.search(r"\b(?:and|who|,)\s+(?:\w+\s+){0,3}$", left, re.I)) and not re.search(
            r"\b(?:mother|father|partner)\s+(?:who\s+)?(?:had\s+)?$", left, re.I
        )
    return False


def _is_parent_of(view: str, before: list[Holder]) -> bool:
    """`The mother of the boy died`: the child nearest before the verb only says whose mother it was."""
    other, child = before[-2] if len(before) > 1 else None, before[-1]
    return (
        other is not None
        and other.kind in ("adult", "kin")
        and other.span is not None
        and child.span is not None
        and bool(re.fullmatch(r"\s+of\s+(?:(?:the|a|an|this|both|two|three)\s+)?(?:[\w-]+\s+){0,2}", view[other.span.end : child.span.start]))
    )


def _bore_child(view: str, m: re.Match[str], persons: list[Holder], sentence: Span) -> bool:
    """`The mother killed her children`: an adult before the verb, a child right after it."""
    before = [p for p in persons if p.span and p.span.end <= m.start()]
    after = [p for p in persons if p.span and m.end() <= p.span.start <= m.end() + 50]
    if before and before[-1].kind == "adult" and m[0].lower() not in ("poisoned", "stabbed") and (bore := _OBJECT.match(view, m.end(), sentence.end)):
        sex = {"her": "female", "him": "male"}.get(bore["who"].lower())
        others = [p for p in before[:-1] if p.kind in ("adult", "kin") and (sex is None or can_mean(sex, p))]
        own = sex is not None and can_mean(sex, before[-1]) and not can_mean("male" if sex == "female" else "female", before[-1])
        return not own and not others and any(p.kind in ("name", "child") for p in before)  # `Ann's father, who killed her in 2011`
    if not before or not after or (before[-1].kind != "adult" and before[-1].word not in ("he", "she")):
        return False
    target = after[0]
    between = view[m.end() : target.span.start] if target.span else ""
    return (
        target.kind in ("name", "child")
        and not re.search(r"[.;,]|\bby\b|\bin\b|\bwith\b", between)
        and not re.search(r"\b(?:was|were|been|being|be)\s+(?:\w+\s+)?$", view[sentence.start : m.start()], re.I)
    )
