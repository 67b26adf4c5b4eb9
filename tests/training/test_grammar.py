"""Made-up passages: the same from the same seed, labelled with what fields can read, and with traps that stay unlabelled."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from scr_extract.fields.ages import ages
from scr_extract.model import Span
from scr_extract.nlp.own import LABELS
from scr_extract.resources.agencies import agencies
from scr_extract.resources.dates import dates
from scr_extract.resources.methods import methods
from scr_extract.resources.people import person
from scr_extract.training import grammar
from scr_extract.training.expand import words
from scr_extract.training.terminals import TERMINALS

MADE = list(grammar.passages(900, seed=5))


@pytest.mark.parametrize(
    ("fragment", "listed"),
    [
        ("foster(?:ing)? carers?", ("fostering carers", "fostering carer", "foster carers", "foster carer")),
        ("CSC", ("CSC",)),
        ("self[- ]harm", ("self harm", "self-harm")),
        ("took\\s+(?:his|her) life", ("took his life", "took her life")),
        ("injur\\w+", ()),
        ("abuse(?! of)", ()),
        ("(a|b)", ()),
        ("a+", ()),
    ],
)
def test_a_fragment_lists_its_words_or_none(fragment: str, listed: tuple[str, ...]) -> None:
    assert words(fragment) == listed


def test_the_same_seed_gives_the_same_passages() -> None:
    assert list(grammar.passages(900, seed=5)) == MADE
    assert list(grammar.passages(900, seed=6)) != MADE


def test_every_label_is_made_and_every_rule_is_used() -> None:
    made = Counter(label for p in MADE for _, label in p.spans)
    assert set(made) == set(LABELS)
    assert min(made.values()) > 25
    named = {m["rule"] for forms in grammar.rules().values() for form in forms for m in grammar.MARK.finditer(form) if m["rule"]}
    assert grammar.rules().keys() <= named | {"header", "story", "told", "credit", "way", "statement"}
    assert TERMINALS.keys() <= named


def test_passages_are_clean() -> None:
    for p in MADE:
        assert not set("{}<>~¦") & set(p.text), p.text
        assert "  " not in p.text
        assert p.text == p.text.strip()
        for span, _ in p.spans:
            assert span.of(p.text) == span.of(p.text).strip()


def _share(label: str, reads: dict[str, object]) -> float:
    said = [(p.text, span) for p in MADE for span, kind in p.spans if kind == label]
    read = reads[label]
    assert callable(read)
    return sum(bool(read(text, span)) for text, span in said) / len(said)


READS: dict[str, object] = {
    "CHILD_AGE": lambda text, span: any(a.span.overlaps(span) for a in ages(text, Span(0, len(text)))),
    "INCIDENT_DATE": lambda text, span: any(d.span.overlaps(span) for d in dates(text, Span(0, len(text)))),
    "PUBLICATION_DATE": lambda text, span: any(d.span.overlaps(span) for d in dates(text, Span(0, len(text)))),
    "AUTHOR": lambda text, span: person(text, span.start, span.end),
    "METHOD": lambda text, span: any(m.regex.search(text, span.start, span.end) for m in methods()),
    "ADDRESSEE": lambda text, span: agencies(span.of(text)),
}


@pytest.mark.parametrize(
    ("label", "least"), [("CHILD_AGE", 0.75), ("INCIDENT_DATE", 0.97), ("PUBLICATION_DATE", 0.97), ("AUTHOR", 0.9), ("METHOD", 0.9), ("ADDRESSEE", 0.85)]
)
def test_what_is_labelled_can_be_read_by_its_field(label: str, least: float) -> None:
    """A label on words that no parser takes would teach the model to point in vain. Some ages need words of a table around them."""
    assert _share(label, READS) >= least


def test_traps_stay_unlabelled() -> None:
    random = Random(3)
    for rule in ("trap", "general", "told_not", "way_not", "noise_who", "noise_place"):
        for _ in range(60):
            assert grammar.passage(rule, random).spans == (), rule
