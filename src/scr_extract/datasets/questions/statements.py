"""What reviews ask for: recommendations by whom and what, those made again, and what each method puts out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from statistics import mean, median
from typing import TYPE_CHECKING, Any

from scr_extract.datasets.about import several
from scr_extract.datasets.one_per_review import NOT_STATED, read
from scr_extract.datasets.questions.answers import Processed, frame
from scr_extract.datasets.similar import members, repeats
from scr_extract.datasets.vocabularies import vocabulary

if TYPE_CHECKING:
    import pandas as pd

_BY_WHEN = re.compile(
    r"\b(?:within|in\s+the\s+next)\s+(?:\w+\s+){1,2}(?:day|week|month|year)s?\b"
    r"|\b(?:by|before|no\s+later\s+than)\s+(?:the\s+end\s+of\s+)?(?:\d{1,2}\s+)?"
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)?20\d\d\b",
    re.I,
)
"""Words that set a day for what is asked: `within six months`, `by March 2016`."""


def recommendations(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """4. Recommendations by agency, theme and what they ask for; how many per review; how many name an owner or a day.

    `value` is a number of recommendations out of `of`; in the rows of `per_review` it is their mean and median over `of` reviews,
    those without any included. One recommendation may speak to several agencies and themes.
    """
    found = read(snapshot, processed=processed)
    made = [r for r in found.recommendations if r["output_type"] == "recommendation"]
    rows: list[tuple[Any, ...]] = []
    for group, column, name in (("agency", "addressees", "agency"), ("theme", "themes", "practice_theme"), ("action", "action", "recommendation_action")):
        counted = Counter(v for r in made for v in several(r[column]))
        labels = vocabulary(name)
        rows += [(group, v, labels.get(v, "Not stated"), n, len(made)) for v, n in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))]
    per = Counter(r["review_id"] for r in made)
    each = [per[review["review_id"]] for review in found.reviews]
    rows += [("per_review", name, name, float(of(each)) if each else None, len(each)) for name, of in (("mean", mean), ("median", median))]
    owners = sum(bool(set(r["addressees"] or ()) - {"reviewer_unspecified"}) for r in made)
    rows.append(("names", "owner", "Names who is to do it", owners, len(made)))
    rows.append(("names", "day", "Names by when", sum(bool(_BY_WHEN.search(r["text"])) for r in made), len(made)))
    return frame(rows, ("group", "id", "label", "value", "of"))


def repeated_recommendations(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """5. The same or nearly the same recommendation in several reviews: how many, who made it, first and last. `of` is all recommendations."""
    found = read(snapshot, processed=processed)
    entries = [{**r, "record_id": record} for r in found.reviews for record in r["records"]]
    said = members(found.recommendations, entries)
    rows = [
        (x.text, x.reviews, list(x.boards), x.first_seen or NOT_STATED, x.last_seen or NOT_STATED, [[m.record_id, m.ordinal] for m in x.members], len(said))
        for x in repeats(said)
    ]
    answer = frame(rows, ("text", "reviews", "boards", "first_seen", "last_seen", "members", "of"))
    answer.attrs["of"] = len(said)  # where nothing is repeated no row can say of how many
    return answer


def methods_over_time(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """7. Methods by year of publication, and whether their reviews put out findings, questions or recommendations. `of` is that year's reviews."""
    found = read(snapshot, processed=processed)
    kinds: dict[str, set[str]] = defaultdict(set)
    for said in (*found.recommendations, *found.findings):
        kinds[said["review_id"]].add(said["output_type"])
    cells: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    yearly: Counter[str] = Counter()
    for r in found.reviews:
        year, put_out = str(r["published_year"] or NOT_STATED), kinds[r["review_id"]]
        yearly[year] += 1
        cell = cells[year, r["methodology"] or NOT_STATED]
        cell["reviews"] += 1
        cell["findings"] += bool(put_out & {"finding", "learning_point", "issue"})
        cell["questions"] += "question" in put_out
        cell["recommendations"] += "recommendation" in put_out
    names = ("reviews", "findings", "questions", "recommendations")
    rows = [(year, method, *(cell[name] for name in names), yearly[year]) for (year, method), cell in sorted(cells.items())]
    return frame(rows, ("published_year", "methodology", "reviews", "with_findings", "with_questions", "with_recommendations", "of"))
