"""What every test stands on: no network, the same random examples each time, and the corpus where it is at hand."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.guard import offline

ROOT = Path(__file__).parents[1]

settings.register_profile("house", derandomize=True, database=None, deadline=None)
settings.load_profile("house")


def pytest_configure(config: pytest.Config) -> None:
    offline.refuse()
    os.environ.pop("SCR_STORE", None)  # whoever runs the tests may have a store of real words: none of them may reach it
    if config.getoption("numprocesses", None) and not hasattr(config, "workerinput"):
        return  # this process only hands tests out: those that run them set the guard for the processes they start
    folders = [str(ROOT / "tests" / "guard"), *filter(None, [os.environ.get("PYTHONPATH")])]
    os.environ["PYTHONPATH"] = os.pathsep.join(folders)


@pytest.fixture(autouse=True)
def _nothing_tries_the_network() -> Iterator[None]:
    before = len(offline.ATTEMPTS)
    yield
    tried = offline.ATTEMPTS[before:]
    offline.ATTEMPTS.clear()
    assert not tried, f"this test tried to leave the machine: {tried}"


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real and held-out texts that is kept beside the repository, never in it. Skips where it is not there."""
    folder = Path(os.environ.get("SCR_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("needs the corpus: no folder `shared` beside the repository (SCR_SHARED says where else)")
    return folder


@pytest.fixture(scope="session")
def stand_in() -> Iterator[str]:
    """The address of a stand-in of S3 on this machine (moto's server)."""
    pytest.importorskip("obstore", reason="obstore is not installed (the `s3` extra)")
    server = pytest.importorskip("moto.server", reason="moto is not installed").ThreadedMotoServer("127.0.0.1", 0)
    server.start()
    try:
        host, port = server.get_host_and_port()
        yield f"http://{host}:{port}"
    finally:
        server.stop()


@pytest.fixture
def address(stand_in: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> str:
    """A place in a bucket of this test's own."""
    import httpx

    for name, value in (("ENDPOINT_URL", stand_in), ("ACCESS_KEY_ID", "made"), ("SECRET_ACCESS_KEY", "up"), ("REGION", "us-east-1")):
        monkeypatch.setenv(f"AWS_{name}", value)
    bucket = re.sub(r"[^a-z0-9]+", "-", request.node.name.lower())[-60:].strip("-")
    httpx.put(f"{stand_in}/{bucket}").raise_for_status()
    return f"s3://{bucket}/reviews/tables"
