"""Ties the names, ages and sexes found in an entry together into whole children."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scr_extract.fields.reading import Reading
from scr_extract.model import Candidate, Evidence, Found, Resolution
from scr_extract.resources.loader import lexicon
from scr_extract.values import Child

_NAMES = ("heading_name", "header_name", "cell_name", "body_name", "name.scr_en")
_AGES = ("age_cell", "age_label", "age_title", "age_fact", "age_from_dates", "age_story", "age_row", "age.scr_en")
_SEXES = ("sex_cell", "sex_label", "sex_counted", "sex_noun", "sex_pronoun", "sex_group")
_AGREE = 0.75
"""Share of the pronouns that must say the same before they count."""
_NEIGHBOURS = 200
"""Characters within which two unnamed ages of later sentences are of one telling."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A child put together from the candidates for its parts."""

    name: Candidate | None = None
    age: Candidate | None = None
    sex: Candidate | None = None

    @property
    def called(self) -> str | None:
        return _child(self.name).name if self.name else None

    @property
    def child(self) -> Child:
        base = _child(self.name) if self.name else Child(None)
        if self.age:
            a = _child(self.age)
            base = replace(base, age_min=a.age_min, age_max=a.age_max, age_text=a.age_text, age_at=a.age_at, sex=a.sex)
        return replace(base, sex=_child(self.sex).sex) if self.sex and base.sex is None else base

    @property
    def parts(self) -> tuple[Candidate, ...]:
        return tuple(c for c in (self.name, self.age, self.sex) if c is not None)

    def candidate(self) -> Candidate:
        evidence: list[Evidence] = [e for c in self.parts for e in (c.evidence, *c.also)]
        return Candidate(self.parts[0].field, self.child, evidence[0], tuple(evidence[1:]))


def resolve(reading: Reading, candidates: Sequence[Candidate]) -> Resolution:
    """One candidate per child, subjects first as the heading names them; what was not used is kept as alternatives.

    The first rule that tells any age gives the ages; later rules only fill in a named child that still has none.
    """
    by_rule: dict[str, list[Candidate]] = {}
    for c in candidates:
        by_rule.setdefault(c.evidence.rule_id.partition(".")[2], []).append(c)
    named = next((by_rule[r] for r in _NAMES if r in by_rule), [])
    subjects = _sexed(_aged([_Whole(c) for c in named if _child(c).role == "subject"], by_rule), by_rule)
    siblings = [
        _Whole(c, next((a for a in by_rule.get("age_sibling", []) if _child(a).name == _child(c).name), None)) for c in named if _child(c).role == "sibling"
    ]
    whole = [*subjects, *siblings]
    if not whole:
        return Resolution(Found.NOT_STATED, (), tuple(candidates))
    used = {id(c) for w in whole for c in w.parts}
    return Resolution(Found.FOUND, tuple(w.candidate() for w in whole), tuple(c for c in candidates if id(c) not in used))


def _child(c: Candidate) -> Child:
    if not isinstance(c.value, Child):
        raise TypeError(f"the field children holds Child values, not {type(c.value).__name__}")
    return c.value


def _aged(named: Sequence[_Whole], by_rule: Mapping[str, list[Candidate]]) -> list[_Whole]:
    """The subjects with their ages; children of whom only an age is told stand after the named ones."""
    subjects = list(named)
    rules = [r for r in _AGES if _at_incident(by_rule.get(r, []))] or [r for r in _AGES if r in by_rule]
    for n, rule in enumerate(rules):
        pool = _at_incident(by_rule[rule]) or by_rule[rule]
        pool = _first_of_each(pool) if rule == "age_story" else pool
        for c in pool:
            own = _child(c).name
            if own is None and n:
                continue  # a later rule may only fill in a child it names
            place = next((i for i, w in enumerate(subjects) if w.age is None and w.name and own in (None, w.called)), None)
            if place is not None:
                subjects[place] = replace(subjects[place], age=c)
            elif own is None and (not named or (rule in ("age_fact", "age_cell") and len(pool) > len(named) and (len(named) > 1 or _same_list(pool[0], c)))):
                subjects.append(_Whole(age=c))
    return _dated(subjects, by_rule.get("age_from_dates", []))


def _dated(subjects: list[_Whole], lives: Sequence[Candidate]) -> list[_Whole]:
    """The age worked out from one child's dates stands for an age in years that it falls into: it says the same, to the month."""
    if len(lives) != 1 or (months := _child(lives[0]).age_min) is None:
        return subjects
    for n, w in enumerate(subjects):
        told = _child(w.age) if w.age else None
        if told and told.age_min is not None and told.age_max is not None and told.age_min < told.age_max and told.age_min <= months <= told.age_max:
            return [*subjects[:n], replace(w, age=lives[0]), *subjects[n + 1 :]]
    return subjects


def _at_incident(pool: Sequence[Candidate]) -> list[Candidate]:
    return [c for c in pool if _child(c).age_at == "incident"]


def _first_of_each(pool: Sequence[Candidate]) -> list[Candidate]:
    """Of ages told in several later sentences the first for each name; unnamed ones only where the first stands."""
    kept: list[Candidate] = []
    for c in pool:
        name = _child(c).name
        if name is None and kept and kept[0].evidence.span.start + _NEIGHBOURS < c.evidence.span.start:
            continue
        if any(_child(k).name == name for k in kept) and (name is not None or not _same_list(kept[-1], c)):
            continue
        kept.append(c)
    return kept


def _same_list(a: Candidate, b: Candidate) -> bool:
    return a.evidence == b.evidence or 0 <= b.evidence.span.start - a.evidence.span.end <= len(", and her ")


def _sexed(subjects: Sequence[_Whole], by_rule: Mapping[str, list[Candidate]]) -> list[_Whole]:
    """The subjects with their sexes. With several, a word counts only for the child it is tied to; with none, a noun tells of one."""
    whole = list(subjects)
    for rule in _SEXES:
        pool = by_rule.get(rule, [])
        if rule in ("sex_counted", "sex_cell") and (len(pool) > 1 or len(whole) > 1):
            if len(pool) == 1 and rule == "sex_cell":
                pool = pool * len(whole)  # `Both female`
            if len(pool) == len(whole) and not any(w.child.sex for w in whole):
                whole = [replace(w, sex=c) for w, c in zip(whole, pool, strict=True)]
            continue
        if not whole and rule != "sex_pronoun":
            whole = [_Whole(sex=c) for c in pool[:1]]
        for i, w in enumerate(whole):
            own = pool if len(whole) == 1 else [c for c in pool if (w.called and _child(c).name == w.called) or _of_all(c)]
            if rule == "sex_pronoun":
                own = [c for c in own if w.called and _child(c).name == w.called] or own  # `Baby G ... his` before a `she` that may be anybody
            own = own[:1] if len(whole) == 1 and rule != "sex_pronoun" else _majority(own)
            if own and w.child.sex is None:
                whole[i] = replace(w, sex=own[0])
    return whole


def _of_all(c: Candidate) -> bool:
    """`three brothers`: a noun that says the sex of every child told of."""
    return _child(c).name is None and " ".join(c.evidence.quote.lower().split()) in lexicon("children")["sex"]["groups"]


def _majority(pool: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of the sex that most of them say; none where they disagree too often."""
    for sex in ("male", "female"):
        said = [c for c in pool if _child(c).sex == sex]
        if said and len(said) >= _AGREE * len(pool):
            return said
    return []
