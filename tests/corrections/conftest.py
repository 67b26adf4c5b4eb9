"""Stores to test on: an SQLite file, and a real PostgreSQL where one is installed."""

from __future__ import annotations

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from scr_extract.corrections.store import Store, open_store

_PATIENCE = 30.0


def _binaries() -> Path | None:
    """The folder of the newest PostgreSQL installed; None where there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda p: int(p.parts[-3]))
    beside = shutil.which("postgres")
    return found[-1].parent if found else Path(beside).parent if beside else None


def _as_owner() -> list[str]:
    """PostgreSQL refuses to run as root: then it runs as the user its package made, or as nobody."""
    if os.geteuid() != 0:
        return []
    import pwd

    known = {p.pw_name for p in pwd.getpwall()}
    return ["setpriv", f"--reuid={'postgres' if 'postgres' in known else 'nobody'}", "--clear-groups", "--"]


@pytest.fixture(scope="session")
def postgres() -> Iterator[sa.URL]:
    """A PostgreSQL of its own on a socket in a folder of its own, stopped at the end. Skips where none is installed."""
    binaries = _binaries()
    if binaries is None:
        pytest.skip("needs PostgreSQL: no /usr/lib/postgresql/*/bin and no `postgres` on the path (Debian: postgresql)")
    owner = _as_owner()
    if owner and shutil.which(owner[0]) is None:
        pytest.skip("needs PostgreSQL, which does not run as root, and `setpriv` (util-linux) to run it as somebody else")
    folder = Path(tempfile.mkdtemp(prefix="scr-pg-", dir="/tmp"))
    folder.chmod(0o777)
    clean = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    data = folder / "data"
    started = None
    try:
        subprocess.run([*owner, str(binaries / "initdb"), "-D", str(data), "-U", "scr", "-A", "trust", "-N"], check=True, capture_output=True, env=clean)
        with (folder / "log").open("wb") as log:
            options = ["-k", str(folder), "-c", "listen_addresses=", "-c", "max_connections=60", "-c", "fsync=off"]
            started = subprocess.Popen([*owner, str(binaries / "postgres"), "-D", str(data), *options], stdout=log, stderr=log, env=clean)
        url = sa.URL.create("postgresql+psycopg", username="scr", database="postgres", query={"host": str(folder)})
        _wait(url, started, folder / "log")
        yield url
    finally:
        if started is not None:
            started.send_signal(signal.SIGINT)  # a fast shutdown: it waits for no client
            started.wait(timeout=_PATIENCE)
        shutil.rmtree(folder)


def _wait(url: sa.URL, started: subprocess.Popen[bytes], log: Path) -> None:
    engine = sa.create_engine(url)
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            engine.connect().close()
            break
        except sa.exc.OperationalError:
            if started.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start: {log.read_text(errors='replace')[-500:]}") from None
            time.sleep(0.1)
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.real)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty store."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'store.sqlite'}"
        return
    server: sa.URL = request.getfixturevalue("postgres")
    name = f"t{secrets.token_hex(6)}"
    admin = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.exec_driver_sql(f"CREATE DATABASE {name}")
    admin.dispose()
    yield server.set(database=name).render_as_string(hide_password=False)


@pytest.fixture
def opener(url: str) -> Callable[[], Store]:
    """Opens the same store again and again; whoever opens closes."""
    return lambda: open_store(store=url)


@pytest.fixture
def store(opener: Callable[[], Store]) -> Iterator[Store]:
    held = opener()
    yield held
    held.close()
