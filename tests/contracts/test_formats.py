"""Every format keeps the promises of DESIGN's seam: blocks tile the text, a second read gives the same, nothing raises."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scr_extract.formats import FORMATS, Format, read
from scr_extract.identity import document_id
from scr_extract.model import BlockKind, Document, Status
from tests.formats import made

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)
GARBAGE = [b"", b" \n\n", b"\x00" * 50, b"\x00\x01\x02\x03" * 40, bytes(range(256)) * 4, b"\xff\xfe", b"\xef\xbb\xbf", b"%PDF-", b"<", b"{", b"PK\x03\x04"]


def check(document: Document) -> None:
    """Blocks in order, apart, covering every visible character; links and runs inside their blocks; a status that fits."""
    end = 0
    for n, block in enumerate(document.blocks):
        assert block.span.start == (end + 2 if n else 0)
        assert len(block.span)
        assert document.text[end : block.span.start] == ("\n\n" if n else "")
        words = block.span.of(document.text)
        assert words == words.strip()
        assert "\n\n" not in words
        for link in block.links:
            assert block.span.covers(link.span)
            assert len(link.span)
            assert link.target
        assert list(block.links) == sorted(block.links, key=lambda link: link.span)
        for run in block.runs:
            assert block.span.covers(run.span)
            assert len(run.span)
        end = block.span.end
    assert end == len(document.text)
    kinds = [block.kind is BlockKind.FURNITURE for block in document.blocks]
    assert kinds == sorted(kinds), "furniture stands after all other text"
    assert len(document.view) == len(document.text)
    document.text.encode("utf-8")
    if document.status in (Status.OK, Status.PARTIAL):
        assert document.blocks
    else:
        assert document.issues
        assert not any(i.message == "" for i in document.issues)
    assert all(i.document_id == document.document_id for i in document.issues)


def test_names_suffixes_and_types_are_unique() -> None:
    for values in ([f.name for f in FORMATS], [s for f in FORMATS for s in f.suffixes], [t for f in FORMATS for t in f.media_types]):
        assert len(values) == len(set(values))
    assert all(s.startswith(".") and s == s.lower() for f in FORMATS for s in f.suffixes)
    assert all(len(f.description) > 20 for f in FORMATS)


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.name)
def test_every_format_has_a_sample_and_knows_it(fmt: Format) -> None:
    for sample in made.samples(fmt.name):
        name = f"made{fmt.suffixes[0]}"
        document = read(sample, name)
        check(document)
        assert document.status is Status.OK
        assert document.media_type in fmt.media_types
        assert document.document_id == document_id(sample)
        assert document.reader_version.split()[0] == fmt.name
        assert document == read(bytes(bytearray(sample)), name), "a second read differs"
        assert document.text == read(sample, "made").text, "the content alone does not decide"


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.name)
@pytest.mark.parametrize("raw", GARBAGE)
def test_garbage_ends_in_a_status(fmt: Format, raw: bytes) -> None:
    document = read(raw, f"made{fmt.suffixes[0]}")
    check(document)
    assert document.status is not Status.OK or document.text


@pytest.mark.parametrize("fmt", FORMATS, ids=lambda f: f.name)
def test_a_broken_sample_ends_in_a_status(fmt: Format) -> None:
    for sample in made.samples(fmt.name):
        for share in (0.01, 0.3, 0.7, 0.98):
            check(read(sample[: int(len(sample) * share)], "cut"))
        middle = len(sample) // 2
        check(read(sample[:middle] + b"\x00\xff\x12<&" * 20 + sample[middle:], "spoilt"))


@given(raw=st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_random_bytes_end_in_a_status(raw: bytes) -> None:
    check(read(raw, "made.bin"))


@given(text=WORDS, name=st.sampled_from(["made.txt", "made.md", "made.html", "made.eml", "made"]))
@settings(max_examples=150, deadline=None)
def test_the_encoding_does_not_change_the_text(text: str, name: str) -> None:
    same = read(text.encode("utf-8"), name)
    check(same)
    wide = read(text.encode("utf-16"), name)
    check(wide)
    if same.status is wide.status is Status.OK:
        assert wide.text == same.text


@given(text=st.text(st.sampled_from("Zoë £5 – “café” naïve…\nabc, ABC. déjà ’ Œuvre €"), min_size=1, max_size=200))
@settings(max_examples=100, deadline=None)
def test_windows_text_reads_as_the_same_text(text: str) -> None:
    try:
        text.encode("cp1252").decode("utf-8")
    except UnicodeDecodeError:
        assert read(text.encode("cp1252"), "made.txt").text == read(text.encode("utf-8"), "made.txt").text
