"""Markdown as it reads once rendered, and what makes a text Markdown."""

from __future__ import annotations

import textwrap

import pytest

from scr_extract.formats import read
from tests.formats.test_text import PROSE, blocks, links


def test_markup_is_read_and_gone() -> None:
    text = "# Bulletin\n\n## Child *Q*\n\n*Author:* **Ann Example**\nLSCB: Exampleshire (2016)\\\nthird line\n\n> Read the [overview report](https://example.org/q.pdf)\n"
    assert blocks(text, "made.md") == [
        ("heading", "Bulletin"),
        ("heading", "Child Q"),
        ("body", "Author: Ann Example\nLSCB: Exampleshire (2016)\nthird line"),
        ("body", "Read the overview report"),
    ]
    document = read(text.encode(), "made")
    assert document.title == "Bulletin"
    assert [block.level for block in document.blocks] == [1, 2, None, None]
    assert links(document) == [("overview report", "https://example.org/q.pdf")]


def test_links_of_every_shape() -> None:
    text = "[Here](#), <http://example.org/a>, https://example.org/b, [ref][r], ![plan](x.png)\n\n[r]: https://example.org/r\n"
    document = read(text.encode(), "made.md")
    assert document.text == "Here, http://example.org/a, https://example.org/b, ref, plan"
    assert links(document) == [
        ("Here", "#"),
        ("http://example.org/a", "http://example.org/a"),
        ("https://example.org/b", "https://example.org/b"),
        ("ref", "https://example.org/r"),
    ]


def test_lists_keep_numbers_and_levels() -> None:
    document = read(b"- one\n- two\n  1. nested\n  2. again\n\n     a second paragraph\n\n4) four", "made.md")
    assert [(b.kind.value, b.level, b.span.of(document.text)) for b in document.blocks] == [
        ("list_item", 1, "one"),
        ("list_item", 1, "two"),
        ("list_item", 2, "1. nested"),
        ("list_item", 2, "2. again"),
        ("body", None, "a second paragraph"),
        ("list_item", 1, "4) four"),
    ]


def test_tables_become_cells() -> None:
    document = read(b"| Name | Age |\n|---|---|\n| Child A | 3 |\n\n| X |\n|---|\n| y |", "made.md")
    assert [(b.row, b.span.of(document.text)) for b in document.blocks] == [
        ((0, 0, 0), "Name"),
        ((0, 0, 1), "Age"),
        ((0, 1, 0), "Child A"),
        ((0, 1, 1), "3"),
        ((1, 0, 0), "X"),
        ((1, 1, 0), "y"),
    ]


def test_html_inside_is_read_without_tags() -> None:
    text = "# A\n\n<div><p>Child &amp; <b>family</b></p><script>alert(1)</script></div>\n\n"
    text += "one<br>two <a class=x href='https://example.org?a=1&amp;b=2'>three</a> four\n\n    indented words"
    assert links(read(text.encode(), "made.md")) == [("three", "https://example.org?a=1&b=2")]
    assert [words for _, words in blocks(text, "made.md")] == ["A", "Child & family", "one\ntwo three four", "indented words"]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_wrapped_prose_is_one_line(width: int) -> None:
    wrapped = textwrap.fill(PROSE, width)
    assert [words for _, words in blocks(f"# Q\n\nAuthor: A\nLSCB: B\n\n{wrapped}\n", "made.md")] == ["Q", "Author: A\nLSCB: B", PROSE]


@pytest.mark.parametrize("text", ["# ###", "#", "| |\n|-|\n| |", "- ", "> ", "[]()", "![]()", "<a>", "****"])
def test_markup_around_nothing_is_nothing(text: str) -> None:
    assert [words for _, words in blocks(f"{text}\n\nwords", "made.md")][-1] == "words"


@pytest.mark.parametrize("text", [">" * 100 + " deep", "- " * 80 + "deep", "\n".join(f"{'  ' * n}- deep" for n in range(90))])
def test_words_nested_too_deep_are_not_lost(text: str) -> None:
    assert {words for _, words in blocks(text, "made.md")} == {"deep"}


@pytest.mark.parametrize(
    ("text", "name", "media_type"),
    [
        ("# Bulletin\n\nwords", "made.txt", "text/markdown"),
        ("See the [report](https://example.org).", "made.txt", "text/markdown"),
        ("Full report [here](#)", "made", "text/markdown"),
        ("no markup at all", "made.md", "text/markdown"),
        ("5 * 3 and snake_case and <tag> and #tag and [note] (2)", "made.txt", "text/plain"),
        ("* one\n* two\n\n1. three", "made.txt", "text/plain"),
        ("**once** only", "made.txt", "text/plain"),
        ("see <http://example.org>", "made.txt", "text/plain"),
    ],
)
def test_content_decides(text: str, name: str, media_type: str) -> None:
    assert read(text.encode(), name).media_type == media_type
