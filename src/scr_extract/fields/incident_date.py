"""When the child died or was harmed, as precise as the words: the fact line's date first, a death's before other harm, harm before an admission's.

Years of convictions, inquests, moves, plans, births and publications stand close by; a date counts only where its own
clause ties it to death or harm and nothing else claims it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Literal

from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.resources.dates import DateHit, completed, dates, yearless
from scr_extract.resources.loader import lexicon
from scr_extract.values import PartialDate

_OPENING = 15000
"""Characters of an entry in which the story's first telling stands."""
_COVER = 3000
_REACH = 110
"""Characters between a date and the harm it is tied to."""

Kind = Literal["death", "harm", "admission", "not_incident", "claiming", "not_subject"]


@lru_cache(maxsize=8)
def _words(*kinds: Kind) -> re.Pattern[str]:
    terms = [t for kind in kinds for t in lexicon("dates")[kind]]
    return re.compile(r"(?<![\w-])(?:" + "|".join(terms) + r")(?![\w-])", re.I)


_PARENTHESIS = re.compile(r",[^,;.]{1,40},\s+(?:in|on|during|between|from)\s+(?:the\s+)?", re.I)
_CLAUSE = re.compile(
    r"[;:]|\.\s|,\s+(?=(?:and|but|when|where|which|who|after|before|following|although|initially|having|he|she|they|the|his|her|a|an)\b)|\b(?:following|after|before|prior\s+to|although|but|then|later|having\s+been|who\s+had|which\s+had)\b",
    re.I,
)


def _clause(view: str, sentence: Span, at: Span) -> Span:
    """The clause of the sentence in which a date stands."""
    start, end = sentence.start, sentence.end
    for m in _CLAUSE.finditer(view, sentence.start, at.start):
        start = m.start()
    after = _CLAUSE.search(view, at.end, sentence.end)
    return Span(start, after.start() if after else end)


def _claimed(view: str, clause: Span, at: Span) -> bool:
    """True where something else claims the date: the nearest telling word before it in its clause is none of harm."""
    if _words("claiming").search(view, clause.start, at.start):
        return True
    told = _PARENTHESIS.search(view, clause.start, at.start)  # `a baby, born at 31 weeks, in March 2014`
    end = told.start() if told and told.end() == at.start else at.start
    last: str | None = None
    for m in _words("death", "harm", "admission", "not_incident").finditer(view, clause.start, end):
        last = m.group()
    return last is not None and _words("not_incident").fullmatch(last) is not None


def _tied(view: str, sentence: Span, at: Span, *kinds: Kind) -> bool:
    """True where the date's clause, within reach, or what the date introduces (`On 3 May 2014, ...`), tells of such harm."""
    clause = _clause(view, sentence, at)
    if _claimed(view, clause, at):
        return False
    near = Span(max(clause.start, at.start - _REACH), at.start)
    before = list(_words(*kinds).finditer(view, near.start, near.end))
    if before and not _others(view, clause, at):
        return True
    opens = re.fullmatch(
        r"[\W\d]*(?:\w+\s+){0,2}(?:on|in|during|by|at|around|about|the\s+early\s+hours\s+of|the\s+\w+\s+of)?\s*(?:the\s+|a\s+)?(?:\w+day,?\s+)?",
        view[clause.start : at.start],
        re.I,
    )
    if not (opens or not before):
        return False
    stop = min(sentence.end, at.end + _REACH)
    after = _words(*kinds).search(view, at.end, stop)
    return (
        bool(after) and not _words("not_incident", "claiming", "not_subject").search(view, at.end, after.start()) and ";" not in view[at.end : after.start()]
        if after
        else False
    )


def _others(view: str, clause: Span, at: Span) -> bool:
    """True where the clause's harm is another person's (`her grandmother died in 2012`)."""
    return _words("not_subject").search(view, clause.start, at.start) is not None and not re.search(
        r"\b(?:by|with|from|of)\s+(?:his|her|their|the|a|an)\b", view[clause.start : at.start], re.I
    )


def _hit(reading: Reading, hit: DateHit, rule: str) -> Candidate:
    return candidate(reading, "incident_date", hit.value, hit.span, rule)


# The fact line.

_AGE_BRACKET = re.compile(r"\(\s*(?:b\.?|born|aged)?\s*$", re.I)


def _in_fact(reading: Reading) -> Iterator[Candidate]:
    view, fact = reading.view, reading.fact
    if not _words("death", "harm", "admission").search(view, fact.start, fact.end):
        return
    for hit in dates(view, fact):
        clause = _clause(view, fact, hit.span)
        if _claimed(view, clause, hit.span) or _AGE_BRACKET.search(view, fact.start, hit.span.start):
            continue
        if not _words("death", "harm", "admission").search(view, fact.start, min(fact.end, hit.span.end + _REACH)):
            continue
        if clause.start > fact.start and not _words("death", "harm", "admission").search(view, clause.start, clause.end):
            continue
        yield _hit(reading, hit, "incident_date.fact")


_FACT = Finder(
    "incident_date.fact",
    _in_fact,
    examples=(
        Example("Death of a 4-year-old boy in [[May 2013]] from drowning. The mother was sentenced in June 2014.", "2013-05"),
        Example("Serious injury of a baby girl, aged 9 weeks, on [[3 rd June 2015]].", "2015-06-03"),
        Example("Neglect of two brothers between [[March and August 2012]].", '{"iso": "2012-03", "precision": "range", "until": "2012-08"}'),
        Example("Stabbing of a 16-year-old boy in [[early 2018]].", "2018"),
        Example("Death of an infant in [[summer 2011]] while asleep with his father.", '{"iso": "2011", "precision": "season", "season": "summer"}'),
    ),
    counter_examples=(
        "Death of a baby whose father was convicted of manslaughter in June 2014.",
        "Death of a boy born in May 2010.",
        "Injuries to a girl who moved to the area in 2014.",
        "A review of 2014 policy.",
    ),
)

# Form lines: `Died 9 January 2011`, `Date of Death 16/07/06`.

_FORM = re.compile(
    r"(?<!\w)(?P<label>D\.?\s?O\.?\s?D\.?|Date\s+of\s+(?:death|(?:the\s+)?(?:critical\s+|serious\s+|significant\s+)?(?:incident|injury|injuries|event|harm))|Died(?:\s+on)?|Incident\s+date|Date\s+(?:he|she|they|child)\s+died|(?:Died|Death|Deceased)\s*:)\s*(?::|-)?\s*(?:on\s+)?(?:\w+day,?\s+)?$",
    re.I,
)


def _on_form(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    cover = Span(reading.span.start, min(reading.span.end, reading.span.start + _COVER))
    for zone in (reading.header, cover):
        for hit in dates(view, zone):
            m = _FORM.search(view, max(zone.start, hit.span.start - 50), hit.span.start)
            if m and (m["label"][0].isupper() or ":" in m.group()):
                yield _hit(reading, hit, "incident_date.form")


_FORM_LINE = Finder(
    "incident_date.form",
    _on_form,
    examples=(
        Example("Serious case review: Rowan: DOB: 02.03.14: DOD: [[05.06.14]]\n\nThis is the report.", "2014-06-05"),
        Example("Serious case review\nRowan Ashdown\nBorn 2 nd March 2010\nDied [[4 th May 2012]]\n\nThis is the report.", "2012-05-04"),
        Example("Form for Child QZ. Date of Death [[16/07/09]] Date review sent 22/11/10", "2009-07-16"),
    ),
    counter_examples=("Serious case review: Rowan: DOB: 02.03.14\n\nThis is the report.", "Date review sent 22/11/10"),
)

# The story: a death's date before another harm's, that before an admission's.


def _in_story(kind: Kind, rule: str, reading: Reading) -> Iterator[Candidate]:
    view, read = reading.view, 0
    for sentence in reading.story:
        read += len(sentence)
        if read > _OPENING:
            return
        if not _words(kind).search(view, sentence.start, sentence.end):
            continue
        for hit in dates(view, sentence):
            if _tied(view, sentence, hit.span, kind) and not _other_subject(view, sentence, hit.span, kind):
                yield _hit(reading, hit, rule)


def _other_subject(view: str, sentence: Span, at: Span, kind: Kind) -> bool:
    """True where somebody else's death is told: the last person named before the verb is no child of the review."""
    verbs = list(_words(kind).finditer(view, sentence.start, sentence.end))
    verb = min(verbs, key=lambda m: abs(m.start() - at.start))
    if _DOES.match(view, verb.start(), sentence.end):
        return False
    clause = _clause(view, sentence, Span(verb.start(), verb.start()))
    people = list(_PERSON.finditer(view, clause.start, verb.start()))
    return bool(people) and people[-1].lastgroup == "other"


_DOES = re.compile(
    r"(?:killed|murdered|stabbed|shot|drowned|poisoned|strangled|suffocated|shook|assaulted|attacked|injured|harmed|abused|abducted)\s+(?:(?:her|his|their|the|a|both|all|two|three|own)\s+){0,3}(?:child|children|baby|babies|son|daughter|sons|daughters|infant|twins?|boys?|girls?|[A-Z]\w+)",
    re.I,
)
"""What a parent or another did to the child: then whoever stands before the verb is no other victim."""
_PERSON = re.compile(
    r"\b(?:(?P<other>grandmothers?|grandfathers?|grandparents?|uncle|aunt|cousin|friend|mother|father|mother's|half-sibling|previous\s+(?:child|baby|partner)|first\s+(?:child|baby)|(?:older|elder|eldest|another|previous)\s+(?:brother|sister|sibling|child|baby)|stepfather|step-father|partner)(?!'s)|(?P<child>child(?:ren)?|baby|boy|girl|infant|twins?|son|daughter|he|she|they|young\s+person|siblings?|brothers?|sisters?))\b",
    re.I,
)


def _deaths(reading: Reading) -> Iterator[Candidate]:
    return _in_story("death", "incident_date.death", reading)


def _harms(reading: Reading) -> Iterator[Candidate]:
    return _in_story("harm", "incident_date.harm", reading)


def _admissions(reading: Reading) -> Iterator[Candidate]:
    return _in_story("admission", "incident_date.admission", reading)


_DEATH = Finder(
    "incident_date.death",
    _deaths,
    examples=(
        Example("Rowan was a lively boy. He died on [[26 January 2012]] in hospital.", "2012-01-26"),
        Example("This is a report. On [[21st February 2013]], Rowan was found dead in his cot by his father.", "2013-02-21"),
        Example("This is a family of four. The mother killed her children in [[April 2011]].", "2011-04"),
    ),
    counter_examples=(
        "Rowan was a lively boy. His grandmother died in 2010.",
        "Rowan was a lively boy. An inquest into his death was held in May 2014.",
        "His father was convicted of murder in May 2014.",
    ),
)
_HARM = Finder(
    "incident_date.harm",
    _harms,
    examples=(
        Example("Rowan lived with his aunt. In [[March 2013]] he went missing from home.", "2013-03"),
        Example("Rowan lived with his aunt. On [[30.05.17]] Rowan was given life-threatening injuries by a lodger.", "2017-05-30"),
        Example("They lived with an aunt. The town took them into care in [[May 2010]] when one boy had injuries.", "2010-05"),
    ),
    counter_examples=("Rowan lived with his aunt. In 2013 a referral told of neglect.", "Rowan lived with his aunt. In March 2013 the family moved."),
)
_ADMISSION = Finder(
    "incident_date.admission",
    _admissions,
    examples=(Example("Rowan lived with his aunt. On [[3 March 2013]] he was admitted to hospital.", "2013-03-03"),),
    counter_examples=("Rowan lived with his aunt. In March 2013 the family moved. He was admitted to hospital.",),
)

# A day whose year only the rest of the entry gives.


def _without_year(reading: Reading) -> Iterator[Candidate]:
    """`She died on 26 April`, where every date of the story's opening falls in one and the same year."""
    view = reading.view
    years = {hit.value.year for s in reading.story[:12] for hit in dates(view, s)}
    if len(years) != 1:
        return
    for sentence in reading.story[:12]:
        whole = [hit.span for hit in dates(view, sentence)]
        for span, month, day in yearless(view, sentence):
            value = completed(next(iter(years)), month, day)
            if (
                value
                and not any(w.overlaps(span) for w in whole)
                and _tied(view, sentence, span, "death")
                and not _other_subject(view, sentence, span, "death")
            ):
                yield candidate(reading, "incident_date", value, span, "incident_date.without_year")


_WITHOUT_YEAR = Finder(
    "incident_date.without_year",
    _without_year,
    examples=(Example("In March 2013 Rowan began at nursery. He died on [[26 April]].", "2013-04-26"),),
    counter_examples=("In March 2013 Rowan began at nursery and in 2014 at school. He died on 26 April.", "He died on 26 April."),
)

# Headings and contents: `Fatal stabbing incident in May 2019`.


def _named_incident(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    zone = Span(reading.span.start, min(reading.span.end, reading.span.start + _OPENING))
    for kinds in (("death",), ("harm",)):
        for m in _incident(*kinds).finditer(view, zone.start, zone.end):
            hit = next(iter(dates(view, Span(m.end(), min(zone.end, m.end() + 40)))), None)
            if hit and hit.span.start == m.end() and not _words("not_incident", "claiming", "not_subject").search(view, m.start(), m.end()):
                yield _hit(reading, hit, "incident_date.named")


@lru_cache(maxsize=4)
def _incident(kind: Kind) -> re.Pattern[str]:
    terms = "|".join(lexicon("dates")[kind])
    return re.compile(rf"(?<![\w-])(?:{terms})\b(?:[ ,]+[\w'-]+){{0,6}}?\s+(?:on|in)\s+(?:the\s+)?", re.I)


_NAMED = Finder(
    "incident_date.named",
    _named_incident,
    examples=(Example("Rowan: a review\n\nContents\n\nThe home visit ..... 9\n\nFatal shooting in [[June 2017]] ..... 11", "2017-06"),),
    counter_examples=("Rowan: a review\n\nContents\n\nMove to the town in June 2017 .... 4",),
)


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The first candidate stands, completed by the day where the same rule or a later one gives the same month more exactly in a form line."""
    if not candidates:
        return Resolution(Found.NOT_STATED)
    first = candidates[0]
    return Resolution(Found.FOUND, (first,), tuple(c for c in candidates[1:] if c.value != first.value))


def _wide(resolution: Resolution) -> Mapping[str, object]:
    value = resolution.chosen[0].value if resolution.chosen else None
    known = isinstance(value, PartialDate)
    return {"incident_date": value.iso if known else None, "incident_precision": value.precision if known else None}  # type: ignore[union-attr]


FIELD = Field(
    "incident_date",
    PartialDate,
    (_FACT, _FORM_LINE, _DEATH, _HARM, _NAMED, _ADMISSION, _WITHOUT_YEAR),
    _resolve,
    "When the child died or was harmed, ISO 8601 and as precise as the source; a range stands by its start.",
    _wide,
)
