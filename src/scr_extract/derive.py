"""The columns of `entries` that follow from resolved values: age band, counts, bounds over the children."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import replace

from scr_extract import fields
from scr_extract.errors import InvariantError
from scr_extract.model import Candidate, Found, Issue, Record, Resolution, Severity
from scr_extract.resources.themes import action, themes
from scr_extract.values import Child, PartialDate, Statement

FIRST_YEAR = 1945
OLDEST_MONTHS = 27 * 12 - 1
"""A child of a review is at most 26 years old: care leavers are reviewed up to 25, and some die soon after."""

_BANDS = (("u1", 0, 11), ("1_5", 12, 71), ("6_10", 72, 131), ("11_15", 132, 191), ("16_17", 192, 215))
"""Bounds in completed months, inclusive (coding frame: age_band)."""

COUNTED = {"n_recommendations": ("recommendations", ("recommendation",)), "n_findings": ("findings", ("finding", "learning_point", "issue"))}
"""Which rows a count counts. Good practice, questions and action-plan rows are kept but not counted (DESIGN: counts)."""


def wide(record: Record) -> dict[str, object]:
    """The columns of `entries` that a record's fields fill, and those worked out from them."""
    row: dict[str, object] = {}
    for field in fields.FIELDS:
        columns = field.wide(record.fields.get(field.name, Resolution(Found.NOT_FOUND)))
        twice = row.keys() & columns.keys()
        if twice:
            raise InvariantError(f"column {sorted(twice)[0]} of entries is filled by two fields")
        row |= columns
    return age_bounds(record) | row | {"age_band": age_band(children(record))} | counts(record)


def children(record: Record) -> tuple[Child, ...]:
    return tuple(value for c in _chosen(record, "children") if isinstance(value := c.value, Child))


def age_bounds(record: Record) -> dict[str, object]:
    """Least minimum and greatest maximum over the subjects, in completed months; null where open or not stated."""
    aged = [c for c in children(record) if c.role == "subject" and (c.age_min is not None or c.age_max is not None)]
    lows, highs = [c.age_min for c in aged], [c.age_max for c in aged]
    return {
        "child_age_months_min": None if None in lows else min((x for x in lows if x is not None), default=None),
        "child_age_months_max": None if None in highs else max((x for x in highs if x is not None), default=None),
    }


def age_band(subjects: Iterable[Child]) -> str:
    """The coding frame's band of the subjects' age at the incident: of the start where it is a range, `mixed` where bands differ.

    An age given only at the time of writing says nothing of the incident.
    """
    bands = {band for c in subjects if c.role == "subject" and c.age_at in (None, "incident") and (band := _band(c)) is not None}
    return "not_stated" if not bands else bands.pop() if len(bands) == 1 else "mixed"


def _band(child: Child) -> str | None:
    return age_band_of(child.age_min, child.age_max)


def age_band_of(low: float | None, high: float | None) -> str | None:
    """The band of an age between these bounds in completed months: that of its start; none where the start is open and the band with it."""
    if low is None:
        return "u1" if high is not None and high < 12 else None
    months = math.floor(low)
    return next((name for name, low, high in _BANDS if low <= months <= high), "18_plus")


def counts(record: Record) -> dict[str, object]:
    return {
        column: sum(isinstance(c.value, Statement) and c.value.output_type in kinds for c in _chosen(record, field))
        for column, (field, kinds) in COUNTED.items()
    }


def _chosen(record: Record, field: str) -> tuple[Candidate, ...]:
    resolution = record.fields.get(field)
    return resolution.chosen if resolution else ()


def within_bounds(record: Record, this_year: int) -> Record:
    """The record without values that cannot be: a child older than 26, a review published before 1945 or after this year.

    What is taken out stays among the field's alternatives, and an issue says so.
    """
    held, issues = {}, []
    for name, resolution in record.fields.items():
        out = tuple(c for c in resolution.chosen if not _possible(name, c, this_year))
        if not out:
            held[name] = resolution
            continue
        chosen = tuple(kept for c in resolution.chosen if (kept := _ageless(c) if c in out else c) is not None)
        status = resolution.status if chosen else Found.NOT_FOUND
        held[name] = replace(resolution, status=status, chosen=chosen, alternatives=(*resolution.alternatives, *out))
        message = f"{name}: a value outside its bounds was set aside"
        issues.append(Issue("out_of_bounds", Severity.WARNING, message, record.document_id, record.record_id, name, out[0].evidence.span))
    return replace(record, fields=held, issues=(*record.issues, *issues)) if issues else record


def _ageless(candidate: Candidate) -> Candidate | None:
    """A child without the age that cannot be; nothing is left of other values."""
    value = candidate.value
    return replace(candidate, value=replace(value, age_min=None, age_max=None, age_text=None)) if isinstance(value, Child) else None


def _possible(field: str, candidate: Candidate, this_year: int) -> bool:
    match candidate.value:
        case Child(age_min=low, age_max=high):
            return all(x is None or 0 <= x <= OLDEST_MONTHS + 1 for x in (low, high)) and (low is None or high is None or low <= high)
        case PartialDate() as date if field == "published":
            return FIRST_YEAR <= date.year <= this_year
        case _:
            return True


def about(said: Statement) -> dict[str, object]:
    """What a statement is about and, of a recommendation, what it asks for: columns that follow from its words."""
    asked = action(said.text) if said.output_type == "recommendation" else None
    return {"themes": list(said.themes or themes(said.text)), "action": said.action or asked}
