r"""What a match of a pattern must hold, read from the pattern itself: the first letters of the words with which it may open, and of words it cannot do without.

    \b(?:his|her)\s+(?:\w+\s+)?(?:father|mother)    opens with `his `, `her `; cannot do without `fath`, `moth`

Openings are small, have every digit as 0, end at a space, and may promise too little but never too much: where one cannot be told,
there is none. `~negl` is any one word before one that begins so. Letters beyond ASCII are nobody's opening; a word that begins with
one has to be tried in any case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any

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
_PLAIN = str.maketrans({chr(n): "0" if chr(n).isdigit() else " " for n in range(128) if chr(n).isdigit() or chr(n).isspace()})
_IN_WORDS = "abcdefghijklmnopqrstuvwxyz0_"
_LETTERS = frozenset(_IN_WORDS)
_ANY = {1: 1000, 2: 100, 3: 10}
"""How many of a text's words a short opening lets through beside one of four letters."""

Openings = frozenset[str]
Opened = set[tuple[str, bool]]
"""What something may begin with, and whether what follows goes right on or may be anything."""
Node = tuple[Any, Any]


@dataclass(frozen=True, slots=True)
class Known:
    """`begins` is what a match begins with, `opens` the same of one that begins at a word; None where that may be anything, or anywhere.
    Of each of `needs` a match holds one at the beginning of a word."""

    begins: Openings | None
    opens: Openings | None
    needs: tuple[Openings, ...]

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
    needs = sorted(dict.fromkeys(_needs(tree, False)), key=_cost)[:_KEPT]
    any_word = begins is not None and any(o.startswith(ONE_WORD) for o in begins)
    return Known(None if any_word else begins, begins if _at_a_word(tree) else None, tuple(needs))


def folded(letters: str) -> str | None:
    """The first letters of a text as openings are written: to the first space; None where others than plain ones are among them."""
    if not letters.isascii():
        return None
    word, space, _ = letters.lower().translate(_PLAIN).partition(" ")
    return word + space


def _cost(openings: Openings) -> int:
    return sum(_ANY.get(len(o.lstrip(ONE_WORD)), 1) for o in openings)


def _openings(tree: Sequence[Node]) -> Openings | None:
    """What a stretch that begins at a word begins with; None where that may be no word, or nothing."""
    for letters in range(LETTERS, 0, -1):
        found = {text for text, _ in _opened(tree, letters)}
        if not all(text.lstrip(ONE_WORD)[:1] in _LETTERS for text in found):
            return None
        if len(found) <= _MOST:
            return frozenset(o for o in found if not any(o[:n] in found for n in range(1, len(o))))
    return None


def _needs(tree: Sequence[Node], at_a_word: bool) -> Iterator[Openings]:
    """The sets of openings one of which every match of this stretch holds; `at_a_word` where no letter stands before it."""
    for n, (op, given) in enumerate(tree):
        if at_a_word and op.name not in ("AT", "ASSERT", "ASSERT_NOT") and (found := _openings(tree[n:])):
            yield found
        if inner := _inner(op.name, given):
            each = [min(_needs(branch, at_a_word), key=_cost, default=None) for branch in inner]
            if None not in each:
                yield frozenset().union(*(one for one in each if one))
        at_a_word = _ends_before_a_word(op.name, given, at_a_word)


def _inner(name: str, given: Any) -> list[Sequence[Node]]:
    """The stretches one of which a part of a pattern must hold."""
    match name:
        case "SUBPATTERN":
            return [given[3]]
        case "ATOMIC_GROUP":
            return [given]
        case "BRANCH":
            return list(given[1])
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return [given[2]] if given[0] else []
        case _:
            return []


def _ends_before_a_word(name: str, given: Any, at_a_word: bool) -> bool:
    """Whether no letter stands right before what follows this part."""
    match name:
        case "AT":
            return at_a_word or given.name in ("AT_BOUNDARY", "AT_BEGINNING", "AT_BEGINNING_STRING")
        case "ASSERT" | "ASSERT_NOT":
            return at_a_word or _keeps_letters_away(name, given)
        case "LITERAL":
            return chr(given).isascii() and not chr(given).isalnum() and chr(given) != "_"
        case "IN":
            return _is_no_letter(given)
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return (at_a_word or given[0] > 0) and _all_end_before_a_word([given[2]], at_a_word)
        case _:
            inner = _inner(name, given)
            return bool(inner) and _all_end_before_a_word(inner, at_a_word)


def _all_end_before_a_word(stretches: Iterable[Sequence[Node]], at_a_word: bool) -> bool:
    for stretch in stretches:
        here = at_a_word
        for op, given in stretch:
            here = _ends_before_a_word(op.name, given, here)
        if not here:
            return False
    return True


def _at_a_word(tree: Iterable[Node]) -> bool:
    r"""Whether a match begins where no letter stands before: after `\b`, `(?<!\w)` or `(?<![\w-])`."""
    for op, given in tree:
        match op.name:
            case "AT" if given.name == "AT_BOUNDARY":
                return True
            case "ASSERT" | "ASSERT_NOT" if _keeps_letters_away(op.name, given):
                return True
            case "AT" | "ASSERT" | "ASSERT_NOT":
                pass
            case "SUBPATTERN":
                return _at_a_word(given[3])
            case "BRANCH":
                return all(map(_at_a_word, given[1]))
            case _:
                return False
    return False


def _keeps_letters_away(name: str, given: Any) -> bool:
    """Whether a look at what stands before finds that it is no letter."""
    behind, inner = given
    if behind > 0:
        return False
    if name == "ASSERT":
        return _all_end_before_a_word([inner], False)
    return len(inner) == 1 and inner[0][0].name == "IN" and _holds_letters(inner[0][1])


def _holds_letters(given: Iterable[Node]) -> bool:
    return any(op.name == "CATEGORY" and what.name == "CATEGORY_WORD" for op, what in given)


def _is_no_letter(given: Sequence[Node]) -> bool:
    if given[0][0].name == "NEGATE":
        return _holds_letters(given[1:])
    return all(text and text[0] not in _IN_WORDS for text, _ in _of_class(given))


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
            return _letter(given)
        case "IN":
            return _of_class(given)
        case "AT" | "ASSERT" | "ASSERT_NOT":
            return {("", True)}
        case "SUBPATTERN" | "ATOMIC_GROUP" | "BRANCH":
            return set().union(*(_opened(inner, most) for inner in _inner(name, given)))
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            least, often, inner = given
            if often <= _WORDS_BEFORE and _opened(inner, most) == {(ONE_WORD, True)}:
                return {(ONE_WORD * n, True) for n in range(least, often + 1)}
            once = {(text, goes_on and not (text and often > 1)) for text, goes_on in _opened(inner, most)} if often else set()
            return once if least else once | {("", True)}
        case _:
            return {("", False)}


def _letter(code: int) -> Opened:
    letter = chr(code)
    return {(letter.lower().translate(_PLAIN), True)} if letter.isascii() else {("", False)}


def _of_class(given: Iterable[Node]) -> Opened:
    found: Opened = set()
    for op, what in given:
        match op.name, getattr(what, "name", ""):
            case "LITERAL", _:
                found |= _letter(what)
            case "RANGE", _:
                found |= {one for code in range(what[0], min(what[1], 128) + 1) for one in _letter(code)}
            case "CATEGORY", "CATEGORY_SPACE":
                found.add((" ", True))
            case "CATEGORY", "CATEGORY_DIGIT":
                found.add(("0", True))
            case "CATEGORY", "CATEGORY_WORD":
                found |= {(letter, True) for letter in _IN_WORDS}
            case _:
                return {("", False)}
    return found
