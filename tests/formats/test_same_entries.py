"""One made-up bulletin in every shape it may arrive in gives the same entries, field by field, down to each quote.

What a shape cannot hold is left out: places on paper, offsets and what is derived from them, and, of shapes that lose
links, where the links lead. Long prose is compared with its white space folded, since each shape breaks its lines elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from _pytest.mark import ParameterSet

from scr_extract import formats
from scr_extract.datasets.rows import Published, rows
from scr_extract.extract import extract
from tests.conftest import ROOT
from tests.formats import shapes

pytestmark = pytest.mark.slow  # runs with `make test-real`: the quick set stays quick

Row = dict[str, Any]
Shape = Callable[[str], bytes]

PLACES = frozenset({"record_id", "document_id", "review_id", "start", "end", "page", "pages", "boxes", "fingerprint", "also", "alternatives"})
LINKED = frozenset({"report_url", "urls"})
TABLES = ("entries", "children", "recommendations", "findings", "linked_resources", "values")
SOURCES = {
    "newsletter": (ROOT / "raw" / "samples" / "marlbrook_newsletter_spring_2018.md").read_text("utf-8"),
    "bulletin": (Path(__file__).parent / "harrowdale.md").read_text("utf-8"),
}
SHAPES: Mapping[str, Shape] = {
    "made.txt": shapes.as_text,
    "wrapped.txt": lambda markdown: shapes.as_text(markdown, 76),
    "made.docx": shapes.as_docx,
    "made.html": shapes.as_html,
    "made.eml": shapes.as_mail,
    "one_column.pdf": shapes.as_pdf,
    "two_columns.pdf": lambda markdown: shapes.as_pdf(markdown, 2),
}


def _linked(markdown: str) -> str:
    """The source with an address of its own behind each link that had lost it, so that links are compared too."""
    first, *rest = markdown.split("](#)")
    return first + "".join(f"](https://example.org/{n}){part}" for n, part in enumerate(rest, 1))


@cache
def _read(source: str, shape: str) -> dict[str, list[Row]]:
    markdown = _linked(SOURCES[source])
    raw = markdown.encode() if shape == "made.md" else SHAPES[shape](markdown)
    document = formats.read(raw, shape)
    assert all(page.characters for page in document.pages)
    found = rows(Published(extract(document), (shape,), document.text))
    position = {entry["record_id"]: entry["position"] for entry in found["entries"]}
    return {table: [_folded(row) | {"entry": position.get(row.get("record_id"))} for row in found[table]] for table in TABLES}


def _folded(row: Mapping[str, Any]) -> Row:
    return {k: " ".join(v.split()) if isinstance(v, str) else v for k, v in row.items() if k not in PLACES}


def _cases() -> Iterator[ParameterSet]:
    for source in SOURCES:
        for shape in SHAPES:
            for table in TABLES:
                yield pytest.param(source, shape, table, id=f"{source}-{shape}-{table}")


@pytest.mark.parametrize(("source", "shape", "table"), list(_cases()))
def test_every_shape_gives_the_same_rows(source: str, shape: str, table: str) -> None:
    wanted, found = _read(source, "made.md")[table], _read(source, shape)[table]
    if shape.endswith(".txt"):
        wanted, found = ([_without_links(row) for row in those] for those in (wanted, found))
    assert wanted
    different = [f"{_name(w)}: {k} is {w[k]!r}, here {f[k]!r}" for w, f in zip(wanted, found, strict=False) for k in w if w[k] != f.get(k)]
    assert not different, "\n".join(different)
    assert len(found) == len(wanted)


def _without_links(row: Row) -> Row:
    if row.get("field") == "report_url":
        return {"field": "report_url"}
    reading = "urls" in row  # a resource's title is its link's anchor where it has one
    return {k: v for k, v in row.items() if k not in LINKED and not (reading and k == "title")}


def _name(row: Row) -> str:
    return " / ".join(str(row[k]) for k in ("entry", "field", "ordinal", "title") if row.get(k) is not None)


def test_the_sources_hold_what_a_bulletin_holds() -> None:
    """A table that is empty in every shape would prove nothing."""
    for source, entries in (("newsletter", 11), ("bulletin", 3)):
        read = _read(source, "made.md")
        assert len(read["entries"]) == entries
        assert all(entry["topic"] and entry["report_url"] and entry["n_recommendations"] + entry["n_findings"] for entry in read["entries"])
        assert all(resource["topic"] and resource["urls"] for resource in read["linked_resources"])
