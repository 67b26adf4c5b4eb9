"""Fields: what is read of an entry. One file per field, one line in FIELDS, its examples beside its finders."""

from __future__ import annotations

from scr_extract.fields import (
    authors,
    board,
    children,
    death_category,
    ethnicity,
    findings,
    harm_category,
    incident_date,
    keywords,
    legal_status,
    methodology,
    outcome,
    parent_factors,
    publication_form,
    published,
    recommendations,
    recommendations_stated,
    report_url,
    review_type,
    source_of_harm,
    title,
    topic,
)
from scr_extract.fields.proposed import with_proposals
from scr_extract.fields.seam import Field

RULED: tuple[Field, ...] = (
    title.FIELD,
    topic.FIELD,
    review_type.FIELD,
    children.FIELD,
    ethnicity.FIELD,
    outcome.FIELD,
    death_category.FIELD,
    harm_category.FIELD,
    source_of_harm.FIELD,
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
    parent_factors.FIELD,
    legal_status.FIELD,
    publication_form.FIELD,
)

FIELDS: tuple[Field, ...] = tuple(with_proposals(field) for field in RULED)
"""All fields in the order of the tables, each with what our own model proposes for it behind its rules."""
