"""Titles of a name, a board or place and a date in any order, and the lines of the same words that are none."""

from __future__ import annotations

import pytest

from scr_extract.layouts.slots import slotted
from scr_extract.model import Span
from scr_extract.plain import plain

TITLES = {
    "CHILD W2 (Warrington, 2013)": "CHILD W2 (Warrington, 2013)",
    "POOLE SCB - CHILDREN A, B and C  Published: 7.10.2013": "POOLE SCB - CHILDREN A, B and C  Published: 7.10.2013",
    "CHILD J  Poole and Dorset Safeguarding Children Board, Feb. 2014": "CHILD J  Poole and Dorset Safeguarding Children Board, Feb. 2014",
    "BABY W3 (Poole LSCB) Out January 2015. Nine-week-old girl": "BABY W3 (Poole LSCB) Out January 2015",
    "“ROWAN K” (York, March 2014). Rowan was": "“ROWAN K” (York, March 2014)",
    "12. Child V, Poole SCB, 12 May 2013 - Death of a boy": "Child V, Poole SCB, 12 May 2013",
    "2016 | Leeds | Child KW": "2016 | Leeds | Child KW",
    "Leeds Safeguarding Children Board (2014) Child W": "Leeds Safeguarding Children Board (2014) Child W",
    "Child W, Trafford (published July 2018, author Ann Other)": "Child W, Trafford (published July 2018, author Ann Other)",
    "7) Baby Max. Stockport SCB. Out 2/08/18.": "Baby Max. Stockport SCB",
    "6) Hull, Child 17 [the number, not the age!]. Aug 2018. Boy, 2": "Hull, Child 17 [the number, not the age!]",
    "Child W SCR, Hackney, 2022": "Child W SCR, Hackney, 2022",
    "Anonymous LSCB, 2015, Child W: death of a boy": "Anonymous LSCB, 2015, Child W",
}
NEEDS_A_STORY = {
    "M3 North East Lincolnshire. Girl abducted": "M3 North East Lincolnshire",
    "BABY STEPS (Hull, June 2014). Eight weeks": "BABY STEPS (Hull, June 2014)",
    "Leeds, 4 March 2014 “Child Sexual Exploitation”": "Leeds, 4 March 2014 “Child Sexual Exploitation”",
    "Daisy, a joint review with Devon Safeguarding Children Partnership   (PDF, 1.1 MB)": "Daisy, a joint review with Devon Safeguarding Children Partnership",
}
NONE = [
    "Child W of Leeds was born in 2014.",
    "In 2014 Child K died in Leeds",
    "Child Protection Conference, Leeds, 3 May 2014",
    "SG05  Serious case reviews: learning the lessons   3 October",
    "Jo Smith, Leeds City Council, 2014",
    "Working with Child A and family in Leeds",
    "Author: Jo Smith, Leeds",
    "Leeds LSCB, September 2016; Jonty Other, independent",
    "Neglect, Leeds, 4 March 2014",
    "Poster (PDF, 640 KB)",
]


def told(line: str) -> tuple[str, int] | None:
    view = plain(line)
    found = slotted(view, Span(0, len(view)))
    return (found.span.of(line), found.weight) if found else None


@pytest.mark.parametrize("line", TITLES)
def test_a_line_of_name_board_and_date_is_a_title_by_itself(line: str) -> None:
    found = told(line)
    assert found is not None
    assert found[0] == TITLES[line]
    assert found[1] >= 6


@pytest.mark.parametrize("line", NEEDS_A_STORY)
def test_a_name_that_may_be_another_word_needs_a_story_below(line: str) -> None:
    found = told(line)
    assert found is not None
    assert found == (NEEDS_A_STORY[line], 4)


@pytest.mark.parametrize("line", NONE)
def test_what_holds_any_other_word_is_no_such_title(line: str) -> None:
    assert told(line) is None
