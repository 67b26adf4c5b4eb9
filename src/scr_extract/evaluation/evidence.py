"""Which words of `values` an answer rests on: the quotes shown with errors, compared with gold's own, and charged to rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Row = Mapping[str, Any]

_FIELDS: Mapping[str, tuple[str, str]] = {
    "child_names": ("children", "name"),
    "child_age": ("children", "age"),
    "child_sex": ("children", "sex"),
    "fatal": ("outcome", ""),
    "lscb": ("board", ""),
    "lscb_anonymous": ("board", ""),
    "published_year": ("published", ""),
    "published_month": ("published", ""),
    "n_recommendations": ("recommendations", ""),
    "n_findings": ("findings", ""),
    "n_recommendations_stated": ("recommendations_stated", ""),
}
"""An answer's field of `values`, where it is another, and which of a child's rules speak of it."""
_MARKS: Mapping[str, tuple[str, ...]] = {"name": ("name",), "age": ("age_",), "sex": ("sex_",)}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the source, where they stand in the document's text, and the rule that read them."""

    words: str
    rule_id: str
    start: int
    end: int
    ordinal: int


def field_of(answer: str) -> str:
    """The field of `values` that gives an answer."""
    return _FIELDS.get(answer, (answer, ""))[0]


def quotes(answer: str, values: Sequence[Row]) -> tuple[Quote, ...]:
    """The words behind one answer among the rows of `values` of its record."""
    field, part = _FIELDS.get(answer, (answer, ""))
    found = (q for row in values if row["field"] == field for q in parts(row))
    return tuple(q for q in found if not part or speaks_of(q.rule_id) == part)


def parts(row: Row) -> Iterator[Quote]:
    """A value's own words and the further ones it rests on."""
    if row.get("quote") is not None:
        yield Quote(row["quote"], row["rule_id"], row["start"], row["end"], row["ordinal"])
    for more in row.get("also") or ():
        yield Quote(more["quote"], more["rule_id"], more["start"], more["end"], row["ordinal"])


def speaks_of(rule_id: str) -> str:
    """Of a rule of `children`: name, age or sex. Empty for other rules."""
    field, _, rule = rule_id.partition(".")
    if field != "children":
        return ""
    return next((part for part, marks in _MARKS.items() if any(m in f"{rule}_" for m in marks)), "name")
