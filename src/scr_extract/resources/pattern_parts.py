r"""The parts of a pattern as the standard library parses it: the letters that one may begin with, the stretches inside it, and where words begin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

PLAIN = str.maketrans({chr(n): "0" if chr(n).isdigit() else " " for n in range(128) if chr(n).isdigit() or chr(n).isspace()})
IN_WORDS = "abcdefghijklmnopqrstuvwxyz0_"
WORD_LETTERS = frozenset(IN_WORDS)
Opened = set[tuple[str, bool]]
"""What something may begin with, and whether what follows goes right on or may be anything."""
Node = tuple[Any, Any]


def letter_of(code: int) -> Opened:
    """A letter, as openings are written; anything where it is beyond ASCII."""
    letter = chr(code)
    return {(letter.lower().translate(PLAIN), True)} if letter.isascii() else {("", False)}


def of_class(given: Iterable[Node]) -> Opened:
    """What a class (`[a-z]`) may be; anything where that cannot be told."""
    found: Opened = set()
    for op, what in given:
        match op.name, getattr(what, "name", ""):
            case "LITERAL", _:
                found |= letter_of(what)
            case "RANGE", _:
                found |= {one for code in range(what[0], min(what[1], 128) + 1) for one in letter_of(code)}
            case "CATEGORY", "CATEGORY_SPACE":
                found.add((" ", True))
            case "CATEGORY", "CATEGORY_DIGIT":
                found.add(("0", True))
            case "CATEGORY", "CATEGORY_WORD":
                found |= {(letter, True) for letter in IN_WORDS}
            case _:
                return {("", False)}
    return found


def inner_stretches(name: str, given: Any) -> list[Sequence[Node]]:
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


def ends_before_a_word(name: str, given: Any, at_a_word: bool) -> bool:
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
            inner = inner_stretches(name, given)
            return bool(inner) and _all_end_before_a_word(inner, at_a_word)


def _all_end_before_a_word(stretches: Iterable[Sequence[Node]], at_a_word: bool) -> bool:
    for stretch in stretches:
        here = at_a_word
        for op, given in stretch:
            here = ends_before_a_word(op.name, given, here)
        if not here:
            return False
    return True


def begins_at_a_word(tree: Iterable[Node]) -> bool:
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
                return begins_at_a_word(given[3])
            case "BRANCH":
                return all(map(begins_at_a_word, given[1]))
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
    return all(text and text[0] not in IN_WORDS for text, _ in of_class(given))
