"""The tables of what was read: `entries` (the wide view), `children`, `recommendations`, `findings` and `values`."""

from __future__ import annotations

from scr_extract.datasets.schema import ALTERNATIVES, BOOL, BOXES, EVIDENCE, FLOAT, INT, INTS, STRING, STRINGS, Column, Table

_START = Column("start", INT, "Offset of the first character in the document's text (code points from 0).", required=True)
_END = Column("end", INT, "Offset after the last character.", required=True)
_RECORD = Column("record_id", STRING, "The record (row of entries) it belongs to.", required=True, shared=True)

ENTRIES = Table(
    "entries",
    "One row per record: an entry of a bulletin or a whole report, with the best value of each field. The evidence stands in `values`.",
    ("record_id",),
    (
        Column("record_id", STRING, "The record's lasting id: kept when the entry is read or cut anew.", required=True, shared=True),
        Column("document_id", STRING, "The document it stands in.", required=True),
        Column("review_id", STRING, "The review it speaks of (reviews).", shared=True),
        Column("kind", STRING, "bulletin_entry or report.", required=True, shared=True),
        Column("position", INT, "Place among the document's entries in reading order, from 1.", required=True),
        Column("topic", STRING, "The topic heading under which the bulletin prints it.", field="topic"),
        Column("title", STRING, "Its title as printed, without a leading kind of review (`Serious case review:`).", field="title"),
        Column("review_type", STRING, "Kind of review (coding frame: review_type).", field="review_type", shared=True, vocabulary="review_type"),
        Column(
            "publication_form",
            STRING,
            "Form of the published document (coding frame: publication_form).",
            field="publication_form",
            shared=True,
            vocabulary="publication_form",
        ),
        Column(
            "child_names", STRINGS, "Every child the heading names, in the heading's form, siblings included; pseudonyms are kept as given.", field="children"
        ),
        Column("child_age_months_min", FLOAT, "Least age of a subject child in completed months, inclusive; null where open or not stated.", field="children"),
        Column(
            "child_age_months_max", FLOAT, "Greatest age of a subject child in completed months, inclusive; null where open or not stated.", field="children"
        ),
        Column("child_age_text", STRING, "The age as the source words it.", field="children"),
        Column(
            "age_band",
            STRING,
            "Band of the age at the incident (coding frame: age_band), computed from months: never from words.",
            field="children",
            shared=True,
            vocabulary="age_band",
        ),
        Column("child_sex", STRING, "female, male or mixed over the subject children; null where no word says it.", field="children", shared=True),
        Column("ethnicity", STRING, "Ethnicity of the child as stated.", field="ethnicity"),
        Column("fatal", BOOL, "Whether an index child died; null where the outcome is not stated.", field="outcome", shared=True),
        Column("outcome", STRING, "Outcome for the index child (coding frame: outcome).", field="outcome", shared=True, vocabulary="outcome"),
        Column("death_category", STRING, "Category of death (coding frame: death_category).", field="death_category", shared=True, vocabulary="death_category"),
        Column(
            "harm_category",
            STRING,
            "Main category of non-fatal serious harm (coding frame: harm_category).",
            field="harm_category",
            shared=True,
            vocabulary="harm_category",
        ),
        Column(
            "source_of_harm",
            STRING,
            "Where the harm came from (coding frame: source_of_harm).",
            field="source_of_harm",
            shared=True,
            vocabulary="source_of_harm",
        ),
        Column("cause", STRING, "Cause of death or injury as stated.", field="outcome"),
        Column("incident_date", STRING, "When the incident happened, ISO 8601, as precise as the source: 2014, 2014-11 or 2014-11-07.", field="incident_date"),
        Column("incident_precision", STRING, "day, month, season, year or range.", field="incident_date", shared=True),
        Column(
            "lscb", STRING, "Publishing board: canonical name, or its cleaned words where the gazetteer does not know it; null where withheld.", field="board"
        ),
        Column("lscb_id", STRING, "Gazetteer id of that board; null where the gazetteer does not know it.", field="board"),
        Column("lscb_ids", STRINGS, "Gazetteer ids of all publishing boards, the publisher first.", field="board"),
        Column("lscb_as_written", STRING, "The board as the source writes it.", field="board"),
        Column("lscb_anonymous", BOOL, "True where the board withheld its name on purpose.", field="board", shared=True),
        Column("region", STRING, "Region or nation of the board.", field="board", shared=True),
        Column("authors", STRINGS, "Who wrote the review: given name first, no titles or honours, in source order.", field="authors"),
        Column(
            "published_year", INT, "Year the review itself was published: never that of a post, an upload or a page update.", field="published", shared=True
        ),
        Column("published_month", INT, "Month it was published, 1 to 12; null where only a year or season is stated.", field="published"),
        Column("published_as_written", STRING, "The date of publication as the source writes it.", field="published"),
        Column("methodology", STRING, "Review method (coding frame: methodology).", field="methodology", shared=True, vocabulary="methodology"),
        Column("methodology_as_written", STRING, "The method as the source words it.", field="methodology"),
        Column("keywords", STRINGS, "Subject keywords printed with the entry, in order.", field="keywords"),
        Column(
            "parent_factors",
            STRINGS,
            "What is stated of the parents or carers (coding frame: parent_factor); not mentioned is not absent.",
            field="parent_factors",
            shared=True,
            vocabulary="parent_factor",
        ),
        Column(
            "legal_status",
            STRINGS,
            "Legal status and services of the child (coding frame: legal_status).",
            field="legal_status",
            shared=True,
            vocabulary="legal_status",
        ),
        Column(
            "n_recommendations",
            INT,
            "Number of rows in recommendations of type recommendation; 0 where there are none.",
            required=True,
            field="recommendations",
            shared=True,
        ),
        Column("n_recommendations_stated", INT, "Number of recommendations the source claims to make.", field="recommendations_stated", shared=True),
        Column(
            "n_findings",
            INT,
            "Number of rows in findings of type finding, learning_point or issue; 0 where there are none.",
            required=True,
            field="findings",
            shared=True,
        ),
        Column("report_url", STRING, "Address of the full report where the entry links to it; data, not followed.", field="report_url"),
        Column("check_status", STRING, "The weakest state of its fields: unchecked, confirmed, corrected, stale_correction.", required=True, shared=True),
        _START,
        _END,
        Column("pages", INTS, "Pages of the file it stands on; empty where the format has none.", required=True),
        Column("fingerprint", STRING, "Sketch of its words by which it is recognised when it is cut or worded anew.", required=True),
        Column("text", STRING, "The entry, verbatim.", required=True),
    ),
)

CHILDREN = Table(
    "children",
    "One row per child an entry speaks of.",
    ("record_id", "ordinal"),
    (
        _RECORD,
        Column("ordinal", INT, "Place among the entry's children, from 1.", required=True, shared=True),
        Column("child", STRING, "The child's name or pseudonym in the heading's form; null where only an age or sex is told."),
        Column("role", STRING, "subject (the review is about this child) or sibling.", required=True, shared=True),
        Column(
            "age_months_min",
            FLOAT,
            "Least age in completed months, inclusive; weeks and days as parts of a month of 30.4375 days; null where open or not stated.",
        ),
        Column("age_months_max", FLOAT, "Greatest age in completed months, inclusive; null where open or not stated."),
        Column("age_text", STRING, "The age as the source words it."),
        Column("age_at", STRING, "What the age is an age at: incident, writing or other.", shared=True),
        Column("sex", STRING, "female or male; null where no word says it.", shared=True),
    ),
)


def _statements(name: str, what: str) -> Table:
    return Table(
        name,
        f"One row per {what} of a record, in source order.",
        ("record_id", "ordinal"),
        (
            _RECORD,
            Column("ordinal", INT, f"Place among the record's {name}, from 1.", required=True, shared=True),
            Column("number", STRING, "Its number as printed (4.2.1); null where unnumbered."),
            Column("label", STRING, "The label or heading it stands under."),
            Column("text", STRING, "Its text without its number, white space folded.", required=True),
            Column("output_type", STRING, "Kind of statement (coding frame: output_type).", required=True, shared=True, vocabulary="output_type"),
            Column("addressees", STRINGS, "Who it is addressed to (coding frame: agency).", required=True, shared=True, vocabulary="agency"),
            Column("themes", STRINGS, "What it is about (coding frame: practice_theme).", required=True, shared=True, vocabulary="practice_theme"),
            Column("action", STRING, "What it asks for (coding frame: recommendation_action).", shared=True, vocabulary="recommendation_action"),
            Column("scope", STRING, "Of a report: board, or single_agency where an agency made it for itself; null in bulletins.", shared=True),
            Column("page", INT, "1-based page of the file on which its text begins; null where the format has no pages."),
            Column("pages", INTS, "All pages it stands on; empty where the format has none.", required=True),
            Column("boxes", BOXES, "Where it stands on those pages: points from the top left corner.", required=True),
            Column("start", INT, "Offset of the first character in the document's text (code points from 0); null where a reviewer gave it without its words."),
            Column("end", INT, "Offset after the last character; null where a reviewer gave it without its words."),
        ),
    )


RECOMMENDATIONS = _statements("recommendations", "recommendation")
FINDINGS = _statements("findings", "finding, learning point or other statement of learning")

VALUES = Table(
    "values",
    "One row per value, with the exact words it was read from; a field without a value has one row that says why.",
    ("record_id", "field", "ordinal"),
    (
        _RECORD,
        Column("field", STRING, "The field's name.", required=True, shared=True),
        Column("ordinal", INT, "Place among the field's values, from 1.", required=True),
        Column("child", STRING, "The child the value is about, where it is about one."),
        Column("value", STRING, "The value as one line: plain where one word says it, JSON where it does not; null without a value."),
        Column(
            "status",
            STRING,
            "found, not_stated, withheld (anonymised on purpose), ambiguous (equal candidates) or not_found (not read by this version).",
            required=True,
            shared=True,
        ),
        Column("origin", STRING, "extracted, corrected, confirmed or stale_correction.", required=True, shared=True),
        Column(
            "reading",
            STRING,
            "What the extractor read, on the first row of a field that a reviewer spoke of: one value, or a JSON array of several; null where it read none.",
        ),
        Column("rule_id", STRING, "The rule or model label that read it; null where a reviewer gave it.", shared=True),
        Column("document_id", STRING, "The document.", required=True),
        Column("start", INT, "Offset of the quote's first character in the document's text (code points from 0)."),
        Column("end", INT, "Offset after the quote's last character."),
        Column("quote", STRING, "The exact words, verbatim."),
        Column("pages", INTS, "Pages of the file the quote stands on.", required=True),
        Column("boxes", BOXES, "Where the quote stands on those pages: points from the top left corner.", required=True),
        Column("also", EVIDENCE, "Further words the value rests on (a second date, a pronoun).", required=True),
        Column("alternatives", ALTERNATIVES, "What else was read and not chosen, with its words and rule; on the field's first row.", required=True),
        Column("rule_right", FLOAT, "Measured share of checked values this rule got right; null until measured."),
        Column("rule_checked", INT, "How many values that share rests on; null until measured."),
        Column("rule_low", FLOAT, "Lower end of that share's 95 % interval (posterior under Jeffreys' prior); null until measured."),
        Column("rule_high", FLOAT, "Upper end of that share's 95 % interval; null until measured."),
        Column("rule_unseen_right", FLOAT, "The same share over the checks on texts that were not read while rules were written; null where there are none."),
        Column("rule_unseen_checked", INT, "How many of the checked values are of such texts; null until measured."),
    ),
)
