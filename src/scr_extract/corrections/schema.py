"""The tables of the store and the connection to it: SQLite by default, PostgreSQL by URL. Rows cannot be changed or removed."""

from __future__ import annotations

import os
import sqlite3
import time
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

FORMAT = 1
"""Raised when the tables change; a store of a later format is refused."""
PATIENCE = 30.0
"""Seconds to wait for another writer."""

_META = sa.MetaData()
CORRECTIONS = sa.Table(
    "corrections",
    _META,
    sa.Column("correction_id", sa.Text, primary_key=True),
    sa.Column("document_id", sa.Text, nullable=False, index=True),
    sa.Column("record_id", sa.Text, nullable=False, index=True),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("field", sa.Text),
    sa.Column("ordinal", sa.Integer),
    sa.Column("value", sa.Text),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("evidence", sa.Text, nullable=False),
    sa.Column("seen_value", sa.Text),
    sa.Column("seen_reading", sa.Text),
    sa.Column("seen_fingerprint", sa.Text, nullable=False),
    sa.Column("reviewer", sa.Text, nullable=False),
    sa.Column("made_at", sa.Text, nullable=False, index=True),
    sa.Column("note", sa.Text),
    sa.Column("blind", sa.Boolean, nullable=False),
    sa.Column("undoes", sa.Text, sa.ForeignKey("corrections.correction_id")),
)
ABOUT = sa.Table("about", _META, sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))

_LOCK = 0x5C12E7
"""The number of the lock that writers to a PostgreSQL store take turns with."""
_REFUSE = {
    "sqlite": [
        "CREATE TRIGGER IF NOT EXISTS corrections_{0} BEFORE {0} ON corrections BEGIN SELECT RAISE(ABORT, 'corrections are only ever added'); END",
    ],
    "postgresql": [
        "CREATE OR REPLACE FUNCTION corrections_stay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'corrections are only ever added'; END $$",
        "CREATE OR REPLACE TRIGGER corrections_{0} BEFORE {0} ON corrections FOR EACH ROW EXECUTE FUNCTION corrections_stay()",
    ],
}
_ALLOW = {"sqlite": "DROP TRIGGER corrections_{0}", "postgresql": "DROP TRIGGER corrections_{0} ON corrections"}


def engine(url: sa.URL) -> sa.Engine:
    """An engine for the store; an SQLite file is made for its owner alone where there is none. No error of it holds a value."""
    if url.get_backend_name() == "sqlite":
        if url.database:
            _make_file(Path(url.database))
        made = sa.create_engine(url, connect_args={"timeout": PATIENCE}, hide_parameters=True)
        event.listen(made, "connect", _sqlite_connected)
        event.listen(made, "begin", _sqlite_begins)
        return made
    return sa.create_engine(url, pool_pre_ping=True, hide_parameters=True)


def _make_file(path: Path) -> None:
    """The file and its folders, readable by their owner alone: SQLite gives its side files the same rights."""
    for folder in reversed([p for p in path.parents if not p.exists()]):
        folder.mkdir(mode=0o700, exist_ok=True)
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def _sqlite_connected(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None  # transactions begin where we say, not at the driver's first write
    _into_wal(connection)
    for pragma in ("synchronous = FULL", "foreign_keys = ON", "secure_delete = ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def _into_wal(connection: sqlite3.Connection) -> None:
    """The switch to WAL, which SQLite does not wait for: where another program is making the same store it is "locked" at once."""
    until = time.monotonic() + PATIENCE
    while not _in_wal(connection):
        if time.monotonic() > until:
            raise sqlite3.OperationalError("database is locked")
        time.sleep(0.01)


def _in_wal(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("PRAGMA journal_mode = WAL").close()
    except sqlite3.OperationalError as locked:
        if locked.sqlite_errorcode == sqlite3.SQLITE_BUSY:
            return False
        raise
    return True


def _sqlite_begins(connection: sa.Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def take_turn(connection: sa.Connection) -> None:
    """Writers go one after the other: SQLite began immediately, PostgreSQL takes a lock that ends with the transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def create(connection: sa.Connection) -> None:
    """The tables, where they are not there yet, and the triggers that keep their rows."""
    take_turn(connection)
    _META.create_all(connection)
    if connection.scalar(sa.select(ABOUT.c.value).where(ABOUT.c.name == "format")) is None:
        keep_rows(connection)
        connection.execute(ABOUT.insert().values(name="format", value=str(FORMAT)))


def keep_rows(connection: sa.Connection) -> None:
    for statement in _REFUSE[connection.dialect.name]:
        for what in ("UPDATE", "DELETE") if "{0}" in statement else ("",):
            connection.exec_driver_sql(statement.format(what))


def let_rows_go(connection: sa.Connection) -> None:
    """For a withdrawal alone: until `keep_rows`, within one transaction."""
    connection.exec_driver_sql(_ALLOW[connection.dialect.name].format("DELETE"))


def format_of(connection: sa.Connection) -> int:
    return int(connection.scalar(sa.select(ABOUT.c.value).where(ABOUT.c.name == "format")) or 0)
