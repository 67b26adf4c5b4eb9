"""The grammar of children's names: pseudonyms (`Child B`, `Siblings W and X`), and headings that are a forename.

A heading is read in two ways (`heading_names`). A word for a child with a letter, number or name is a pseudonym wherever it stands.
Otherwise the heading is cut at its dashes and colons, a review's own words are taken off, and what is left must be a
name or a list of names as a whole; a theme, a family, a school or an operation leaves other words and names no child.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scr_extract.fields.age_patterns import one_of
from scr_extract.model import Span
from scr_extract.resources.loader import lexicon

_WORDS = lexicon("children")
_SINGLE: dict[str, str] = _WORDS["words"]
_PLURAL = frozenset(_WORDS["plural"]["words"])
_LETTER_ONLY = frozenset(_WORDS["plural"]["only"])
_NOT_NAMES = frozenset(_WORDS["not_names"]["words"])
_MAYBE = frozenset(_WORDS["not_names"]["maybe"])
ACRONYMS = frozenset(_WORDS["not_names"]["acronyms"])
_KIN_WORDS = frozenset({"sibling", "siblings", "brother", "brothers", "sister", "sisters"})
_SUFFIXES = tuple(_WORDS["not_names"]["suffixes"])


_WORD = rf"(?P<word>\b(?i:{one_of(list(_SINGLE))}))"
UP, LOW = "A-ZÀ-ÖØ-ÞŴŶ", "a-zß-öø-ÿāăąćčđēęěğīıłńňōőřśşšťūůűŵŷźżž"
"""Capital and small letters of names, accents included: `Renée`, `Brân`, `Zoë`."""
_CAPITALS = rf"[{UP}]{{4,14}}(?=['\"]|\s*(?:[-(,:;|\n]|$)|\s+(?i:and|&)\s)"
_LABEL = (
    r"['\"]?\s?(?P<label>(?:[A-Z]{1,4}(?:-?\d{1,4}[A-Za-z]?)?|\d{1,3}[A-Z]?"
    rf"|[{UP}][{LOW}]{{1,14}}(?:-[{UP}][{LOW}]+)?|{_CAPITALS})(?![\w]))\s?['\"]?"
)
_PSEUDONYM = re.compile(rf"{_WORD}(?:\s*[:(])?\s+\(?{_LABEL}|{_WORD.replace('word', 'glued')}(?P<number>\d{{1,2}})\b")
_JOINED = re.compile(rf"\s*(?:,\s*(?i:and)\b|,|&|/|\+|(?i:\band\b))\s*(?:(?:his|her|their|the)\s+)?(?:{_WORD}\s+)?{_LABEL}")
_SPACED = re.compile(r"\s+(?P<label>[A-Z])(?=\s|,|$|\))(?!\s+[A-Z]?[a-z])")
_AFTER_CHILD = re.compile(r"(?:\band|&)\s+(?:(?:his|her|their|the)\s+)?$", re.I)
_KIN = re.compile(r"\b(?:his|her|their|and)\s+(?:\w+\s+)?(?:half-?\s?)?(?:siblings?|brothers?|sisters?)\b[\s,(]*$", re.I)
_VOWEL = re.compile(r"[AEIOUY]")
_AND_ANOTHER = re.compile(r"['\"]?\s*(?:,|&|/|\+|\band\b)\s*(?:and\s+)?['\"]?[A-Z]")
AND = re.compile(r"\s*(?:,\s*and\b|,|&|/|\+|\band\b)\s*", re.I)


@dataclass(frozen=True, slots=True)
class Named:
    """One child's name in the form of its source, singular (`Sibling W`), where it stands, and the role the words give."""

    name: str
    span: Span
    role: str = "subject"


def is_forename(word: str, *, surely: bool = False) -> bool:
    """Whether a capitalised word can be a name here: no theme, body, place or part of a report. Where a name must stand, `Faith` is one."""
    low = word.lower()
    if surely and low in _MAYBE:
        return True
    first, *others = low.split("-")
    parts = [low, first, *(p for p in others if p not in _MAYBE)]  # `Lily-May`, `Ella-Grace`
    return not (any(p in _NOT_NAMES or p in ACRONYMS for p in parts) or low.endswith(_SUFFIXES)) and len(low) > 1


def pseudonyms(view: str, span: Span) -> Iterator[Named]:
    """`Child B`, `Baby Liam`, `Siblings W and X` as one name per child, in order of place."""
    place, found, labels = span.start, 0, set[str]()
    while m := _PSEUDONYM.search(view, place, span.end):
        if m["number"]:
            word, label, here = m["glued"].lower(), m["number"], Span(*m.span())
        else:
            word, label, here = " ".join(m["word"].lower().split()), m["label"], Span(m.start(), m.end("label"))
        if not _fits(word, label, view, here, m.end()):
            place = m.start() + 1 if m["number"] else max(m.start() + 1, m.start("label"))
            continue
        if word == "subject" and ":" in here.of(view) and label in labels:
            place = here.end  # `Child J (SUBJECT: 'J')` names one child
            continue
        labels.add(label)
        kin = bool(_KIN.search(view, max(span.start, here.start - 40), here.start))
        kin = kin or bool(found and word in _KIN_WORDS and _AFTER_CHILD.search(view, max(span.start, here.start - 20), here.start))
        named = _named(word, label, view, here, "sibling" if kin else "subject")
        yield Named(view[here.start : here.end], here, named.role) if m["number"] else named
        place, found, code = here.end, found + 1, not label[1:2].islower()
        while join := _JOINED.match(view, _closed(view, place, span.end), span.end):
            other = " ".join((join["word"] or word).lower().split())
            if not _fits(other, join["label"], view, Span(*join.span("label"))) or (not join["word"] and code == join["label"][1:2].islower()):
                break
            if not join["word"] and join["label"].isdigit() and not label.isdigit():
                break  # `Brothers F and G, 13 and 10`: their ages
            if join["word"] and other != word:
                kin = kin or other in _KIN_WORDS or bool(_KIN.search(view[place : join.start("word")]))
                word = other
            start = join.start("word") if join["word"] else join.start("label")
            yield _named(word, join["label"], view, Span(start, join.end("label")), "sibling" if kin else "subject")
            place = join.end("label")
        while word in _PLURAL and code and (spaced := _SPACED.match(view, place, span.end)):
            yield _named(word, spaced["label"], view, Span(*spaced.span("label")), "sibling" if kin else "subject")
            place = spaced.end()


def _named(word: str, label: str, view: str, here: Span, role: str) -> Named:
    if word == "subject" and ":" in here.of(view):  # a label before the name, and no part of it
        return Named(_cased(label), Span(here.end - len(label), here.end), role)
    quoted = view[here.end - len(label) - 1 : here.end - len(label)] in ("'", '"') and label[1:2].islower()
    return Named(_cased(label) if quoted and word in ("child", "young person") else f"{_SINGLE[word]} {_cased(label)}", here, role)


def _closed(view: str, place: int, end: int) -> int:
    while place < end and view[place] in "'\")":
        place += 1
    return place


def _cased(label: str) -> str:
    return label.title() if label.isalpha() and label.isupper() and len(label) > 3 else label


def _fits(word: str, label: str, view: str, place: Span, after: int | None = None) -> bool:
    """Whether the label can be a name's: no acronym, no word of the trade, a forename only where prose could not say the same."""
    if label.lower() in ACRONYMS:
        return False
    if label[1:2].islower():
        written = view[place.start : place.start + 1].isupper()
        several = after is None or (word in _PLURAL and bool(AND.match(view, after)))
        return is_forename(label) and (word not in _PLURAL or several) and word not in _LETTER_ONLY and (written or word in ("baby", "child"))
    if label.isupper() and len(label) >= 4 and label.isalpha():
        several = after is None or word not in _PLURAL or bool(_AND_ANOTHER.match(view, after))
        return is_forename(label) and several and bool(_VOWEL.search(label))
    return not (label.isdigit() and word in ("child", "children") and not view[place.start : place.start + 1].isupper())


def unique(names: tuple[Named, ...]) -> tuple[Named, ...]:
    seen: dict[str, Named] = {}
    for n in names:
        word, _, label = n.name.lower().rpartition(" ")
        seen.setdefault(f"child {label}" if word in ("child", "baby", "infant", "young person") else n.name.lower(), n)
    return tuple(seen.values())
