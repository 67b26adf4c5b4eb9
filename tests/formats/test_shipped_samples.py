"""The samples that a script wrote can be written anew."""

from __future__ import annotations

import pytest

from scr_extract import formats
from tests.conftest import ROOT
from tests.make_samples import others, shipped

SAMPLES = ROOT / "raw" / "samples"


@pytest.mark.parametrize("name", sorted(shipped()))
def test_a_shipped_sample_is_what_the_script_writes(name: str) -> None:
    """The same document; the bytes may differ where another version of a library packs them."""
    kept, made = formats.read((SAMPLES / name).read_bytes(), name), formats.read(shipped()[name], name)
    assert made.text == kept.text
    assert [(b.span, b.kind, b.level, b.page, b.links) for b in made.blocks] == [(b.span, b.kind, b.level, b.page, b.links) for b in kept.blocks]


def test_the_same_source_gives_the_same_bytes() -> None:
    assert shipped() == shipped()
    assert others() == others()


def test_the_shipped_pdf_has_columns_and_more_than_one_page() -> None:
    (raw,) = [raw for name, raw in shipped().items() if name.endswith(".pdf")]
    document = formats.read(raw, "made.pdf")
    assert len(document.pages) > 1
    assert len({round(run.box.x0) for block in document.blocks for run in block.runs if run.box.x0 > 300}) > 0
    assert "Page 1" not in document.view
