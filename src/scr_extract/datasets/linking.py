"""Rows of `reviews` and `links` from the rows of `entries`, and the review each entry belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from scr_extract.link import Linked, Mention, link
from scr_extract.resources.boards import plain_name
from scr_extract.resources.loader import gazetteer

Row = dict[str, object]

_COMPARED = ("title", "child_age_text", "child_sex", "outcome", "incident_date", "lscb", "authors", "published_year", "methodology", "report_url")
"""The columns of `entries` of which a review keeps the best value and lists differences."""
NEEDED = [
    *("record_id", "document_id", "kind", "child_names", "lscb", "lscb_ids", "incident_date", "published_year", "child_age_months_min"),
    *("child_age_months_max", "child_sex", "outcome", "authors", "fingerprint", "title", "child_age_text", "methodology", "report_url"),
]


@lru_cache(maxsize=1)
def _areas() -> Mapping[str, frozenset[str]]:
    """The ONS codes that each board of the gazetteer covers: a board and its successors share them."""
    return {row["id"]: frozenset(filter(None, row["ons_codes"].split(";"))) or frozenset({row["id"]}) for row in gazetteer("boards")}


def linked(entries: Sequence[Mapping[str, Any]], sources: Mapping[str, str]) -> Linked:
    """Join the entries into reviews. `sources` says where documents were fetched from, by document_id."""
    return link([_mention(row, sources) for row in entries])


def _mention(row: Mapping[str, Any], sources: Mapping[str, str]) -> Mention:
    known = frozenset(area for board in row["lscb_ids"] or () for area in _areas().get(board, ()))
    named = frozenset({f"name:{plain_name(row['lscb'])}"}) if row["lscb"] and not known else frozenset()
    return Mention(
        record_id=row["record_id"],
        document_id=row["document_id"],
        kind=row["kind"],
        areas=known or named,
        names=tuple(row["child_names"] or ()),
        incident=row["incident_date"],
        published_year=row["published_year"],
        age=(row["child_age_months_min"], row["child_age_months_max"]),
        sex=row["child_sex"],
        outcome=row["outcome"],
        authors=tuple(row["authors"] or ()),
        fingerprint=row["fingerprint"] or "",
        address=sources.get(row["document_id"]) if row["kind"] == "report" else row["report_url"],
        values={name: text for name in _COMPARED if (text := _shown(row[name]))},
    )


def _shown(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def review_rows(found: Linked) -> list[Row]:
    return [
        {
            "review_id": review.review_id,
            "values": [{"field": f, "value": v, "record_id": r} for f, v, r in review.values],
            "disagreements": [{"field": f, "record_id": r, "value": v} for f, r, v in review.disagreements],
        }
        for review in found.reviews
    ]


def link_rows(found: Linked) -> list[Row]:
    return [{"record_id": x.record_id, "review_id": x.review_id, "score": x.score, "why": x.why} for x in found.links]


def review_of(found: Linked) -> Mapping[str, str]:
    """record_id -> review_id."""
    return {x.record_id: x.review_id for x in found.links}
