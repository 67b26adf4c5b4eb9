"""What a published table is made of: columns with a type, a description and whether null is allowed. One module per table's noun.

Column names are the contract with analysts: they may be added to, never renamed (DESIGN: published tables).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pyarrow as pa

STRING, BOOL, INT, FLOAT = pa.string(), pa.bool_(), pa.int32(), pa.float64()
STRINGS, INTS = pa.list_(pa.string()), pa.list_(pa.int32())
BOXES = pa.list_(pa.struct([("page", INT), ("x0", FLOAT), ("y0", FLOAT), ("x1", FLOAT), ("y1", FLOAT)]))
QUOTED = [("quote", STRING), ("rule_id", STRING), ("start", INT), ("end", INT)]
ALTERNATIVES = pa.list_(pa.struct([("value", STRING), *QUOTED]))
EVIDENCE = pa.list_(pa.struct(QUOTED))


@dataclass(frozen=True, slots=True)
class Column:
    """`field` names the field that fills a column of `entries`, where its name is another. `shared` columns may leave the machine
    as they are: no words of a source, no exact age or day, no area below a region (docs: ethics). `vocabulary` names the list of the
    coding frame whose ids the column, or each member of its lists, can hold (resources/lookups/coding_frame.toml)."""

    name: str
    type: pa.DataType
    description: str
    required: bool = False
    field: str | None = None
    shared: bool = False
    vocabulary: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One published table. `key` identifies a row; rows come in the order of the documents' names, then of reading."""

    name: str
    description: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(c.name for c in self.columns)

    @property
    def arrow(self) -> pa.Schema:
        """The Arrow schema, each column's description in its metadata."""
        made = [pa.field(c.name, c.type, nullable=not c.required, metadata={"description": c.description}) for c in self.columns]
        return pa.schema(made, metadata={"table": self.name, "description": self.description})

    @property
    def schema_hash(self) -> str:
        """16 hex digits over names, types and nullability: changes when the contract does, not when a description does."""
        said = "\n".join(f"{c.name} {c.type} {c.required}" for c in self.columns)
        return hashlib.sha256(said.encode()).hexdigest()[:16]
