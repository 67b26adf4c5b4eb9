"""When two values of a field are one: the words they were read from may differ, what they say may not."""

from __future__ import annotations

from dataclasses import astuple, replace

from scr_extract.corrections.correction import each
from scr_extract.fields.seam import Field
from scr_extract.values import Board, Child, Choice, Statement, Text, Value, parse


def meaning(value: Value) -> tuple[object, ...]:
    """What a value says, without the words it was read from: equal for values that are one. Ages count to a ten-thousandth of a month."""
    match value:
        case Text(text):
            return ("text", " ".join(text.split()))
        case Choice(id):
            return ("choice", id)
        case Board(name, id, _, anonymous):
            return ("board", anonymous, id or name)
        case Child():
            low, high = (None if x is None else round(x, 4) for x in (value.age_min, value.age_max))
            return ("child", value.name, value.role, low, high, value.age_at or "incident", value.sex)
        case Statement():
            said = replace(value, text=" ".join(value.text.split()), label=None, addressees=tuple(sorted(value.addressees)), themes=tuple(sorted(value.themes)))
            return ("statement", *astuple(said))
        case _:
            return (type(value).__name__, *astuple(value))


def alike(of: Field, a: str, b: str) -> bool:
    """Whether two shown values of a field are one."""
    return a == b or shown_meaning(of, a) == shown_meaning(of, b)


def shown_meaning(of: Field, shown: str) -> tuple[object, ...]:
    """As `meaning`, of a value as `values.show` writes it; one that cannot be read any more means its own characters."""
    try:
        return meaning(parse(of.type.__name__.lower(), shown))
    except (ValueError, TypeError, AttributeError):
        return ("unread", shown)


def meanings(of: Field, shown: str | None) -> tuple[tuple[object, ...], ...]:
    """What a field's value says, one by one where it can have several; of a list that cannot be read as one any more its own characters."""
    try:
        held = each(shown) if of.several else () if shown is None else (shown,)
    except ValueError:
        held = (str(shown),)
    return tuple(shown_meaning(of, x) for x in held)
