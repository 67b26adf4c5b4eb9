"""Every other notebook runs from its first cell to its last on the samples, draws its charts and is kept without outputs."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from scr_extract.ingest import ingest

CHARTS = {"standing_questions": 10, "recommendations": 4, "from_chart_to_quote": 1}


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("processed")
    ingest([root / "raw" / "samples"], folder)
    return folder


def _read(root: Path, name: str) -> Any:
    return nbformat.read(root / "notebooks" / f"{name}.ipynb", as_version=4)  # type: ignore[no-untyped-call]


def test_every_notebook_is_run_by_a_test(root: Path) -> None:
    assert {p.stem for p in (root / "notebooks").glob("*.ipynb")} == CHARTS.keys() | {"first_look"}


@pytest.mark.parametrize("name", CHARTS)
def test_it_is_kept_without_outputs(root: Path, name: str) -> None:
    cells = [cell for cell in _read(root, name).cells if cell.cell_type == "code"]
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)


@pytest.mark.real
@pytest.mark.parametrize("name", CHARTS)
def test_it_runs_and_draws(processed: Path, root: Path, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = _read(root, name)
    monkeypatch.setenv("SCR_PROCESSED", str(processed))
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(root / "notebooks")}}).execute()
    shown = [output.get("data", {}) for cell in notebook.cells for output in cell.get("outputs", [])]
    drawn = [data["image/svg+xml"] for data in shown if "image/svg+xml" in data]
    assert len(drawn) == CHARTS[name]
    assert all(re.search(r"\b(?:of|among) \d+|\d+ reviews", svg) for svg in drawn), "each chart names what it counts"
    if name == "from_chart_to_quote":
        (quotes,) = [data["text/plain"] for data in shown if "record_id" in data.get("text/plain", "")]
        assert "outcome" in quotes
        assert "eath" in quotes
