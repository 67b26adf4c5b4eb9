"""The published tables are a contract: every column described, none renamed or dropped, the dictionary generated from them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from scr_extract.datasets.describe import dictionary, sheet
from scr_extract.datasets.schema import Table
from scr_extract.datasets.tables import TABLES, table
from scr_extract.errors import NotFoundError

FROZEN = {
    "documents": "document_id name aliases sha256 media_type kind layout title pages characters status ocr_pages reader_version source_url text_sha256 "
    "parent_id superseded_by",
    "entries": "record_id document_id review_id kind position topic title review_type publication_form child_names child_age_months_min child_age_months_max "
    "child_age_text age_band child_sex ethnicity fatal outcome death_category harm_category source_of_harm cause incident_date incident_precision lscb lscb_id "
    "lscb_ids lscb_as_written lscb_anonymous region authors published_year published_month published_as_written methodology methodology_as_written keywords "
    "parent_factors legal_status n_recommendations n_recommendations_stated n_findings report_url check_status start end pages fingerprint text",
    "children": "record_id ordinal child role age_months_min age_months_max age_text age_at sex",
    "recommendations": "record_id ordinal number label text output_type addressees themes action scope page pages boxes start end",
    "findings": "record_id ordinal number label text output_type addressees themes action scope page pages boxes start end",
    "values": "record_id field ordinal child value status origin reading rule_id document_id start end quote pages boxes also alternatives rule_right "
    "rule_checked rule_low rule_high rule_unseen_right rule_unseen_checked",
    "linked_resources": "document_id topic title text urls start end",
    "reviews": "review_id values disagreements",
    "links": "record_id review_id score why",
    "corrections": "correction_id document_id record_id field ordinal kind value status seen_value seen_reading seen_fingerprint reviewer made_at note blind "
    "undoes evidence state",
    "issues": "issue_id kind severity document_id record_id field start end message",
}
"""Columns that are published. One may be added at any place; none may leave or change its name."""


def test_no_table_and_no_column_is_lost() -> None:
    assert {t.name for t in TABLES} >= FROZEN.keys()
    for name, columns in FROZEN.items():
        assert set(columns.split()) <= set(table(name).names), name


def test_every_column_is_frozen() -> None:
    """A new column is promised from the day it is published: write it down above."""
    assert {t.name: set(t.names) for t in TABLES} == {name: set(columns.split()) for name, columns in FROZEN.items()}


@pytest.mark.parametrize("made", TABLES, ids=lambda t: t.name)
def test_a_table_and_its_columns_are_described(made: Table) -> None:
    assert len(made.names) == len(set(made.names))
    assert set(made.key) <= set(made.names)
    assert made.arrow.metadata[b"description"]
    for field in made.arrow:
        assert len(field.metadata[b"description"].decode()) > 10, field.name
    for key in made.key:
        assert not made.arrow.field(key).nullable, f"{key} is part of the key"


def test_the_hash_sees_the_contract_and_not_the_prose() -> None:
    first = TABLES[0]
    column = first.columns[0]
    reworded = Table(first.name, "x", first.key, (type(column)(column.name, column.type, "Other words.", column.required), *first.columns[1:]))
    dropped = Table(first.name, first.description, first.key, first.columns[1:])
    assert reworded.schema_hash == first.schema_hash
    assert dropped.schema_hash != first.schema_hash


def test_an_unknown_table_says_which_there_are() -> None:
    with pytest.raises(NotFoundError, match="entries"):
        table("entrys")


def test_the_data_dictionary_is_the_schemas(root: Path) -> None:
    assert (root / "docs" / "data-dictionary.md").read_text(encoding="utf-8") == dictionary(), "type: scr-extract schema --markdown > docs/data-dictionary.md"


def test_the_dictionary_as_a_sheet_has_every_column() -> None:
    rows = list(csv.DictReader(sheet().splitlines()))
    assert [(r["table"], r["column"], r["what it is"]) for r in rows] == [(t.name, c.name, c.description) for t in TABLES for c in t.columns]
    assert {r["vocabulary"] for r in rows if r["column"] == "addressees"} == {"agency"}
