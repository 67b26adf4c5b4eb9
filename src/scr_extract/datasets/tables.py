"""The published tables, in the order people meet them."""

from __future__ import annotations

from scr_extract.datasets.documents import DOCUMENTS, LINKED_RESOURCES
from scr_extract.datasets.entries import CHILDREN, ENTRIES, FINDINGS, RECOMMENDATIONS, VALUES
from scr_extract.datasets.reviews import CORRECTIONS, ISSUES, LINKS, REVIEWS
from scr_extract.datasets.schema import Table
from scr_extract.errors import NotFoundError

TABLES: tuple[Table, ...] = (DOCUMENTS, ENTRIES, CHILDREN, RECOMMENDATIONS, FINDINGS, VALUES, LINKED_RESOURCES, REVIEWS, LINKS, CORRECTIONS, ISSUES)
BY_NAME = {table.name: table for table in TABLES}


def table(name: str) -> Table:
    """The table of that name. Raises NotFoundError with the names there are."""
    if name not in BY_NAME:
        raise NotFoundError(f"no table {name!r}; there are {', '.join(BY_NAME)}")
    return BY_NAME[name]
