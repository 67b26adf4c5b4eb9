"""The vocabularies of coded columns, as analysts need them: ids in the order of the coding frame, and the label of each."""

from __future__ import annotations

from collections.abc import Mapping

from scr_extract.datasets.schema import Table
from scr_extract.datasets.tables import table as known
from scr_extract.errors import NotFoundError
from scr_extract.resources.loader import lookup


def vocabulary(name: str) -> Mapping[str, str]:
    """id -> label of one list of the coding frame, in its order. Raises NotFoundError with the names there are."""
    lists = lookup("coding_frame")
    if name not in lists:
        raise NotFoundError(f"no vocabulary {name!r}; there are {', '.join(lists)}")
    found: Mapping[str, str] = lists[name]
    return found


def labels(table: str, column: str) -> Mapping[str, str]:
    """id -> label of what a column can hold, for charts and tables people read. Raises NotFoundError where it is not coded."""
    coded = _coded(known(table))
    if column not in coded:
        raise NotFoundError(f"{table}.{column} is not a coded column; those of {table} are {', '.join(coded) or 'none'}")
    return vocabulary(coded[column])


def _coded(table: Table) -> dict[str, str]:
    return {c.name: c.vocabulary for c in table.columns if c.vocabulary}
