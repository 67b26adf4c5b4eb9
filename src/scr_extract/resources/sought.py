"""Looks for a pattern only where it can be: from the words with which a match may open, and only near words it cannot do without.

Most patterns of fields begin at a word's edge with words that are known (`murder`, `was shaken`), and most sentences hold none of
them. A document's words are sorted by their first letters once, and each pattern asks for its places (`openings`). What is found
is exactly what the pattern alone finds.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import chain

from scr_extract.resources.openings import LETTERS, ONE_WORD, Known, Openings, folded, known

_SHORT = 2000
"""Characters of a text that is searched as it is: sorting its words would take longer."""
_WORTH = 200_000
"""Characters a pattern searches as it is before it is read what its matches hold: reading that takes about as long, and a process that
sees one small document never needs it."""
_WORD = re.compile(rf"(?<!\w)\w\S{{0,{LETTERS - 1}}}")


@dataclass(frozen=True, eq=False)
class Sought:
    """A pattern with the methods of `re.Pattern`, compiled when it is first needed."""

    pattern: str
    flags: int | re.RegexFlag = 0
    searched: list[int] = field(default_factory=lambda: [0], repr=False)
    """Characters searched so far without looking at what a match holds."""

    @classmethod
    def of(cls, regex: re.Pattern[str]) -> Sought:
        return cls(regex.pattern, regex.flags)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.pattern, self.flags)

    @cached_property
    def known(self) -> Known:
        return known(self.pattern, self.flags)

    def finditer(self, view: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        if not self._is_read(view, start, end):
            return self.regex.finditer(view, start, end)
        words = _words(view)
        last = words.last_needed(self.known.needs, start, end)
        if last is None:
            return iter(())
        if self.known.opens is None:
            return self.regex.finditer(view, start, end)
        return self._at(view, words.places(self.known.opens), start, end, last)

    def search(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return next(self.finditer(view, start, end), None) if self._is_read(view, start, end) else self.regex.search(view, start, end)

    def match(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        if "known" in vars(self) and len(view) >= _SHORT and _words(view).last_needed(self.known.needs, start, end) is None:
            return None
        return self.regex.match(view, start, end)

    def fullmatch(self, view: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        return self.regex.fullmatch(view, start, end)

    def _is_read(self, view: str, start: int, end: int) -> bool:
        """Whether to go by what a match holds: in a text worth sorting, once as much was searched without as reading the pattern costs."""
        if len(view) < _SHORT:
            return False
        if self.searched[0] >= _WORTH:
            return True
        self.searched[0] += max(0, min(end, len(view)) - start)
        return False

    def _at(self, view: str, places: list[int], start: int, end: int, last: int) -> Iterator[re.Match[str]]:
        """The matches that begin at one of the places up to the last, without overlap."""
        n, most = bisect_left(places, start), len(places)
        while n < most and places[n] <= last:
            m = self.regex.match(view, places[n], end)
            n = n + 1 if m is None else bisect_left(places, m.end(), n + 1)
            if m is not None:
                yield m


def places(view: str, openings: Openings) -> list[int]:
    """Where in the text a match with these openings may begin, in order."""
    return _words(view).places(openings)


@dataclass(frozen=True, slots=True)
class _Words:
    """Where the words of one text begin, by their first letter, two, three and four; and the places worked out for each set of openings.

    `foreign` are words with other letters than the plain ones at their beginning: any pattern is tried at these.
    """

    by_letters: Mapping[str, list[list[int]]]
    foreign: list[int]
    starts: list[int]
    worked_out: dict[Openings, list[int]] = field(default_factory=dict)
    rarest: dict[tuple[Openings, ...], list[int] | None] = field(default_factory=dict)

    def places(self, openings: Openings) -> list[int]:
        found = self.worked_out.get(openings)
        if found is None:
            there = chain(self.foreign, *(places for o in openings & self.by_letters.keys() for places in self.by_letters[o]))
            before = {place for o in openings if o[0] == ONE_WORD for place in self._before(o.count(ONE_WORD), o.lstrip(ONE_WORD))}
            found = self.worked_out[openings] = sorted(before.union(there) if before else there)
        return found

    def _before(self, words: int, opening: str) -> Iterator[int]:
        """So many words before each word that begins so."""
        for place in chain(self.foreign, *self.by_letters.get(opening, ())):
            n = bisect_left(self.starts, place) - words
            if n >= 0:
                yield self.starts[n]

    def last_needed(self, needs: tuple[Openings, ...], start: int, end: int) -> int | None:
        """Where a match in the span begins at the latest; None where the span lacks what a match cannot do without."""
        if needs not in self.rarest:
            self.rarest[needs] = min(map(self.places, needs), key=len, default=None)
        needed = self.rarest[needs]
        if needed is None:
            return end
        n = bisect_left(needed, end) - 1
        return needed[n] if n >= 0 and needed[n] >= start else None


@lru_cache(maxsize=4)
def _words(view: str) -> _Words:
    written: defaultdict[str, list[int]] = defaultdict(list)
    for m in _WORD.finditer(view):
        written[m.group()].append(m.start())
    by_all: defaultdict[str, list[int]] = defaultdict(list)
    for letters, found in written.items():
        by_all[folded(letters if len(letters) == LETTERS else letters + " ") or ""] += found
    starts = sorted(chain(*by_all.values()))
    foreign = by_all.pop("", [])
    by_letters: defaultdict[str, list[list[int]]] = defaultdict(list)
    for letters, found in by_all.items():
        for n in range(1, len(letters) + 1):
            by_letters[letters[:n]].append(found)
    return _Words(by_letters, foreign, starts)
