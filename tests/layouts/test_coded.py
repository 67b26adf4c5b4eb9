"""Titles that are references of a series, whoever numbers them; other things that are numbered are none."""

from __future__ import annotations

import pytest

from scr_extract.formats import read
from scr_extract.layouts import segment
from scr_extract.model import SegmentKind


def entries(text: str, name: str = "a.txt") -> list[tuple[str, str]]:
    """Heading and last words of each entry."""
    document = read(text.encode(), name)
    found = [s for s in segment(document) if s.kind is SegmentKind.ENTRY]
    return [(s.heading.of(document.text) if s.heading else "", s.span.of(document.text).split("\n")[-1]) for s in found]


def headings(text: str) -> list[str]:
    return [heading for heading, _ in entries(text)]


WELSH = """Severnside Safeguarding
Diogelu Hafren

Child Practice Reviews

A report stays here for three months.

CPR SEWSCB 2/2019 (Newport)
Extended Child Practice Review
Date published: 11/05/2021
Circumstances: A girl of 15 who was looked after died in June 2019 in a flat that was hers alone. She had swallowed tablets she bought.
Reviewers: Mari Puw and Ted Orrin
Chair of Panel: Lowri Haf
Themes: care leavers; loneliness
Report in English / Report in Welsh

CPR SEWSCB 1/2018 (Torfaen)
Concise Child Practice Review
Date published: 02/10/2019
Circumstances: A baby of five weeks sustained a head injury in April 2018. Mother and father had come from Bristol at Easter and had no doctor.
Reviewer: Non Parri
Chair of Panel: Huw Gell
Themes: bruises; moves
Report in English / Report in Welsh

CPR SEWSCB 4/2016 (Monmouthshire)
Concise Child Practice Review
Date published: 21/03/2018
Circumstances: Child D, a boy of 9, drowned in a reservoir on 3 September 2016.
Reviewer: Carys Lloyd-Mead
Chair of Panel: Huw Gell
Themes: supervision
Report in English / Report in Welsh
"""
ARCHIVE = """Poole and Dorset Safeguarding Children Board

Home : Publications : Case Reviews

EXECUTIVE SUMMARIES

Files open in Adobe Reader.

Executive Summary - case 2008/2 (PDF, 90 Kb)   Added: 12/02/2009
Concerns "Child B", a boy, d.o.b. 2.4.2007, who died on 9.1.2008 at a minder's.

Executive Summary - case 2008/3 (PDF, 114 Kb)   Added: 22/05/2009
Concerns "Child C", female, who was 14 when she was found hanged in March 2008. Overview author: Mr G. Pell.

Executive Summary - case 2009/1 (PDF, 101 Kb)   Added: 03/02/2010
Concerns "Child D and Child E", sisters aged 4 and 2, who were malnourished when police found them in July 2009.

Executive Summary - case 2009/2 (PDF)   Not available
"""
NUMBERED = """Lambeth Safeguarding Children Board
Serious Case Reviews: learning summaries

SCR 11
A girl of 4 was scalded in the bath in May 2012. Her mother's partner was convicted. The author was Bryn Tole.
Recommendations: seven.

SCR 12
A 16 year old boy was stabbed outside a youth club in October 2012 and died. The author was Lena Marsh.
Recommendations: four.

SCR 14
Three siblings lived in squalor until police removed them in January 2013. The author was Bryn Tole.
Recommendations: nine.
"""
MINUTES = """Safeguarding Panel minutes, 12 June 2014

Present: Col Ashe (Chair), Mina Roy, Jack Teale

1. Apologies
Una Booth.

2. Serious case reviews under way

2.1  SN7 (Mina Roy declared an interest)
SN7 is a boy who was 6 when he was found with burns to his back in March 2013. He lives with an aunt. The author is Gill Stoat.
ACTION: JT to ring the author.

2.2  SN8 (verbal update)
SN8 died in April 2013, aged 3 weeks, on a sofa. The author is Ned Crake and publication is planned for September.
ACTION: MR to brief the press office.

2.3  SN9
The report was published on 4 May. SN9 was 17 when he hanged himself in custody in August 2012.

3. AOB
None.
"""
SCOTTISH = """Highland Public Protection Committee: Initial and Significant Case Reviews

SCR 02/2017 - Baby J
Status: Published August 2018
Background: Baby boy, four weeks old, died of a head injury in February 2017.
Lead reviewer: Morag Tulloch

SCR 01/2016 - YP A
Status: Published May 2017
Background: A girl of 15 in residential care took an overdose in June 2016 and died.
Lead reviewer: Iain Marr
"""


LETTERED = """Barnet LSCB Learning and Improvement Group
Minutes, 3 March 2016

5. Learning reviews

5a. LR03/18
Baby with a skull fracture at 6 weeks (December 2014). Parents charged. Reviewer Ann Soper. Draft to the board in May.
ACTION: chair to write to the trust.

5b. LR01/16
Girl of 14, overdose in foster care, October 2014; survived. Reviewer Tom Lister. Published in January.
ACTION: none.

6. Date of next meeting
4 May 2016
"""
SHORT = """Isle Partnership: local reviews

Review ref: H/17
Child aged 6 months. Died April 2017. Head injury. Mother convicted. Independent author P Orme.

Review ref: J/18
Child aged 15 years. Died May 2018. Hanged. Independent author L Hart.

Review ref: K/18
Two children aged 3 and 5 years. In a house fire, June 2018. Survived. Independent author P Orme.
"""
LISTED_FIRST = """North Moor Safeguarding Board
Child practice reviews

NMSB 1/2019
NMSB 2/2019
NMSB 1/2020

NMSB 1/2019
A girl of 3 drowned in a pond in May 2018. Reviewer: Ann Pole.

NMSB 2/2019
A boy of 15 hanged himself in June 2018. Reviewer: Ned Marsh.

NMSB 1/2020
A baby of 4 weeks was shaken in May 2019. Reviewer: Ann Pole.
"""


@pytest.mark.parametrize(
    ("page", "named"),
    [
        (WELSH, ["CPR SEWSCB 2/2019 (Newport)", "CPR SEWSCB 1/2018 (Torfaen)", "CPR SEWSCB 4/2016 (Monmouthshire)"]),
        (ARCHIVE, ["Executive Summary - case 2008/2", "Executive Summary - case 2008/3", "Executive Summary - case 2009/1", "Executive Summary - case 2009/2"]),
        (NUMBERED, ["SCR 11", "SCR 12", "SCR 14"]),
        (MINUTES, ["SN7", "SN8", "SN9"]),
        (SCOTTISH, ["SCR 02/2017 - Baby J", "SCR 01/2016 - YP A"]),
        (LETTERED, ["LR03/18", "LR01/16"]),
        (SHORT, ["Review ref: H/17", "Review ref: J/18", "Review ref: K/18"]),
        (LISTED_FIRST, ["NMSB 1/2019", "NMSB 2/2019", "NMSB 1/2020"]),
        (NUMBERED.replace("SCR 1", "Reference: LMB/2013/0"), ["Reference: LMB/2013/01", "Reference: LMB/2013/02", "Reference: LMB/2013/04"]),
        (NUMBERED.replace("SCR 1", "Case review ref. 2013/"), ["Case review ref. 2013/1", "Case review ref. 2013/2", "Case review ref. 2013/4"]),
        (NUMBERED.replace("SCR 1", "CMR No. "), ["CMR No. 1", "CMR No. 2", "CMR No. 4"]),
    ],
)
def test_references_of_one_form_over_cases_are_titles(page: str, named: list[str]) -> None:
    assert headings(page) == named


def test_an_entry_with_such_a_title_holds_its_own_reviewers() -> None:
    for (_, last), text in zip(entries(WELSH), WELSH.split("CPR SEWSCB")[1:], strict=True):
        assert last == text.rstrip().split("\n")[-1]


def test_a_web_page_of_such_references_is_no_report() -> None:
    page = """<html><body><h1>Kent Safeguarding Children Multi-Agency Partnership</h1><h2>Child safeguarding practice reviews</h2>
<h3>CSPR 04/22 &ndash; &ldquo;Juniper&rdquo;</h3><p>Published 4 May 2023</p><p>Juniper was 3 when she drank methadone in June 2021. She survived.</p>
<h3>CSPR 02/21</h3><p>Published 4 June 2022</p><p>A boy of 16 was stabbed in a park in May 2020 and died. The review was led by Lou Hart.</p>
<h3>CSPR 01/20</h3><p>Published 1 March 2021</p><p>Twins of 8 weeks were found to have broken ribs in March 2019. The review was led by Pat Orme.</p>
</body></html>"""
    assert [heading for heading, _ in entries(page, "a.html")] == ["CSPR 04/22 – “Juniper”", "CSPR 02/21", "CSPR 01/20"]


@pytest.mark.parametrize(
    "page",
    [
        """Safeguarding Children Board: agenda

SCB 14/05
Minutes of the last meeting
To agree the minutes.

SCB 14/06
Serious case review action plan
The chair to report on the action plan of the review of a boy of 4 who died in 2012.

SCB 14/07
Budget
To note the budget for 2014.
""",
        """Policies of the Safeguarding Children Board

HR 4/2015 (All staff)
Safer recruitment
Date published: 01/02/2015
Summary: How to take up references for anyone who works with children.

HR 5/2015 (All staff)
Allegations
Date published: 03/04/2015
Summary: What to do where a child is harmed by a member of staff.

HR 6/2016 (Nurseries)
Outings
Date published: 03/04/2016
Summary: Ratios for taking children of 2 to 4 out.
""",
        """Safeguarding Children Board: courses

L3/2019 (Leeds)
For leads in schools. A boy of 9 who died in 2014 is talked about.

L2/2019 (Hull)
For all staff. Bring a pen.

L1/2019 (York)
For volunteers. Tea is provided.
""",
        """Risk register of the Safeguarding Children Board

R7
Two posts of health visitor have been vacant since May 2014.

R8
No deputy for the designated doctor.
""",
    ],
)
def test_what_else_is_numbered_is_no_review(page: str) -> None:
    assert not any(headings(page))
