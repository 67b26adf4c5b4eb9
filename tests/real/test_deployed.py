"""What docs/scheduling.md says beyond the ingest on one machine, done: the weekly evaluation, the object store, a work pool with its
worker, and a Prefect server that keeps its own things in PostgreSQL."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from scr_extract import datasets
from scr_extract.datasets import carrying, objects
from scr_extract.ingest import ingest
from tests.real.conftest import serving
from tests.real.test_flows import BULLETIN, _call, _filter, run

pytestmark = pytest.mark.real


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "good.txt").write_text(BULLETIN)
    return folder


def artifact(server: dict[str, str], key: str) -> dict[str, Any]:
    (latest,) = _filter(server, "artifacts/latest", {"artifacts": {"key": {"any_": [key]}}})
    found: dict[str, Any] = latest
    return found


def test_the_evaluation_says_how_well_the_tables_agree(root: Path, server: dict[str, str], inbox: Path, tmp_path: Path) -> None:
    """As `scr-extract evaluate` counts them: its scores by field as an artifact, without a word of the text."""
    ingest([inbox], tmp_path / "processed")
    answers = {"file": "good.txt", "position": 1, "title": "Child V", "child_names": ["Child V"], "authors": ["Somebody Else"], "published_year": 2015}
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(answers) + "\n")
    known = ["--gold", str(gold), "--processed", str(tmp_path / "processed")]
    done = subprocess.run([sys.executable, "flows/evaluate.py", *known], cwd=root, env=server, capture_output=True, text=True, check=False, timeout=600)
    assert done.returncode == 0, done.stderr[-4000:]
    told = subprocess.run([Path(sys.executable).with_name("scr-extract"), "evaluate", *known, "--json"], capture_output=True, text=True, check=True)
    scores = json.loads(told.stdout)
    latest = artifact(server, "scr-extract-evaluation")
    table = {row["field"]: row for row in json.loads(latest["data"])}
    assert table.keys() == {*scores["fields"], "all fields"}
    for name, score in (*scores["fields"].items(), ("all fields", scores["all_fields"])):
        assert [table[name][k] for k in ("right", "false", "missed")] == [score[k] for k in ("right", "false", "missed")], name
    assert (table["authors"]["right"], table["authors"]["false"], table["published_year"]["right"]) == (0, 1, 1)
    assert done.stdout.strip() == latest["description"] == f"F1 over all fields: {scores['all_fields']['f1']['value']}"
    assert 0 < scores["all_fields"]["f1"]["value"] < 1
    (flow_run,) = _filter(server, "flow_runs", {"flow_runs": {"id": {"any_": [latest["flow_run_id"]]}}})
    assert flow_run["state"]["type"] == "COMPLETED"
    for said in (done.stderr, done.stdout, json.dumps(latest), json.dumps(flow_run)):
        assert "Ann Other" not in said
        assert "Somebody Else" not in said


def test_a_run_also_publishes_in_an_object_store(root: Path, server: dict[str, str], address: str, stand_in: str, inbox: Path, tmp_path: Path) -> None:
    environment = server | {"AWS_ENDPOINT_URL": stand_in, "AWS_ACCESS_KEY_ID": "made", "AWS_SECRET_ACCESS_KEY": "up", "AWS_REGION": "us-east-1"}
    done = run(root, environment, str(inbox), "--processed", str(tmp_path / "processed"), "--to", address)
    assert done.returncode == 0, done.stderr[-4000:]
    assert objects.current(address).id == datasets.current(tmp_path / "processed").id
    assert datasets.arrow("entries", processed=address).equals(datasets.arrow("entries", processed=tmp_path / "processed"))


def test_a_run_reads_from_an_address_and_keeps_its_tables_at_one(root: Path, server: dict[str, str], address: str, stand_in: str, tmp_path: Path) -> None:
    carrying.put_all(objects.opened(address), {"in/good.txt": BULLETIN.encode})
    aws = {"AWS_ENDPOINT_URL": stand_in, "AWS_ACCESS_KEY_ID": "made", "AWS_SECRET_ACCESS_KEY": "up", "AWS_REGION": "us-east-1"}
    done = run(root, server | aws | {"SCR_WORK": str(tmp_path / "work")}, f"{address}/in", "--processed", f"{address}/out")
    assert done.returncode == 0, done.stderr[-4000:]
    assert done.stdout.startswith("1 document, 1 entry; 1 extracted")
    (row,) = datasets.arrow("documents", processed=f"{address}/out").to_pylist()
    assert (row["name"], row["source_url"]) == ("good.txt", f"{address}/in/good.txt")
    assert not Path("s3:").exists()
    assert not (root / "s3:").exists()


def test_a_worker_of_a_work_pool_carries_out_a_run(root: Path, server: dict[str, str], tmp_path: Path) -> None:
    """The commands of docs/scheduling.md, in a folder of its own: the pool, both deployments of prefect.yaml, a worker that does what waits."""
    project = tmp_path / "project"
    (project / "watched").mkdir(parents=True)
    shutil.copytree(root / "flows", project / "flows")
    shutil.copy2(root / "prefect.yaml", project)
    (project / "sources.toml").write_text('[[source]]\nname = "post"\nkind = "folder"\npath = "watched"\nrest_seconds = 0\n')
    (project / "watched" / "good.txt").write_text(BULLETIN)

    def prefect(*arguments: str) -> str:
        command = [str(Path(sys.executable).with_name("prefect")), *arguments]
        path = f"{Path(sys.executable).parent}:{server['PATH']}"  # as after `source .venv/bin/activate`
        environment = server | {"PWD": str(project), "PATH": path}
        done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return done.stdout

    prefect("work-pool", "create", "scr-extract", "--type", "process")
    prefect("work-pool", "set-concurrency-limit", "scr-extract", "1")
    prefect("--no-prompt", "deploy", "--all")
    named = {"work_pools": {"name": {"any_": ["scr-extract"]}}}
    (pool,) = _filter(server, "work_pools", named)
    assert pool["concurrency_limit"] == 1
    deployed = {d["name"]: d for d in _filter(server, "deployments", named)}
    schedules = {name: [(s["schedule"]["cron"], s["schedule"]["timezone"]) for s in d["schedules"]] for name, d in deployed.items()}
    assert schedules == {"scr-extract-ingest": [("0 6 * * *", "Europe/London")], "scr-extract-evaluate": [("0 5 * * 1", "Europe/London")]}
    _call(server, f"deployments/{deployed['scr-extract-ingest']['id']}/create_flow_run", {"state": {"type": "SCHEDULED"}})
    prefect("worker", "start", "--pool", "scr-extract", "--run-once")
    assert datasets.arrow("entries", processed=project / "processed").num_rows == 1
    runs = _filter(server, "flow_runs", {"deployments": {"id": {"any_": [deployed["scr-extract-ingest"]["id"]]}}})
    assert [r["state"]["message"] for r in runs if r["state"]["type"] == "COMPLETED"] == [
        f"1 document, 1 entry; 1 extracted; snapshot {datasets.current(project / 'processed').id}"
    ]


def test_prefect_keeps_its_own_things_in_postgresql(
    root: Path, prefect_environment: dict[str, str], postgres: sa.URL, inbox: Path, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    """A run against a server whose database is a PostgreSQL that is really there; no child's name comes into it."""
    (inbox / "good.txt").write_text(BULLETIN.replace("Child V", "Zebedee Quillfeather"))
    admin = sa.create_engine(postgres, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE prefect"))
    folder = postgres.query["host"]
    home = tmp_path_factory.mktemp("postgres_home")
    environment = prefect_environment | {
        "PREFECT_HOME": str(home),
        "PREFECT_API_DATABASE_CONNECTION_URL": f"postgresql+asyncpg://scr@/prefect?host={folder}",
    }
    prefect = Path(sys.executable).with_name("prefect")
    subprocess.run([prefect, "server", "database", "upgrade", "-y"], env=environment, capture_output=True, check=True, timeout=300)
    with serving(environment, tmp_path) as server:
        done = run(root, server, str(inbox), "--processed", str(tmp_path / "processed"))
        assert done.returncode == 0, done.stderr[-4000:]
        assert artifact(server, "scr-extract-ingest")["description"] == done.stdout.strip()
    assert datasets.arrow("entries", processed=tmp_path / "processed")["child_names"].to_pylist() == [["Zebedee Quillfeather"]]
    assert not list(home.glob("*.db"))
    held = sa.create_engine(postgres.set(database="prefect"))
    with held.connect() as connection:
        assert connection.execute(sa.text("SELECT state_type FROM flow_run")).scalars().all() == ["COMPLETED"]
        tables = connection.execute(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")).scalars().all()
        assert len(tables) > 10
        for table in tables:
            rows = connection.execute(sa.text(f'SELECT t::text FROM "{table}" t')).scalars().all()
            assert not [row for row in rows if row and "Quillfeather" in row], table
    held.dispose()
    admin.dispose()
