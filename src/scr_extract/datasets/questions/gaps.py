"""What reviews leave unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scr_extract.datasets.one_per_review import NOT_STATED, read
from scr_extract.datasets.questions.answers import Processed, frame

if TYPE_CHECKING:
    import pandas as pd

LOOKED_FOR = {
    "incident_date": "incident_date",
    "publication_year": "published_year",
    "age": "age_band",
    "sex": "child_sex",
    "ethnicity": "ethnicity",
    "author": "authors",
    "board": "lscb",
    "model": "methodology",
}


def missing(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """10. What is missing: reviews that state no date, age, sex, ethnicity, author, board or model. A board withheld on purpose is counted apart."""
    reviews = read(snapshot, processed=processed).reviews
    rows = []
    for name, column in LOOKED_FOR.items():
        stated = sum(r[column] not in (None, [], NOT_STATED) for r in reviews)
        withheld = sum(r["lscb"] is None and bool(r["lscb_anonymous"]) for r in reviews) if name == "board" else 0
        rows.append((name, stated, withheld, len(reviews) - stated - withheld, len(reviews)))
    answer = frame(rows, ("what", "stated", "withheld", "not_stated", "of"))
    return answer.assign(share=answer["not_stated"] / answer["of"].where(answer["of"] > 0))
