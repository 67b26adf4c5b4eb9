"""A snapshot of made-up reviews whose true answers are counted while they are made, review by review, apart from the code under test."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from scr_extract.datasets.tables import TABLES

BOARDS = (
    ("lscb-barnet", "Barnet Safeguarding Children Board", "London", "Barnet"),
    ("scp-barnet", "Barnet Safeguarding Children Partnership", "London", "Barnet"),
    ("lscb-kirklees", "Kirklees Safeguarding Children Board", "Yorkshire and the Humber", "Kirklees"),
    ("lscb-leeds", "Leeds Safeguarding Children Board", "Yorkshire and the Humber", "Leeds"),
)
ASKED = (
    ("Every agency should record who lives in the home before a plan is ended, and say so at the next conference.", False),
    ("Staff of all services should be trained in asking fathers about their own childhood within six months.", True),
    ("The partnership should audit how missed appointments of very young children are followed up by March 2020.", True),
)
GROUPS = {
    "cp_plan": "current_plan",
    "cp_plan_past": "past_plan",
    "cin": "in_need",
    "care_order": "looked_after",
    "universal_only": "not_known",
    "camhs": "other",
}
FACTORS = ("domestic_abuse", "mental_health", "alcohol", "drugs", "young_parent")
DAYS = {"01": 31, "04": 30, "06": 30, "12": 31}


@dataclass
class Truth:
    """What the generator knows."""

    categories: Counter[tuple[str, str, str, str]] = field(default_factory=Counter)
    factors: Counter[str] = field(default_factory=Counter)
    saying: int = 0
    statuses: Counter[str] = field(default_factory=Counter)
    agencies: Counter[str] = field(default_factory=Counter)
    themes: Counter[str] = field(default_factory=Counter)
    actions: Counter[str] = field(default_factory=Counter)
    made: list[int] = field(default_factory=list)
    owners: int = 0
    dated: int = 0
    repeated: dict[str, set[str]] = field(default_factory=dict)
    spans: dict[str, tuple[int | None, int | None]] = field(default_factory=dict)
    methods: Counter[tuple[str, str]] = field(default_factory=Counter)
    questions: Counter[tuple[str, str]] = field(default_factory=Counter)
    neglect: set[str] = field(default_factory=set)
    barnet: set[str] = field(default_factory=set)
    unstated: Counter[str] = field(default_factory=Counter)
    withheld: int = 0


def corpus(processed: Path, reviews: int, seed: int) -> Truth:
    """Publish that many reviews; every fifth is spoken of by two records, one of which leaves out what the other says."""
    draw, truth = random.Random(seed), Truth()
    rows: dict[str, list[dict[str, Any]]] = {t.name: [] for t in TABLES}
    for n in range(reviews):
        _review(draw, truth, rows, f"v{n:05}", twice=n % 5 == 0)
    _put(processed, rows)
    return truth


def _review(draw: random.Random, truth: Truth, rows: dict[str, list[dict[str, Any]]], review: str, *, twice: bool) -> None:
    entry: dict[str, Any] = {"review_id": review, "record_id": f"{review}a", "kind": "report" if twice else "bulletin_entry", "title": f"Child {review}"}
    year, month = draw.choice((None, 2014, 2015)), draw.choice((None, "01", "04", "06", "12"))
    entry["incident_date"] = None if year is None else f"{year}-{month}" if month else str(year)
    entry["incident_precision"] = None if year is None else "month" if month else "year"
    if year and month == "04" and draw.random() < 0.5:
        entry["incident_precision"], whole = "range", {"iso": entry["incident_date"], "precision": "range", "until": f"{year}-06"}
        rows["values"].append(_value(f"{review}a", json.dumps(whole)))
    if year and month is None and draw.random() < 0.5:
        entry["incident_precision"], whole = "season", {"iso": str(year), "precision": "season", "season": "summer"}
        rows["values"].append(_value(f"{review}a", json.dumps(whole)))
    published = draw.choice((None, 2017, 2018))
    entry["published_year"], entry["published_month"] = published, draw.choice((None, 6)) if published else None
    entry["age_band"] = draw.choice(("u1", "1_5", "16_17", "not_stated"))
    entry["fatal"] = draw.choice((True, False, None))
    entry["outcome"] = {True: "fatal", False: "serious_harm", None: "unclear"}[entry["fatal"]]
    entry["death_category"] = draw.choice(("sudi", "suicide", None)) if entry["fatal"] else None
    entry["harm_category"] = draw.choice(("neglect", "physical", None)) if entry["fatal"] is False else None
    entry["parent_factors"] = draw.sample(FACTORS, draw.randrange(4))
    entry["legal_status"] = draw.sample(sorted(GROUPS), draw.randrange(3))
    entry["methodology"] = draw.choice(("silp", "welsh_cpr", None))
    entry["child_sex"] = draw.choice(("female", "male", None))
    entry["ethnicity"] = draw.choice(("White British", None, None))
    entry["authors"] = draw.choice((["Ann Other"], []))
    entry["topic"] = draw.choice(("Neglect", "Safe sleeping", None))
    board = draw.choice((*BOARDS, None))
    entry |= {"lscb_id": board[0], "lscb_ids": [board[0]], "lscb": board[1], "region": board[2]} if board else {"lscb_ids": []}
    entry["lscb_anonymous"] = board is None and draw.random() < 0.5
    asked = draw.sample(range(len(ASKED)), draw.randrange(4))
    entry["n_recommendations"], entry["n_findings"] = len(asked), 0
    question = draw.random() < 0.2
    rows["entries"].append(entry)
    if twice:  # a bulletin's entry of the same review, which says less and asks for nothing
        rows["entries"].append(
            {k: v for k, v in entry.items() if k in ("review_id", "title", "fatal", "outcome", "age_band")}
            | {"record_id": f"{review}b", "kind": "bulletin_entry", "n_recommendations": 0, "n_findings": 0}
        )
    for ordinal, which in enumerate(asked, 1):
        text, dated = ASKED[which]
        agencies = draw.sample(("police", "schools", "reviewer_unspecified"), draw.randrange(3))
        themes, action = draw.sample(("training", "fathers_men"), draw.randrange(3)), draw.choice(("audit", None))
        said = {"text": text, "output_type": "recommendation", "addressees": agencies, "themes": themes, "action": action}
        rows["recommendations"].append({"record_id": f"{review}a", "ordinal": ordinal, **said})
        truth.agencies.update(agencies or ["not_stated"])
        truth.themes.update(themes or ["not_stated"])
        truth.actions[action or "not_stated"] += 1
        truth.owners += bool({"police", "schools"} & set(agencies))
        truth.dated += dated
        truth.repeated.setdefault(text, set()).add(review)
    if question:
        rows["findings"].append({"record_id": f"{review}a", "ordinal": 1, "text": "How is it known?", "output_type": "question"})
    _known(truth, review, entry, len(asked), question)


def _value(record: str, value: str) -> dict[str, Any]:
    return {"record_id": record, "field": "incident_date", "ordinal": 1, "status": "found", "origin": "extracted", "value": value}


def _known(truth: Truth, review: str, entry: dict[str, Any], asked: int, question: bool) -> None:
    kind = {True: "death", False: "harm", None: "not_stated"}[entry["fatal"]]
    category = (entry["death_category"] or entry["harm_category"]) or "not_stated"
    truth.categories[(entry["incident_date"] or "not_stated")[:4] if entry["incident_date"] else "not_stated", entry["age_band"], kind, category] += 1
    said = set(entry["parent_factors"])
    truth.saying += bool(said)
    truth.factors.update(said)
    truth.factors["domestic_abuse_mental_health_and_substance"] += {"domestic_abuse", "mental_health"} <= said and bool({"alcohol", "drugs"} & said)
    groups = {GROUPS[s] for s in entry["legal_status"]}
    truth.statuses.update(groups - {"other"} or groups or {"not_stated"})
    truth.made.append(asked)
    truth.spans[review] = _days(entry)
    cell = (str(entry["published_year"] or "not_stated"), entry["methodology"] or "not_stated")
    truth.methods[cell] += 1
    truth.questions[cell] += question
    if entry["topic"] == "Neglect" or entry["harm_category"] == "neglect":
        truth.neglect.add(review)
    if entry.get("lscb_id") in ("lscb-barnet", "scp-barnet"):
        truth.barnet.add(review)
    truth.withheld += entry["lscb_anonymous"]
    truth.unstated["board"] += not entry["lscb_ids"] and not entry["lscb_anonymous"]
    truth.unstated["age"] += entry["age_band"] == "not_stated"
    names = {"incident_date": "incident_date", "publication_year": "published_year", "sex": "child_sex", "ethnicity": "ethnicity", "model": "methodology"}
    for what, column in (names | {"author": "authors"}).items():
        truth.unstated[what] += not entry[column]


def _days(entry: dict[str, Any]) -> tuple[int | None, int | None]:
    """By counting days, month by month: both dates are of 2014 to 2018, in which only 2016 has a leap day."""
    if entry["incident_date"] is None or entry["published_year"] is None:
        return None, None
    year, _, month = entry["incident_date"].partition("-")
    first, last = _day(int(year), month or "01", 1), _day(int(year), month or "12", DAYS[month or "12"])
    if entry["incident_precision"] == "range":  # to the end of June
        last = _day(int(year), "06", 30)
    if entry["incident_precision"] == "season":  # summer: 1 June to 23 September, 31 days each of July and August between
        first, last = _day(int(year), "06", 1), _day(int(year), "06", 30) + 31 + 31 + 23
    months = ("06", "06") if entry["published_month"] else ("01", "12")
    published = entry["published_year"]
    return _day(published, months[0], 1) - last, _day(published, months[1], DAYS[months[1]]) - first


def _day(year: int, month: str, day: int) -> int:
    before = {"01": 0, "04": 90, "06": 151, "12": 334}[month]
    return (year - 2014) * 365 + (year > 2016) + before + (year == 2016 and month != "01") + day


def _put(processed: Path, rows: dict[str, list[dict[str, Any]]]) -> None:
    folder = processed / "snapshots" / "made0"
    folder.mkdir(parents=True)
    empty = {"string": "x", "int32": 0, "bool": False}
    for table in TABLES:
        filled = []
        for row in rows[table.name]:
            blank = {c.name: ([] if "list" in str(c.type) else empty[str(c.type)]) if c.required else None for c in table.columns}
            filled.append(blank | row)
        pq.write_table(pa.Table.from_pylist(filled, schema=table.arrow), folder / f"{table.name}.parquet")
    tables = {t.name: {"rows": len(rows[t.name]), "sha256": hashlib.sha256(t.name.encode()).hexdigest(), "bytes": 1} for t in TABLES}
    (folder / "manifest.json").write_text(json.dumps({"snapshot": "made0", "made_with": {"code": "made"}, "inputs": {}, "tables": tables}))
    (processed / "CURRENT").write_text("made0\n")
