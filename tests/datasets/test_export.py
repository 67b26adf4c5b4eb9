"""What leaves the machine: nothing that was planted in the sources to be found."""

from __future__ import annotations

import csv
import hashlib
import json
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from scr_extract import datasets
from scr_extract.cli import app
from scr_extract.datasets.export import Format, Level, cell, export, key
from scr_extract.datasets.redaction import digest, redacted
from scr_extract.datasets.sharing import REFUSED
from scr_extract.datasets.tables import TABLES
from scr_extract.errors import NotFoundError
from scr_extract.ingest import ingest

NAME, TOWN, DAY = "Zebedee", "Wiggleswick", "23 May 2014"
TEXT = (
    f"Serious case review: {NAME}\nAuthor: Ann Other\nLSCB: Poole Safeguarding Children Board (June 2015)\n\n"
    f"Death of a 3-year-old boy on {DAY} in {TOWN}. {NAME} attended Sunny Bank Nursery. His mother was 19. "
    "Findings include: visits were missed.\nRecommendations include: ask the police of Wiggleswick what they know.\nKeywords: infant deaths\n"
)
PLANTED = (NAME, TOWN, DAY, "2014-05-23", "Ann Other", "Poole", "Sunny Bank", "Zebedee.md", "3-year-old", "visits were missed")


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("export")
    (root / f"{NAME}.md").write_text(TEXT, encoding="utf-8")
    ingest([root / f"{NAME}.md"], root / "processed")
    return root / "processed"


def words(path: Path, format: Format) -> str:
    if format is Format.PARQUET:
        return json.dumps(pq.ParquetFile(path).read().to_pylist(), ensure_ascii=False)
    if format is Format.XLSX:
        return json.dumps([[c.value for c in row] for row in openpyxl.load_workbook(path)["rows"].iter_rows()], ensure_ascii=False)
    return path.read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize("table", [t.name for t in TABLES])
def test_the_share_level_holds_nothing_that_was_planted(processed: Path, tmp_path: Path, table: str, format: Format) -> None:
    found, output = datasets.current(processed), tmp_path / f"out.{format}"
    assert any(p in json.dumps(found.arrow("entries").to_pylist()) for p in PLANTED)
    if table in REFUSED:
        with pytest.raises(NotFoundError, match=REFUSED[table]):
            export(found, table, Level.SHARE, format, output)
        assert not output.exists()
        return
    export(found, table, Level.SHARE, format, output)
    text = words(output, format)
    assert not [p for p in PLANTED if p in text]


def test_exact_things_become_coarse(processed: Path, tmp_path: Path) -> None:
    done = export(datasets.current(processed), "entries", Level.SHARE, Format.CSV, tmp_path / "out.csv")
    assert (done.rows, done.singled_out) == (1, 1)
    (row,) = csv.DictReader((tmp_path / "out.csv").read_text("utf-8-sig").splitlines())
    assert (row["age_band"], row["incident_year"], row["incident_quarter"], row["published_quarter"]) == ("1_5", "2014", "2014-Q2", "2015-Q2")
    assert row["region"]
    assert (tmp_path / "out.csv").stat().st_mode & 0o077 == 0


def test_the_research_level_holds_everything(processed: Path, tmp_path: Path) -> None:
    export(datasets.current(processed), "entries", Level.RESEARCH, Format.JSONL, tmp_path / "out.jsonl")
    assert NAME in (tmp_path / "out.jsonl").read_text("utf-8")


@pytest.mark.parametrize("table", ["entries", "children", "recommendations", "findings", "values"])
def test_redacted_quotes_point_at_nobody_and_can_be_checked(processed: Path, tmp_path: Path, table: str) -> None:
    found = datasets.current(processed)
    export(found, table, Level.RESEARCH, Format.JSONL, tmp_path / "out.jsonl", redacted=True)
    text = (tmp_path / "out.jsonl").read_text("utf-8")
    assert not [p for p in (NAME, TOWN, DAY, "2014-05-23", "Sunny Bank") if p in text]
    before = found.arrow(table).to_pylist()
    after = [json.loads(line) for line in text.splitlines()]
    main = {"entries": "text", "children": "age_text", "recommendations": "text", "findings": "text", "values": "quote"}[table]
    assert [row[f"{main}_hmac"] for row in after] == [digest(row[main], key(found)) for row in before]
    plain = {hashlib.sha256(row[main].encode()).hexdigest() for row in before if row[main]}
    assert plain
    assert not [sha for sha in plain if sha in text], "who tries names in the gaps must not see when one fits"
    if "start" in before[0]:
        assert [(row["start"], row["end"]) for row in after] == [(row["start"], row["end"]) for row in before]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Child K died on 3rd June 2015.", "[name] died on [day]."),
        ("He went to St Wilfred Primary School.", "He went to [place]."),
        ("In June 2015 the plan ended.", "In June 2015 the plan ended."),
        ("seen on 14 March and again", "seen on [day] and again"),
        ("seen on 23/05/2014 and 23.5.14", "seen on [day] and [day]"),
        ("with sister K and an aunt, AB, and the GP of the LSCB", "with sister [name] and an aunt, [name], and the GP of the LSCB"),
        ("ring 01204 555123 or see https://a.example/zebedee", "ring [address] or see [address]"),
        ("A plan was made and I agreed.", "A plan was made and I agreed."),
        ("", ""),
        (None, None),
    ],
)
def test_redacted(text: str | None, expected: str | None) -> None:
    assert redacted(text) == expected


@pytest.mark.parametrize("text", ["=1+1", "+44", "-1", "@x", "\tx", "\rx", '=HYPERLINK("x")'])
def test_nothing_is_a_formula(text: str) -> None:
    assert cell(text) == f"'{text}"
    assert str(cell([text, "b"])).startswith("'")


@pytest.mark.parametrize(
    ("given", "said"), [(["--by", ","], "--by"), (["--output", "."], "name a file"), (["--format", "doc"], "no format"), (["--level", "all"], "no level")]
)
def test_what_is_asked_wrongly_writes_nothing(processed: Path, tmp_path: Path, given: list[str], said: str) -> None:
    output = tmp_path / "out.csv"
    done = CliRunner().invoke(app, ["export", "--processed", str(processed), "--output", str(output), *given], env={"NO_COLOR": "1", "COLUMNS": "200"})
    assert done.exit_code == 2
    assert said in done.stderr
    assert not output.exists()


def test_a_column_that_is_not_there(processed: Path, tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no column 'lscb' at this level"):
        export(datasets.current(processed), "entries", Level.SHARE, Format.CSV, tmp_path / "x.csv", by=["lscb"])
