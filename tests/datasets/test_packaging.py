"""Every snapshot describes itself to other programs: the real validators of Frictionless and Croissant read all of its rows."""

from __future__ import annotations

import json
import re
import socket
import warnings
from pathlib import Path

import pytest

from scr_extract import datasets
from scr_extract.datasets.packaging import CROISSANT, DATAPACKAGE, descriptions
from scr_extract.datasets.read import Snapshot
from scr_extract.datasets.tables import TABLES
from scr_extract.ingest import ingest


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Snapshot:
    folder = tmp_path_factory.mktemp("packaging")
    ingest([root / "raw" / "samples" / "thornby_bulletin_cp1252.txt"], folder)
    return datasets.current(folder)


def test_the_manifest_promises_the_descriptions_and_they_say_what_the_tables_hold(found: Snapshot) -> None:
    assert found.manifest["files"].keys() == {DATAPACKAGE, CROISSANT}
    package = json.loads((found.path / DATAPACKAGE).read_bytes())
    said = {r["name"]: ([f["name"] for f in r["schema"]["fields"]], r["rows"]) for r in package["resources"]}
    assert said == {t.name: (list(t.names), found.manifest["tables"][t.name]["rows"]) for t in TABLES}
    again = descriptions(found.path, found.manifest["tables"], found.manifest["made_with"])
    assert all((found.path / name).read_bytes() == raw for name, raw in again.items())


def test_it_says_how_to_cite_it_and_whose_the_words_are(found: Snapshot) -> None:
    said = json.loads((found.path / CROISSANT).read_bytes())
    assert f"{found.manifest['tables']['entries']['rows']} entries" in said["citeAs"]
    assert f"scr-extract {said['version']}" in said["citeAs"]
    other = {name: table | {"sha256": "0"} for name, table in found.manifest["tables"].items()}
    assert json.loads(descriptions(found.path, other, found.manifest["made_with"])[CROISSANT])["citeAs"] != said["citeAs"]
    assert "board" in said["copyrightNotice"]
    assert said["copyrightNotice"] in json.loads((found.path / DATAPACKAGE).read_bytes())["description"]
    assert not {"license", "licenses", "datePublished"} & said.keys()


@pytest.fixture
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a validator asked for the network")

    monkeypatch.setattr(socket.socket, "connect", refused)


@pytest.mark.real
@pytest.mark.usefixtures("_no_network")
def test_frictionless_finds_every_row_valid(found: Snapshot) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own, about its dependencies
        import frictionless

        report = frictionless.validate(str(found.path / DATAPACKAGE))
        assert report.valid, report.flatten(["fieldName", "type"])
        read = {task.name: task.stats.get("rows") or 0 for task in report.tasks}
        assert read == {t.name: found.manifest["tables"][t.name]["rows"] for t in TABLES}

        broken = json.loads((found.path / DATAPACKAGE).read_bytes())
        next(f for r in broken["resources"] if r["name"] == "entries" for f in r["schema"]["fields"] if f["name"] == "outcome")["constraints"] = {"enum": ["x"]}
        assert not frictionless.Package.from_descriptor(broken, basepath=str(found.path)).validate().valid


@pytest.mark.real
@pytest.mark.usefixtures("_no_network")
def test_croissant_finds_nothing_wrong_and_reads_every_row(found: Snapshot) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import mlcroissant

        dataset = mlcroissant.Dataset(str(found.path / CROISSANT))
        assert not dataset.metadata.issues.errors
        missing = sorted(re.findall(r'"https?://[^"]*/(\w+)" is recommended', " ".join(dataset.metadata.issues.warnings)))
        assert missing == ["datePublished", "license"], "the two that cannot be true"
        for name in ("entries", "values", "children"):
            rows = list(dataset.records(name))
            assert len(rows) == found.manifest["tables"][name]["rows"] > 0
