"""What rules, the general model and our own model each contribute: the same texts read with some of the finders left out.

Entries are cut by the same segmenter throughout: what is left out are finders of fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from scr_extract import fields
from scr_extract.evaluation.scoring import Evaluation, evaluate
from scr_extract.evaluation.sets import TextSet, tables_read
from scr_extract.evaluation.tables import Tables
from scr_extract.fields.seam import SOURCES, Source


@dataclass(frozen=True, slots=True)
class Way:
    """One way of reading: its name in the tables and the sources that take part."""

    name: str
    sources: frozenset[Source]


EVERYTHING = Way("rules + models", SOURCES)
_WAYS = (
    Way("rules only", frozenset[Source]({"rule"})),
    Way("general NER only", frozenset[Source]({"ner"})),
    Way("own model only", frozenset[Source]({"model"})),
    Way("models only", frozenset[Source]({"ner", "model"})),
    Way("rules + general NER", frozenset[Source]({"rule", "ner"})),
    Way("rules + own model", frozenset[Source]({"rule", "model"})),
)


def ways() -> tuple[Way, ...]:
    """The ways that differ with the finders there are: one name for each set of them, everything last."""
    there = {finder.source for field in fields.FIELDS for finder in field.finders}
    out = {EVERYTHING.sources & there: EVERYTHING}
    for way in _WAYS:
        if way.sources & there:
            out.setdefault(way.sources & there, way)
    return (*list(out.values())[1:], EVERYTHING)


def modelled_fields() -> tuple[str, ...]:
    """The fields that have finders resting on a model."""
    return tuple(f.name for f in fields.FIELDS if any(x.source != "rule" for x in f.finders))


def read(texts: TextSet, way: Way, told: Callable[[int], None] | None = None) -> tuple[Tables, Evaluation]:
    """One set of texts read one way, and judged."""
    tables = tables_read(texts.documents, way.sources, told)
    return tables, evaluate(tables, texts.golds, texts.negatives)


def pooled(evaluations: Sequence[Evaluation]) -> Evaluation:
    """Several sets as one."""
    return Evaluation(tuple(j for e in evaluations for j in e.judged), tuple(p for e in evaluations for p in e.pairs))


def by_field(evaluation: Evaluation) -> Mapping[str, float | None]:
    """F1 per field."""
    return {name: t.f1 for name, t in evaluation.tallies().items()}
