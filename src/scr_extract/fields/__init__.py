"""Fields: what is read of an entry. One file per field, one line in FIELDS, its examples beside its finders."""

from __future__ import annotations

from scr_extract.fields import (
    authors,
    board,
    children,
    findings,
    incident_date,
    keywords,
    methodology,
    outcome,
    published,
    recommendations,
    recommendations_stated,
    report_url,
    review_type,
    title,
    topic,
)
from scr_extract.fields.seam import Field

FIELDS: tuple[Field, ...] = (
    title.FIELD,
    topic.FIELD,
    review_type.FIELD,
    children.FIELD,
    outcome.FIELD,
    incident_date.FIELD,
    board.FIELD,
    authors.FIELD,
    published.FIELD,
    methodology.FIELD,
    keywords.FIELD,
    recommendations.FIELD,
    recommendations_stated.FIELD,
    findings.FIELD,
    report_url.FIELD,
)
