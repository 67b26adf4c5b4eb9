"""Whose age it is: the child's, a relative's, an adult's, or nobody's that can be told.

The noun after `N-year-old` decides (`his 34-year-old mother`); where none follows, the nearest person named before it
in the sentence does (`his sister, aged eight`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.fields.age_patterns import one_of
from scr_extract.fields.age_values import Age
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

_WORDS = lexicon("ages")
_SEXES = lexicon("children")["sex"]
_CHILD_WORDS = frozenset(w for words in lexicon("children")["words"] for w in words.split())
_STOP = re.compile(rf"[.;:()\[\]\n]{{1}}|,\s+(?!\w+(?:[-\s]\w+)?\s+(?:boy|girl|child|baby|male|female))|\b{one_of(_WORDS['holders']['stops'])}\b", re.I)
_KIN_OF = re.compile(rf"\b{one_of(_WORDS['holders']['kin_of'])}\s+(?:\w+\s+)?$", re.I)
_CODE = Sought(
    r"\b(?:Child|Children|Siblings?|Baby|Infant|Young\s+Person|YP|Adult|Mother|Father|Mr|Mrs|Ms|Miss|Brother|Sister|Person|Offender)\s+['\"]?(?:[A-Z]{1,4}\d{0,3}|\d{1,2}|[A-Z][a-z]+)\b"
)
_OWNS = re.compile(rf"'s?\s+(?:[\w-]+\s+){{0,2}}{one_of(_WORDS['holders']['adult'] + _WORDS['holders']['kin'])}\b", re.I)
_AGENT = re.compile(r"\b(?:by|towards|against|with|to|from)\s+(?:(?:a|an|the|another|her|his|their)\s+)?(?:\w+\s+)?$", re.I)
_LETTERED = re.compile(rf"(?:[A-Z][\w'.]*|\b{one_of(_WORDS['holders']['lettered'])})\s$")
_COUNTED = re.compile(r"\b(?:two|three|four|five|six|seven|eight|both|\d)\s+(?:\w+\s+)?$", re.I)
_BORNE = re.compile(r"\b(her|him|them)\s+(?:\w+ly\s+)?(?:many\s+times\s+)?(?=(?:between|from|when|at|while|since|aged|over)\b|[.,]|$)", re.I)
RESUMED = re.compile(r",\s+(?:was|were|is|are)\s+(?:\w+\s+)?$")
"""Before an age: the sentence goes on after a clause between commas."""
THEIR_AGES = "their ages"
"""The word of a holder for `their ages were`, `the children's ages`."""
_THEIR = re.compile(r"\b(?:their|whose|the\s+(?:children|boys|girls|sisters|brothers|siblings)'s?)\s+$", re.I)
_PAIR = re.compile(r"\b(?:brother\s+and\s+sister|sister\s+and\s+brother|brother\s+and\s+brother)\b", re.I)
_AT = re.compile(r"(?:at|by)\s", re.I)
_GROWN = 18 * 12
"""Months of age from which nobody is a child."""
_NO_ADULT = 10 * 12
"""Months of age that no mother, partner or midwife has."""
_BESIDE_ONE = re.compile(r",\s+(?:then\s+)?an?\s+(?:\w+\s+)?$", re.I)
_THE = re.compile(r"\bthe\s+$", re.I)
_STANDS = re.compile(
    r"(?:,\s+(?:known|named|called|referred|who)\b|\s+(?:was|were|had|who|died|suffered|sustained|is|has|lived|drowned|fell|took|collapsed)\b)", re.I
)
_AHEAD = re.compile(r",?\s+(?:(?P<male>he)|(?P<female>she)|(?P<child>the\s+(?:baby|child|boy|girl|infant|toddler)))\b", re.I)
_OUTCOME_OF = re.compile(r"\bof\s+(?:a|an|the)\s+$", re.I)


@dataclass(frozen=True, slots=True)
class Holder:
    """`kind` is child, kin, adult, pronoun, name or unknown; `name` the reviewed child's where the age is tied to one."""

    kind: str
    word: str = ""
    span: Span | None = None
    name: str | None = None


@lru_cache(maxsize=1)
def holder_pattern() -> Sought:
    """Every word for somebody who can be so many years old, each under the name of its class."""
    holders = _WORDS["holders"]
    nobody = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in holders["not_child"])
    ends = {"child": rf"(?!{nobody})"}
    classes = "|".join(rf"(?P<{name}>{one_of(holders[name])}{ends.get(name, '')})" for name in ("kin", "adult", "child", "pronoun"))
    return Sought(rf"(?<![\w-])(?:{classes})(?!\w|-(?!old))", re.I)


def holder(view: str, sentence: Span, age: Age, names: Sequence[str]) -> Holder:
    """Who the age is of, as far as its own sentence says."""
    place = age.place
    if age.kind == "old":
        called = next((n for n in names if (m := re.compile(_name_pattern(n)).match(view, place.end + 1)) and m[0] not in ("A", "I")), None)
        if called:
            return Holder("name", called, place, called)  # `seven-year-old Rowan told his teacher`
        after = _after(view, place.end, sentence.end)
        if after is not None:
            return _judged(view, sentence, place, after)
        if (
            age.high is not None
            and age.high < _GROWN
            and _THE.search(view, max(sentence.start, place.start - 8), place.start)
            and _STANDS.match(view, place.end)
        ):
            return Holder("child", "child", place)  # `The two-month-old, known as Ivy, died`
    if _THEIR.search(view, max(sentence.start, place.start - 24), place.start) and view[place.start : place.start + 4].lower() == "ages":
        return Holder("child", THEIR_AGES, place)
    who = _apposed(view, sentence, _before(view, sentence, place, names), names)
    if who.kind == "adult" and age.high is not None and age.high < _NO_ADULT:
        there = [p for p in people(view, Span(sentence.start, max(sentence.start, place.start)), names) if p.kind != "adult"]
        who = there[-1] if there and there[-1].kind in ("name", "child") else who  # `Fern was unborn when her midwife called, and five weeks old when she`
    ahead = _AHEAD.match(view, place.end, sentence.end) if _AT.match(view, place.start - (3 if age.kind == "at" else 0), place.end) else None
    if ahead and (who.kind == "unknown" or (who.kind in ("adult", "kin", "pronoun") and not can_mean("male" if ahead["male"] else "female", who))):
        return Holder("child" if ahead["child"] else "pronoun", ahead[0].strip(" ,\n").lower(), Span(*ahead.span()))  # `until, at the age of nine, she`
    borne = _BORNE.search(view, who.span.end, place.start) if who.kind == "adult" and who.span else None
    if borne and any(p.kind in ("name", "child") for p in people(view, Span(sentence.start, borne.start()), names)):
        return Holder("pronoun", {"him": "he", "her": "she"}.get(borne[1].lower(), "they"), Span(*borne.span(1)))  # `Ann's uncle hit her at the age of six`
    if age.kind == "was" and who.kind == "pronoun" and RESUMED.search(view, max(sentence.start, place.start - 20), place.start):
        opened = [p for p in people(view, Span(sentence.start, place.start), names) if p.span and view[p.span.end : p.span.end + 6] == ", who "]
        who = opened[-1] if opened else who  # `Ann, who had been ill since she was born, was three when`
    # `Child P and Child Q, who are aged nine and seven`: several ages in one list are not all the last one's.
    return Holder("child", who.word, who.span) if who.kind == "name" and age.among > 1 else who


def _after(view: str, place: int, end: int) -> re.Match[str] | None:
    limit = min(end, place + 70)
    found = holder_pattern().search(view, place, limit)
    stop = _STOP.search(view, place, limit)
    return found if found and (stop is None or found.start() < stop.start()) else None


def _judged(view: str, sentence: Span, place: Span, m: re.Match[str]) -> Holder:
    word, kind = m[0].lower(), m.lastgroup or "unknown"
    here = Span(*m.span())
    if view[m.end() : m.end() + 2] == "'s":  # `the 3-year-old child's mother` still speaks of the child
        return Holder(kind if kind != "kin" else "kin", word, here)
    if kind == "kin":
        own = _KIN_OF.search(view, max(sentence.start, place.start - 30), place.start)
        return Holder("kin" if own or not word.endswith("s") else "child", word, here)
    if (
        kind == "adult"
        and word in ("mother", "father", "parent", "woman", "man")
        and _OUTCOME_OF.search(view, max(sentence.start, place.start - 12), place.start)
    ):
        from_birth = re.search(
            r"\b(?:child|baby|son|daughter|infant|boy|girl|birth|twins?|children)\s+of\s+(?:a|an|the)\s+$",
            view[max(sentence.start, place.start - 40) : place.start],
            re.I,
        )
        return Holder("adult" if from_birth else "teen", word, here)
    return Holder(kind, word, here)


def people(view: str, span: Span, names: Sequence[str]) -> tuple[Holder, ...]:
    """Everybody named in the span, in order: the reviewed children by name, others by code, noun or pronoun.

    Several fields ask for the same sentences: each is read once.
    """
    return _people(view, span, tuple(names))


@lru_cache(maxsize=4096)
def _people(view: str, span: Span, names: tuple[str, ...]) -> tuple[Holder, ...]:
    found: list[Holder] = []
    words = span.of(view)
    for name in names:
        for m in re.finditer(_name_pattern(name), words) if name.split()[-1] in words or name.split()[0] in words else ():
            if len(m[0]) == 1 and _LETTERED.search(view, max(span.start, span.start + m.start() - 25), span.start + m.start()):
                continue  # `Mr V`, `ward V`
            found.append(Holder("name", name, Span(span.start + m.start(), span.start + m.end()), name))
    for m in _CODE.finditer(view, span.start, span.end):
        found.append(Holder("kin" if not re.match(r"Adult|M|Father", m[0]) else "adult", m[0], Span(*m.span())))
    for m in holder_pattern().finditer(view, span.start, span.end):
        found.append(Holder(m.lastgroup or "unknown", m[0].lower(), Span(*m.span())))
    kept: list[Holder] = []
    end = span.start
    for hit in sorted(found, key=lambda h: (h.span.start if h.span else 0, 0 if h.kind == "name" else 1, -(h.span.end if h.span else 0))):
        if hit.span and hit.span.start >= end:
            kept.append(hit)
            end = hit.span.end
    return tuple(kept)


def _name_pattern(name: str) -> str:
    words = name.split()
    last = re.escape(words[-1])
    if len(words) == 1:
        return rf"(?<![\w-])(?:(?i:child|baby|infant|young\s+person|siblings?)\s+['\"]?)?{last}(?![\w-])"
    if all(w[1:2].islower() for w in words) and words[0].lower() not in _CHILD_WORDS:
        return rf"(?<![\w-]){re.escape(words[0])}(?![\w-])"  # `Martin John Elderwick` is Martin below
    first = r"\s+".join(map(re.escape, words[:-1]))
    if len(words[-1]) == 1 and words[-1] not in "AI":
        return rf"(?<![\w-])(?:(?i:{first}|child|baby|siblings?)\s+['\"]?{last}|(?<![\w.'-]){last}(?=\s[a-z]|'s\s|,))(?![\w-])"
    return (
        rf"(?<![\w-])(?:(?i:{first}|child|children|siblings?|baby)\s+['\"]?)?{last}(?![\w-])"
        if len(words[-1]) > 1
        else rf"(?<![\w-])(?i:{first}|child|siblings?)\s+['\"]?{last}(?![\w-])"
    )


def _before(view: str, sentence: Span, place: Span, names: Sequence[str]) -> Holder:
    nearest: Holder | None = None
    for who in people(view, Span(sentence.start, max(sentence.start, place.start)), names):
        if who.span is None:
            continue
        if view[who.span.end : who.span.end + 2] == "'s" and who.kind != "adult":
            continue  # `Child A's father, aged 22`: the father stands nearer anyway
        nearest = who
    if nearest is None or nearest.span is None:
        return Holder("unknown")
    if nearest.kind == "kin":
        own = _KIN_OF.search(view, max(sentence.start, nearest.span.start - 30), nearest.span.start)
        named = nearest.word[:1].isupper()
        pair = _PAIR.search(view, max(sentence.start, nearest.span.end - 22), nearest.span.end)
        if pair and not re.search(r"\b(?:his|her|their|whose|\w+'s)\s+(?:[\w-]+\s+)?$", view[max(sentence.start, pair.start() - 25) : pair.start()], re.I):
            return Holder("child", "siblings", nearest.span)
        group = nearest.word.endswith(("siblings", "brothers", "sisters")) and not own and not named
        return Holder(
            "child" if group and (not nearest.word.startswith(("half", "step")) or _COUNTED.search(view, sentence.start, nearest.span.start)) else "kin",
            nearest.word,
            nearest.span,
        )
    return nearest


def _apposed(view: str, sentence: Span, who: Holder, names: Sequence[str]) -> Holder:
    """`Poppy's half-brother, a boy of 2,`: the noun set beside a relative or an adult is that person."""
    if who.kind != "child" or who.span is None or not _BESIDE_ONE.search(view, max(sentence.start, who.span.start - 20), who.span.start):
        return who
    there = people(view, Span(sentence.start, who.span.start), names)
    other = there[-1] if there else None
    apart = other is not None and other.span is not None and re.fullmatch(r",\s+(?:then\s+)?an?\s+(?:\w+\s+)?", view[other.span.end : who.span.start])
    if other is not None and other.kind == "name" and apart:
        return Holder("name", who.word, who.span, other.name)  # `Sibling C, a boy of ten, and Sibling D, a girl of seven`
    one = other is not None and other.kind in ("kin", "adult") and not other.word.endswith("s")  # of `three siblings, a girl aged 11` the girl is one
    return other if other is not None and apart and one else who


def is_agent(view: str, sentence: Span, place: Span) -> bool:
    """Whether the one so old did it or bore it for somebody else: `by a 17-year-old`, `towards a 5-year-old girl`."""
    return bool(_AGENT.search(view, max(sentence.start, place.start - 30), place.start))


def is_own(view: str, who: Holder) -> bool:
    """Whether the person only owns the next one: `Child A's father` names the father."""
    return who.span is not None and bool(_OWNS.match(view, who.span.end))


def owned(view: str, sentence: Span, place: int, persons: Sequence[Holder]) -> Holder | None:
    """Whose the word at `place` is, where a genitive stands right before it (`the baby's death`, `his death`)."""
    for p in persons:
        if p.span and re.fullmatch(r"'s?\s+(?:[\w-]+\s+)?", view[p.span.end : place]):
            return p
    if re.search(r"\b(?:his|her)\s+(?:own\s+|sudden\s+|tragic\s+)?$", view[max(sentence.start, place - 20) : place], re.I):
        before = [p for p in persons if p.span and p.span.end <= place and p.kind != "pronoun"]
        return before[0] if before and all(p.kind in ("name", "child") for p in before) else Holder("unknown")
    return None


def can_mean(sex: str, who: Holder) -> bool:
    """Whether a pronoun of this sex may mean this relative or adult instead of the child: not a mother by `his`, nor people in the plural."""
    word = who.word.lower()
    if word in _SEXES["male_adults"] or word in _SEXES["female_adults"]:
        return word in _SEXES[f"{sex}_adults"]
    return not (word.endswith("s") and word not in ("mrs", "ms"))
