"""A child's pseudonym over a short story that opens with the name alone and says neither `boy` nor an age."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import SegmentKind


def entries(text: str) -> list[str]:
    document = read(text.encode(), "a.txt")
    return [s.heading.of(document.text) if s.heading else "" for s in segment(document) if s.kind is SegmentKind.ENTRY]


@pytest.mark.parametrize(
    ("title", "story"),
    [
        ("Child Wren", "Wren drowned in March 2015. The back gate had been left open."),
        ("Baby Teal", "Teal died in hospital on 3 May 2014 from a head injury."),
        ("Child Heron", "Heron was stabbed in August 2016 outside school."),
    ],
)
def test_a_story_that_opens_with_the_name_is_the_titles(title: str, story: str) -> None:
    assert entries(f"Luton LSCB\nSerious case reviews\n\n{title}\n\n{story}\n") == [title]


@pytest.mark.parametrize(
    ("title", "story"),
    [
        ("Child Wren", "Wren House opened in March 2015 and runs sessions for parents."),
        ("Baby Teal", "Teal's name was chosen in 2014 by the staff of the nursery."),
        ("Child Heron", "Herons died in March 2015 on the lake."),
        ("Child Wren", "Wren should be told when a parent has died. The leaflet dates from 2015."),
    ],
)
def test_other_words_below_such_a_line_are_no_story(title: str, story: str) -> None:
    assert entries(f"Luton nursery news\n\n{title}\n\n{story}\n") == []
