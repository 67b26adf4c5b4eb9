"""`prefect.yaml` names flows that are there, with parameters they have, on British clocks, one run at a time. No Prefect is started here."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
DEPLOYMENTS: list[dict[str, Any]] = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]


@pytest.mark.parametrize("said", DEPLOYMENTS, ids=lambda d: d["name"])
def test_a_deployment_can_be_made(said: dict[str, Any]) -> None:
    path, _, name = said["entrypoint"].partition(":")
    made = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    (flow,) = (f for f in made.body if isinstance(f, ast.FunctionDef) and f.name == name)
    assert said["parameters"].keys() <= {a.arg for a in flow.args.args}
    assert said["concurrency_limit"] == 1
    assert [s["timezone"] for s in said["schedules"]] == ["Europe/London"]
    assert said["work_pool"]["name"] == "scr-extract"
