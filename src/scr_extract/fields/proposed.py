"""What our own model proposes for each field, read by that field's own parsers: a date must be a date, a board a board.

These finders come last. They are asked only where the rules of their field left it not stated (`extract`), and stand in a field
only where they made texts better that the model had not learnt from (KEPT; docs/model.md has the figures).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from scr_extract.fields.age_values import Age
from scr_extract.fields.ages import ages
from scr_extract.fields.board_values import named, of_phrase
from scr_extract.fields.child_names import Named, pseudonyms, unique
from scr_extract.fields.deaths import Hit, child_deaths, opening_deaths
from scr_extract.fields.harms import harms, parents_killed
from scr_extract.fields.heading_names import names_only
from scr_extract.fields.holders import holder, is_agent
from scr_extract.fields.incident_clauses import Kind, claimed, clause_of, of_another, telling, tied
from scr_extract.fields.pointing import cued, header, pointed, tail, told
from scr_extract.fields.proposed_examples import COUNTER_EXAMPLES, EXAMPLES
from scr_extract.fields.published_marks import else_before, is_date
from scr_extract.fields.published_rules import published_at
from scr_extract.fields.reading import Reading
from scr_extract.fields.seam import Field, Finder, candidate
from scr_extract.model import Candidate, Resolution, Span
from scr_extract.nlp import names
from scr_extract.resources.board_phrases import phrases
from scr_extract.resources.boards import place
from scr_extract.resources.dates import DateHit, dates
from scr_extract.resources.methods import method_cues, methods
from scr_extract.resources.people import Person, is_given, person
from scr_extract.values import Child, Choice, Text

_WRITES = re.compile(r"\b(?:author|review|report|SCR|wrote|written|led|prepared|compiled|by)", re.I)
_PUBLISHES = re.compile(r"\b(?:publish|releas|issued|came\s+out)", re.I)
_BOARDS = re.compile(r"\b(?:commission|publish|asked\s+for|agreed)", re.I)
_CHAIR = re.compile(r"\b(?:chair\w*|coroner|endorsed|presented|posted|uploaded)\b[^.;\n]*$", re.I)
_INCIDENTS: tuple[Kind, ...] = ("death", "harm", "admission")
_NAMED_IN = 3
"""Sentences of a story in which a child is introduced."""


def _authors(reading: Reading) -> Iterator[Candidate]:
    view, seen = reading.view, set[Span]()
    for passage in (header(reading), tail(reading), *cued(reading, _WRITES)):
        for span in pointed(view, passage, "AUTHOR"):
            found = person(view, span.start, span.end)
            if found and found.span not in seen and not _in_heading(reading, found.span) and _is_person(view, passage, found):
                seen.add(found.span)
                yield candidate(reading, "authors", Text(" ".join(found.name.split())), found.span, "authors.scr_en")


def _is_person(view: str, passage: Span, found: Person) -> bool:
    """A name, by its given name or the general model's word, and no chair's."""
    if _CHAIR.search(view, max(passage.start, found.span.start - 30), found.span.start):
        return False
    return is_given(found.name.split()[0]) or any(n.label == "PERSON" and n.span.overlaps(found.span) for n in names(view, passage))


def _in_heading(reading: Reading, span: Span) -> bool:
    return reading.heading is not None and reading.heading.covers(span)


def _boards(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for n, passage in enumerate((header(reading), tail(reading), *cued(reading, _BOARDS))):
        for span in pointed(view, passage, "BOARD"):
            found = [p for p in phrases(view, passage) if p.span.overlaps(span)]
            yield from (of_phrase(reading, "board.scr_en", p) for p in found[:1])
            if not found and not n and (bodies := place(reading.words(span))):
                yield named(reading, "board.scr_en", span, reading.words(span), None, bodies)


def _names(reading: Reading) -> Iterator[Candidate]:
    view, found = reading.view, list[Named]()
    for passage in (header(reading), *told(reading)[:_NAMED_IN]):
        for span in pointed(view, passage, "CHILD_NAME"):
            found += tuple(pseudonyms(view, span)) or tuple(names_only(view, span, codes=True))
        if found:
            break
    yield from (candidate(reading, "children", Child(n.name, n.role), n.span, "children.name.scr_en") for n in unique(tuple(found)))


def _ages(reading: Reading) -> Iterator[Candidate]:
    """The first passage with an age of the child's at the incident: one that introduces the child, or tells an outcome."""
    view = reading.view
    for n, passage in enumerate((*told(reading), header(reading))):
        there = list(ages(view, passage))
        spans = list(pointed(view, passage, "CHILD_AGE")) if there else []
        if n >= _NAMED_IN and not any(pointed(view, passage, "OUTCOME")):
            continue
        found = [age for age in there if any(age.span.overlaps(s) for s in spans) and _childs(view, passage, age)]
        for age in found:
            child = Child(None, "subject", age.low, age.high, reading.words(age.span), "incident")
            yield candidate(reading, "children", child, age.span, "children.age.scr_en")
        if found:
            return


def _childs(view: str, passage: Span, age: Age) -> bool:
    """False where the words around an age give it to an adult or a relative, to whoever did the harm, or to the victim of a conviction."""
    if telling("claiming").search(view, passage.start, age.place.start):
        return False
    return holder(view, passage, age, ()).kind not in ("kin", "adult") and not is_agent(view, passage, age.place)


def _incident_dates(reading: Reading) -> Iterator[Candidate]:
    """Dates of no court, move or report, and of nobody else's harm. A report's cover, and the page of a host before it, dates other things."""
    view = reading.view
    for passage in told(reading) if reading.is_report else (*told(reading), header(reading)):
        for hit in _dated(view, passage, "INCIDENT_DATE"):
            others = of_another(view, passage, hit.span, "death", "harm")
            own = published_at(reading)
            if not others and not (own and own.overlaps(hit.span)) and not claimed(view, clause_of(view, passage, hit.span), hit.span):
                yield candidate(reading, "incident_date", hit.value, hit.span, "incident_date.scr_en")


def _published(reading: Reading) -> Iterator[Candidate]:
    """Dates of a header, of last lines and of sentences about publishing, none of which is tied to what happened to the child."""
    view = reading.view
    head = (header(reading),) if len(reading.header) else ()
    for passage in (*head, tail(reading), *cued(reading, _PUBLISHES)):
        for hit in _dated(view, passage, "PUBLICATION_DATE"):
            if is_date(hit) and not else_before(view, passage, hit) and not any(tied(view, passage, hit.span, kind) for kind in _INCIDENTS):
                yield candidate(reading, "published", hit.value, hit.span, "published.scr_en")


def _dated(view: str, passage: Span, label: str) -> Iterator[DateHit]:
    there = list(dates(view, passage))
    spans = list(pointed(view, passage, label)) if there else []
    yield from (hit for hit in there if any(hit.span.overlaps(s) for s in spans))


def _methods(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    says = method_cues()["review"]
    for method in methods():
        for passage in (header(reading), *cued(reading, method.regex)):
            if not method.named and not says.search(view, passage.start, passage.end):
                continue
            for m in method.regex.finditer(view, passage.start, passage.end):
                hit = Span(*m.span()).trimmed(view)
                if any(hit.overlaps(s) for s in pointed(view, passage, "METHOD")):
                    yield candidate(reading, "methodology", Choice(method.id, reading.words(hit)), hit, "methodology.scr_en")


def _outcomes(reading: Reading) -> Iterator[Candidate]:
    view = reading.view
    for passage in told(reading):
        for span in pointed(view, passage, "OUTCOME"):
            for hit in _outcome(view, passage, span):
                yield candidate(reading, "outcome", Choice(hit.id, reading.words(hit.span)), hit.span, "outcome.scr_en")


def _outcome(view: str, passage: Span, span: Span) -> Iterator[Hit]:
    """What the words pointed at say, read as a statement of the outcome: death before harm."""
    everything = (*child_deaths(view, passage, (), is_fact=True), *opening_deaths(view, span), *parents_killed(view, passage), *harms(view, passage))
    yield from (replace(hit, sentence=passage) for hit in everything if hit.span.overlaps(span))


def _lacks_child(resolution: Resolution) -> bool:
    """No child, or none of whom an age is told."""
    children = [c.value for c in resolution.chosen if isinstance(c.value, Child)]
    return all(c.age_min is None and c.age_max is None for c in children if c.role == "subject")


_FINDERS: tuple[tuple[str, Callable[[Reading], Iterable[Candidate]]], ...] = (
    ("authors.scr_en", _authors),
    ("board.scr_en", _boards),
    ("children.name.scr_en", _names),
    ("children.age.scr_en", _ages),
    ("incident_date.scr_en", _incident_dates),
    ("published.scr_en", _published),
    ("methodology.scr_en", _methods),
    ("outcome.scr_en", _outcomes),
)
PROPOSED: Mapping[str, Finder] = {rule: Finder(rule, find, EXAMPLES[rule], COUNTER_EXAMPLES[rule]) for rule, find in _FINDERS}
"""Every finder that rests on our own model, by rule id, whether it stands in its field or not."""

KEPT: tuple[str, ...] = tuple(rule for rule in PROPOSED if rule not in ("authors.scr_en", "children.name.scr_en"))
"""Those that stand in their fields: with them more values were right, and no set with known answers was read worse. Those for authors and
names were tried and left out (docs/model.md; `python -m benchmarks.proposals` measures all of them anew)."""


def with_proposals(field: Field, rules: Iterable[str] = KEPT) -> Field:
    """The field with what our own model proposes for it behind all else."""
    own = tuple(PROPOSED[rule] for rule in rules if rule.partition(".")[0] == field.name)
    lacks = _lacks_child if field.name == "children" else field.lacks
    return replace(field, finders=(*field.finders, *own), lacks=lacks) if own else field
