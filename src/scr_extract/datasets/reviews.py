"""The tables about reviews, reviewers' words and what was not understood: `reviews`, `links`, `corrections`, `issues`."""

from __future__ import annotations

import pyarrow as pa

from scr_extract.datasets.schema import BOOL, FLOAT, INT, STRING, Column, Table

_BEST = pa.list_(pa.struct([("field", STRING), ("value", STRING), ("record_id", STRING)]))
_DISAGREEMENT = pa.list_(pa.struct([("field", STRING), ("record_id", STRING), ("value", STRING)]))

REVIEWS = Table(
    "reviews",
    "One row per review: the case as the world knows it, however many records speak of it.",
    ("review_id",),
    (
        Column("review_id", STRING, "The review's id.", required=True),
        Column("values", _BEST, "The best value of each field and the record it came from.", required=True),
        Column("disagreements", _DISAGREEMENT, "Where records of this review differ: field, record and its value.", required=True),
    ),
)

LINKS = Table(
    "links",
    "Which records speak of which review, and why they were joined.",
    ("record_id", "review_id"),
    (
        Column("record_id", STRING, "The record.", required=True, shared=True),
        Column("review_id", STRING, "The review.", required=True, shared=True),
        Column("score", FLOAT, "Points of the best pair (link.WEIGHTS); null where the record stands alone.", shared=True),
        Column("why", STRING, "What the score rests on."),
    ),
)

CORRECTIONS = Table(
    "corrections",
    "Every word of the reviewers, with what they saw and what became of it. Rows are only ever added; undone ones stay.",
    ("correction_id",),
    (
        Column("correction_id", STRING, "The correction's id.", required=True),
        Column("document_id", STRING, "The document whose record it speaks of, as it was when the reviewer saw it.", required=True),
        Column("record_id", STRING, "The record it speaks of.", required=True),
        Column("field", STRING, "The field it speaks of; null for the entry as a whole."),
        Column("ordinal", INT, "Which of the field's values; null for the whole of it."),
        Column("kind", STRING, "confirm, correct, split, merge, reject_entry, add_entry or undo.", required=True),
        Column("value", STRING, "The reviewer's value, written as in values.value, or a JSON array of a field's several values; null says that there is none."),
        Column("status", STRING, "What the reviewer says of it: found, not_stated or withheld.", required=True),
        Column("seen_value", STRING, "The value the reviewer saw."),
        Column("seen_reading", STRING, "What the extractor had read then; it differs from seen_value where a colleague had spoken before."),
        Column("seen_fingerprint", STRING, "The fingerprint of the entry the reviewer saw, and the hash of its words.", required=True),
        Column("reviewer", STRING, "Who made it.", required=True),
        Column("made_at", STRING, "When, ISO 8601 in UTC.", required=True),
        Column("note", STRING, "The reviewer's note."),
        Column("blind", BOOL, "True for a second review made without seeing the first.", required=True),
        Column("undoes", STRING, "For an undo: the correction it takes back."),
        Column(
            "evidence",
            STRING,
            "The words the reviewer chose, for each value in order: a JSON array of [start, end, quote], or null where none were chosen; offsets in code "
            "points of the text as it was then.",
            required=True,
        ),
        Column(
            "state",
            STRING,
            "corrected, confirmed or stale_correction where it stands; superseded by a later one, undone, undoes (it takes one back), blind (a second review, "
            "not published), invalid (the field can have no such value any more), or orphan (no entry matches its record any more).",
            required=True,
        ),
    ),
)

ISSUES = Table(
    "issues",
    "What was not understood, as rows. Messages hold no text of the source.",
    ("issue_id",),
    (
        Column("issue_id", STRING, "The same for the same issue in every snapshot.", required=True, shared=True),
        Column("kind", STRING, "A short word for what it is: a document's status, unknown_layout, out_of_bounds, ...", required=True, shared=True),
        Column("severity", STRING, "info, warning or error.", required=True, shared=True),
        Column("document_id", STRING, "The document it is about."),
        Column("record_id", STRING, "The record it is about."),
        Column("field", STRING, "The field it is about.", shared=True),
        Column("start", INT, "Offset of the words it is about in the document's text."),
        Column("end", INT, "Offset after those words."),
        Column("message", STRING, "What happened and, where something can be done, what.", required=True),
    ),
)
