"""The types a field's value can have, and how each is shown as a string and read back.

`show` is what stands in `values.value`; `parse(kind, show(v)) == v` for every type. Ages are in completed months,
inclusive bounds, either of which may be open (None).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

DAYS_PER_MONTH = 30.4375
"""Mean length of a month in days (365.25 / 12): weeks and days are turned into months with it (DESIGN: ages)."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words taken as they stand, after tidying of white space."""

    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A term of a vocabulary of the coding frame; `as_written` keeps the source's words."""

    id: str
    as_written: str | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """A count that the source states."""

    number: int


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as its source: year, year-month or year-month-day, ISO 8601.

    `precision` is day, month, season, year or range; `season` its name in lower case, `until` a range's end.
    """

    iso: str
    precision: str
    season: str | None = None
    until: str | None = None

    @property
    def year(self) -> int:
        return int(self.iso[:4])

    @property
    def month(self) -> int | None:
        return int(self.iso[5:7]) if len(self.iso) >= 7 and self.precision in ("day", "month", "range") else None


@dataclass(frozen=True, slots=True)
class Board:
    """A publishing board: its canonical name and gazetteer id, None where the gazetteer does not know it.

    `anonymous` boards withheld their name; then `name` is None and `as_written` holds the words that say so.
    """

    name: str | None
    id: str | None
    as_written: str
    anonymous: bool = False


@dataclass(frozen=True, slots=True)
class Child:
    """One child an entry speaks of. `name` as the heading has it; role subject or sibling; `at` incident, writing or other."""

    name: str | None
    role: str = "subject"
    age_min: float | None = None
    age_max: float | None = None
    age_text: str | None = None
    age_at: str | None = None
    sex: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One recommendation, finding or other learning statement, without its printed number.

    `output_type` and `addressees` are terms of the coding frame (output_type, agency). `scope` tells a report's board
    recommendations from those an agency made for itself: board or single_agency; bulletins do not say.
    """

    text: str
    output_type: str
    number: str | None = None
    label: str | None = None
    addressees: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    action: str | None = None
    scope: str | None = None


Value = Text | Choice | Number | PartialDate | Board | Child | Statement

_TYPES: dict[str, type] = {t.__name__.lower(): t for t in (Text, Choice, Number, PartialDate, Board, Child, Statement)}


def show(value: Value) -> str:
    """The value as one line for people and for `values.value`: plain where one word says it, JSON where it does not."""
    match value:
        case Text(text):
            return text
        case Number(number):
            return str(number)
        case Choice(id, None):
            return id
        case PartialDate(iso, "day" | "month" | "year", None, None):
            return iso
        case _:
            return json.dumps({k: v for k, v in asdict(value).items() if v is not None and v != () and v is not False}, ensure_ascii=False, sort_keys=True)


def parse(kind: str, shown: str) -> Value:
    """Read back what `show` wrote; `kind` is the type's name in lower case. Raises ValueError where it does not fit."""
    if kind not in _TYPES:
        raise ValueError(f"no value type {kind!r}; known: {', '.join(sorted(_TYPES))}")
    if kind == "text":
        return Text(shown)
    if kind == "number":
        return Number(int(shown))
    if not shown.startswith("{"):
        if kind == "choice":
            return Choice(shown)
        if kind == "partialdate" and len(shown) in (4, 7, 10):
            return PartialDate(shown, {4: "year", 7: "month", 10: "day"}[len(shown)])
        raise ValueError(f"a {kind} is written as JSON, not as {shown[:20]!r}")
    fields = {k: tuple(v) if isinstance(v, list) else v for k, v in json.loads(shown).items()}
    if kind == "child":
        fields.setdefault("name", None)
    if kind == "board":
        fields = {"name": None, "id": None} | fields
    value: Value = _TYPES[kind](**fields)
    return value
