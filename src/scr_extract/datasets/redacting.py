"""Tables of the research level without what points at people: which columns are redacted, which emptied, and which stay."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from scr_extract.datasets.redaction import digest, redacted
from scr_extract.errors import NotFoundError
from scr_extract.resources.loader import lookup

REFUSED = {
    "reviews": "it holds values as they were read; entries and values have them redacted",
    "corrections": "it holds the names and words of reviewers",
}
"""Tables that have no redacted form, and why."""
WORDS: Mapping[str, Sequence[str]] = {
    "entries": ("title", "topic", "child_age_text", "cause", "lscb_as_written", "published_as_written", "methodology_as_written", "text"),
    "children": ("age_text",),
    "recommendations": ("label", "text"),
    "findings": ("label", "text"),
    "values": ("quote",),
    "linked_resources": ("topic", "title", "text"),
}
"""The columns of each table that hold words of a source; of the last of them a keyed hash is told."""
_EMPTIED: Mapping[str, dict[str, Any]] = {
    "entries": {"child_names": [], "ethnicity": None, "report_url": None, "fingerprint": None},
    "children": {"child": None},
    "values": {"child": None, "reading": None, "also": [], "alternatives": []},
    "documents": {"name": None, "aliases": [], "title": None, "source_url": None},
    "linked_resources": {"urls": []},
}
"""Columns that name a child, a people or an address outright, or hold unredacted words. Authors of reviews have a public part and stay."""
_OUTRIGHT = {"authors": "[name]", "ethnicity": "[ethnicity]", "report_url": "[address]"}
"""Fields whose quotes are nothing but what is to be taken out."""
_DAY = re.compile(r"(\d{4}-\d\d)-\d\d")
_PLAIN = re.compile(r"\d+|\d{4}-\d\d")
"""A number, a year, a month."""


def redact(table: str, rows: Iterable[dict[str, Any]], names: Mapping[str, Sequence[str]], key: bytes) -> list[dict[str, Any]]:
    """The rows of a table with their words redacted and, of its main words, a keyed hash of what stood there. `names` are the
    children's by record_id. Columns that name somebody or a day outright are emptied, or cut to the month; of a value stays what
    is a term of the coding frame, a number, a year or a month. `key` makes the hashes, and stays with whoever holds the tables.
    Raises NotFoundError for a table that has no redacted form.
    """
    if table in REFUSED:
        raise NotFoundError(f"{table} is not redacted: {REFUSED[table]}")
    return [_redacted(table, row, names.get(row.get("record_id", ""), ()), key) for row in rows]


def _redacted(table: str, row: Mapping[str, Any], names: Sequence[str], key: bytes) -> dict[str, Any]:
    new = dict(row) | _EMPTIED.get(table, {})
    for column in WORDS.get(table, ()):
        new[column] = redacted(row[column], names)
    if table == "entries":
        new["incident_date"] = _DAY.sub(r"\1", row["incident_date"]) if row["incident_date"] else None
        new["keywords"] = [_keyword(k, names) for k in row["keywords"] or ()]
    if table == "values":
        new["value"] = _value(row["value"])
        if row["quote"] and row["field"] in _OUTRIGHT:
            new["quote"] = _OUTRIGHT[row["field"]]
    return new | {f"{column}_hmac": digest(row[column], key) for column in WORDS.get(table, ())[-1:]}


def _keyword(word: str, names: Sequence[str]) -> str:
    """Printed in a list, a keyword has no sentence to begin: a capital says as much in its first word as in the others."""
    return (redacted(f"the {word}", names) or "").removeprefix("the ")


def _value(value: str | None) -> str | None:
    if value is None:
        return None
    if value.startswith("{"):
        said = json.loads(value).get("id")
        return said if said in _terms() else None
    short = _DAY.sub(r"\1", value)
    return short if value in _terms() or _PLAIN.fullmatch(short) else None


@lru_cache(maxsize=1)
def _terms() -> frozenset[str]:
    return frozenset(term for terms in lookup("coding_frame").values() for term in terms)
