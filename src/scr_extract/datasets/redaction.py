"""Quotes without what points at people: names, places below an authority, exact days. Offsets stay, and a hash lets a holder of
the source check that a redacted quote is the one it claims to be.

What is taken out: the children's names as their headings give them, whatever the language model takes for a person or a
place, places of the gazetteer, words with a capital that the field's vocabulary does not know, and days of the month. It
errs on the side of taking out too much. It is no guarantee: what a story tells can point at a child without any name, and a
person must read what leaves the machine.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from scr_extract import nlp
from scr_extract.model import Span
from scr_extract.resources.dates import dates, months
from scr_extract.resources.loader import gazetteer, lexicon

NAME, PLACE, DAY = "[name]", "[place]", "[day]"
_PEOPLE, _PLACES = frozenset({"PERSON"}), frozenset({"GPE", "LOC", "FAC"})


def redacted(text: str | None, names: Sequence[str] = ()) -> str | None:
    """The text with names, places and days replaced. `names` are those of the entry's own children."""
    if not text:
        return text
    spans = [*_names(text, names), *_entities(text), *_places(text), *_days(text), *_unknown(text)]
    return _replaced(text, spans)


def digest(text: str | None) -> str | None:
    """The sha256 of the words as they stand in the source (UTF-8)."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() if text else None


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


def _unknown(text: str) -> Iterable[tuple[int, int, str]]:
    """Words with a capital in mid sentence that the field's own vocabulary does not know, wherever in the text they stand."""
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
    return re.compile(rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{months()}\b|\b{months()}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?!\d)", re.I)


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


WORDS: Mapping[str, Sequence[str]] = {
    "entries": ("title", "topic", "child_age_text", "cause", "lscb_as_written", "published_as_written", "methodology_as_written", "text"),
    "children": ("age_text",),
    "recommendations": ("label", "text"),
    "findings": ("label", "text"),
    "values": ("quote",),
    "linked_resources": ("title", "text"),
}
"""The columns of each table that hold words of a source."""
_LISTS: Mapping[str, Sequence[str]] = {"entries": ("child_names",), "values": ("also", "alternatives")}
_NULLED: Mapping[str, Sequence[str]] = {"entries": ("report_url",), "children": ("child",), "values": ("child",)}
_CAPITAL = re.compile(r"(?<=[\w,;)] )[A-Z][a-z][\w'-]*")
"""A word with a capital after another word or a comma: no sentence begins there."""
_CODED = re.compile(r"[a-z0-9_]+")
"""A value that is a term of a vocabulary or a number, and no words of a source."""
_MONTH = 7
"""Characters of an ISO date down to the month."""


def redact(table: str, rows: Iterable[dict[str, Any]], names: Mapping[str, Sequence[str]]) -> list[dict[str, Any]]:
    """The rows of a table with their words redacted and, of its main words, the hash of what stood there. `names` are the
    children's by record_id. Columns that name a child or a day outright are emptied, or cut to the month."""
    out = []
    for row in rows:
        own = names.get(row.get("record_id", ""), ())
        new = dict(row)
        for column in WORDS.get(table, ()):
            new[column] = redacted(row[column], own)
        new |= {column: [] for column in _LISTS.get(table, ())} | dict.fromkeys(_NULLED.get(table, ()))
        if new.get("incident_date"):
            new["incident_date"] = row["incident_date"][:_MONTH]
        if new.get("value") and not _CODED.fullmatch(new["value"]):
            new["value"] = None
        main = WORDS.get(table, ())[-1:]
        out.append(new | {f"{column}_sha256": digest(row[column]) for column in main})
    return out
