"""Tables and lists that name reviews by number or in quotes, and marks that are no title: rules around a heading, a label that recurs."""

from __future__ import annotations

import pytest

from tests.layouts.test_set_off import entries, headings

TRACKER = """SCR SUB-GROUP
Learning tracker - updated 3 June 2015

Ref
Subject
Board
Trigger event
Author
Published
Relevant to us?

WM/01
Child ZB
Dudley SCB
Fractures of both arms, male, 9 months, May 2013.
Una Marsh
21.06.2014
Yes - agency checks
WM/02
Sibling group (x3)
Walsall SCB
A fire in which two of three children died (ages 6 and 4), 8 May 2012.
Ged Pole
March 2014
Yes - smoke alarms
WM/03
Family V
Sandwell SCB
Fabricated illness; a boy of 8.
tba
Not yet published
Hold
"""
REGISTER = """<html><head><title>Child practice reviews</title></head><body><h1>Child practice reviews</h1><table>
<tr><th>{head}</th><th>Circumstances</th><th>Reviewers</th><th>Date published</th></tr>
<tr><td>NWSCB 2/2016</td><td>Death of a girl aged 3 in May 2015 by drowning.</td><td>Una Marsh</td><td>29/04/2017</td></tr>
<tr><td>NWSCB 3/2016</td><td>A boy of 14 was found hanged in June 2015.</td><td>Ged Pole</td><td>11/01/2018</td></tr>
</table></body></html>"""
DIGEST = """SAFEGUARDING LEADS' DIGEST
Summer term 2022

Here are some local child safeguarding practice reviews, grouped by theme.

=== MENTAL HEALTH ===

'Marigold'
Reviewer: Una Marsh | Devon Safeguarding Children Partnership | 2021
A girl of 15 took her own life in March 2020. She had waited two years for help.
Learning:
> nobody asked why she stayed at home

=== NEGLECT ===

'The Rowan children'
Published by Poole Safeguarding Children Partnership, 2022 | Reviewer: Ged Pole
Three brothers (4 to 11) lived in a house without heating; severe neglect was found in May 2019.
Learning:
> what was said at school was not passed on
"""
LIBRARY = """Recent additions: case reviews

1.
Serious case review : Child Q8 / Una Marsh. - Kent LSCB, 2010. - 21 p.
Death of a girl, aged 3, in July 2008, from injuries. Her stepfather was convicted of murder. Four services had met the family that spring.
KEYWORDS: Head injuries - Lodgers - Hostels - What is passed on between hostels and others who knew the family, as the report says in its second chapter

2.
Executive summary of the serious case review on Family N / Ged Pole. - Dorset LSCB, May 2010. - 34 p.
Severe neglect of four sisters, found out in March 2008 by a dentist. What the children had said and then denied was never looked at together.
KEYWORDS: Neglect of the teeth - Caravan sites - Absence from school - Moves of families between three counties, as the report says in its chapter on records

3.
Overview report : baby 'Kit'. - Poole LSCB, September 2010. - 77 p.
Sudden death of a five month old baby boy in November 2009, found lifeless beside an uncle on the floor of a friend's flat.
KEYWORDS: Safe sleeping - Sofas - Young mothers and what young parents say of it, as the report says in its last chapter, on safe sleeping
"""


def test_a_tracker_whose_cells_are_lines_has_the_subject_for_title_and_its_records_follow_to_the_line() -> None:
    assert headings(TRACKER) == ["Child ZB", "Sibling group (x3)", "Family V"]
    assert [text.splitlines()[-1] for _, text, _ in entries(TRACKER)] == ["Yes - agency checks", "Yes - smoke alarms", "Hold"]


def test_columns_of_unknown_names_need_dates_to_go_by() -> None:
    assert "Sibling group (x3)" not in headings(TRACKER.replace("Published\n", "Looked at\n", 1))


def test_where_no_column_names_a_child_the_reference_names_the_review() -> None:
    assert headings(REGISTER.format(head="Reference")) == headings(REGISTER.format(head="Review ref no")) == ["NWSCB 2/2016", "NWSCB 3/2016"]


def test_a_name_in_quotes_over_board_and_reviewer_is_a_title_and_a_ruled_heading_its_topic() -> None:
    found = entries(DIGEST)
    assert [heading for heading, _, _ in found] == ["'Marigold'", "'The Rowan children'"]
    assert all(topic is not None for _, _, topic in found)


def test_a_label_that_recurs_is_no_title() -> None:
    assert "KEYWORDS" not in headings(LIBRARY)
    assert len(headings(LIBRARY)) == 3


OTHER_TABLES = (
    """# Child A serious case review action plan

| Ref | Recommendation | Lead agency | Date for completion | Outcome |
|---|---|---|---|---|
| R1 | The board should review its bruising procedure. | Health | May 2014 | Complete |
| R2 | Police to review their reports. | Police | July 2014 | Complete |
""",
    """# Kent LSCB serious case review sub-group: case audits 2015

| Reference | Date | Author | Summary |
|---|---|---|---|
| AU1 | May 2014 | Una Marsh | Audit of neglect files: 12 cases looked at; children were seen. |
| AU2 | June 2014 | Ged Pole | Audit of strategy discussions held for babies. |
""",
    """# SCR sub-group risk register

| Ref | Risk | Reviewer | Date | Status |
|---|---|---|---|---|
| RK1 | A child may die while the review is late | Una Marsh | May 2014 | Amber |
| RK2 | Lack of a lead reviewer | Ged Pole | June 2014 | Red |
""",
    """Action log of the SCR panel

Ref
Subject
Board
Owner
Date
Status

A1
Bruising protocol
Kent LSCB
Una Marsh
12.05.2014
Complete
A2
Training offer
Kent LSCB
Ged Pole
12.06.2014
Open
""",
    """Resources from serious case reviews

'Safer Sleep'
Published by Kent Safeguarding Children Board, 2015 | Author: Una Marsh
A leaflet for parents on where to put a cot.

'Think Family'
Kent Safeguarding Children Board, 2014 | Author: Ged Pole
A guide for those who work with adults.
""",
)


@pytest.mark.parametrize("text", OTHER_TABLES, ids=["an action plan", "audits", "a risk register", "an action log as lines", "leaflets"])
def test_what_has_references_or_quotes_and_tells_no_case_is_no_review(text: str) -> None:
    assert headings(text) == []
