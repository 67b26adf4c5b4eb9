"""Words divided at line ends: whether the hyphen belongs to the word or to the line.

The document itself is the dictionary: a word that it prints whole elsewhere, with or without its hyphen, decides, and so
does its habit: a program that divides words marks many lines, or marks them with a hyphen of another code.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from scr_extract.resources.loader import lexicon

_WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
_END = re.compile(r"(?:^|[^\w-])((?:[\w'’]+[-‐])*[\w'’]*\w)[-‐\u00ad]$")
_START = re.compile(r"\w+")
_MARKED = ("‐", "\u00ad")
_HABIT = 0.03
"""Share of lines that end in a hyphen: compounds alone make about one in a hundred."""


@dataclass(frozen=True, slots=True)
class Habits:
    """The words that a document prints within its lines (hyphenated ones whole), and how it divides at line ends."""

    words: Counter[str]
    marked: bool
    """Divided words carry a hyphen of their own code, so that a plain one at a line's end is the word's."""
    divides: bool


def habits(texts: Iterable[str]) -> Habits:
    """What the lines of a document show."""
    words: Counter[str] = Counter()
    lines = plain = 0
    marked = False
    for text in texts:
        inner = [m[0].casefold().replace("‐", "-") for m in _WORD.finditer(text)]
        words.update(inner[1:-1])
        lines += 1
        plain += text.endswith("-")
        marked = marked or text.endswith(_MARKED)
    return Habits(words, marked, plain >= 4 and plain > _HABIT * lines)


def divided(line: str) -> bool:
    """Whether the line ends in a word with a hyphen behind it."""
    return line[-1:] in ("-", *_MARKED) and bool(_END.search(line))


def keeps_hyphen(line: str, following: str, of: Habits) -> bool:
    """Whether the hyphen between two lines is part of the word: "non-" + "accidental" is, "exam-" + "ple" is not."""
    end, start = _END.search(line), _START.match(following)
    if end is None or start is None or line.endswith("\u00ad"):
        return False
    first, second = end[1].casefold().replace("‐", "-"), start[0].casefold()
    if not second[0].isalpha() or start[0][0].isupper() or first[-1].isdigit():
        return True
    whole, hyphened = of.words.get(first + second, 0), of.words.get(f"{first}-{second}", 0)
    if whole or hyphened:
        return hyphened > whole
    if line.endswith(_MARKED):
        return False
    parts = lexicon("hyphens")
    if of.marked or first in parts["before"] or second in parts["after"]:
        return True
    if of.divides and "-" not in first:
        return of.words.get(first, 0) > 0 and of.words.get(second, 0) > 0 and min(len(first), len(second)) > 3
    return of.words.get(second, 0) > 0
