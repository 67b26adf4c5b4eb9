"""A line with a page's white in it costs what its length costs, whatever stands before the white."""

from __future__ import annotations

from time import process_time

import pytest

from scr_extract import formats
from scr_extract.extract import extract
from scr_extract.values import show

HEADS = (
    "Serious Case Review Child A",
    "Child A",
    "Operation Heron Serious Case Review",
    "Jade and Amber",
    "1. Rowan",
    "SCR",
    "A",
    "© 2014",
    "Learning from",
    "Kent",
)


@pytest.mark.parametrize("head", HEADS)
def test_the_time_grows_with_the_white_and_not_with_its_square(head: str) -> None:
    _seconds(head, 300)
    assert _seconds(head, 32_000) < 1.0 + 16 * _seconds(head, 4_000), "eight times the white: eight times the time, or sixty-four"


def test_a_title_ends_before_the_white() -> None:
    found = extract(formats.read(_page("Serious Case Review: Child A", 500).encode(), "page.txt"))
    assert [show(r.fields["title"].chosen[0].value) for r in found.records] == ["Child A"]


def _seconds(head: str, white: int) -> float:
    document = formats.read(_page(head, white).encode(), "page.txt")
    before = process_time()
    extract(document)
    return process_time() - before


def _page(head: str, white: int) -> str:
    return f"Serious case reviews\n\nReports published in 2014 by Kent LSCB\n\n{head}{' ' * white}Page 3\n\nA child aged 3 died in 2013.\n"
