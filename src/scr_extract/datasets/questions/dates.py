"""How long it took from incident to publication, as bounds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from scr_extract.datasets.intervals import Days, days_between, days_of, first_and_last
from scr_extract.datasets.one_per_review import Row, read
from scr_extract.datasets.opening import opened
from scr_extract.datasets.questions.answers import Processed, frame
from scr_extract.values import PartialDate, parse

if TYPE_CHECKING:
    import pandas as pd


def time_to_publication(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """6. Days from incident to publication of each review, as bounds: a month, season or year is all of its days, a range all from its
    first to its last.

    `incident_first` to `published_last` are the days that either may have been. Every review has a row; `stated` says which date is
    stated (`both`, `incident`, `publication` or `neither`). The tables hold no date on which a report was finished.
    """
    found = read(snapshot, processed=processed)
    said = _said(found.snapshot, processed)
    rows = []
    for r in found.reviews:
        month = f"-{r['published_month']:02}" if r["published_month"] else ""
        published = f"{r['published_year']}{month}" if r["published_year"] else None
        happened = _days(r, said["incident_date"], r["incident_date"], r["incident_precision"])
        printed = _days(r, said["published"], published, None)
        low, high = days_between(happened, printed)
        stated = {(1, 1): "both", (1, 0): "incident", (0, 1): "publication", (0, 0): "neither"}[(int(happened is not None), int(printed is not None))]
        bounds = [day.isoformat() if day else None for day in (*(happened or (None, None)), *(printed or (None, None)))]
        rows.append((r["review_id"], r["incident_date"], r["incident_precision"], published, *bounds, low, high, stated, len(found.reviews)))
    columns = ("review_id", "incident_date", "incident_precision", "published", "incident_first", "incident_last", "published_first", "published_last")
    return frame(rows, (*columns, "days_least", "days_most", "stated", "of"))


def _said(snapshot: str, processed: Processed) -> Mapping[str, Mapping[str, PartialDate]]:
    """The dates of incident and of publication by record, whole: the wide view has no end of a range and no name of a season."""
    values = opened(processed, snapshot).arrow("values", ["record_id", "field", "status", "value"])
    dates: dict[str, dict[str, PartialDate]] = {"incident_date": {}, "published": {}}
    for row in values.to_pylist():
        if row["field"] in dates and row["status"] == "found" and row["value"]:
            value = parse("partialdate", row["value"])
            if isinstance(value, PartialDate):
                dates[row["field"]].setdefault(row["record_id"], value)
    return dates


def _days(review: Row, said: Mapping[str, PartialDate], iso: str | None, precision: str | None) -> Days | None:
    """The days of the date that the review is given, from the first of its records that states one."""
    value = next((said[record] for record in review["records"] if record in said), None)
    return days_of(value) if value and iso and value.iso.startswith(iso) else first_and_last(iso, precision)
