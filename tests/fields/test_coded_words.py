"""Words that look alike and say different things of the coded fields and the lists: each pair as a careful reader takes it."""

from __future__ import annotations

import pytest

from scr_extract.fields import death_category, findings, harm_category, keywords, legal_status, parent_factors, recommendations, source_of_harm
from scr_extract.fields.seam import Field
from tests.made import reading


def read(field: Field, text: str, column: str | None = None) -> object:
    entry = reading(text)
    return field.wide(field.resolver(entry, [c for finder in field.finders for c in finder.find(entry)]))[column or field.name]


@pytest.mark.parametrize(
    ("text", "factors"),
    [
        ("Child AV\n\nNeglect of a boy of 12. Child AV was taken into care in April 2017.", []),
        ("Child AV\n\nNeglect of a boy of 12. An older child was taken into care in April 2010.", ["previous_children_removed"]),
        ("Child AV\n\nA girl aged 5 months died in March 2011. Mother (19) had left school early.", ["young_parent"]),
        ("Child AV\n\nA girl aged 5 months died in March 2011. Mother (29) had left school early.", []),
        ("Child AV\n\nA boy of three died in 2011. His parents, who had separated, did not agree about his feeding.", ["separation"]),
        ("Child AV\n\nA boy of three died in 2011. He had not been brought to eleven of twenty-two appointments.", ["non_engagement"]),
        ("Child AV\n\nA boy of one was starved in 2016. There was a refusal of all health visits by the couple.", ["non_engagement"]),
    ],
)
def test_parent_factors(text: str, factors: list[str]) -> None:
    assert read(parent_factors.FIELD, text) == factors


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (
            "Child V\n\nThree sisters were found in filthy conditions in May 2014. The girls had been the subject of child protection plans since 2012.",
            ["cp_plan"],
        ),
        (
            "Child V\n\nThree sisters were found in filthy conditions in May 2014. The girls had been the subject of child protection plans in 2012.",
            ["cp_plan_past"],
        ),
        ("Child V\n\nA boy of 4 fell from a window in June 2017. Recs are for Housing (window locks) and for us (private fostering publicity).", []),
        ("Child V\n\nA boy of 4 fell from a window in June 2017. He was in private fostering.", ["private_fostering"]),
    ],
)
def test_legal_status(text: str, status: list[str]) -> None:
    assert read(legal_status.FIELD, text) == status


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Child V\n\nNeglect and sexual abuse of a 12-year-old boy. His grandfather, a convicted sex offender, abused him each day.", "intrafamilial"),
        ("Child V\n\nSexual abuse of a 12-year-old boy. A convicted sex offender abused him in a park.", "extrafamilial_stranger"),
        ("Child V\n\nScalds to the legs of a girl of 3 in January 2014; mother's partner charged", "intrafamilial"),
        ("Child V\n\nNeglect of a 12-year-old boy who weighed 22 stone. His grandfather, a convicted sex offender, visited each day.", "intrafamilial"),
    ],
)
def test_source_of_harm(text: str, source: str) -> None:
    assert read(source_of_harm.FIELD, text) == source


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Declan\n\nDeclan died aged 21 months in 2010. He had 43 injuries. His mother's partner was convicted of culpable homicide.", "fatal_physical_abuse"),
        ("Declan\n\nDeclan died aged 6 years in 2010. His father was found guilty of homicide.", "overt_homicide"),
        ("Annie\n\nAnnie, 15, had type 1 diabetes. She died of DKA in November 2015.", "medical"),
        ("Amber\n\nA 7-month-old girl died on 18 September 2010, asleep on a sofa with her father.", "sudi"),
    ],
)
def test_death_category(text: str, category: str) -> None:
    assert read(death_category.FIELD, text) == category


def test_teeth_that_were_taken_out_are_neglect() -> None:
    assert read(harm_category.FIELD, "Tilly\n\nTilly, 8, had twenty-one teeth pulled under general anaesthetic in December 2018.") == "neglect"
    assert read(harm_category.FIELD, "Tilly\n\nTilly, 8, lost two teeth when she fell in December 2018.") != "neglect"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Child V\n\nA boy died.\n\nACTION: AT/JT", 0),
        ("| Child | Child V |\n| What happened | A boy died. |\n| Actions | 11/11 complete. CLOSED |", 0),
        ("Child V\n\nA boy died. Makes eight recommendations to the partnership, none of them addressed to a single agency.", 0),
        ("Child V\n\nA boy died. The review made seven recommendations, all of which have been completed:\n\n• ask early\n\n• write it down", 2),
        ("Child V\n\nA boy died. The review made seven recommendations, all of which have been completed.", 0),
        ("Child V\n\nA boy died.\n\nActions: ask early; write it down.", 2),
    ],
)
def test_recommendations(text: str, number: int) -> None:
    assert read(recommendations.FIELD, text, "n_recommendations") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Child V\n\nA boy died in May 2013.\n\nLearning from elsewhere\n\nThe group also read the review of Family Q.", 0),
        ("Child V\n\nA boy died.\nWhat we take from it: plans must be tested; illness and neglect go together; hope needs evidence.", 3),
        ("Child V\n\nA boy died. Identifies learning around: obesity as harm; hidden carers; and thresholds. Uses SILP.", 3),
        (
            "Child V\n\nA boy died.\n\nTHREE THINGS WE LEARNED\n\n1  Advice was given to the mother alone.\n\n2  Alcohol came up once.\n\n3  Visits stopped.",
            3,
        ),
    ],
)
def test_findings(text: str, number: int) -> None:
    assert read(findings.FIELD, text, "n_findings") == number


def test_a_childs_name_is_no_keyword() -> None:
    assert read(keywords.FIELD, "| Subject | Child V |\n| What happened | A boy died. |") == []
    assert read(keywords.FIELD, "| Case | Child V |\n| Subject | neglect; debt |\n| What happened | A boy died. |") == ["neglect", "debt"]
