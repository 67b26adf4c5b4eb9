"""How good the tables are: gold and reviewers' words against records, what changed between snapshots, and how often each rule is right."""

from __future__ import annotations

from scr_extract.evaluation.change import Change, Difference, difference
from scr_extract.evaluation.gold import Gold, Negative, read
from scr_extract.evaluation.scoring import Evaluation, Judged, evaluate
from scr_extract.evaluation.tables import Tables, tables_of
from scr_extract.shares import Share

__all__ = ["Change", "Difference", "Evaluation", "Gold", "Judged", "Negative", "Share", "Tables", "difference", "evaluate", "read", "tables_of"]
