"""The notebook runs from its first cell to its last on the samples, and its charts show what the tables hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from scr_extract import datasets
from scr_extract.ingest import ingest

VEGA = "application/vnd.vegalite.v6+json"


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("processed")
    ingest([root / "raw" / "samples"], folder)
    return folder


@pytest.fixture(scope="module")
def charts(processed: Path, root: Path) -> list[dict[str, Any]]:
    """The charts of the executed notebook, as Vega-Lite."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCR_PROCESSED", str(processed))
        notebook = nbformat.read(root / "notebooks" / "first_look.ipynb", as_version=4)  # type: ignore[no-untyped-call]
        NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(root / "notebooks")}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output["data"][VEGA] for output in outputs if VEGA in output.get("data", {})]


def _total(chart: dict[str, Any], column: str) -> int:
    (rows,) = chart["datasets"].values()
    return sum(row[column] for row in rows)


def test_both_charts_hold_every_row_they_speak_of(charts: list[dict[str, Any]], processed: Path) -> None:
    by_band, by_addressee = charts
    children = datasets.load("children", processed=processed)
    made = datasets.load("recommendations", processed=processed)
    made = made[made["output_type"] == "recommendation"]
    assert _total(by_band, "Children") == (children["role"] == "subject").sum() > 0
    assert _total(by_addressee, "Recommendations") == sum(max(1, len(names)) for names in made["addressees"]) > 0


def test_each_chart_names_its_denominator(charts: list[dict[str, Any]], processed: Path) -> None:
    reviews = len(datasets.load("entries", processed=processed))
    assert all(f"out of {reviews} reviews read" in chart["title"]["subtitle"] for chart in charts)


def test_it_is_kept_without_outputs(root: Path) -> None:
    notebook = nbformat.read(root / "notebooks" / "first_look.ipynb", as_version=4)  # type: ignore[no-untyped-call]
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in notebook.cells if cell.cell_type == "code")
