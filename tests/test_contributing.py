"""The worked examples of CONTRIBUTING.md, run as they stand there."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from types import ModuleType

import pytest

from scr_extract import fields, formats, layouts
from scr_extract.datasets.schema import STRING, Column
from scr_extract.model import BlockKind, SegmentKind, Status
from tests.conftest import ROOT
from tests.contracts import test_fields, test_formats, test_layouts
from tests.made import document

_BLOCK = re.compile(r"^```python\n(?:# (?P<path>[\w/.]+)\n)?(?P<code>.*?)^```$", re.S | re.M)
CODE = [(m["path"], m["code"]) for m in _BLOCK.finditer((ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"))]


def module(path: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The code block under that path as the module it would be; it must not be one already."""
    name = path.removeprefix("src/").removesuffix(".py").replace("/", ".")
    assert not (ROOT / path).exists(), f"{path} exists now: work another example"
    made = ModuleType(name)
    monkeypatch.setitem(sys.modules, name, made)
    exec(compile(dict(CODE)[path], path, "exec"), made.__dict__)
    return made


def test_every_block_is_run_here() -> None:
    assert [path for path, _ in CODE] == [
        "src/scr_extract/fields/reference.py",
        None,
        "src/scr_extract/layouts/annual.py",
        "tests/layouts/test_annual.py",
        "src/scr_extract/formats/odt.py",
    ]


def test_the_field_keeps_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    field = module("src/scr_extract/fields/reference.py", monkeypatch).FIELD
    assert field.name not in {f.name for f in fields.FIELDS}
    test_fields.test_a_field_is_described(field)
    for finder in field.finders:
        test_fields.test_a_finder_has_examples_and_its_fields_name(field, finder)
        for example in finder.examples:
            test_fields.test_an_example_is_read_as_it_says(field, finder, example)
        for text in finder.counter_examples:
            test_fields.test_a_counter_example_is_left_alone(finder, text)


def test_the_column_is_one() -> None:
    (code,) = [code for path, code in CODE if path is None]
    column = eval(code.strip().rstrip(","), {"Column": Column, "STRING": STRING})
    assert isinstance(column, Column)
    assert column.name == column.field == "reference"


def test_the_layout_finds_its_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = module("src/scr_extract/layouts/annual.py", monkeypatch).LAYOUT
    page = module("tests/layouts/test_annual.py", monkeypatch)
    monkeypatch.setattr(layouts, "LAYOUTS", (layout, *layouts.LAYOUTS))
    test_layouts.test_a_family_is_described_and_owns_its_cues(layout)
    for cue in layout.cues:
        test_layouts.test_a_cue_matches_its_examples_and_leaves_its_counter_examples(cue)
    made = document(page.PAGE)
    entries = [s for s in layouts.segment(made) if s.kind is SegmentKind.ENTRY]
    assert [s.heading.of(made.text) for s in entries if s.heading] == page.HEADINGS
    assert {s.layout for s in entries} == {"annual"}


def test_the_format_keeps_the_contract(monkeypatch: pytest.MonkeyPatch) -> None:
    fmt = module("src/scr_extract/formats/odt.py", monkeypatch).FORMAT
    monkeypatch.setattr(formats, "FORMATS", (*formats.FORMATS, fmt))
    sample = _odt()
    made = formats.read(sample, "made.odt")
    test_formats.check(made)
    assert made.status is Status.OK
    assert [b.kind for b in made.blocks] == [BlockKind.HEADING, BlockKind.BODY, BlockKind.LIST_ITEM]
    assert made == formats.read(sample, "made.odt")
    assert made.text == formats.read(sample, "made").text
    for spoilt in (sample[:80], sample[: len(sample) // 2], sample.replace(b"text:h", b"text:q")):
        test_formats.check(formats.read(spoilt, "made.odt"))


def _odt() -> bytes:
    """A small OpenDocument text."""
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    body = (
        '<text:h text:outline-level="1">Child Q</text:h><text:p>Death of a <text:span>3-month-old</text:span> girl.</text:p>'
        "<text:list><text:list-item><text:p>Share what is known.</text:p></text:list-item></text:list>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", f"<office:document-content {names}><office:body>{body}</office:body></office:document-content>")
    return made.getvalue()
