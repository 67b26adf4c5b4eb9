r"""What a match of a pattern must hold, read from the pattern itself: the first letters of the words with which it may open, and of words it cannot do without.

    \b(?:his|her)\s+(?:\w+\s+)?(?:father|mother)    opens with `his `, `her `; cannot do without `fath`, `moth`

Openings are small, have every digit as 0, end at a space, and may promise too little but never too much: where one cannot be told,
there is none. `~negl` is any one word before one that begins so. Letters beyond ASCII are nobody's opening; a word that begins with
one has to be tried in any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module
from typing import Any

from scr_extract.resources.pattern_parts import PLAIN, WORD_LETTERS, Node, Opened, begins_at_a_word, ends_before_a_word, inner_stretches, letter_of, of_class

LETTERS = 4
_MOST = 1000
"""Openings above which a pattern is known by fewer letters of each."""
_WIDE = 12
r"""Letters of a class (`[A-Z]`, `\w`) at which an opening ends, unless it begins there."""
_KEPT = 3
"""Sets of words that a match cannot do without which are worth keeping."""
ONE_WORD = "~"
_WORDS_BEFORE = 3
"""Words of any kind before an opening that are counted; what more may stand before is an opening of any letter."""
_ANY = {1: 1000, 2: 100, 3: 10}
"""How many of a text's words a short opening lets through beside one of four letters."""

Openings = frozenset[str]


@dataclass(frozen=True, eq=False)
class Known:
    """`begins` is what a match begins with, `opens` the same of one that begins at a word; None where that may be anything, or anywhere."""

    begins: Openings | None
    opens: Openings | None
    tree: Sequence[Node] = field(repr=False)

    @cached_property
    def needs(self) -> tuple[Openings, ...]:
        """Of each of these a match holds one at the beginning of a word. Worked out when first asked for, which takes most of the time."""
        return tuple(sorted(dict.fromkeys(_needs(self.tree, False)), key=_cost)[:_KEPT])

    def may_begin(self, letters: str) -> bool:
        """Whether a match may begin with a text of these first letters."""
        written = folded(letters)
        if self.begins is None or written is None:
            return True
        return any(written[:n] in self.begins for n in range(1, LETTERS + 1))


def known(pattern: str, flags: int) -> Known:
    """What is known of a pattern's matches. Raises re.error where it is no pattern."""
    tree = list(import_module("re._parser").parse(pattern, flags))
    begins = _openings(tree)
    any_word = begins is not None and any(o.startswith(ONE_WORD) for o in begins)
    return Known(None if any_word else begins, begins if begins_at_a_word(tree) else None, tree)


def folded(letters: str) -> str | None:
    """The first letters of a text as openings are written: to the first space; None where others than plain ones are among them."""
    if not letters.isascii():
        return None
    word, space, _ = letters.lower().translate(PLAIN).partition(" ")
    return word + space


def _cost(openings: Openings) -> int:
    return sum(_ANY.get(len(o.lstrip(ONE_WORD)), 1) for o in openings)


def _openings(tree: Sequence[Node]) -> Openings | None:
    """What a stretch that begins at a word begins with; None where that may be no word, or nothing."""
    for letters in range(LETTERS, 0, -1):
        found = {text for text, _ in _opened(tree, letters)}
        if not all(text.lstrip(ONE_WORD)[:1] in WORD_LETTERS for text in found):
            return None
        if len(found) <= _MOST:
            return frozenset(o for o in found if not any(o[:n] in found for n in range(1, len(o))))
    return None


def _needs(tree: Sequence[Node], at_a_word: bool) -> Iterator[Openings]:
    """The sets of openings one of which every match of this stretch holds; `at_a_word` where no letter stands before it."""
    for n, (op, given) in enumerate(tree):
        if at_a_word and op.name not in ("AT", "ASSERT", "ASSERT_NOT") and (found := _openings(tree[n:])):
            yield found
        if inner := inner_stretches(op.name, given):
            each = [min(_needs(branch, at_a_word), key=_cost, default=None) for branch in inner]
            if None not in each:
                yield frozenset().union(*(one for one in each if one))
        at_a_word = ends_before_a_word(op.name, given, at_a_word)


def _opened(tree: Iterable[Node], most: int) -> Opened:
    """What a stretch may begin with, up to `most` letters."""
    found: Opened = {("", True)}
    nodes = list(tree)
    while nodes and (going_on := [text for text, goes_on in found if goes_on]):
        if _is_one_word(nodes):
            steps, wide, nodes = {(ONE_WORD, True)}, False, nodes[2:]
        else:
            (op, given), *nodes = nodes
            steps = _step(op.name, given, most)
            wide = op.name == "IN" and len(steps) > _WIDE
        found = {f for f in found if not f[1]} | {_joined(text, ("", False) if wide and text else step, most) for text in going_on for step in steps}
    return found


def _is_one_word(nodes: Sequence[Node]) -> bool:
    r"""Whether a stretch begins with `\w+\s+`."""
    if len(nodes) < 2 or not all(op.name in ("MAX_REPEAT", "MIN_REPEAT") and given[0] == 1 and len(given[2]) == 1 for op, given in nodes[:2]):
        return False
    return [[kind.name, getattr(what, "name", "")] for op, given in nodes[:2] for inner, held in given[2] if inner.name == "IN" for kind, what in held] == [
        ["CATEGORY", "CATEGORY_WORD"],
        ["CATEGORY", "CATEGORY_SPACE"],
    ]


def _joined(text: str, step: tuple[str, bool], most: int) -> tuple[str, bool]:
    if step[0].startswith(ONE_WORD) and text.lstrip(ONE_WORD):
        return text, False
    whole = text + step[0]
    most += len(whole) - len(whole.lstrip(ONE_WORD))
    end = min(whole.find(" ") + 1 or most, most)
    return whole[:end], step[1] and len(whole) < end


def _step(name: str, given: Any, most: int) -> Opened:
    """What one part of a pattern may begin with."""
    match name:
        case "LITERAL":
            return letter_of(given)
        case "IN":
            return of_class(given)
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return {("", True)}
        case "SUBPATTERN" | "ATOMIC_GROUP" | "BRANCH":
            return set().union(*(_opened(inner, most) for inner in inner_stretches(name, given)))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, often, inner = given
            if often <= _WORDS_BEFORE and _opened(inner, most) == {(ONE_WORD, True)}:
                return {(ONE_WORD * n, True) for n in range(least, often + 1)}
            once = {(text, goes_on and not (text and often > 1)) for text, goes_on in _opened(inner, most)} if often else set()
            return once if least else once | {("", True)}
        case _:
            return {("", False)}
