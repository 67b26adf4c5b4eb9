"""A few plain fields and made-up bulletins, so that the road is tested apart from the rules of the real fields."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Mapping, Sequence

from scr_extract.fields import title, topic
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Example, Field, first, pattern
from scr_extract.model import Candidate, Found, Resolution, Span
from scr_extract.values import Child, PartialDate, Statement, Value


def _body(reading: Reading) -> Iterable[Span]:
    return (reading.body,)


def _whole(reading: Reading) -> Iterable[Span]:
    return (reading.span,)


def _child(m: re.Match[str], _: Reading) -> Value:
    months = float(m[1])
    return Child(None, age_min=months, age_max=months, age_text=m[0], age_at="incident", sex={"boy": "male", "girl": "female"}[m[2]])


def _date(m: re.Match[str], _: Reading) -> Value:
    return PartialDate(m[1], "year")


def _statement(m: re.Match[str], reading: Reading) -> Value:
    return Statement(reading.words(Span(*m.span(1))), "recommendation")


def all_of(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    return Resolution(Found.FOUND, tuple(candidates)) if candidates else Resolution(Found.NOT_STATED)


def _children_wide(resolution: Resolution) -> Mapping[str, object]:
    return {"child_sex": next((c.value.sex for c in resolution.chosen if isinstance(c.value, Child)), None)}


def _published_wide(resolution: Resolution) -> Mapping[str, object]:
    years = [c.value.year for c in resolution.chosen if isinstance(c.value, PartialDate)]
    return {"published_year": years[0] if years else None}


def _nothing(resolution: Resolution) -> Mapping[str, object]:
    return {}


_NONE = (Example("[[x]]", "x"),)
CHILDREN = Field(
    "children",
    Child,
    (pattern("children", "months", re.compile(r"(\d{1,4})-month-old\s+(boy|girl)"), _body, _child, examples=_NONE),),
    first,
    "Children in whole months.",
    _children_wide,
)
PUBLISHED = Field(
    "published",
    PartialDate,
    (pattern("published", "bracket", re.compile(r"\((\d{4})\)"), _whole, _date, group=1, examples=_NONE),),
    first,
    "The year in brackets.",
    _published_wide,
)
RECOMMENDATIONS = Field(
    "recommendations",
    Statement,
    (pattern("recommendations", "to", re.compile(r"(to [^;.]+)[;.]"), _body, _statement, group=1, examples=_NONE),),
    all_of,
    "What is to be done.",
    _nothing,
)
FIELDS = (title.FIELD, topic.FIELD, CHILDREN, PUBLISHED, RECOMMENDATIONS)

_NAMES = ("Ashdown", "Brackley", "Corfe", "Dunmere", "Elsdon", "Farrow", "Gorse", "Hallam")
_HARMS = ("Death", "Serious injury", "Neglect")
_ENDS = ("in a car park at night", "while the family was moving house", "after a fall that nobody saw", "in a caravan by the sea", "during a heatwave")


def entry(name: str, chance: random.Random) -> str:
    """One made-up entry in the newsletter arrangement."""
    months, year = chance.randrange(1, 200), chance.randrange(2010, 2020)
    tasks = "; ".join(f"to {verb} the {chance.choice(_NAMES)} plan" for verb in chance.sample(["revise", "share", "publish", "rehearse"], 2))
    return (
        f"## Serious case review: {name}\n\nAuthor: Pat Example\n\nLSCB: {chance.choice(_NAMES)} Safeguarding Children Board ({year})\n\n"
        f"{chance.choice(_HARMS)} of a {months}-month-old {chance.choice(('boy', 'girl'))} {chance.choice(_ENDS)}. "
        f"Café “{chance.choice(_NAMES)}” was known by 🙂 {chance.randrange(2, 9)} agencies. Recommendations include: {tasks}.\n\nFull report [Here](#)\n"
    )


def bulletin(seed: int, entries: int = 2) -> str:
    """A made-up bulletin: the same for the same seed."""
    chance = random.Random(seed)
    return f"# Learning bulletin {seed}\n\n" + "\n".join(entry(f"Child {chance.choice(_NAMES)}{seed}{n}", chance) for n in range(entries))
