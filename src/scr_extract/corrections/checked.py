"""A value that a person gives must be one that the field can have: its type, its vocabulary, its bounds. Errors say what is known."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields as parts_of
from dataclasses import replace
from datetime import UTC, date, datetime
from difflib import get_close_matches

from scr_extract import fields
from scr_extract.corrections.correction import GIVING, Correction, Kind, each, several
from scr_extract.derive import FIRST_YEAR, OLDEST_MONTHS
from scr_extract.errors import InvalidCorrectionError
from scr_extract.fields.seam import Field
from scr_extract.resources import boards
from scr_extract.resources.loader import lookup
from scr_extract.values import Board, Child, Choice, Number, PartialDate, Statement, Text, Value, parse, show

VOCABULARIES: Mapping[str, str] = {
    "outcome": "outcome",
    "death_category": "death_category",
    "harm_category": "harm_category",
    "source_of_harm": "source_of_harm",
    "review_type": "review_type",
    "publication_form": "publication_form",
    "methodology": "methodology",
    "parent_factors": "parent_factor",
    "legal_status": "legal_status",
    "output_type": "output_type",
    "addressees": "agency",
    "themes": "practice_theme",
    "action": "recommendation_action",
}
"""The vocabulary of the coding frame that a field, or a part of a statement, takes its ids from (lookups/coding_frame.toml)."""

_LONGEST = 20_000
"""Characters of one value: a recommendation of some pages."""
_MOST = 500
"""Values of one field."""
_PRECISION = {4: ("year", "season", "range"), 7: ("month", "season", "range"), 10: ("day", "range")}
_SEASONS = ("spring", "summer", "autumn", "winter")
_ONE_OF = {"role": ("subject", "sibling"), "age_at": ("incident", "writing", "other"), "sex": ("female", "male"), "scope": ("board", "single_agency")}
_TYPED: Mapping[str, Callable[[object], bool]] = {
    "str": lambda x: isinstance(x, str),
    "str | None": lambda x: x is None or isinstance(x, str),
    "int": lambda x: isinstance(x, int) and not isinstance(x, bool),
    "float | None": lambda x: x is None or (isinstance(x, int | float) and not isinstance(x, bool)),
    "bool": lambda x: isinstance(x, bool),
    "tuple[str, ...]": lambda x: isinstance(x, tuple) and all(isinstance(y, str) for y in x),
}


def field(name: str) -> Field:
    """The field of that name. Raises InvalidCorrectionError with the names there are."""
    known = {f.name: f for f in fields.FIELDS}
    if name not in known:
        raise InvalidCorrectionError(f"no field {name!r}; there are {', '.join(known)}")
    return known[name]


def vocabulary(name: str) -> Mapping[str, str]:
    """The ids that a field (or `output_type`, `addressees`, `themes`, `action` of a statement) can have, each with its label."""
    terms: dict[str, str] = lookup("coding_frame")[VOCABULARIES[name]]
    return terms


def fitted(word: Correction) -> Correction:
    """The word with its value written as `values.show` writes it. Raises InvalidCorrectionError where the field cannot have it."""
    if word.field is None or word.kind is Kind.UNDO:
        return word
    of = field(word.field)
    if word.ordinal is not None and not of.several:
        raise InvalidCorrectionError(f"{of.name} has one value: no ordinal")
    if word.kind in (Kind.SPLIT, Kind.MERGE) and not of.several:
        raise InvalidCorrectionError(f"{of.name} has one value: it cannot be {word.kind}")
    whole = of.several and word.ordinal is None
    given = _each(of, word.value) if whole else () if word.value is None else (word.value,)
    if len(word.evidence) not in (0, len(given)):
        raise InvalidCorrectionError(f"{of.name}: evidence for {len(word.evidence)} values, of which there are {len(given)}")
    if word.kind not in GIVING:
        return replace(word, status=_status(of, given, word.status))
    made = [canonical(of, value) for value in given]
    return replace(word, status=_status(of, made, word.status), value=several(made) if whole else made[0] if made else None)


def _status(of: Field, given: Sequence[str], status: str) -> str:
    """A board of which nothing but words is given is withheld, as it is where it is read so: whoever says it again has not found its name."""
    return "withheld" if status == "found" and of.type is Board and given and all(_anonymous(x) for x in given) else status


def _anonymous(shown: str) -> bool:
    try:
        said = parse("board", shown)
    except (ValueError, TypeError, AttributeError):
        return False
    return isinstance(said, Board) and said.anonymous


def canonical(of: Field, shown: str) -> str:
    """A value as `values.show` writes it. Raises InvalidCorrectionError where the field cannot have it."""
    return show(value(of, shown))


def value(of: Field, shown: str) -> Value:
    """The value that a person wrote for this field. Raises InvalidCorrectionError where the field cannot have it."""
    if len(shown) > _LONGEST:
        raise InvalidCorrectionError(f"{of.name}: a value has at most {_LONGEST} characters")
    kind = of.type.__name__.lower()
    try:
        said = parse(kind, shown.strip())
    except (ValueError, TypeError, AttributeError):
        raise InvalidCorrectionError(f"{of.name}: this is not written as a {kind} (docs/corrections.md shows how)") from None
    wrong = _mistyped(said) or _wrong(of, said)
    if wrong:
        raise InvalidCorrectionError(f"{of.name}: {wrong}")
    return said


def _each(of: Field, said: str | None) -> tuple[str, ...]:
    try:
        found = each(said)
    except ValueError:
        raise InvalidCorrectionError(f"{of.name}: several values are written as a JSON array of strings") from None
    if len(found) > _MOST or (said is not None and not found):
        raise InvalidCorrectionError(f"{of.name}: from 1 to {_MOST} values; no value is said with its status")
    return found


def _mistyped(said: Value) -> str | None:
    return next((f"{p.name} is no {p.type}" for p in parts_of(said) if not _TYPED[str(p.type)](getattr(said, p.name))), None)


def _wrong(of: Field, said: Value) -> str | None:
    """What a value of the right type breaks; None where it is fine."""
    match said:
        case Text(text):
            return None if text.strip() else "words are missing"
        case Choice(id):
            return _unknown(of.name, id)
        case Number(number):
            return None if 0 <= number < 10_000 else "a count from 0 on"
        case PartialDate():
            return _date(of.name, said)
        case Board():
            return _board(said)
        case Child():
            return _child(said)
        case Statement():
            return _statement(said)


def _unknown(name: str, id: str | None) -> str | None:
    terms = vocabulary(name)
    if id is None or id in terms:
        return None
    near = get_close_matches(id, terms, n=3)
    return "no term of that name in the vocabulary; " + (f"near it are {', '.join(near)}" if near else f"there are {', '.join(terms)}")


def _one_of(said: Value, *names: str) -> str | None:
    odd = next((n for n in names if getattr(said, n) is not None and getattr(said, n) not in _ONE_OF[n]), None)
    return f"{odd} is one of {', '.join(_ONE_OF[odd])}" if odd else None


def _date(name: str, said: PartialDate) -> str | None:
    for iso in filter(None, (said.iso, said.until)):
        if not re.fullmatch(r"\d{4}(-\d\d){0,2}", iso):
            return "a date is written 2014, 2014-11 or 2014-11-07"
        try:
            date.fromisoformat(f"{iso}-01-01"[:10])
        except ValueError:
            return "no such day in the calendar"
        if not FIRST_YEAR <= int(iso[:4]) <= datetime.now(UTC).year:
            return f"a year from {FIRST_YEAR} to this one"
    if said.precision not in _PRECISION[len(said.iso)]:
        return f"a date written so is precise to the {' or '.join(_PRECISION[len(said.iso)])}"
    if (said.precision == "season") != (said.season in _SEASONS):
        return f"a season is one of {', '.join(_SEASONS)}"
    if (said.precision == "range") != (said.until is not None) or (said.until and said.until < said.iso):
        return "a range ends after it begins (until)"
    return None


def _board(said: Board) -> str | None:
    if said.anonymous:
        return None if said.name is None and said.id is None and said.as_written.strip() else "an anonymous board has its words (as_written) and no name or id"
    row = boards.board(said.id) if said.id else None
    if said.id and row is None:
        return "the gazetteer has no board of that id"
    if row is not None and said.name != row.name:
        return "the name is not the one the gazetteer has for that id"
    return None if said.name and said.name.strip() else "a board needs a name, or anonymous with the words that say so"


def _child(said: Child) -> str | None:
    low, high = said.age_min, said.age_max
    if not (said.name and said.name.strip()) and low is None and high is None and said.sex is None and said.age_text is None:
        return "a child needs a name, an age or a sex"
    if any(x is not None and not 0 <= x <= OLDEST_MONTHS for x in (low, high)) or (low is not None and high is not None and low > high):
        return f"ages are in completed months from 0 to {OLDEST_MONTHS}, the least first"
    return _one_of(said, "role", "age_at", "sex")


def _statement(said: Statement) -> str | None:
    if not said.text.strip():
        return "words are missing"
    wrong = _unknown("output_type", said.output_type) or _unknown("action", said.action) or _one_of(said, "scope")
    return wrong or next((w for name, ids in (("addressees", said.addressees), ("themes", said.themes)) for x in ids if (w := _unknown(name, x))), None)
