"""The grammar of outcomes: who died, who was hurt, and how.

Every word of death is tied to somebody: the noun after `of` (`death of his mother`), or the person nearest before the verb
(`she woke to find that he had died`). Words are in lexicons/outcomes.toml.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from scr_extract.fields.ages import ages
from scr_extract.fields.body_names import names_of
from scr_extract.fields.child_ages import ENOUGH, LONGEST_FACT, about, story
from scr_extract.fields.holders import Holder, is_own, owned, people
from scr_extract.fields.reading import Reading, sentences
from scr_extract.fields.sex import can_mean
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_WORDS = lexicon("outcomes")


def _any(terms: list[str]) -> str:
    return "(?:" + "|".join(t.replace(" ", r"\s+") for t in sorted(terms, key=len, reverse=True)) + ")"


_NOUN = re.compile(rf"\b{_any(_WORDS['death']['nouns'])}\b", re.I)
_VERB = re.compile(rf"\b(?:(?:found|pronounced|declared|certified|presumed)\s+)?{_any(_WORDS['death']['verbs'])}\b", re.I)
_ACTIVE = re.compile(rf"\b{_any(_WORDS['death']['active'])}\b", re.I)
_LOSS = re.compile(rf"\b{_any(_WORDS['death']['loss'])}", re.I)
_NOT_YET = re.compile(rf"\b{_any(_WORDS['death']['not_yet'])}[\s-]+(?:(?:to|been|be|by|the|a|his|her)\s+)?$", re.I)
_KILLED = re.compile(rf"\b{_any(_WORDS['parent']['killed'])}\b", re.I)
_WITNESSED = re.compile(rf"\b{_any(_WORDS['parent']['witnessed'])}\b", re.I)
_PARENT = re.compile(
    r"(?:\b(?:his|her|their|a|the|\w+'s)\s+(?:own\s+|birth\s+|\d{2}[-\s]year[-\s]old\s+|young\s+)?|(?<![\w'])(?=Mother|Father))(?:mother|father|parents?|mum|dad|stepmother|stepfather|step-mother|step-father)\b(?!'s)",
    re.I,
)
_SEXUAL = re.compile(rf"\b{_any(_WORDS['abuse']['sexual'])}(?!\w)", re.I)
_ABUSE = re.compile(rf"\b{_any(_WORDS['abuse']['other'])}(?!\w)", re.I)
_NOT_ABUSE = re.compile(rf"\b{_any(_WORDS['abuse']['not_abuse'])}\s+(?:or\s+\w+\s+|and\s+\w+\s+)?$", re.I)
_STRONG = re.compile(rf"\b{_any(_WORDS['harm']['strong'])}(?!\w)", re.I)
_INJURY = re.compile(rf"\b(?:serious(?:ly)?,?\s+|multiple\s+|severe\s+)?{_any(_WORDS['harm']['injury'])}(?!\w)", re.I)
_GENERAL = re.compile(rf"\b{_any(_WORDS['harm']['general'])}(?!\w)", re.I)
_THEME = re.compile(rf"\b{_any(_WORDS['thematic']['phrases'])}", re.I)
_BOILERPLATE = re.compile(rf"\b{_any(_WORDS['boilerplate']['phrases'])}", re.I)
_CAUSE = re.compile(
    rf"\b(?:{_any(_WORDS['cause']['leads'][:-1])}\s+|by\s+(?={_any(_WORDS['cause']['by'])}\b)|(?:cause\s+of\s+death\s+(?:was|is|being)|the\s+cause\s+was)\s+(?:given\s+as\s+|recorded\s+as\s+|found\s+to\s+be\s+)?)(?P<why>[^.;,(\n][^.;,(]{{2,110}})",
    re.I,
)
_CAUSE_END = re.compile(rf"\s+(?:{_any(_WORDS['cause']['ends'])})", re.I)
_GUILTY = re.compile(r"\b(?:guilty|convicted|sentenced|imprisoned|jailed|charged)\b", re.I)
_EARLIER = re.compile(rf"\b{_any(_WORDS['crimes']['earlier'])}\b", re.I)
_CRIMES = tuple((outcome, re.compile(rf"\b{_any(_WORDS['crimes'][outcome])}\b", re.I)) for outcome in ("fatal", "serious_harm", "abuse_or_exploitation"))
_TIME = re.compile(
    r"^(?:the\s+age|birth|a\s+(?:few|short)|\d|his\s+\w+\s+birth|her\s+\w+\s+birth|January|February|March|April|May|June|July|August|September|October|November|December|an?\s+(?:early|young)\s+age|her\s+mother|his\s+mother|their\s+mother|school|hospital|home|mother|father)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Hit:
    """A term of the coding frame's outcome, the words that say it and the sentence they stand in."""

    id: str
    span: Span
    sentence: Span


def names(reading: Reading) -> list[str]:
    """The reviewed children's names."""
    return [n.name for n in names_of(reading) if n.role == "subject"]


def fact(reading: Reading) -> Span:
    """The fact line, or nothing where the first sentence is a table of contents or speaks of the law."""
    view, span = reading.view, reading.fact
    law = _BOILERPLATE.search(view, span.start, span.end) and not any(ages(view, span)) and not any(p.kind == "name" for p in people(view, span, names(reading)))
    return Span(span.start, span.start) if law or len(span) > LONGEST_FACT else span


def later(reading: Reading) -> Iterator[tuple[Span, Span | None, list[str]]]:
    """The sentences after the fact line that can tell the outcome, each with the one before it and the children's names."""
    told, all_told = names(reading), story(reading)
    for before, sentence in zip((None, *all_told), all_told, strict=False):
        if sentence != fact(reading) and len(sentence) <= 2 * LONGEST_FACT and not _BOILERPLATE.search(reading.view, sentence.start, sentence.end):
            yield sentence, before, told


def child_deaths(view: str, sentence: Span, told: Sequence[str], *, is_fact: bool) -> Iterator[Hit]:
    """The words of a sentence that say a reviewed child died."""
    persons = [p for p in people(view, sentence, told) if p.span and not is_own(view, p)]
    for m in (*_NOUN.finditer(view, sentence.start, sentence.end), *_LOSS.finditer(view, sentence.start, sentence.end)):
        if not _denied(view, sentence, m.start()) and _of_child(view, sentence, m, persons, is_fact=is_fact):
            yield Hit("fatal", Span(*m.span()), sentence)
    for m in _VERB.finditer(view, sentence.start, sentence.end):
        if not _denied(view, sentence, m.start()) and _did_child(view, sentence, m, persons, is_fact=is_fact):
            yield Hit("fatal", Span(*m.span()), sentence)
    for m in _ACTIVE.finditer(view, sentence.start, sentence.end):
        if not _denied(view, sentence, m.start()) and _bore_child(view, m, persons, sentence):
            yield Hit("fatal", Span(*m.span()), sentence)


def _denied(view: str, sentence: Span, place: int) -> bool:
    return bool(_NOT_YET.search(view, max(sentence.start, place - 30), place))


def _of_child(view: str, sentence: Span, m: re.Match[str], persons: list[Holder], *, is_fact: bool) -> bool:
    """`Death of a boy`, `the baby's death`, `his death`; not `the death of his mother`."""
    if m[0].lower().startswith(("date of", "dod", "d.o.d")):
        return False
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
            if _dead_child(view, who, sentence):
                return True
            rest = [p for p in persons if p.span and who.span and who.span.end <= p.span.start <= who.span.end + 40]
            joined = next(
                (p for p in rest if p.span and who.span and re.fullmatch(r",?\s*(?:and|,)\s+(?:[\w-]+\s+){0,4}", view[who.span.end : p.span.start])), None
            )
            return joined is not None and joined.kind in ("name", "child")
        if re.match(r"(?:an?\s+)?(?:\d{1,2}|[a-z]+)[-\s]+(?:year|month|week|day)s?[-\s]*old", view[match.end() : match.end() + 30], re.I):
            return True
        start = match.end()
    return (
        is_fact
        and not any(p.kind in ("adult", "kin") and p.span and p.span.start < m.start() for p in persons)
        and (m[0].lower().startswith(("fatal", "sudden", "death in inf", "cot")) or m.start() - sentence.start < 25)
        and not _PARENT.search(view, m.end(), min(sentence.end, m.end() + 40))
    )


def _dead_child(view: str, who: Holder, sentence: Span) -> bool:
    if who.kind in ("name", "child"):
        return True
    if who.kind == "kin" and who.span:
        before = view[max(sentence.start, who.span.start - 30) : who.span.start]
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
    if verb in ("killed", "murdered", "drowned", "suffocated", "hanged") and not re.search(
        r"\b(?:was|were|been|being|be|had|when|after|who|and|boy|girl|child|baby|infant)\s+(?:\w+\s+)?$|^\W*$", left, re.I
    ):
        return False
    if re.search(r"\b(?:who|whose|whom)\s+(?:\w+\s+){0,3}$", left) and before and before[-1].kind in ("adult", "kin"):
        return is_fact and _dead_child(view, before[-1], sentence)
    if not before:
        return is_fact and any(a.kind in ("old", "aged") for a in ages(view, Span(sentence.start, m.start())))   # `a looked after 15-year-old took an overdose and died`
    nearest = before[-1]
    if nearest.kind == "pronoun":
        adults = [p for p in before if p.kind in ("adult", "kin") and (nearest.word == "they" or can_mean("male" if nearest.word == "he" else "female", p))]
        return nearest.word in ("he", "she", "they") and (not adults or (is_fact and before[0].kind in ("name", "child")))
    if nearest.kind in ("name", "child"):
        return True
    if nearest.kind == "kin":
        return _dead_child(view, nearest, sentence) and (is_fact or not re.search(r"\bof\s", left[-20:]))
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


def _bore_child(view: str, m: re.Match[str], persons: list[Holder], sentence: Span) -> bool:
    """`The mother killed her children`: an adult before the verb, a child right after it."""
    before = [p for p in persons if p.span and p.span.end <= m.start()]
    after = [p for p in persons if p.span and m.end() <= p.span.start <= m.end() + 50]
    if not before or not after or before[-1].kind != "adult" and before[-1].word not in ("he", "she"):
        return False
    target = after[0]
    between = view[m.end() : target.span.start] if target.span else ""
    return (
        target.kind in ("name", "child")
        and not re.search(r"[.;,]|\bby\b|\bin\b|\bwith\b", between)
        and not re.search(r"\b(?:was|were|been|being|be)\s+(?:\w+\s+)?$", view[sentence.start : m.start()], re.I)
    )


def parents_killed(view: str, sentence: Span) -> Iterator[Hit]:
    """A parent's killing told in the fact line."""
    for m in _KILLED.finditer(view, sentence.start, sentence.end):
        after = _PARENT.search(view, m.end(), min(sentence.end, m.end() + 45))
        before = next(reversed(list(_PARENT.finditer(view, max(sentence.start, m.start() - 45), m.start()))), None)
        of = after is not None and re.fullmatch(r"\s+(?:of\s+)?(?:[\w-]+\s+){0,2}", view[m.end() : after.start()])
        by_child = re.search(r"\bby\s+$", view[m.end() : after.start()]) if after else None
        passive = before is not None and re.fullmatch(
            r",?\s+(?:aged\s+\w+,?\s+|\w+,?\s+){0,3}?(?:was|were|being|been|is)\s+(?:\w+ly\s+)?", view[before.end() : m.start()]
        )
        if (of and not by_child) or passive:
            yield Hit("parent_killed", Span(*m.span()), sentence)


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


def _first(regex: re.Pattern[str], view: str, sentence: Span, *, hurt: bool = False) -> Span | None:
    for m in regex.finditer(view, sentence.start, sentence.end):
        before = view[max(sentence.start, m.start() - 30) : m.start()]
        if not hurt and _NOT_ABUSE.search(before):
            continue
        if hurt and re.search(
            r"\b(?:mother|father|mother's|father's|parent's|mother's\s+own|partner|his\s+own)\s+(?:own\s+)?$|\b(?:risk|fear|threats?)\s+of\s+(?:\w+\s+)?$",
            before,
            re.I,
        ):
            continue
        return Span(*m.span())
    return None


def abuses(view: str, sentence: Span, before: Span | None, told: Sequence[str]) -> Iterator[Hit]:
    """Harm told in a later sentence, where the sentence speaks of a reviewed child first, by name, noun or a pronoun that goes on from one."""
    first = _first_person(view, sentence, told)
    if first is not None and first.kind == "pronoun" and before is not None:
        topic = _first_person(view, before, told)
        first = first if topic is None or topic.kind not in ("name", "child") else topic
    if first is not None and first.kind in ("name", "child") and not _general(view, first, sentence):
        yield from harms(view, sentence)


def _first_person(view: str, sentence: Span, told: Sequence[str]) -> Holder | None:
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


def thematic(reading: Reading) -> Iterator[Hit]:
    """A review of many cases without an index child, said in its heading or its first sentence."""
    if names(reading):
        return
    for span in filter(None, (reading.heading, fact(reading))):
        for m in _THEME.finditer(reading.view, span.start, span.end):
            yield Hit("no_index_child", Span(*m.span()), span)
            return


def form_deaths(reading: Reading) -> Iterator[Hit]:
    """`Date of Death`, `Died 2 June 2012` on a cover or form, the first of them."""
    end = min(reading.span.end, max(reading.body.start, reading.header.end) + 1500)
    span = Span(reading.span.start, end)
    told = names(reading)
    if told and len(reading.header) > ENOUGH:
        for sentence in sentences(reading.view, Span(reading.header.start, reading.header.end)):
            if len(sentence) <= LONGEST_FACT and any(n.split()[-1] in reading.words(sentence) for n in told):
                yield from child_deaths(reading.view, sentence, told, is_fact=False)
    for m in re.compile(
        r"\b(?:date\s+of\s+death|D\.?O\.?D\b|died\s*:?\s+(?:on\s+)?\d{1,2}|fatal\s+(?:stabbing|shooting|incident|assault|injur\w+|collision))", re.I
    ).finditer(reading.view, span.start, span.end):
        if not re.search(r"\b(?:mother|father|parent)\w*\W+(?:\w+\W+){0,2}$", reading.view[max(span.start, m.start() - 30) : m.start()], re.I):
            yield Hit("fatal", Span(*m.span()), Span(m.start(), min(span.end, m.end() + 40)))
            return


def convictions(reading: Reading) -> Iterator[Hit]:
    """What a parent or carer was found guilty of, where nothing else tells the outcome."""
    for sentence, _, _ in later(reading):
        for m in _GUILTY.finditer(reading.view, sentence.start, sentence.end):
            if _EARLIER.search(reading.view, sentence.start, sentence.end):
                continue
            for outcome, regex in _CRIMES:
                crime = regex.search(reading.view, m.end(), min(sentence.end, m.end() + 90))
                if crime:
                    yield Hit(outcome, Span(*crime.span()), sentence)
                    return


def heading(reading: Reading) -> Iterator[Hit]:
    """What the heading itself says: `... into the death of Child V`."""
    if reading.heading:
        deaths = list(child_deaths(reading.view, reading.heading, names(reading), is_fact=True))
        yield from deaths or harms(reading.view, reading.heading)


def cause(reading: Reading, hit: Hit) -> Span | None:
    """The words that say why, in the sentence of the outcome or the one after it."""
    for sentence in (hit.sentence, *[s for s in (*about(reading), *reading.story[1:3]) if s.start > hit.sentence.start]):
        for m in _CAUSE.finditer(reading.view, sentence.start, sentence.end):
            end = _CAUSE_END.search(reading.view, m.start("why"), m.end("why"))
            span = Span(m.start("why"), end.start() if end else m.end("why")).trimmed(reading.view)
            if len(span) >= 4 and not _TIME.match(span.of(reading.view)):
                return span
    return None
