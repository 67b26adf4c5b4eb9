"""What a snapshot holds, said for other programs: a Frictionless data package and a Croissant description, in the snapshot itself.

Both are made from the schemas in the files and from the manifest's own counts and hashes; no time, host or path is inside, so
that the same tables have the same description.

Two properties that Croissant recommends are left out, for they would not be true. `datePublished`: the day a snapshot was
published stands beside it (`published.jsonl`), since the same tables have the same bytes whenever they are made. `license`: the
words of reviews belong to their boards, and nobody here can license them; `copyrightNotice` and `usageInfo` say so.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from scr_extract.datasets.schema import Column
from scr_extract.datasets.tables import BY_NAME
from scr_extract.datasets.vocabularies import vocabulary

DATAPACKAGE, CROISSANT = "datapackage.json", "croissant.json"

_NAME = "serious-case-reviews"
_TITLE = "Serious case reviews as tables"
_ABOUT = (
    "Tables read from published UK serious case reviews by scr-extract, each value with the exact words it came from. Reviews are a selected set "
    "of the worst cases, not a sample of practice. The tables hold exact ages, dates and areas: they are more sensitive than their sources."
)
_COPYRIGHT = (
    "The tables quote published reviews. Copyright in the words of a review stays with the board that published it; no licence to them is given with these "
    "tables, and none is known. Whoever copies, shares or publishes quotes needs the boards' leave or an exception of the law."
)
_USE = (
    "Personal data, much of it of special categories, about children and their families: see to a lawful ground and a data protection impact assessment "
    "first, publish counts and not rows, and try to identify nobody."
)
_MEDIA = "application/vnd.apache.parquet"
Described = Mapping[str, Mapping[str, Any]]
"""The manifest's `tables`: rows, bytes and sha256 of each file, by table."""


def descriptions(folder: Path, tables: Described, made_with: Mapping[str, str]) -> Mapping[str, bytes]:
    """The files that describe these tables, by name. `folder` holds their Parquet files, of this version's schema or an older one's."""
    order = [name for name in BY_NAME if name in tables] + sorted(tables.keys() - BY_NAME.keys())
    schemas = {name: pq.read_schema(folder / f"{name}.parquet") for name in order}
    version = made_with["package" if "package" in made_with else "code"]
    return {DATAPACKAGE: _json(_datapackage(schemas, tables, version)), CROISSANT: _json(_croissant(schemas, tables, version))}


def _json(content: Mapping[str, object]) -> bytes:
    return json.dumps(content, indent=1, ensure_ascii=False).encode() + b"\n"


def _columns(table: str) -> Mapping[str, Column]:
    return {c.name: c for c in BY_NAME[table].columns} if table in BY_NAME else {}


def _words(metadata: Mapping[bytes, bytes] | None) -> str:
    return (metadata or {}).get(b"description", b"").decode()


def _datapackage(schemas: Mapping[str, pa.Schema], tables: Described, version: str) -> dict[str, object]:
    resources = []
    for name, schema in schemas.items():
        fields = [_field(f, _columns(name).get(f.name)) for f in schema]
        keyed = {"primaryKey": list(BY_NAME[name].key)} if name in BY_NAME else {}
        file = {"path": f"{name}.parquet", "format": "parquet", "mediatype": _MEDIA}
        resources.append(
            {"name": name, "description": _words(schema.metadata), "type": "table", **file, "rows": tables[name]["rows"], "schema": {"fields": fields, **keyed}}
        )
    return {"name": _NAME, "title": _TITLE, "description": f"{_ABOUT} {_COPYRIGHT}", "version": version, "profile": "data-package", "resources": resources}


def _field(field: pa.Field, column: Column | None) -> dict[str, object]:
    """The type is the one under which Frictionless reads the column: through pandas, where a whole number that may be null is a
    number and a list is an object of its own. The column's exact type stands beside it as `arrowType`."""
    said: dict[str, object] = {"name": field.name, "type": _frictionless(field), "arrowType": str(field.type), "description": _words(field.metadata)}
    limits: dict[str, object] = {} if field.nullable else {"required": True}
    ids = dict(vocabulary(column.vocabulary)) if column and column.vocabulary else {}
    if ids and said["type"] == "string":
        limits["enum"] = list(ids)
    return said | ({"constraints": limits} if limits else {}) | ({"labels": ids} if ids else {})


def _frictionless(field: pa.Field) -> str:
    if pa.types.is_list(field.type):
        return "any"
    return {"string": "string", "bool": "boolean", "int32": "number" if field.nullable else "integer", "double": "number"}[str(field.type)]


_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def _croissant(schemas: Mapping[str, pa.Schema], tables: Described, version: str) -> dict[str, object]:
    """A file and a record set for each table."""
    files = [
        {
            "@type": "cr:FileObject",
            "@id": f"{name}.parquet",
            "name": f"{name}.parquet",
            "description": _words(schema.metadata),
            "contentUrl": f"{name}.parquet",
            "contentSize": f"{tables[name]['bytes']} B",
            "encodingFormat": "application/x-parquet",
            "sha256": tables[name]["sha256"],
        }
        for name, schema in schemas.items()
    ]
    sets = []
    for name, schema in schemas.items():
        nested = [f.name for f in schema if _nested(f)]
        also = f" In the file but not in this record set, for Croissant knows no lists of structures: {', '.join(nested)}." if nested else ""
        keyed = {"key": [{"@id": f"{name}/{k}"} for k in BY_NAME[name].key]} if name in BY_NAME else {}
        about = {"@type": "cr:RecordSet", "@id": name, "name": name, "description": _words(schema.metadata) + also}
        sets.append({**about, **keyed, "field": list(_fields(name, schema))})
    head = {"@context": _CONTEXT, "@type": "sc:Dataset", "name": _NAME, "description": _ABOUT, "conformsTo": "http://mlcommons.org/croissant/1.0"}
    said = {"citeAs": _cited(tables, version), "copyrightNotice": _COPYRIGHT, "usageInfo": _USE}
    return {**head, **said, "version": version, "inLanguage": "en-GB", "distribution": files, "recordSet": sets}


def _cited(tables: Described, version: str) -> str:
    """How to name the tables. A snapshot's id rests on this file too and cannot stand in it: its folder bears it, and the tables have a hash of their own."""
    digest = hashlib.sha256("".join(f"{name} {tables[name]['sha256']}\n" for name in sorted(tables)).encode()).hexdigest()[:16]
    rows = ", ".join(f"{tables[name]['rows']} {name}" for name in ("documents", "entries", "reviews") if name in tables)
    return f"{_TITLE}. Tables {digest}, made with scr-extract {version}; {rows}. Add the snapshot's id, which is the name of the folder that holds this file."


def _nested(field: pa.Field) -> bool:
    return bool(pa.types.is_list(field.type) and pa.types.is_struct(field.type.value_type))


def _fields(table: str, schema: pa.Schema) -> Iterator[dict[str, object]]:
    for field in (f for f in schema if not _nested(f)):
        listed = pa.types.is_list(field.type)
        kind = field.type.value_type if listed else field.type
        said: dict[str, object] = {
            "@type": "cr:Field",
            "@id": f"{table}/{field.name}",
            "name": field.name,
            "description": _words(field.metadata),
            "dataType": {"bool": "sc:Boolean", "int32": "sc:Integer", "double": "sc:Float"}.get(str(kind), "sc:Text"),
            "source": {"fileObject": {"@id": f"{table}.parquet"}, "extract": {"column": field.name}},
        }
        yield said | ({"repeated": True} if listed else {})
