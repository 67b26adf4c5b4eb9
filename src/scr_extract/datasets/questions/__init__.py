"""The ten standing questions of the field, one call each. Every answer counts reviews, not records, and shows its denominator.

from scr_extract.datasets import questions
questions.missing(processed="processed")

`of` is the denominator and `share` what part of it a row is. `not_stated` is a row of its own: not mentioned is not absent.
Reviews are a selected set of the worst cases: the answers say what was published, never how common something is.
"""

from __future__ import annotations

from scr_extract.datasets.behind import how_accurate
from scr_extract.datasets.questions.children import STATUS_GROUPS, age_by_category, behind, legal_status
from scr_extract.datasets.questions.dates import time_to_publication
from scr_extract.datasets.questions.gaps import LOOKED_FOR, missing
from scr_extract.datasets.questions.parents import parent_factors
from scr_extract.datasets.questions.picked import on_topic, publications_of
from scr_extract.datasets.questions.statements import methods_over_time, recommendations, repeated_recommendations

__all__ = [
    "LOOKED_FOR",
    "QUESTIONS",
    "STATUS_GROUPS",
    "age_by_category",
    "behind",
    "how_accurate",
    "legal_status",
    "methods_over_time",
    "missing",
    "on_topic",
    "parent_factors",
    "publications_of",
    "recommendations",
    "repeated_recommendations",
    "time_to_publication",
]

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
