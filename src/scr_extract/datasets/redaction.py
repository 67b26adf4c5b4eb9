"""Quotes without what points at people: names, places below an authority, exact days. Offsets stay, and a keyed hash lets a holder of
the tables check that a redacted quote is the one it claims to be.

What is taken out: the children's names as their headings give them, whatever the language model takes for a person or a
place, places of the gazetteer, words with a capital and initials that the field's vocabulary does not know, addresses,
postcodes and telephone numbers, and days of the month. It errs on the side of taking out too much. It is no guarantee: what
a story tells can point at a child without any name, and a person must read what leaves the machine.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from scr_extract import nlp
from scr_extract.model import Span
from scr_extract.resources.dates import dates, months
from scr_extract.resources.loader import gazetteer, lexicon

NAME, PLACE, DAY, ADDRESS = "[name]", "[place]", "[day]", "[address]"
_PEOPLE, _PLACES = frozenset({"PERSON"}), frozenset({"GPE", "LOC", "FAC"})


def redacted(text: str | None, names: Sequence[str] = ()) -> str | None:
    """The text with names, places and days replaced. `names` are those of the entry's own children."""
    if not text:
        return text
    spans = [*_names(text, names), *_entities(text), *_places(text), *_days(text), *_unknown(text), *_addresses(text)]
    return _replaced(text, spans)


def digest(text: str | None, key: bytes) -> str | None:
    """The HMAC-SHA-256 of the words as they stand in the source (UTF-8). Without the key it says nothing: a plain hash would let anybody try names and
    days in the gaps of the redacted words until it fits."""
    return hmac.new(key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest() if text else None


def _names(text: str, names: Sequence[str]) -> Iterable[tuple[int, int, str]]:
    parts = {part for name in names for part in (name, *name.split()) if len(part) > 2 and part.lower() not in lexicon("redaction")["no_names"]}
    if parts:
        whole = "|".join(re.escape(p) for p in sorted(parts, key=len, reverse=True))
        yield from ((m.start(), m.end(), NAME) for m in re.finditer(rf"\b(?:{whole})\b", text))
    yield from ((m.start(), m.end(), NAME) for m in _titled().finditer(text))


def _entities(text: str) -> Iterable[tuple[int, int, str]]:
    for name in nlp.names(text, Span(0, len(text))):
        if name.label in _PEOPLE:
            yield name.span.start, name.span.end, NAME
        elif name.label in _PLACES:
            yield name.span.start, name.span.end, PLACE


def _places(text: str) -> Iterable[tuple[int, int, str]]:
    yield from ((m.start(), m.end(), PLACE) for m in _gazetteer().finditer(text))
    yield from ((m.start(), m.end(), PLACE) for m in _institution().finditer(text))


def _addresses(text: str) -> Iterable[tuple[int, int, str]]:
    yield from ((m.start(), m.end(), ADDRESS) for m in _ADDRESS.finditer(text))


_ADDRESS = re.compile(
    r"""
    \b(?:https?://|www\.)\S+                                  # https://example.org/zebedee
    | \b[\w.+-]+@[\w-]+\.[\w.-]+                            # ann@example.org
    | \b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b                 # BL1 4QR
    | \b0\d{2,4}\s?\d{3}\s?\d{3,4}\b                      # 01204 555123
    | \b\d{1,4}[A-Za-z]?,?\s+(?=(?:[A-Z][\w'-]+\s+){1,3}(?:Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Court|Way|Grove|Gardens|Place|House)\b)
    """,
    re.X,
)
_INITIALS = re.compile(r"(?<![\w.&/'-])(?!(?:A|I)\b)[A-Z](?:\.?\s?[A-Z]){0,2}\.?(?![\w&/-])(?!'(?!s\b))")
"""`JT`, `K`, `A.B.`: how reports call people; longer runs are names of bodies and laws."""


def _unknown(text: str) -> Iterable[tuple[int, int, str]]:
    """Initials, and words with a capital in mid sentence, that the field's own vocabulary does not know, wherever in the text they stand."""
    yield from ((m.start(), m.end(), NAME) for m in _INITIALS.finditer(text) if m[0].rstrip(".").lower() not in _vocabulary())
    unknown = {m[0] for m in _CAPITAL.finditer(text) if m[0].lower() not in _vocabulary()}
    if unknown:
        whole = "|".join(re.escape(word) for word in sorted(unknown, key=len, reverse=True))
        yield from ((m.start(), m.end(), NAME) for m in re.finditer(rf"\b(?:{whole})\b", text))


@lru_cache(maxsize=1)
def _vocabulary() -> frozenset[str]:
    words = set(map(str.lower, lexicon("redaction")["known"]))
    for name in lexicon("redaction")["vocabularies"]:
        words |= set(re.findall(r"[a-z]{2,}", json.dumps(lexicon(name)).lower()))
    return frozenset(words)


@lru_cache(maxsize=1)
def _titled() -> re.Pattern[str]:
    before = "|".join(lexicon("redaction")["before_name"]).replace(" ", r"\s+")
    return re.compile(rf"\b(?:{before})\s+[A-Z][\w'-]{{0,20}}\b")


@lru_cache(maxsize=1)
def _institution() -> re.Pattern[str]:
    kinds = "|".join(lexicon("redaction")["institutions"]).replace(" ", r"\s+")
    return re.compile(rf"\b(?:[A-Z][\w'&-]+\s+){{1,4}}(?:{kinds})\b")


@lru_cache(maxsize=1)
def _gazetteer() -> re.Pattern[str]:
    places = {p.strip() for row in gazetteer("boards") for p in row["place_names"].split(";") if len(p.strip()) > 3}
    return re.compile(rf"\b(?:{'|'.join(re.escape(p) for p in sorted(places, key=len, reverse=True))})\b")


def _days(text: str) -> Iterable[tuple[int, int, str]]:
    """Dates to the day, and a day and month without a year."""
    for hit in dates(text, Span(0, len(text))):
        if hit.value.precision == "day":
            yield hit.span.start, hit.span.end, DAY
    yield from ((m.start(), m.end(), DAY) for m in _day_and_month().finditer(text))


@lru_cache(maxsize=1)
def _day_and_month() -> re.Pattern[str]:
    return re.compile(
        rf"\b\d{{1,2}}[./-]\d{{1,2}}[./-](?:\d\d){{1,2}}\b|\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{months()}\b|\b{months()}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)",
        re.I,
    )


def _replaced(text: str, spans: Iterable[tuple[int, int, str]]) -> str:
    """The spans replaced, the earliest and longest of those that overlap."""
    out, at = [], 0
    for start, end, what in sorted(spans, key=lambda s: (s[0], -s[1])):
        if start >= at:
            out += [text[at:start], what]
            at = end
        else:
            at = max(at, end)
    return "".join([*out, text[at:]])


_CAPITAL = re.compile(r"(?<=[\w,;)] )[A-Z][a-z][\w'-]*")
"""A word with a capital after another word or a comma: no sentence begins there."""
