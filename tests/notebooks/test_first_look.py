"""The notebook runs from its first cell to its last on the samples, and its charts show what the tables hold."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from scr_extract import datasets
from scr_extract.ingest import ingest

_SHOWN = "import json; print(json.dumps([by_band.to_dict('records'), by_addressee.to_dict('records')]))"


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("processed")
    ingest([root / "raw" / "samples"], folder)
    return folder


@pytest.fixture(scope="module")
def executed(processed: Path, root: Path) -> Any:
    """The notebook after it ran, with one more cell that prints what the charts were drawn from."""
    notebook = _notebook(root)
    notebook.cells.append(nbformat.v4.new_code_cell(_SHOWN))  # type: ignore[no-untyped-call]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SCR_PROCESSED", str(processed))
        NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(root / "notebooks")}}).execute()
    return notebook


def _notebook(root: Path) -> Any:
    return nbformat.read(root / "notebooks" / "first_look.ipynb", as_version=4)  # type: ignore[no-untyped-call]


def _charts(notebook: Any) -> list[str]:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return [output["data"]["image/svg+xml"] for output in outputs if "image/svg+xml" in output.get("data", {})]


@pytest.mark.real
def test_the_charts_count_every_row_they_speak_of(executed: Any, processed: Path) -> None:
    by_band, by_addressee = json.loads(executed.cells[-1]["outputs"][0]["text"])
    children = datasets.load("children", processed=processed)
    made = datasets.load("recommendations", processed=processed)
    made = made[made["output_type"] == "recommendation"]
    assert sum(row["Children"] for row in by_band) == (children["role"] == "subject").sum() > 0
    assert sum(row["Recommendations"] for row in by_addressee) == sum(max(1, len(names)) for names in made["addressees"]) > 0
    assert all(row["Age band"] and row["Outcome"] for row in by_band)


@pytest.mark.real
def test_charts_are_drawn_with_their_denominators(executed: Any, processed: Path) -> None:
    frame = datasets.load("entries", processed=processed)
    drawn = _charts(executed)
    assert len(drawn) == 3
    assert all(f"out of {len(frame)} entries read" in svg for svg in drawn[:2])
    assert f"of {frame['review_id'].nunique()} reviews read" in drawn[2]
    assert "Not stated" in drawn[0]


def test_it_is_kept_without_outputs(root: Path) -> None:
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in _notebook(root).cells if cell.cell_type == "code")
