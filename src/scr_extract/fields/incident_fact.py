"""The fact line's date: that of a death or harm, of an admission where no more is told, of a headline without a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from operator import itemgetter

from scr_extract.fields.heading_line import run_on
from scr_extract.fields.incident_clauses import Kind, child_acts, claimed, clause_of, is_apart, names_another, names_anyone, of_another, one_of, telling, tied
from scr_extract.fields.incident_marks import hit_at
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Finder
from scr_extract.model import Candidate, Span
from scr_extract.resources.dates import DateHit, dates

_SENTENCE = 1200
"""Characters in the longest sentence that is read."""
_FIRST = 3
"""Sentences among which the fact line is."""
_WORDS = 3
"""Spaces in the shortest of them: less is a label, a cell or a name that stands before the story."""
_LINES = 16
"""Such lines and sentences in which the fact line is looked for."""
KINDS: tuple[Kind, ...] = ("death", "harm", "admission")

_AGE_BRACKET = re.compile(r"\(\s*(?:b\.?|born|aged)?\s*$", re.I)


def held(sentence: Span) -> Span:
    """As much of a sentence as a sentence has; a run-on page is not read to its end."""
    return Span(sentence.start, min(sentence.end, sentence.start + _SENTENCE))


def _fact(reading: Reading) -> Span | None:
    """The first of the opening sentences that tells of harm; lines of names and labels that stand before the story tell of none."""
    if reading.is_report:
        return held(reading.fact)
    return next((s for s in _opening(reading)[:_FIRST] if telling(*KINDS).search(reading.view, s.start, s.end)), None)


def _opening(reading: Reading) -> list[Span]:
    """The first whole sentences, without what runs on after the heading on its line."""
    after = run_on(reading)
    told = after.end if after else reading.span.start
    story = [held(Span(max(s.start, told), max(s.end, told)).trimmed(reading.view)) for s in reading.story[:_LINES]]
    return [s for s in story if s.of(reading.view).count(" ") >= _WORDS]


def _in_fact(reading: Reading) -> Iterator[tuple[DateHit, Kind]]:
    """The fact line's dates that nothing else claims, each with the kind of harm told nearest before it (or after, where none is)."""
    view, fact = reading.view, _fact(reading)
    if fact is None or not telling(*KINDS).search(view, fact.start, fact.end):
        return
    begins = _begins(view, fact)
    for hit in dates(view, fact):
        clause = clause_of(view, fact, hit.span)
        if claimed(view, clause, hit.span) or _AGE_BRACKET.search(view, fact.start, hit.span.start) or _is_line(view, hit.span):
            continue
        if not telling(*KINDS).search(view, fact.start, hit.span.start) and not any(tied(view, fact, hit.span, kind) for kind in KINDS):
            continue
        apart = is_apart(view, clause)
        if apart and (not telling(*KINDS).search(view, clause.start, clause.end) or names_another(view, clause, hit.span)):
            continue
        if not begins and of_another(view, fact, hit.span, *KINDS):
            continue
        yield hit, _nearest_kind(view, fact, hit.span)


def _is_line(view: str, at: Span) -> bool:
    """True for a date that has a line to itself above the story, as a flattened table leaves it."""
    start, end = view.rfind("\n", 0, at.start) + 1, view.find("\n", at.end)
    return end >= 0 and not (view[start : at.start] + view[at.end : end]).strip()


def _nearest_kind(view: str, fact: Span, at: Span) -> Kind:
    before = [(m.start(), kind) for kind in KINDS for m in telling(kind).finditer(view, fact.start, at.start)]
    if before:
        return max(before, key=itemgetter(0))[1]
    return next((kind for kind in KINDS if telling(kind).search(view, at.end, fact.end)), "harm")


def _harm_in_fact(reading: Reading) -> Iterator[Candidate]:
    """A line that begins with the harm tells its date first; in any other the death's goes before what was found later."""
    found = [(hit, kind) for hit, kind in _in_fact(reading) if kind != "admission"]
    if found and not _begins(reading.view, _fact(reading)):
        found.sort(key=_death_first)
    return (hit_at(reading, hit, "incident_date.fact") for hit, _ in found)


def _death_first(found: tuple[DateHit, Kind]) -> bool:
    return found[1] != "death"


def _begins(view: str, fact: Span | None) -> bool:
    """`Death of ...`: the sentence is about the child whoever else it names."""
    opening = telling("death", "harm").search(view, fact.start, min(fact.end, fact.start + 40)) if fact else None
    if fact is None or opening is None or _verbs().search(view, fact.start, opening.start()):
        return False
    return not names_anyone(view, Span(fact.start, opening.start()))


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('telling_words')}\b", re.I)


def _admission_in_fact(reading: Reading) -> Iterator[Candidate]:
    return (hit_at(reading, hit, "incident_date.fact_admission") for hit, kind in _in_fact(reading) if kind == "admission")


FACT = Finder(
    "incident_date.fact",
    _harm_in_fact,
    examples=(
        Example("Death of a 4-year-old boy in [[May 2013]] from drowning. The mother was sentenced in June 2014.", "2013-05"),
        Example("Serious injury of a baby girl, aged 9 weeks, on [[3 rd June 2015]].", "2015-06-03"),
        Example("Neglect of two brothers between [[March and August 2012]].", '{"iso": "2012-03", "precision": "range", "until": "2012-08"}'),
        Example("Stabbing of a 16-year-old boy in [[early 2018]].", "2018"),
        Example("Death of an infant in [[summer 2011]] while asleep with his father.", '{"iso": "2011", "precision": "season", "season": "summer"}'),
        Example("Death of a girl, aged 3, and injury of her brother when a gate came down on [[04.09.12]].", "2012-09-04"),
        Example("Suicide of a young woman soon after her 18th birthday in [[May 2010]].", "2010-05"),
        Example("Rowan was six when his uncle, who had come to stay, threw him into a canal in [[May 2010]].", "2010-05"),
    ),
    counter_examples=(
        "Death of a baby whose father was convicted of manslaughter in June 2014.",
        "Death of a boy born in May 2010.",
        "Injuries to a girl who moved to the area in 2014.",
        "A review of 2014 policy.",
        "Child QZ\n\n2017\nAnn Other\nFabricated illness in a girl.",
        "Death of a boy after his parents had been jailed when they stole in May 2010.",
    ),
)
FACT_ADMISSION = Finder(
    "incident_date.fact_admission",
    _admission_in_fact,
    examples=(Example("A baby of five weeks was admitted in [[July 2010]] with bleeding.", "2010-07"),),
    counter_examples=("A baby of five weeks died in July 2010.", "A mother was admitted in July 2010 to a mental health unit."),
)

# A headline without a verb: `Overlaying of a baby in May 2012`, whatever the word for the harm.


@lru_cache(maxsize=1)
def _headline() -> re.Pattern[str]:
    return re.compile(rf"[A-Z][\w-]+(?:[ ,]+[\w-]+){{0,5}}?\s+{one_of('headline')}\s+[^.;:\n]{{0,40}}?\b{one_of('done_to')}\b", re.I)


def _in_headline(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for sentence in () if reading.is_report else reading.story[:1]:
        headline = _headline().match(view, sentence.start, sentence.end)
        for hit in dates(view, held(sentence)) if headline else ():
            clause = clause_of(view, sentence, hit.span)
            verbs = _verbs().search(view, sentence.start, hit.span.start)
            if headline and hit.span.start >= headline.end() and not verbs and not claimed(view, clause, hit.span):
                yield hit_at(reading, hit, "incident_date.headline")


HEADLINE = Finder(
    "incident_date.headline",
    _in_headline,
    examples=(Example("Online humiliation of a 14-year-old girl by strangers in [[May 2012]].", "2012-05"),),
    counter_examples=("Review of a child's plan in May 2012.", "Placement of a boy in May 2012.", "Care of a girl who was a refugee in May 2012."),
)

# An opening sentence with the child as its subject, whatever befell it: `A girl of nine drank bleach in May 2008`.


@lru_cache(maxsize=1)
def _no_event() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('no_event')}\b", re.I)


def _in_opening(reading: Reading) -> Iterator[Candidate]:
    """The only date of the first whole sentence, where nothing claims it: entries open with what brought about the review."""
    view = reading.view
    for sentence in () if reading.is_report else _opening(reading)[:1]:
        found = list(dates(view, sentence))
        for hit in found if len(found) == 1 else ():
            clause = clause_of(view, sentence, hit.span)
            elsewhere = claimed(view, clause, hit.span) or is_apart(view, clause) or _is_line(view, hit.span)
            if not elsewhere and not _no_event().search(view, sentence.start, hit.span.start) and child_acts(view, clause, hit.span):
                yield hit_at(reading, hit, "incident_date.opening")


OPENING_SENTENCE = Finder(
    "incident_date.opening",
    _in_opening,
    examples=(
        Example("A girl of nine drank bleach in [[May 2008]] at a contact centre.", "2008-05"),
        Example("Rowan's mother gave him her own tablets in [[early 2013]].", "2013"),
    ),
    counter_examples=(
        "A girl of nine lived with her aunt in 2008.",
        "A girl of nine began school in May 2008.",
        "His mother met a man in May 2008.",
        "The board looked at its plans for children in May 2008.",
        "A boy read in May 2008 what he had read in 2007.",
        "This review concerns a boy in May 2008.",
    ),
)
