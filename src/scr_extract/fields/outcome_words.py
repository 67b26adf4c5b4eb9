"""Where an entry tells its outcome, and the words for harm, for a parent's killing, for a theme without a child, and for the cause.

Words are in lexicons/outcomes.toml; deaths of a child are read by `deaths`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from scr_extract.fields.ages import ages
from scr_extract.fields.body_names import names_of
from scr_extract.fields.deaths import PARENT, Hit, any_of, child_deaths, is_child, opening_deaths
from scr_extract.fields.harms import cover_harms, first_person, harms, parents_killed
from scr_extract.fields.holders import can_mean, people
from scr_extract.fields.reading import Reading, sentences
from scr_extract.fields.telling import ENOUGH, LONGEST_FACT, about, story, summaries
from scr_extract.fields.telling import fact as fact_line
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon
from scr_extract.resources.sought import Sought

_WORDS = lexicon("outcomes")


_THEME = Sought(rf"\b{any_of(_WORDS['thematic']['phrases'])}", re.I)
_BOILERPLATE = Sought(rf"\b{any_of(_WORDS['boilerplate']['phrases'])}", re.I)
_CONCERN = Sought(rf"\b{any_of(_WORDS['abuse']['concerns'])}\b", re.I)
_INQUEST = Sought(rf"\b{any_of(_WORDS['death']['inquest'])}\b", re.I)
_LOST = re.compile(r"\b(?:died|dies|deaths?|dead|killed|murdered|suicide|own\s+life)\b", re.I)
"""In a sentence with a parent: the one who died may be the parent."""
_ALIVE = Sought(rf"\b{any_of(_WORDS['death']['alive'])}(?!\w)", re.I)
UNSURE = frozenset(_WORDS["death"]["unsure"])
_CAUSE = Sought(
    rf"\b(?:{any_of(_WORDS['cause']['leads'][:-1])}\s+|by\s+(?={any_of(_WORDS['cause']['by'])}\b)|(?:cause\s+of\s+death\s+(?:was|is|being)|the\s+cause\s+was)\s+(?:given\s+as\s+|recorded\s+as\s+|found\s+to\s+be\s+)?)"
    r"(?P<why>[^.;,(\n][^.;,(]{2,110})",
    re.I,
)
_CAUSE_END = re.compile(rf"\s+(?:{any_of(_WORDS['cause']['ends'])})", re.I)
_OPENS = len("Her paternal ")
"""Characters before the person with whom a sentence opens."""
_PORTRAIT = 90
"""Characters of the longest fact line that only says who the child is."""
_CHAIN = 3
"""Sentences with nobody but `he` or `she` that still go on about the child named before them."""
_VERB = re.compile(r"\b(?:was|were|is|are|had|has|have|did|died|who|when|after|death|injur\w+|\w+ed\s+(?:by|in|on|at|to|from|with))\b(?!\s+disclosed)", re.I)
_GUILTY = Sought(r"\b(?:guilty|convicted|sentenced|imprisoned|jailed|charged)\b", re.I)
_EARLIER = re.compile(rf"\b{any_of(_WORDS['crimes']['earlier'])}\b", re.I)
_CRIMES = tuple((outcome, re.compile(rf"\b{any_of(_WORDS['crimes'][outcome])}\b", re.I)) for outcome in ("fatal", "serious_harm", "abuse_or_exploitation"))
_TIME = re.compile(
    r"^(?:the\s+age|birth|a\s+(?:few|short)|\d|his\s+\w+\s+birth|her\s+\w+\s+birth|January|February|March|April|May|June|July|August|September|October|November|December|an?\s+(?:early|young)\s+age|her\s+mother|his\s+mother|their\s+mother|school|hospital|home|mother|father)\b",
    re.I,
)


def names(reading: Reading) -> list[str]:
    """The reviewed children's names."""
    return [n.name for n in names_of(reading) if n.role == "subject"]


def fact(reading: Reading) -> Span:
    """The fact line, or nothing where the first sentence is a table of contents or speaks of the law."""
    view, span = reading.view, fact_line(reading)
    told = any(ages(view, span)) or any(p.kind == "name" for p in people(view, span, names(reading)))
    law = _BOILERPLATE.search(view, span.start, span.end) and not told
    return Span(span.start, span.start) if law or len(span) > LONGEST_FACT else span


def facts(reading: Reading) -> tuple[Span, ...]:
    """The fact line, and near it the sentences that say what the review is about."""
    first = fact_line(reading)
    near = (*_after_portrait(reading, first), *_about(reading, first))
    return (fact(reading), *near)


def fact_deaths(reading: Reading) -> Iterator[Hit]:
    """Deaths of a reviewed child in the sentences that state the case; below a line that only says who the child is, a verb may open its sentence."""
    portrayed = _after_portrait(reading, fact_line(reading))
    for sentence in facts(reading):
        yield from child_deaths(reading.view, sentence, names(reading), is_fact=True)
        if sentence in portrayed:
            yield from opening_deaths(reading.view, sentence)


def _after_portrait(reading: Reading, first: Span) -> tuple[Span, ...]:
    """What follows a fact line that only says who the child is (`8 month old girl. Scalds to the chest.`): there the harm is told."""
    told_of = any(ages(reading.view, first)) or [p.kind for p in people(reading.view, first, names(reading))] == ["child"]
    if len(first) > _PORTRAIT or not told_of or _VERB.search(reading.view, first.start, first.end):
        return ()
    told = story(reading)
    n = next((n for n, s in enumerate(told) if s.start >= first.start), 0)
    after = (s for s in told[n + 1 : n + 3] if s.start >= first.end and len(s) <= LONGEST_FACT)
    return tuple(s for s in after if not _of_adult(reading, s))


def _of_adult(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence opens with an adult or relative: `Her mother had scalds as a child`, not `Saw the killing of his mother`."""
    who = first_person(reading.view, sentence, names(reading))
    return who is not None and who.kind in ("adult", "kin") and who.span is not None and who.span.start - sentence.start <= _OPENS


def _about(reading: Reading, first: Span) -> tuple[Span, ...]:
    """The sentences near the fact line that say what the review is about."""
    return tuple(s for s in about(reading) if s != first and not _BOILERPLATE.search(reading.view, s.start, s.end))


def later(reading: Reading) -> Iterator[tuple[Span, Span | None, list[str]]]:
    """The sentences after the fact line that can tell the outcome, each with the one that says of whom it goes on, and the children's names.

    That is the one before it, or above a few that say no more than `he` or `she` the one that named the child.
    """
    told, all_told, first = names(reading), story(reading), fact(reading)
    topic: Span | None = None
    back = 0
    for n, sentence in enumerate(all_told):
        before = all_told[n - 1] if n else None
        who = first_person(reading.view, before, told) if before is not None and len(before) <= LONGEST_FACT else None
        carried = topic is not None and back < _CHAIN and who is not None and who.kind == "pronoun"
        topic, back = (topic, back + 1) if carried else (before, 0)
        before = topic
        if sentence != first and len(sentence) <= 2 * LONGEST_FACT and not _BOILERPLATE.search(reading.view, sentence.start, sentence.end):
            yield sentence, before, told


def inquests(reading: Reading) -> Iterator[Hit]:
    """`The coroner recorded`, `Post mortem found`, unless a parent or relative is spoken of in the sentence or the one before."""
    told = story(reading)
    for before, sentence in zip((None, *told), told[:40], strict=False):
        m = _INQUEST.search(reading.view, sentence.start, sentence.end)
        childs = before is not None and _of_the_child(reading.view, before, None, names(reading)) and not _LOST.search(reading.view, before.start, before.end)
        near = Span(before.start if before and not childs else sentence.start, sentence.end)
        if m is None or _BOILERPLATE.search(reading.view, sentence.start, sentence.end) or PARENT.search(reading.view, near.start, near.end):
            continue
        if all(p.kind not in ("kin", "adult") for p in people(reading.view, sentence, names(reading))):
            yield Hit("fatal", Span(*m.span()), sentence)
            return


def concerned(reading: Reading) -> Iterator[Hit]:
    """`There had been concerns about neglect` near the start of a story that tells nothing plainer."""
    for sentence in story(reading)[:4]:
        m = None if _BOILERPLATE.search(reading.view, sentence.start, sentence.end) else _CONCERN.search(reading.view, sentence.start, sentence.end)
        if m:
            yield Hit("abuse_or_exploitation", Span(*m.span("what")), sentence)
            return


def lived(reading: Reading) -> Iterator[Hit]:
    """What says that the child is alive: `She survived`, `now lives with an aunt`, in a sentence that speaks first of the child."""
    told = names(reading)
    for before, sentence in zip((None, *story(reading)), story(reading)[:12], strict=False):
        m = _ALIVE.search(reading.view, sentence.start, sentence.end)
        if (
            m
            and not _of_kin(reading.view, sentence, m.start(), told)
            and (_of_the_child(reading.view, sentence, before, told) or _names_child(reading.view, Span(sentence.start, m.start()), told))
        ):
            yield Hit("unclear", Span(*m.span()), sentence)


def _of_kin(view: str, sentence: Span, place: int, told: Sequence[str]) -> bool:
    """`..., his sister survived`: who stands right before the word is a relative of the child's own."""
    clause = max(view.rfind(mark, sentence.start, place) for mark in ";,.") + 1 or sentence.start
    persons = [p for p in people(view, Span(max(sentence.start, clause), place), told) if p.span and p.kind != "pronoun"]
    return bool(persons) and persons[-1].kind == "kin" and not persons[-1].word.endswith("s") and not is_child(view, persons[-1], sentence)


def _names_child(view: str, opening: Span, told: Sequence[str]) -> bool:
    persons = [p for p in people(view, opening, told) if p.span and p.kind != "pronoun"]
    return any(p.kind == "name" for p in persons) and not any(p.kind == "adult" for p in persons)


def _of_the_child(view: str, sentence: Span, before: Span | None, told: Sequence[str]) -> bool:
    """Whether the first person of a sentence is a reviewed child, by name, noun, or a pronoun that goes on from one."""
    first = first_person(view, sentence, told)
    if first is not None and first.kind == "pronoun" and before is not None:
        topic = first_person(view, before, told)
        return topic is None or is_child(view, topic, before) or not can_mean("male" if first.word == "he" else "female", topic)
    return first is not None and is_child(view, first, sentence)


def thematic(reading: Reading) -> Iterator[Hit]:
    """A review of many cases without an index child, said in its heading or its first sentence."""
    if names(reading):
        return
    for span in filter(None, (reading.heading, fact(reading))):
        for m in _THEME.finditer(reading.view, span.start, span.end):
            yield Hit("no_index_child", Span(*m.span()), span)
            return


def cell_outcomes(reading: Reading) -> Iterator[Hit]:
    """What the cells of a table say under `Outcome`, `What happened` and the like: a death before harm. A verb may open the cell."""
    view, told = reading.view, names(reading)
    lines = [s for cell in summaries(reading) for s in list(sentences(view, cell))[:3] if len(s) <= LONGEST_FACT]
    deaths = [h for s in lines for h in (*child_deaths(view, s, told, is_fact=True), *opening_deaths(view, s))]
    killed = [h for s in lines for h in parents_killed(view, s)]
    yield from sorted(deaths, key=lambda h: h.span.start) or killed or [h for s in lines for h in harms(view, s)]


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
        found = deaths or list(harms(reading.view, reading.heading))
        yield from found or cover_harms(reading)


def cause(reading: Reading, hit: Hit) -> Span | None:
    """The words that say why, in the sentence of the outcome or the one after it."""
    for sentence in (hit.sentence, *[s for s in (*about(reading), *story(reading)[1:3]) if s.start > hit.sentence.start]):
        for m in _CAUSE.finditer(reading.view, sentence.start, sentence.end):
            end = _CAUSE_END.search(reading.view, m.start("why"), m.end("why"))
            span = Span(m.start("why"), end.start() if end else m.end("why")).trimmed(reading.view)
            if len(span) >= 4 and not _TIME.match(span.of(reading.view)):
                return span
    return None
