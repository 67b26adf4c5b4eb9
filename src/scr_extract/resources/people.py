"""Names of people as reports print them: their shape, what stands around them, and how they are written here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_WORD = r"[^\W\d_a-z][^\W\d_]+(?:['-][^\W\d_]+)*"
_INITIALS = r"[A-Z](?:\.[A-Z])?\b\.?"
_GAP = r"[ ]{1,3}"


@dataclass(frozen=True, slots=True)
class Person:
    """A name read: `name` as it is kept (given name first, titles and degrees dropped), `span` its words in the text."""

    name: str
    span: Span


@lru_cache(maxsize=1)
def _shape() -> re.Pattern[str]:
    table = lexicon("people")
    titles, particles = "|".join(table["titles"]), "|".join(table["particles"])
    return re.compile(rf"(?:(?:{titles})\b\.?{_GAP})*(?P<name>(?:{_WORD}|{_INITIALS})(?:{_GAP}(?:(?:{particles}){_GAP})?(?:{_WORD}|{_INITIALS})){{1,4}})")


@lru_cache(maxsize=1)
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = lexicon("people")
    return (
        frozenset(w.lower() for w in table["not_names"]),
        frozenset(w.lower() for w in table["post_nominals"]),
        frozenset(w.lower() for w in table["given_names"].split()),
    )


_SURNAME_FIRST = re.compile(rf"(?P<last>{_WORD}),{_GAP}(?P<first>{_WORD}|{_INITIALS})(?=\s*(?:$|\n|;|\band\b|&|LSCB|\())")
_BETWEEN = re.compile(r"\s*(?:\((?!\d)[^()\n]{1,60}\)\s*)?(?:(?:,|;|/|\||\+)\s*(?:and\b|&|with\b)?|\band\b|&|\bwith\b|\n)\s*", re.I)
_AFTER = re.compile(r"(?:[\s,.]*(?:\([^()\n]{1,40}\)|[A-Z]{2,7}\b\.?|(?:BSc|MSc|PhD|DPhil|MPhil|BEd|MEd|DipSW|Dip\.?|Cert\.?|Hons)\b\.?))*")


def person(view: str, start: int, end: int) -> Person | None:
    """The name that begins at `start`, None where what stands there is no name of at least two words."""
    m = _shape().match(view, start, end)
    if m is None:
        return None
    not_names, degrees, _ = _sets()
    words = list(re.compile(r"[^\s]+").finditer(view, m.start("name"), m.end("name")))
    capitals = words[0][0].isupper() and len(words[0][0]) > 2
    kept: list[re.Match[str]] = []
    for word in words:
        bare = word[0].strip(".")
        if bare.lower() in not_names or bare.lower() in degrees or (kept and not capitals and bare.isupper() and 1 < len(bare) <= 5):
            break
        kept.append(word)
    while kept and (len(kept[-1][0].strip(".")) == 1 or not kept[-1][0][0].isupper()):
        kept.pop()
    if len(kept) < 2:
        return None
    span = Span(kept[0].start(), kept[-1].end())
    return Person(_written(span.of(view)), span)


def people(view: str, start: int, end: int) -> Iterator[Person]:
    """The names of a list (`A, B and C`) that begins at `start`, in source order; nothing where no name begins there."""
    while start < end:
        last_first = _SURNAME_FIRST.match(view, start, end)
        if (
            last_first
            and last_first["last"].lower() not in _sets()[0]
            and last_first["first"].lower() not in _sets()[0]
            and last_first["first"].lower() not in _sets()[1]
        ):
            found: Person | None = Person(_written(f"{last_first['first']} {last_first['last']}"), Span(*last_first.span()))
        else:
            found = person(view, start, end)
        if found is None:
            return
        yield found
        after = _AFTER.match(view, found.span.end, end)
        between = _BETWEEN.match(view, after.end() if after else found.span.end, end)
        if between is None or between.end() <= start:
            return
        start = between.end()


def is_given(word: str) -> bool:
    """True for a common given name: what makes a bare line a name and no place or title."""
    return word.strip(".").lower() in _sets()[2]


def _written(words: str) -> str:
    """The words on one line; a name in capitals in small letters, but for initials."""
    words = " ".join(words.split()).rstrip(".,")
    if words.upper() != words:
        return words
    return re.sub(r"[^\W\d_]{2,}", lambda m: m[0][0] + m[0][1:].lower(), words).replace("Mc", "Mc")
