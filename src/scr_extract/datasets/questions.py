"""The ten standing questions of the field, one call each. Every answer counts reviews, not records, and shows its denominator.

from scr_extract.datasets import questions
questions.missing(processed="processed")

`of` is the denominator and `share` what part of it a row is. `not_stated` is a row of its own: not mentioned is not absent.
Reviews are a selected set of the worst cases: the answers say what was published, never how common something is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING, Any

from scr_extract.datasets.about import about, boards_of, several
from scr_extract.datasets.behind import how_accurate as how_accurate
from scr_extract.datasets.behind import quotes
from scr_extract.datasets.intervals import days_between, first_and_last
from scr_extract.datasets.one_per_review import NOT_STATED, Row, read
from scr_extract.datasets.similar import members, repeats
from scr_extract.datasets.vocabularies import vocabulary

if TYPE_CHECKING:
    import pandas as pd

Processed = str | Path

STATUS_GROUPS = {
    "current_plan": ("cp_plan", "cpr"),
    "past_plan": ("cp_plan_past",),
    "in_need": ("cin",),
    "looked_after": ("looked_after", "s20", "interim_care_order", "care_order", "care_order_at_home", "placement_order", "epo", "police_protection"),
    "not_known": ("universal_only",),
}
"""Terms of legal_status by what is asked of them. A review may be in several groups; whatever else is stated is `other`."""
SUBSTANCE = frozenset({"alcohol", "drugs"})
_BY_WHEN = re.compile(
    r"\b(?:within|in\s+the\s+next)\s+(?:\w+\s+){1,2}(?:day|week|month|year)s?\b"
    r"|\b(?:by|before|no\s+later\s+than)\s+(?:the\s+end\s+of\s+)?(?:\d{1,2}\s+)?"
    r"(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+)?20\d\d\b",
    re.I,
)
"""Words that set a day for what is asked: `within six months`, `by March 2016`."""


def age_by_category(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """1. Reviews by year of incident, age band and category of death (where a child died) or of harm (where none did)."""
    reviews = read(snapshot, processed=processed).reviews
    counted = Counter((_year(r), r["age_band"] or NOT_STATED, *_category(r)) for r in reviews)
    rows = [(*key, n, len(reviews)) for key, n in sorted(counted.items())]
    return _frame(rows, ("incident_year", "age_band", "kind", "category", "reviews", "of"))


def behind(cell: Row | pd.Series, snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """The exact words behind one row of `age_by_category`: where the year, the age and the category of each of its reviews were read."""
    asked = (cell["incident_year"], cell["age_band"], cell["kind"], cell["category"])
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


def parent_factors(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """2. Parent factors, each alone, then domestic abuse, mental ill-health and substance misuse (alcohol or drugs) together.

    `of` is the number of reviews that state any factor of a parent; those that state none are the row `not_stated`, whose `of` is
    all reviews. A source hardly ever says that a factor was absent, so that no share here is a prevalence.
    """
    reviews = read(snapshot, processed=processed).reviews
    stated = [frozenset(r["parent_factors"] or ()) for r in reviews]
    saying = sum(bool(factors) for factors in stated)
    counted = Counter(f for factors in stated for f in factors)
    rows = [(f, label, counted[f], saying) for f, label in vocabulary("parent_factor").items()]
    rows += [(f, f, counted[f], saying) for f in sorted(counted.keys() - vocabulary("parent_factor").keys())]
    for name, wanted in _COMBINED.items():
        n = sum(all(factors & one for one in wanted) for factors in stated)
        rows.append((name, name.replace("_", " "), n, saying))
    rows.append((NOT_STATED, "Not stated", len(stated) - saying, len(stated)))
    return _shares(_frame(rows, ("factor", "label", "reviews", "of")))


_ABUSE, _MIND = frozenset({"domestic_abuse"}), frozenset({"mental_health"})
_COMBINED = {
    "domestic_abuse_and_mental_health": (_ABUSE, _MIND),
    "domestic_abuse_and_substance": (_ABUSE, SUBSTANCE),
    "mental_health_and_substance": (_MIND, SUBSTANCE),
    "domestic_abuse_mental_health_and_substance": (_ABUSE, _MIND, SUBSTANCE),
}


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
    rows = [(group, counted[group], len(reviews)) for group in (*STATUS_GROUPS, "other", NOT_STATED)]
    return _shares(_frame(rows, ("status", "reviews", "of")))


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
    return _frame(rows, ("group", "id", "label", "value", "of"))


def repeated_recommendations(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """5. The same or nearly the same recommendation in several reviews: how many, who made it, first and last. `of` is all recommendations."""
    found = read(snapshot, processed=processed)
    entries = [{**r, "record_id": record} for r in found.reviews for record in r["records"]]
    said = members(found.recommendations, entries)
    rows = [
        (x.text, x.reviews, list(x.boards), x.first_seen or NOT_STATED, x.last_seen or NOT_STATED, [[m.record_id, m.ordinal] for m in x.members], len(said))
        for x in repeats(said)
    ]
    return _frame(rows, ("text", "reviews", "boards", "first_seen", "last_seen", "members", "of"))


def time_to_publication(snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """6. Days from incident to publication of each review, as bounds: a month or year is all of its days.

    Of a range of days only the start is published, so that its least is not known. Every review has a row; `stated` says which
    date is stated (`both`, `incident`, `publication` or `neither`). The tables hold no date on which a report was finished.
    """
    reviews = read(snapshot, processed=processed).reviews
    rows = []
    for r in reviews:
        month = f"-{r['published_month']:02}" if r["published_month"] else ""
        published = f"{r['published_year']}{month}" if r["published_year"] else None
        incident = first_and_last(r["incident_date"], r["incident_precision"])
        low, high = days_between(incident, first_and_last(published, None))
        stated = {(1, 1): "both", (1, 0): "incident", (0, 1): "publication", (0, 0): "neither"}[(int(incident is not None), int(published is not None))]
        rows.append((r["review_id"], r["incident_date"], r["incident_precision"], published, low, high, stated, len(reviews)))
    return _frame(rows, ("review_id", "incident_date", "incident_precision", "published", "days_least", "days_most", "stated", "of"))


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
    return _frame(rows, ("published_year", "methodology", "reviews", "with_findings", "with_questions", "with_recommendations", "of"))


def on_topic(topic: str, snapshot: str | None = None, *, processed: Processed = "processed") -> pd.DataFrame:
    """8. Every review on a topic, by its id in the coding frame or by words of the bulletin's own topic or keywords.

    `scr-extract bulletin --topic` writes the same reviews in the arrangement of a bulletin. `why` says where the topic stands.
    """
    reviews = read(snapshot, processed=processed).reviews
    rows = [(r["review_id"], r["title"], r["lscb"], r["published_year"], why, r["report_url"], len(reviews)) for r in reviews if (why := about(r, topic))]
    return _frame(rows, ("review_id", "title", "lscb", "published_year", "why", "report_url", "of"))


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
    return _frame(rows, ("review_id", "title", "lscb", "published_year", "published_month", "incident_date", "unplaced", "of"))


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
    frame = _frame(rows, ("what", "stated", "withheld", "not_stated", "of"))
    frame["share"] = frame["not_stated"] / frame["of"].where(frame["of"] > 0)
    return frame


QUESTIONS = (
    age_by_category,
    parent_factors,
    legal_status,
    recommendations,
    repeated_recommendations,
    time_to_publication,
    methods_over_time,
    on_topic,
    publications_of,
    missing,
)
"""In the order of the field's list; `on_topic` and `publications_of` are asked with a word."""


def _frame(rows: Sequence[tuple[Any, ...]], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns)).convert_dtypes()


def _shares(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(share=frame["reviews"] / frame["of"].where(frame["of"] > 0))
