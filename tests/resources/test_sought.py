"""A pattern looked for from its openings finds exactly what it finds alone."""

from __future__ import annotations

import gc
import re
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scr_extract import formats
from scr_extract.extract import extract
from scr_extract.resources.coded import rows, signs
from scr_extract.resources.openings import known
from scr_extract.resources.sought import Sought

SAMPLES = Path(__file__).parents[2] / "raw" / "samples"
PATTERNS = (
    r"\b(?:his|her)\s+(?:\w+\s+)?(?:father|mother)\b",
    r"(?<![\w-])(?:the\s+|a\s+)*(?:baby|child)(?:'s\s+mother)?(?!\w)",
    r"\b(?P<n>\d{1,2}|two|three)[- ]?years?(?(n)\s+old)?",
    r"(?<!\w)[A-Z][a-z]+\s+was\b",
    r"\b(?:\w+ly\s+)?killed\b",
    r"\bkill|mother",
    r"(?:he|she)\s+died$",
    r"(?<![\w.'-])Kai(?=\s[a-z]|'s\s|,)",
    r"\b(?:on|in)\s?(?:\d\d?\s+)?(?:may|june)",
    r"\bmother-in-law|\bsiste[rn]s?\b",
    r"(?i:\bchild\s+)(?-i:[A-Z])\b",
    r"\bm(?:.)ther",
    r"",
)
WORDS = (
    "his mother",
    "her\n\nfather",
    "The baby's",
    "Kai",
    "killed",
    "KILLED",
    "brutally killed",
    "two years old",
    "12-year old",
    "é",
    "élan",
    "Kaı",
    "ſiſter",
)
MORE = (
    "she died",
    "mother-in-law",
    "Child B",
    "in 3 May",
    "on June",
    "was",
    "a",
    "-",
    "'",
    ".",
    "m\u0131ther",
    "the the child",
    "s\u0131ster",
    "  ",
    "\t",
    "\u212aill",
    "\u017fisters",
)


@pytest.mark.parametrize("pattern", PATTERNS)
@pytest.mark.parametrize("flags", [0, re.I])
@given(words=st.lists(st.sampled_from(WORDS + MORE), max_size=40), cut=st.tuples(st.integers(0, 200), st.integers(0, 200)))
@settings(max_examples=25, deadline=None)
def test_finds_what_the_pattern_finds(pattern: str, flags: int, words: list[str], cut: tuple[int, int]) -> None:
    text = " ".join(words) + " " * 2001
    start, end = min(cut), max(cut)
    _same(Sought(pattern, flags), text, start, end)


def test_every_pattern_of_the_rules_finds_what_it_finds_alone() -> None:
    """Of each pattern once, however many other tests made it again, and with no run of blanks (a footer taken out) longer than a paragraph's end."""
    files = sorted(SAMPLES.iterdir())
    read = [formats.read(path.read_bytes(), path.name) for path in files]
    for document in read:
        extract(document)
    held = {(known.pattern, known.flags): known for known in gc.get_objects() if isinstance(known, Sought)}
    text = re.sub(r"\s{4,}", lambda m: m.group()[:3], "\n\n".join(document.view for document in read[:4]))
    assert len(held) > 100
    for pattern in held.values():
        _same(pattern, text, 0, len(text))
        for start in range(0, len(text), 2497):
            _same(pattern, text, start, min(len(text), start + 400))


def _same(pattern: Sought, text: str, start: int, end: int) -> None:
    alone = [m.span() for m in pattern.regex.finditer(text, start, end)]
    pattern.searched[0] = sys.maxsize
    assert [m.span() for m in pattern.finditer(text, start, end)] == alone
    first = pattern.search(text, start, end)
    assert (first.span() if first else None) == (alone[0] if alone else None)


def test_a_pattern_is_read_once_it_was_searched_for_in_enough() -> None:
    pattern, text = Sought(r"\bmother\b"), "mother " * 10_000
    searches = 0
    while "known" not in vars(pattern):
        assert sum(1 for _ in pattern.finditer(text)) == 10_000
        searches += 1
    assert searches == 4, "three times 70,000 characters, which are worth it"
    assert sum(1 for _ in pattern.finditer(text)) == 10_000


def test_openings_and_needs_are_read_from_the_pattern() -> None:
    found = known(r"\b(?:his|her)\s+(?:\w+\s+)?(?:father|mother)", re.I)
    assert found.opens == frozenset({"his ", "her "})
    assert frozenset({"fath", "moth"}) in found.needs
    assert known(r"mother", 0).opens is None
    assert known(r"\b(?:\d+|two)\b", 0).opens == frozenset({"0", "two"})
    assert known(r"(?:\W|^)mother", 0).needs == ()


@pytest.mark.parametrize("name", ["actions", "death_categories", "harm_categories", "legal_status", "parent_factors", "publication_forms", "themes"])
def test_every_row_of_a_lexicon_begins_with_a_word(name: str) -> None:
    assert len(signs(name).rows) == len(rows(name))
