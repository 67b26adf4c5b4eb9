"""Published tables as pandas frames: Arrow types, categories where a column is coded, and rows by where their values come from."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from scr_extract.datasets.opening import opened
from scr_extract.datasets.schema import Table
from scr_extract.datasets.tables import table as known
from scr_extract.datasets.vocabularies import vocabulary
from scr_extract.errors import NotFoundError

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

ORIGINS = ("extracted", "confirmed", "corrected", "stale_correction")
REVIEWED = "reviewed"
"""Short for confirmed or corrected: what a reviewer stands for, and nothing has changed since."""


def load(table: str, snapshot: str | None = None, *, processed: str | Path = "processed", origin: str | Collection[str] | None = None) -> pd.DataFrame:
    """A published table as a pandas frame with Arrow types; nested columns are ready for `explode`, coded ones are categories.

    `processed` is a folder, or `s3://bucket/prefix`. `snapshot` pins one by id, so that a paper's figures can be made again;
    without it the current one is read. `origin` keeps
    what comes from there: `reviewed` (confirmed or corrected), or any of `extracted`, `confirmed`, `corrected`,
    `stale_correction`. In `values` that is each value's own; in tables of entries and of what stands in them it is that of the
    entry as a whole, which is reviewed only when each of its fields is. Raises NotFoundError where the table, the snapshot, any
    publication or the origin is missing.
    """
    import pandas as pd

    of, found = known(table), opened(processed, snapshot)
    read = found.arrow(table)
    if origin is not None:
        read = _of_origin(read, table, _origins(origin), found.arrow("entries", ["record_id", "check_status"]))
    frame: pd.DataFrame = read.to_pandas(types_mapper=pd.ArrowDtype)
    return _categorised(frame, of)


def _origins(origin: str | Collection[str]) -> frozenset[str]:
    asked = {origin} if isinstance(origin, str) else set(origin)
    kept = (asked - {REVIEWED}) | ({"confirmed", "corrected"} if REVIEWED in asked else set())
    unknown = sorted(kept - set(ORIGINS))
    if unknown or not kept:
        raise NotFoundError(f"no origin {unknown[0] if unknown else ''!r}; there are {', '.join((REVIEWED, *ORIGINS))}")
    return frozenset(kept)


def _of_origin(read: pa.Table, table: str, kept: frozenset[str], entries: pa.Table) -> pa.Table:
    import pyarrow as pa
    import pyarrow.compute as pc

    if table == "values":
        return read.filter(pc.is_in(read["origin"], pa.array(sorted(kept))))
    if "record_id" not in read.column_names or table in ("corrections", "issues"):
        raise NotFoundError(f"the rows of {table} have no origin: only values, entries and what stands in entries come from a reading or a reviewer")
    states = pa.array(sorted("unchecked" if o == "extracted" else o for o in kept))
    return read.filter(pc.is_in(read["record_id"], entries["record_id"].filter(pc.is_in(entries["check_status"], states))))


def _categorised(frame: pd.DataFrame, of: Table) -> pd.DataFrame:
    """Coded columns of one value as categories in the order of the coding frame. A value that an older snapshot holds and the
    frame no longer lists is kept, after the others."""
    import pandas as pd

    for column in of.columns:
        if column.vocabulary and column.name in frame and str(column.type) == "string":
            ids = list(vocabulary(column.vocabulary))
            there = [v for v in frame[column.name].dropna().unique() if v not in ids]
            frame[column.name] = frame[column.name].astype(object).astype(pd.CategoricalDtype(ids + sorted(there)))
    return frame
