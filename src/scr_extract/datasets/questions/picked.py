"""Which reviews are on a topic, and which a place published."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scr_extract.datasets.about import about, boards_of
from scr_extract.datasets.one_per_review import read
from scr_extract.datasets.questions.answers import Processed, frame

if TYPE_CHECKING:
    import pandas as pd


def on_topic(topic: str, snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """8. Every review on a topic, by its id in the coding frame or by words of the bulletin's own topic or keywords.

    `scr-extract bulletin --topic` writes the same reviews in the arrangement of a bulletin. `why` says where the topic stands.
    """
    reviews = read(snapshot, processed=processed).reviews
    rows = [(r["review_id"], r["title"], r["lscb"], r["published_year"], why, r["report_url"], len(reviews)) for r in reviews if (why := about(r, topic))]
    answer = frame(rows, ("review_id", "title", "lscb", "published_year", "why", "report_url", "of"))
    answer.attrs["of"] = len(reviews)  # where no review is on it no row can say of how many
    return answer


def publications_of(place: str, snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """9. Every review that a place published, under every name its boards have had.

    Raises NotFoundError where the gazetteer knows no such place. `of` is all reviews; those without a board known to the gazetteer
    cannot be found here and are counted in `unplaced`.
    """
    wanted = boards_of(place)
    reviews = read(snapshot, processed=processed).reviews
    unplaced = sum(not r["lscb_ids"] for r in reviews)
    mine = [r for r in reviews if wanted & set(r["lscb_ids"] or ())]
    rows = [(r["review_id"], r["title"], r["lscb"], r["published_year"], r["published_month"], r["incident_date"], unplaced, len(reviews)) for r in mine]
    rows.sort(key=lambda row: (row[3] or 9999, row[4] or 13, row[0]))
    answer = frame(rows, ("review_id", "title", "lscb", "published_year", "published_month", "incident_date", "unplaced", "of"))
    answer.attrs["of"] = len(reviews)
    return answer
