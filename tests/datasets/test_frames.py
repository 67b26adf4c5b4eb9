"""Reading what is published: pandas, DuckDB and Polars, by origin, with the coding frame's categories, and how it is cited."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from scr_extract import datasets
from scr_extract.datasets.frames import _of_origin, _origins
from scr_extract.datasets.schema import STRING, STRINGS
from scr_extract.datasets.tables import TABLES
from scr_extract.errors import NotFoundError
from scr_extract.ingest import ingest
from scr_extract.resources.loader import lookup


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("frames")
    ingest([root / "raw" / "samples" / "marlbrook_newsletter_spring_2018.md"], folder)
    return folder


def test_every_coded_column_names_a_list_that_holds_its_values(processed: Path) -> None:
    coded = [(t.name, c) for t in TABLES for c in t.columns if c.vocabulary]
    assert len(coded) == 18
    for table, column in coded:
        assert column.type in (STRING, STRINGS)
        frame = datasets.load(table, processed=processed)
        there = frame[column.name].explode().dropna()
        assert set(there) <= set(datasets.labels(table, column.name)), (table, column.name)
    assert {c.vocabulary for _, c in coded} == lookup("coding_frame").keys()


def test_a_frame_has_arrow_types_categories_and_lists_that_explode(processed: Path) -> None:
    entries = datasets.load("entries", processed=processed)
    assert isinstance(entries["title"].dtype, pd.ArrowDtype)
    assert list(entries["outcome"].cat.categories) == list(datasets.vocabulary("outcome"))
    factors = entries.explode("parent_factors")["parent_factors"].dropna()
    assert "mental_health" in set(factors)


def test_a_value_the_coding_frame_lost_is_kept(processed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    short = {k: v for k, v in datasets.vocabulary("outcome").items() if k != "fatal"}
    monkeypatch.setattr("scr_extract.datasets.frames.vocabulary", lambda name: short if name == "outcome" else dict(lookup("coding_frame")[name]))
    outcomes = datasets.load("entries", processed=processed)["outcome"]
    assert list(outcomes.cat.categories)[-1] == "fatal"
    assert (outcomes == "fatal").sum() > 2


def test_origins_that_are_not_there_say_which_are(processed: Path) -> None:
    assert len(datasets.load("values", processed=processed, origin="reviewed")) == 0
    everything = datasets.load("values", processed=processed)
    assert len(datasets.load("values", processed=processed, origin=["extracted", "reviewed"])) == len(everything) > 100
    with pytest.raises(NotFoundError, match="confirmed"):
        datasets.load("values", processed=processed, origin="guessed")
    with pytest.raises(NotFoundError, match="have no origin"):
        datasets.load("documents", processed=processed, origin="reviewed")
    with pytest.raises(NotFoundError, match="outcome"):
        datasets.labels("entries", "title")
    with pytest.raises(NotFoundError, match="agency"):
        datasets.vocabulary("agencies")


def test_an_entry_is_reviewed_when_each_of_its_fields_is() -> None:
    entries = pa.table({"record_id": ["a", "b", "c"], "check_status": ["unchecked", "confirmed", "stale_correction"]})
    children = pa.table({"record_id": ["a", "b", "b", "c"]})
    kept = {origin: _of_origin(children, "children", _origins(origin), entries)["record_id"].to_pylist() for origin in ("reviewed", "extracted")}
    assert kept == {"reviewed": ["b", "b"], "extracted": ["a"]}
    values = pa.table({"record_id": ["a", "a", "b"], "origin": ["corrected", "extracted", "confirmed"]})
    assert _of_origin(values, "values", _origins("reviewed"), entries)["record_id"].to_pylist() == ["a", "b"]


def test_a_citation_says_what_made_it_and_how_much_there_is(processed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = datasets.current(processed)
    datasets.cite(processed=processed)
    said = capsys.readouterr().out
    assert said == datasets.citation(found.id, processed=processed) + "\n"
    rows = found.manifest["tables"]["entries"]["rows"]
    day = (processed / "published.jsonl").read_text().split('"at": "')[1][:10]
    for part in (found.id, found.manifest["made_with"]["code"], found.manifest["made_with"]["model"], f"{rows} entries", f"0 of {rows}", f"published {day}"):
        assert part in said


def test_a_home_folder_may_be_written_short(processed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(processed.parent))
    assert datasets.current(f"~/{processed.name}").id == datasets.current(processed).id
    assert len(datasets.load("entries", processed=f"~/{processed.name}")) > 0


def test_what_others_read_from_a_frame_is_the_same(processed: Path) -> None:
    """DuckDB and Polars take the frame itself, structures explode, and categories take their labels."""
    import duckdb
    import polars as pl

    entries, values = datasets.load("entries", processed=processed), datasets.load("values", processed=processed)
    counted = {str(outcome): int(n) for outcome, n in entries["outcome"].value_counts().items() if n}
    duck: Any = duckdb.sql("SELECT outcome, count(*) FROM entries WHERE outcome IS NOT NULL GROUP BY 1")
    assert dict(duck.fetchall()) == counted
    assert pl.from_pandas(values).height == len(values)
    quotes = values.explode("alternatives")["alternatives"].dropna().struct.field("quote")
    assert len(quotes) > 0
    outcomes: Any = entries["outcome"]
    labels = dict(datasets.labels("entries", "outcome"))
    assert set(outcomes.cat.rename_categories(labels).dropna()) == {labels[o] for o in outcomes.dropna()}


def test_duckdb_and_polars_read_the_same(processed: Path) -> None:
    import duckdb
    import polars as pl

    file = datasets.current(processed).file("entries")
    frame = datasets.load("entries", processed=processed)
    expected = frame.explode("parent_factors").dropna(subset=["parent_factors"]).groupby("parent_factors").size().to_dict()
    assert expected
    duck = duckdb.execute("SELECT f, count(*) FROM (SELECT unnest(parent_factors) AS f FROM read_parquet(?)) GROUP BY f", [str(file)]).fetchall()
    assert dict(duck) == expected
    polar = pl.read_parquet(file).explode("parent_factors").drop_nulls("parent_factors").group_by("parent_factors").len()
    assert dict(polar.iter_rows()) == expected
