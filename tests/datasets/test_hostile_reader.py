"""A hostile reader of an export: words planted in every column of every table, ids and order that lead back to a source, formulas."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scr_extract import datasets
from scr_extract.datasets.export import Format, Level, export
from scr_extract.datasets.redacting import REFUSED as UNREDACTED
from scr_extract.datasets.sharing import REFUSED
from scr_extract.datasets.tables import TABLES
from scr_extract.errors import NotFoundError
from tests.datasets.made_corpus import corpus

WORDS = (
    "Zebedee",
    "zebedee",
    "Sunny Bank Primary",
    "14 Acacia Avenue",
    "2014-05-23",
    "Yupik",
    "K and J",
    "St Odo Hospital",
    "Ann Other",
    "https://a.example/zebedee",
)


def folder(processed: Path, change: Any) -> Path:
    """The made corpus with its rows changed, table by table."""
    corpus(processed, 40, seed=3)
    for table in TABLES:
        path = processed / "snapshots" / "made0" / f"{table.name}.parquet"
        rows = pq.ParquetFile(path).read().to_pylist() or [_blank(table)]
        pq.write_table(pa.Table.from_pylist(change(table, rows), schema=table.arrow), path)
    return processed


def _blank(table: Any) -> dict[str, Any]:
    empty = {"string": "x", "int32": 0, "bool": False}
    row = {c.name: ([] if "list" in str(c.type) else empty[str(c.type)]) if c.required else None for c in table.columns}
    return row | ({"role": "subject"} if table.name == "children" else {})


def planted(kind: pa.DataType, word: str, there: Any) -> Any:
    """A value of the type whose every string is the word."""
    if pa.types.is_string(kind):
        return word
    if pa.types.is_list(kind):
        return [*(there or []), planted(kind.value_type, word, None)]
    if pa.types.is_struct(kind):
        return {f.name: planted(f.type, word, None) for f in kind}
    return there


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each row has one of the words in all of its strings and lists, but for the ids by which rows belong together."""

    def change(table: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        keep = {"record_id", "review_id", "incident_date"} | ({"role"} if table.name == "children" else set())
        return [row | {c.name: planted(c.type, WORDS[n % len(WORDS)], row[c.name]) for c in table.columns if c.name not in keep} for n, row in enumerate(rows)]

    return folder(tmp_path_factory.mktemp("hostile"), change)


def content(path: Path, format: Format) -> str:
    """All that a reader finds in the file, the parts of a workbook included."""
    if format is Format.PARQUET:
        file = pq.ParquetFile(path)
        return json.dumps(file.read().to_pylist(), ensure_ascii=False) + str(file.schema_arrow) + str(file.metadata.metadata)
    if format is Format.XLSX:
        book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
        cells = [[c.value for c in row] for sheet in book for row in sheet.iter_rows()]
        return json.dumps(cells, ensure_ascii=False) + str(book.properties)
    return path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize("table", [t.name for t in TABLES if t.name not in REFUSED])
def test_no_string_passes_that_is_no_term(hostile: Path, tmp_path: Path, table: str, format: Format) -> None:
    done = export(datasets.current(hostile), table, Level.SHARE, format, tmp_path / "out")
    text = content(tmp_path / "out", format)
    if table == "documents":  # a word in lower case looks like a name that code gives; nothing of a source ever stands in these columns
        assert done.rows == 1
        text = text.replace("zebedee", "")
    assert not [word for word in WORDS if word in text]
    if table != "links":
        assert done.left_out > 0, "what is left out is told"


def test_counts_hold_no_planted_word_either(hostile: Path, tmp_path: Path) -> None:
    export(datasets.current(hostile), "entries", Level.SHARE, Format.CSV, tmp_path / "out.csv", by=["parent_factors", "outcome"])
    assert not [word for word in WORDS if word in (tmp_path / "out.csv").read_text("utf-8-sig")]


@pytest.mark.parametrize("table", [t.name for t in TABLES])
def test_redacted_rows_hold_no_planted_word(tmp_path: Path, table: str) -> None:
    """In the columns that tell of the child: a board's name and an author's are public, and what a program or reviewer gave is no quote."""
    public = {"authors", "lscb", "lscb_id", "lscb_ids", "issue_id", "message", "why", "number", "incident_date"}
    made = {"document_id", "sha256", "text_sha256", "parent_id", "superseded_by", *(c.name for t in TABLES for c in t.columns if c.vocabulary or c.shared)}
    told = ("the Zebedee", "at Sunny Bank School", "14 Acacia Avenue", "2014-05-23")

    def change(of: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [
            row | {c.name: planted(c.type, told[n % len(told)], row[c.name]) for c in of.columns if c.name not in public | made} for n, row in enumerate(rows)
        ]

    found = datasets.current(folder(tmp_path / "p", change))
    if table in UNREDACTED:
        with pytest.raises(NotFoundError, match="not redacted"):
            export(found, table, Level.RESEARCH, Format.JSONL, tmp_path / "out.jsonl", redacted=True)
        return
    export(found, table, Level.RESEARCH, Format.JSONL, tmp_path / "out.jsonl", redacted=True)
    text = (tmp_path / "out.jsonl").read_text("utf-8")
    assert not [word for word in ("Zebedee", "Sunny Bank", "Acacia", "2014-05-23") if word in text]


def test_ids_and_order_do_not_lead_back(tmp_path: Path) -> None:
    """Whoever has the sources can work out record_id and knows the order of the documents: neither stands in what is shared."""
    found = datasets.current(folder(tmp_path / "p", lambda _, rows: rows))
    for table in ("entries", "recommendations", "links"):
        export(found, table, Level.SHARE, Format.JSONL, tmp_path / f"{table}.jsonl")
    shared = {name: [json.loads(line) for line in (tmp_path / f"{name}.jsonl").read_text().splitlines()] for name in ("entries", "recommendations")}
    before = found.arrow("entries").to_pylist()
    ids = [row["record_id"] for row in shared["entries"]]
    assert not {row["record_id"] for row in before} & set(ids)
    guessed = {hashlib.sha256(row["record_id"].encode()).hexdigest()[:16] for row in before}
    assert not guessed & set(ids)
    assert len(set(ids)) == len(before)
    assert {row["record_id"] for row in shared["recommendations"]} <= set(ids), "rows of one snapshot's tables still belong together"
    assert len({row["review_id"] for row in shared["entries"]}) == len({row["review_id"] for row in before})
    facts = ("outcome", "age_band", "n_recommendations", "child_sex")
    assert [tuple(r[f] for f in facts) for r in shared["entries"]] != [tuple(r[f] for f in facts) for r in before]


def test_siblings_are_not_told(tmp_path: Path) -> None:
    """How many sisters and brothers there are, of what age, is what a family is known by."""
    kids = [("Z", "sibling", "male", 80.0), ("Y", "subject", "female", 20.0), ("X", "sibling", "female", 40.0), ("W", "subject", "female", 20.0)]

    def change(table: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        if table.name == "children":
            return [
                _blank(table) | {"record_id": "v00000a", "ordinal": n, "child": c, "role": role, "sex": sex, "age_months_min": age, "age_months_max": age}
                for n, (c, role, sex, age) in enumerate(kids, 1)
            ]
        if table.name == "values":
            names = [_blank(table) | {"record_id": "v00000a", "field": "children", "ordinal": n, "status": "found"} for n in range(1, 5)]
            return [row | {"origin": "extracted", "rule_id": "children.heading_name"} for row in names]
        return rows

    found = datasets.current(folder(tmp_path / "p", change))
    for table in ("children", "values"):
        export(found, table, Level.SHARE, Format.CSV, tmp_path / f"{table}.csv")
    told = list(csv.DictReader((tmp_path / "children.csv").read_text("utf-8-sig").splitlines()))
    assert [(r["ordinal"], r["role"], r["sex"], r["age_band"]) for r in told] == [("1", "subject", "female", "1_5"), ("2", "subject", "female", "1_5")]
    assert len(list(csv.DictReader((tmp_path / "values.csv").read_text("utf-8-sig").splitlines()))) == 1


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize("by", [(), ("outcome",)])
def test_every_format_holds_the_same_rows(hostile: Path, tmp_path: Path, format: Format, by: tuple[str, ...]) -> None:
    found = datasets.current(hostile)
    done = export(found, "entries", Level.SHARE, format, tmp_path / "out", by=by)
    raw = (tmp_path / "out").read_bytes()
    if format is Format.CSV:
        read = len(list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))) - 1
    elif format is Format.JSONL:
        read = len(raw.decode().split("\n")) - 1
    elif format is Format.XLSX:
        read = openpyxl.load_workbook(io.BytesIO(raw))["rows"].max_row - 1
    else:
        read = pq.ParquetFile(tmp_path / "out").metadata.num_rows
    assert read == done.rows > 0


@pytest.mark.parametrize("level", list(Level))
@pytest.mark.parametrize("format", list(Format))
def test_a_table_without_rows_has_its_columns(tmp_path: Path, format: Format, level: Level) -> None:
    corpus(tmp_path / "p", 0, seed=1)
    export(datasets.current(tmp_path / "p"), "entries", level, format, tmp_path / "out")
    if format is not Format.JSONL:
        text = content(tmp_path / "out", format)
        assert "age_band" in text
        assert ("child_names" in text) is (level is Level.RESEARCH)


def test_parquet_of_the_research_level_keeps_its_types(tmp_path: Path) -> None:
    corpus(tmp_path / "p", 3, seed=1)
    export(datasets.current(tmp_path / "p"), "entries", Level.RESEARCH, Format.PARQUET, tmp_path / "out")
    entries = next(t for t in TABLES if t.name == "entries")
    assert pq.read_schema(tmp_path / "out").types == entries.arrow.types


FORMULAS = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1",
    "\u00a0=1",
    "\uff1d1+1",
    '=HYPERLINK("http://a.example","x")',
    "{=1}",
    "=cmd|' /C calc'!A0",
)


@pytest.mark.parametrize("format", [Format.CSV, Format.XLSX])
def test_no_cell_is_a_formula(tmp_path: Path, format: Format) -> None:
    def change(table: Any, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        draw = random.Random(1)
        return [row | {"title": draw.choice(FORMULAS), "keywords": ["plain", draw.choice(FORMULAS)]} if table.name == "entries" else row for row in rows]

    found = datasets.current(folder(tmp_path / "p", change))
    export(found, "entries", Level.RESEARCH, format, tmp_path / "out")
    if format is Format.CSV:
        cells = [cell for row in csv.reader(io.StringIO((tmp_path / "out").read_text("utf-8-sig"), newline="")) for cell in row]
    else:
        book = openpyxl.load_workbook(io.BytesIO((tmp_path / "out").read_bytes()))
        assert not [c for row in book["rows"].iter_rows() for c in row if c.data_type == "f"]
        cells = [str(c.value) for row in book["rows"].iter_rows() for c in row if isinstance(c.value, str)]
    parts = [part for cell in cells for part in cell.split("; ")]
    assert any("'=1" in part for part in parts)
    assert not [part for part in parts if part.strip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"))]


def test_a_sheet_that_cannot_hold_all_rows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus(tmp_path / "p", 9, seed=1)
    monkeypatch.setattr("scr_extract.datasets.export._SHEET_ROWS", 5)
    with pytest.raises(NotFoundError, match="do not fit a sheet"):
        export(datasets.current(tmp_path / "p"), "entries", Level.SHARE, Format.XLSX, tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()
