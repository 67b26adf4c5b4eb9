"""Where the store of corrections is: beside the outermost processed folder, never inside one, unless the user says where."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from scr_extract.errors import StoreError

if TYPE_CHECKING:
    import sqlalchemy as sa

VARIABLE = "SCR_STORE"
FOLDER = "corrections"
_NAME = "processed"
_SIGNS = ("CURRENT", "ledger")
"""What a processed folder holds, whatever its name."""


def beside(processed: str | Path) -> Path:
    """The SQLite file of a processed folder where nothing else is said.

    That of `processed` is `corrections/processed.sqlite`, that of `processed/demo` `corrections/processed/demo.sqlite`:
    beside the outermost folder that is called `processed` or holds published tables, so that removing any processed
    folder, or all, leaves reviewers' work alone.
    """
    folder = Path(processed).resolve()
    outermost = next((p for p in reversed((folder, *folder.parents)) if _is_processed(p)), folder)
    path = outermost.parent / FOLDER / folder.relative_to(outermost.parent)
    return path.with_name(f"{path.name}.sqlite")


def place(processed: str | Path, store: str | None = None) -> sa.URL:
    """The store's URL: `store` (a URL, or a path of an SQLite file), else SCR_STORE, else the file beside the folder.

    Raises StoreError where the URL is none or names another kind of database.
    """
    return _url(store or os.environ.get(VARIABLE) or str(beside(processed)))


def absent(processed: str | Path, store: str | None = None) -> bool:
    """True where nothing was ever kept: no store is named, and there is no file beside the folder. Needs no database library."""
    return not (store or os.environ.get(VARIABLE)) and not beside(processed).is_file()


def _is_processed(folder: Path) -> bool:
    return folder.name == _NAME or all((folder / sign).exists() for sign in _SIGNS)


def _url(said: str) -> sa.URL:
    import sqlalchemy as sa

    if "://" not in said:
        return sa.URL.create("sqlite", database=str(Path(said).absolute()))
    try:
        url = sa.make_url(said)
    except sa.exc.ArgumentError:
        raise StoreError("the store's URL cannot be read; it looks like postgresql://user@host/database or sqlite:////path/file.sqlite") from None
    if url.drivername in ("postgres", "postgresql"):
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql") or not url.database:
        raise StoreError("a store is an SQLite file or a PostgreSQL database: postgresql://user@host/database or sqlite:////path/file.sqlite")
    return url


def shown(url: sa.URL) -> str:
    """Where it is, without a password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)
