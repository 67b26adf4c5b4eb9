"""What a snapshot must keep before it is published. One broken promise and the previous snapshot stays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from scr_extract.datasets.rows import Row
from scr_extract.datasets.schema import Table
from scr_extract.datasets.tables import BY_NAME, TABLES
from scr_extract.derive import COUNTED, FIRST_YEAR, OLDEST_MONTHS
from scr_extract.errors import PublishError

_SHOWN = 5

Tables = Mapping[str, Sequence[Row]]


def problems(tables: Tables, text: str, this_year: int) -> Iterator[str]:
    """What is wrong with the rows of one document, whose canonical text is `text`."""
    yield from _shape(tables)
    yield from _ids(tables)
    yield from _bounds(tables, this_year)
    yield from _counts(tables)
    yield from _quotes(tables, text)


def repeated(documents: Sequence[object], records: Sequence[object], expected: int) -> Iterator[str]:
    """What is wrong with the set as a whole: ids given twice, fewer documents than the ledger knows."""
    if len(documents) < expected:
        yield f"{len(documents)} documents where the ledger knows {expected}"
    for what, ids in (("document", documents), ("record", records)):
        yield from (f"{what} id {id} is given {n} times" for id, n in Counter(ids).items() if n > 1)


def refuse(found: Sequence[str]) -> None:
    """Raise PublishError where problems were found; the message holds ids and offsets, never text."""
    if found:
        more = f" (and {len(found) - _SHOWN} more)" if len(found) > _SHOWN else ""
        raise PublishError(f"not published, the previous snapshot stays: {'; '.join(found[:_SHOWN])}{more}")


def _shape(tables: Tables) -> Iterator[str]:
    for name in tables:
        if name not in BY_NAME:
            yield f"{name} is no table of the schema"
    for table in TABLES:
        yield from _columns(table, tables.get(table.name, ()))


def _columns(table: Table, rows: Sequence[Row]) -> Iterator[str]:
    known, required = set(table.names), [c.name for c in table.columns if c.required]
    for row in rows:
        yield from (f"{table.name} has no column {c}" for c in sorted(row.keys() - known))
        yield from (f"{table.name}.{c} is null in {_which(table, row)}" for c in required if row.get(c) is None)
    keys = Counter(tuple(row.get(k) for k in table.key) for row in rows)
    yield from (f"{table.name} holds {n} rows of one {' and '.join(table.key)} ({key[0]})" for key, n in keys.items() if n > 1)


def _which(table: Table, row: Row) -> str:
    return " ".join(str(row.get(k)) for k in table.key)


def _ids(tables: Tables) -> Iterator[str]:
    known = {row["document_id"] for row in tables["documents"]}
    records = {row["record_id"] for row in tables["entries"]}
    yield from (f"entry {row['record_id']} of an unknown document" for row in tables["entries"] if row["document_id"] not in known)
    for name in ("children", "recommendations", "findings", "values"):
        yield from (f"{name} of an unknown record {row['record_id']}" for row in tables[name] if row["record_id"] not in records)


def _bounds(tables: Tables, this_year: int) -> Iterator[str]:
    for row in tables["entries"]:
        year = row.get("published_year")
        if isinstance(year, int) and not FIRST_YEAR <= year <= this_year:
            yield f"entry {row['record_id']} published in {year}"
        yield from _age(f"entry {row['record_id']}", row.get("child_age_months_min"), row.get("child_age_months_max"))
    for row in tables["children"]:
        yield from _age(f"a child of {row['record_id']}", row.get("age_months_min"), row.get("age_months_max"))


def _age(whose: str, low: object, high: object) -> Iterator[str]:
    for months in (low, high):
        if isinstance(months, int | float) and not 0 <= months < OLDEST_MONTHS + 1:
            yield f"{whose} aged {months} months"
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        yield f"{whose} aged from {low} to {high} months"


def _counts(tables: Tables) -> Iterator[str]:
    for column, (table, kinds) in COUNTED.items():
        counted = Counter(row["record_id"] for row in tables[table] if row["output_type"] in kinds)
        for row in tables["entries"]:
            if row[column] != counted[row["record_id"]]:
                yield f"entry {row['record_id']} says {row[column]} {table}, its rows are {counted[row['record_id']]}"


def _quotes(tables: Tables, text: str) -> Iterator[str]:
    for table in ("entries", "linked_resources"):
        yield from (f"{table}: the text at {row['start']} does not stand there" for row in tables[table] if not _stands(text, row["text"], row))
    for row in tables["values"]:
        own = [row] if row.get("quote") is not None else []
        for part in [*own, *_list(row, "also"), *_list(row, "alternatives")]:
            if not _stands(text, part["quote"], part):
                yield f"record {row['record_id']}, {row['field']}: a quote of {part.get('rule_id')} does not stand at its offsets"


def _list(row: Row, column: str) -> list[Row]:
    held = row.get(column)
    return held if isinstance(held, list) else []


def _stands(text: str, quote: object, part: Row) -> bool:
    start, end = part.get("start"), part.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end and text[start:end] == quote
