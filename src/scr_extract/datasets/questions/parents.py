"""What is said of parents and carers."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from scr_extract.datasets.one_per_review import NOT_STATED, read
from scr_extract.datasets.questions.answers import Processed, frame, shares
from scr_extract.datasets.vocabularies import vocabulary

if TYPE_CHECKING:
    import pandas as pd

SUBSTANCE = frozenset({"alcohol", "drugs"})
_ABUSE, _MIND = frozenset({"domestic_abuse"}), frozenset({"mental_health"})
_COMBINED = {
    "domestic_abuse_and_mental_health": (_ABUSE, _MIND),
    "domestic_abuse_and_substance": (_ABUSE, SUBSTANCE),
    "mental_health_and_substance": (_MIND, SUBSTANCE),
    "domestic_abuse_mental_health_and_substance": (_ABUSE, _MIND, SUBSTANCE),
}

_COMBINED_LABELS = {
    "domestic_abuse_and_mental_health": "Domestic abuse and mental ill-health",
    "domestic_abuse_and_substance": "Domestic abuse and substance misuse",
    "mental_health_and_substance": "Mental ill-health and substance misuse",
    "domestic_abuse_mental_health_and_substance": "Domestic abuse, mental ill-health and substance misuse",
}


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
        rows.append((name, _COMBINED_LABELS[name], n, saying))
    rows.append((NOT_STATED, "Not stated", len(stated) - saying, len(stated)))
    return shares(frame(rows, ("factor", "label", "reviews", "of")))
