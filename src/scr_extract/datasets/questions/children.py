"""Whom reviews are about: age by category, and what status the child had."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scr_extract.datasets.behind import quotes
from scr_extract.datasets.one_per_review import NOT_STATED, Row, read
from scr_extract.datasets.questions.answers import Processed, frame, shares
from scr_extract.errors import NotFoundError

if TYPE_CHECKING:
    import pandas as pd

STATUS_GROUPS = {
    "current_plan": ("cp_plan", "cpr"),
    "past_plan": ("cp_plan_past",),
    "in_need": ("cin",),
    "looked_after": ("looked_after", "s20", "interim_care_order", "care_order", "care_order_at_home", "placement_order", "epo", "police_protection"),
    "not_known": ("universal_only",),
}
"""Terms of legal_status by what is asked of them. A review may be in several groups; whatever else is stated is `other`."""

_STATUS_LABELS = {
    "current_plan": "Child protection plan at the time",
    "past_plan": "Child protection plan in the past",
    "in_need": "Child in need",
    "looked_after": "Looked after",
    "not_known": "Not known to social care",
    "other": "Something else only",
    NOT_STATED: "Not stated",
}

_CELL = ("incident_year", "age_band", "kind", "category")


def age_by_category(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """1. Reviews by year of incident, age band and category of death (where a child died) or of harm (where none did)."""
    reviews = read(snapshot, processed=processed).reviews
    counted = Counter((_year(r), r["age_band"] or NOT_STATED, *_category(r)) for r in reviews)
    rows = [(*key, n, len(reviews)) for key, n in sorted(counted.items())]
    return frame(rows, (*_CELL, "reviews", "of"))


def behind(cell: Row | pd.Series, snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """The exact words behind one row of `age_by_category`: where the year, the age and the category of each of its reviews were read.

    Raises NotFoundError where it is a row of another answer.
    """
    missing = [column for column in _CELL if column not in cell]
    if missing:
        raise NotFoundError(f"this is no row of age_by_category: it has no {missing[0]}")
    asked = tuple(cell[column] for column in _CELL)
    reviews = [r for r in read(snapshot, processed=processed).reviews if (_year(r), r["age_band"] or NOT_STATED, *_category(r)) == asked]
    records = {record: r["review_id"] for r in reviews for record in r["records"]}
    return quotes(records, ("incident_date", "children", "outcome", "death_category", "harm_category"), snapshot, processed)


def _year(review: Row) -> str:
    return review["incident_date"][:4] if review["incident_date"] else NOT_STATED


def _category(review: Row) -> tuple[str, str]:
    match review["fatal"]:
        case True:
            return "death", review["death_category"] or NOT_STATED
        case False:
            return "harm", review["harm_category"] or NOT_STATED
        case _:
            return NOT_STATED, NOT_STATED


def legal_status(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """3. Reviews whose child had a current plan, a past plan, was in need, looked after, or not known to social care.

    Status is read of a review, not of each child in it. Groups overlap; `other` states something else only.
    """
    reviews = read(snapshot, processed=processed).reviews
    counted: Counter[str] = Counter()
    for review in reviews:
        terms = set(review["legal_status"] or ()) - {NOT_STATED}
        groups = {group for group, its in STATUS_GROUPS.items() if terms & set(its)}
        counted.update(groups or ({"other"} if terms else {NOT_STATED}))
    rows = [(group, _STATUS_LABELS[group], counted[group], len(reviews)) for group in (*STATUS_GROUPS, "other", NOT_STATED)]
    return shares(frame(rows, ("status", "label", "reviews", "of")))
