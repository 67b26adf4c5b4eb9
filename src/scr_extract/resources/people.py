"""Names of people as reports print them: their shape, what stands around them, and how they are written here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_WORD = r"[^\W\d_a-z](?:[^\W\d_]+|(?='))(?:['-][^\W\d_]+)*"
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
    titles, ranks, particles = ("|".join(table[name]) for name in ("titles", "ranks", "particles"))
    before = rf"(?:(?:(?:{titles})\b\.?|{ranks})(?:{_GAP})?(?<=[ -]))*"
    return re.compile(before + rf"(?P<name>(?:{_WORD}|{_INITIALS})(?:{_GAP}(?:(?:{particles}){_GAP}){{0,3}}(?:{_WORD}|{_INITIALS})){{1,4}})")


@lru_cache(maxsize=1)
def _sets() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    table = lexicon("people")
    return (
        frozenset(w.lower() for w in table["not_names"]),
        frozenset(w.lower() for w in table["post_nominals"]),
        frozenset(w.lower() for w in table["given_names"].split()),
    )


_SURNAME_FIRST = re.compile(rf"(?P<last>{_WORD}),{_GAP}(?P<first>{_WORD}|{_INITIALS})(?=[ \t]*(?:$|\n|;|/|\||\band\b|&|\(|(?P<next>[A-Z][\w']+)))")
_BETWEEN = re.compile(r"\s*(?:\((?!\d)[^()\n]{1,60}\)\s*)?(?:(?:,|;|/|\||\+)\s*(?:and\b|&|with\b)?|\band\b|&|\bwith\b|\n)\s*", re.I)
_ROLE_BETWEEN = re.compile(r"\s*,\s*(?P<role>[A-Z][^,;.\n]{2,60}?),?\s+(?:and|&)\s+(?=[A-Z])")
_APPOSED = re.compile(
    r",\s+(?:an?\s+)?(?:[a-z-]+\s+){0,3}?(?:consultant|reviewer|author|advis[eo]r|social\s+worker|nurse|psychologist|director|officer|manager|specialist|paediatrician|superintendent|inspector)[^,.;:\n]{0,40},?\s+(?:and|with)\s+(?=[A-Z])"
)
_AFTER = re.compile(r"(?:[\s,.]*(?:\([^()\n]{1,40}\)|[A-Z]{2,7}\b\.?|(?:BSc|MSc|PhD|DPhil|MPhil|BEd|MEd|DipSW|Dip\.?|Cert\.?|Hons)\b\.?))*")


def person(view: str, start: int, end: int) -> Person | None:
    """The name that begins at `start`, None where what stands there is no name of at least two words."""
    m = _shape().match(view, start, end)
    if m is None:
        return _broken(view, start, end)
    not_names, degrees, _ = _sets()
    words = list(re.compile(r"[^\s]+").finditer(view, m.start("name"), m.end("name")))
    capitals = words[0][0].isupper() and len(words[0][0]) > 2
    kept: list[re.Match[str]] = []
    for word in words:
        bare = word[0].strip(".")
        if kept and bare.lower() in _COMPANY and not is_given(kept[0][0]):
            return None
        if bare.lower() in not_names or bare.lower() in degrees or (kept and not capitals and bare.isupper() and 1 < len(bare) <= 5):
            break
        kept.append(word)
    while kept and (len(kept[-1][0].strip(".")) == 1 or not kept[-1][0][0].isupper()):
        kept.pop()
    if len(kept) < 2:
        return _broken(view, start, end)
    span = Span(kept[0].start(), kept[-1].end())
    return Person(_written(span.of(view)), span)


_COMPANY = frozenset({"associates", "limited", "ltd", "llp", "consulting", "consultancy", "solutions"})
"""What is called so after names that are no given ones is a firm: `Holmfirth Gray Associates`."""
_BROKEN = re.compile(rf"(?P<first>{_WORD})(?P<middle>(?:{_GAP}{_INITIALS})?)[ ]*\n[ ]*(?P<last>{_WORD})(?=[ ]*(?:$|\n|[,;.()]))")


def _broken(view: str, start: int, end: int) -> Person | None:
    """A name folded over a line's end, after a common given name."""
    m = _BROKEN.match(view, start, end)
    if m is None or not is_given(m["first"]) or m["last"].lower() in _sets()[0] | _sets()[1]:
        return None
    return Person(_written(m[0]), Span(*m.span()))


_MOST = 12
"""A longer list names a panel, not authors."""


def people(view: str, start: int, end: int) -> Iterator[Person]:
    """The names of a list (`A, B and C`) that begins at `start`, in source order; nothing where no name begins there."""
    for _ in range(_MOST):
        found = _surname_first(view, start, end) or person(view, start, end)
        if found is None:
            return
        yield found
        after = _AFTER.match(view, found.span.end, end)
        at = after.end() if after else found.span.end
        between = _role_between(view, at, end) or _role_line(view, at, end) or _BETWEEN.match(view, at, end)
        if between is None or between.end() <= start:
            return
        start = between.end()


def _role_between(view: str, start: int, end: int) -> re.Match[str] | None:
    """`, Named Nurse and ` or `, a freelance consultant, with ` between two names."""
    apposed = _APPOSED.match(view, start, end)
    if apposed:
        return apposed
    m = _ROLE_BETWEEN.match(view, start, end)
    return m if m and m["role"].split()[0].lower() in _sets()[0] else None


@lru_cache(maxsize=1)
def _role_lines() -> re.Pattern[str]:
    roles = "|".join(lexicon("people")["role_lines"])
    line = rf"[ ]*\n\s*(?=[^\n]{{3,70}}\n)(?=[^\n]*\b(?i:{roles})\b)(?![^\n]*\b(?i:chair|panel|board)\b)[^\n:]+"
    return re.compile(rf"(?P<role>{line})[ ]*\n\s*(?=[^\n]+{line}(?:\n|$))")


def _role_line(view: str, start: int, end: int) -> re.Match[str] | None:
    """`NAME`, a line that says what she is, and the next name with such a line below it: two authors on a cover."""
    return _role_lines().match(view, start, end)


def _surname_first(view: str, start: int, end: int) -> Person | None:
    """`Ellery, Maud`, where nothing but the next name or label follows."""
    m = _SURNAME_FIRST.match(view, start, end)
    not_names, degrees, _ = _sets()
    if m is None or {m["last"].lower(), m["first"].lower()} & (not_names | degrees) or (m["next"] and m["next"].lower() not in not_names):
        return None
    return Person(_written(f"{m['first']} {m['last']}"), Span(m.start("last"), m.end("first")))


def is_given(word: str) -> bool:
    """True for a common given name: what makes a bare line a name and no place or title."""
    whole = word.strip(".").lower()
    return whole in _sets()[2] or whole.split("-")[0] in _sets()[2]


def _written(words: str) -> str:
    """The words on one line; a name in capitals in small letters, but for initials."""
    words = " ".join(words.split()).rstrip(".,")
    if words.upper() != words:
        return words
    small = re.sub(r"[^\W\d_]{2,}", lambda m: m[0][0] + m[0][1:].lower(), words)
    return re.sub(r"\bMc[a-z]", lambda m: "Mc" + m[0][2].upper(), small)
