"""When the child died or was harmed, as precise as the words: the fact line's date first, a death's before other harm, harm before an admission's.

Years of convictions, inquests, moves, plans, births and publications stand close by; a date counts only where its own
clause ties it to death or harm and nothing else claims it (incident_clauses.py).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from scr_extract.fields.incident_cells import CELL, LINE
from scr_extract.fields.incident_clauses import Kind, of_another, one_of, telling, tied
from scr_extract.fields.incident_fact import FACT, FACT_ADMISSION, HEADLINE, OPENING_SENTENCE, held
from scr_extract.fields.incident_marks import FORM_LINE, NAMED, OPENING, TABLE, TRIGGER, hit_at
from scr_extract.fields.incident_only import ONLY
from scr_extract.fields.published_rules import said_to_be_published
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, Finder, candidate, first
from scr_extract.model import Candidate, Resolution
from scr_extract.resources.dates import completed, dates, yearless
from scr_extract.values import PartialDate

_TOLD = 12
"""Sentences in which a day without a year may find its year."""
# The story: a death's date before another harm's, that before an admission's.


def _in_story(kind: Kind, rule: str, reading: Reading) -> Iterator[Candidate]:
    view, read = reading.view, 0
    for sentence in reading.story:
        read += len(sentence)
        if read > OPENING:
            return
        sentence = held(sentence)
        if not telling(kind).search(view, sentence.start, sentence.end):
            continue
        for hit in dates(view, sentence):
            if tied(view, sentence, hit.span, kind) and not of_another(view, sentence, hit.span, kind):
                yield hit_at(reading, hit, rule)


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
    story = [held(sentence) for sentence in reading.story[:_TOLD]]
    years = {hit.value.year for s in story for hit in dates(view, s)}
    if len(years) != 1:
        return
    for sentence in story:
        whole = [hit.span for hit in dates(view, sentence)]
        for span, month, day in yearless(view, sentence):
            value = completed(next(iter(years)), month, day)
            if value and not any(w.overlaps(span) for w in whole) and tied(view, sentence, span, "death") and not of_another(view, sentence, span, "death"):
                yield candidate(reading, "incident_date", value, span, "incident_date.without_year")


_WITHOUT_YEAR = Finder(
    "incident_date.without_year",
    _without_year,
    examples=(Example("In March 2013 Rowan began at nursery. He died on [[26 April]].", "2013-04-26"),),
    counter_examples=("In March 2013 Rowan began at nursery and in 2014 at school. He died on 26 April.", "He died on 26 April."),
)


def _resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """The first; never the date under `Published`, which in a record of lines stands beside the story, nor one of which words say the same."""
    columns = re.compile(rf"\W*{one_of('published_columns')}\W*", re.I)
    printed = [cell for head, cell in reading.segment.cells if columns.fullmatch(head)] + list(said_to_be_published(reading) if candidates else ())
    return first(reading, [c for c in candidates if not any(span.overlaps(c.evidence.span) for span in printed)])


def _wide(resolution: Resolution) -> Mapping[str, object]:
    value = resolution.chosen[0].value if resolution.chosen else None
    if isinstance(value, PartialDate):
        return {"incident_date": value.iso, "incident_precision": value.precision}
    return {"incident_date": None, "incident_precision": None}


FIELD = Field(
    "incident_date",
    PartialDate,
    (CELL, LINE, FACT, FORM_LINE, _DEATH, FACT_ADMISSION, TABLE, _HARM, NAMED, _ADMISSION, HEADLINE, _WITHOUT_YEAR, OPENING_SENTENCE, TRIGGER, ONLY),
    _resolve,
    "When the child died or was harmed, ISO 8601 and as precise as the source; a range stands by its start.",
    _wide,
)
