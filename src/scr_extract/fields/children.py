"""Field: the children an entry speaks of, each with name, role, age at the incident and sex (DESIGN section 6).

Finders yield what one place tells of a child: a name, an age, a sex. The resolver ties them together into whole
children; what is not said stays absent. One field, because an age means nothing without its child.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from scr_extract.fields.age_patterns import WORDS
from scr_extract.fields.age_values import Age
from scr_extract.fields.body_names import body_names, cell_names, heading_names_of, names_of
from scr_extract.fields.child_ages import LONGEST, ChildAge, fact_ages
from scr_extract.fields.child_ages_later import later_ages
from scr_extract.fields.child_cells import cell_ages, cell_sexes
from scr_extract.fields.child_examples import COUNTER_EXAMPLES, EXAMPLES
from scr_extract.fields.child_forms import label_ages, row_ages, sibling_ages, title_ages, twins_among
from scr_extract.fields.child_names import Named
from scr_extract.fields.children_whole import resolve
from scr_extract.fields.cover_names import header_names
from scr_extract.fields.lifespan import lifespans
from scr_extract.fields.lived import days_of_harm
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Field, Finder, candidate
from scr_extract.fields.sex import NOUN, Sexed, beside_names, counted, groups, labelled, nouns, pronouns, sex_of, sex_of_kin
from scr_extract.fields.telling import about, story
from scr_extract.model import Candidate, Resolution, Span
from scr_extract.values import Child

NAME = "children"
NEAR = 4
"""Sentences from the first that still introduce the child."""
TOLD = 80
"""Sentences of a narrative whose pronouns are read."""
_BESIDE_OTHERS = re.compile(r"\b(?:brothers|sisters|boys|girls|sons|daughters)\s+and\s+$", re.I)
_PRONOUNS = {"he": "male", "she": "female"}
_COUNT = re.compile(rf"\b(?P<n>{'|'.join(WORDS['numbers'])})\s+(?:[\w-]+\s+)?$", re.I)
_PAIR = 2
OPENING = 4_000
"""Characters of a report's first pages in which a cover's form lines stand."""


def _labels(reading: Reading) -> list[str]:
    return [n.name for n in names_of(reading) if n.role == "subject"]


def _name(reading: Reading, found: Iterable[Named], rule: str) -> Iterator[Candidate]:
    for n in found:
        yield candidate(reading, NAME, Child(n.name, n.role), n.span, rule)


def _heading(reading: Reading) -> Iterator[Candidate]:
    yield from _name(reading, heading_names_of(reading), "children.heading_name")


def _header(reading: Reading) -> Iterator[Candidate]:
    yield from _name(reading, header_names(reading), "children.header_name")


def _cell_name(reading: Reading) -> Iterator[Candidate]:
    yield from _name(reading, cell_names(reading), "children.cell_name")


def _body(reading: Reading) -> Iterator[Candidate]:
    if not heading_names_of(reading) and not header_names(reading) and not cell_names(reading):
        yield from _name(reading, body_names(reading), "children.body_name")


def _age(reading: Reading, age: Age, rule: str, *, name: str | None = None, at: str = "incident", sex: str | None = None, role: str = "subject") -> Candidate:
    child = Child(name, role, age.low, age.high, reading.words(age.span), at, sex)
    return candidate(reading, NAME, child, age.span, rule)


def _told(reading: Reading, told: Iterable[ChildAge], rule: str) -> Iterator[Candidate]:
    subjects = _labels(reading)
    for found in told:
        m = NOUN.fullmatch(reading.view, found.holder.span.start, found.holder.span.end) if found.holder.span and _beside(reading, found) else None
        sex = (
            None
            if m and _BESIDE_OTHERS.search(reading.view, max(0, m.start() - 20), m.start())
            else sex_of(m)
            if m
            else _PRONOUNS.get(found.holder.word)
            if found.holder.kind == "pronoun"
            else None
        )
        sex = sex_of_kin(found.holder.word) if found.holder.kind in ("kin", "teen") and sex is None else sex
        if found.for_all and len(subjects) == 2:
            yield from (_age(reading, found.age, rule, name=n, at=found.at, sex=sex) for n in subjects)
        elif found.for_all and len(subjects) != 1:
            each = twins_among(reading, subjects) or _counted(reading, found, subjects)
            yield from (_age(reading, found.age, rule, name=n, at=found.at, sex=sex) for n in each)
        else:
            yield _age(reading, found.age, rule, name=found.holder.name, at=found.at, sex=sex)


def _counted(reading: Reading, found: ChildAge, subjects: list[str]) -> Sequence[str | None]:
    """Those of whom an age is told together: as many as are counted (`Three boys, all aged 17`), by name where so many are named, else two."""
    m = _COUNT.search(reading.view, found.sentence.start, found.holder.span.start if found.holder.span else found.sentence.start)
    many = int(WORDS["numbers"].get(m["n"].lower(), 0)) if m else 0
    return subjects if many > _PAIR and len(subjects) == many else (None,) * max(many, _PAIR)


def _beside(reading: Reading, found: ChildAge) -> bool:
    """Whether the holder's own word stands right beside the age, so that its sex is that child's: `her son, aged 5`, `a boy of two`."""
    if found.age.kind == "old":
        return True
    return found.holder.span is not None and found.age.among == 1 and -20 < found.age.place.start - found.holder.span.end <= len(" of ")


def _by_cell(reading: Reading) -> Iterator[Candidate]:
    yield from (_age(reading, a, "children.age_cell") for a in cell_ages(reading, len(_labels(reading))))


def _sex_cell(reading: Reading) -> Iterator[Candidate]:
    yield from _sexed(reading, cell_sexes(reading), "children.sex_cell")


def _by_label(reading: Reading) -> Iterator[Candidate]:
    yield from (_age(reading, a, "children.age_label") for a in label_ages(reading))


def _by_title(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, title_ages(reading, _labels(reading)), "children.age_title")


def _by_fact(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, fact_ages(reading, _labels(reading)), "children.age_fact")


def _by_lifespan(reading: Reading) -> Iterator[Candidate]:
    end = min(reading.span.end, max(reading.body.start, reading.header.end) + OPENING)
    spans = [reading.header, Span(reading.body.start, max(reading.body.start, min(reading.body.end, end)))]
    seen: set[Span] = set()
    for span in spans:
        for life in lifespans(reading.view, span, days_of_harm(reading, _labels(reading))):
            if life.died not in seen:
                seen.add(life.died)
                child = Child(None, "subject", life.low, life.high, " ... ".join(map(reading.words, sorted((life.born, life.died)))), "incident")
                yield candidate(reading, NAME, child, life.died, "children.age_from_dates", also=[(life.born, "children.age_from_dates")])


def _by_story(reading: Reading) -> Iterator[Candidate]:
    yield from _told(reading, later_ages(reading, _labels(reading)), "children.age_story")


def _by_row(reading: Reading) -> Iterator[Candidate]:
    for row in row_ages(reading, _labels(reading)):
        yield _age(reading, row.age, "children.age_row", name=row.name, sex=row.sex, at="incident")


def _siblings(reading: Reading) -> Iterator[Candidate]:
    kin = [n.name for n in names_of(reading) if n.role == "sibling"]
    for name, age in sibling_ages(reading, kin):
        yield _age(reading, age, "children.age_sibling", name=name, role="sibling")


def _sexed(reading: Reading, found: Iterable[Sexed], rule: str) -> Iterator[Candidate]:
    subjects = _labels(reading)
    for s in found:
        for name in subjects if s.group and len(subjects) > 1 else [s.name]:
            yield candidate(reading, NAME, Child(name, sex=s.sex), s.span, rule)


def _sex_label(reading: Reading) -> Iterator[Candidate]:
    span = Span(reading.span.start, min(reading.span.end, reading.body.start + 600))
    yield from _sexed(reading, labelled(reading.view, span), "children.sex_label")


def _sex_noun(reading: Reading) -> Iterator[Candidate]:
    for sentence in about(reading):
        yield from _sexed(reading, nouns(reading.view, sentence), "children.sex_noun")
    if reading.heading:
        yield from _sexed(reading, (s for s in nouns(reading.view, reading.heading) if s.group), "children.sex_noun")
    for sentence in (reading.header, *story(reading)[:NEAR]):
        yield from _sexed(reading, beside_names(reading.view, sentence, _labels(reading)), "children.sex_noun")


def _sex_counted(reading: Reading) -> Iterator[Candidate]:
    for sentence in story(reading)[:NEAR]:
        if found := counted(reading.view, sentence):
            yield from _sexed(reading, found, "children.sex_counted")
            return


def _sex_group(reading: Reading) -> Iterator[Candidate]:
    end = min(reading.body.end, reading.body.start + OPENING)
    if len(_labels(reading)) > 1 and end > reading.body.start:
        yield from _sexed(reading, groups(reading.view, Span(reading.body.start, end)), "children.sex_group")


def _sex_pronoun(reading: Reading) -> Iterator[Candidate]:
    yield from _sexed(reading, pronouns(reading.view, [s for s in story(reading)[:TOLD] if len(s) <= LONGEST], _labels(reading)), "children.sex_pronoun")


_FINDERS: tuple[tuple[str, Callable[[Reading], Iterable[Candidate]]], ...] = (
    ("heading_name", _heading),
    ("header_name", _header),
    ("cell_name", _cell_name),
    ("body_name", _body),
    ("age_cell", _by_cell),
    ("age_label", _by_label),
    ("age_title", _by_title),
    ("age_fact", _by_fact),
    ("age_from_dates", _by_lifespan),
    ("age_story", _by_story),
    ("age_row", _by_row),
    ("age_sibling", _siblings),
    ("sex_cell", _sex_cell),
    ("sex_label", _sex_label),
    ("sex_counted", _sex_counted),
    ("sex_noun", _sex_noun),
    ("sex_pronoun", _sex_pronoun),
    ("sex_group", _sex_group),
)


def wide(resolution: Resolution) -> Mapping[str, object]:
    """The columns of `entries`: all names, and over the subjects the least minimum, greatest maximum, age words and sex."""
    children = [c.value for c in resolution.chosen if isinstance(c.value, Child)]
    subjects = [c for c in children if c.role == "subject"]
    aged = [c for c in subjects if c.age_min is not None or c.age_max is not None]
    lows, highs = [c.age_min for c in aged], [c.age_max for c in aged]
    return {
        "child_names": [c.name for c in children if c.name],
        "child_age_months_min": min((x for x in lows if x is not None), default=None) if None not in lows else None,
        "child_age_months_max": max((x for x in highs if x is not None), default=None) if None not in highs else None,
        "child_age_text": "; ".join(dict.fromkeys(c.age_text for c in aged if c.age_text)) or None,
        "child_sex": _sex(subjects),
    }


def _sex(subjects: list[Child]) -> str | None:
    sexes = {c.sex for c in subjects}
    if {"male", "female"} <= sexes:
        return "mixed"
    return sexes.pop() if len(sexes) == 1 else None


FIELD = Field(
    name=NAME,
    type=Child,
    finders=tuple(Finder(f"children.{rule}", find, EXAMPLES[rule], COUNTER_EXAMPLES[rule]) for rule, find in _FINDERS),
    resolver=resolve,
    description="The children the review is about and their named siblings: name as the heading has it, role, age at the incident in completed months, sex.",
    wide=wide,
    several=True,
)
