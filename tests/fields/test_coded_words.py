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
        ("Child QT\n\nNeglect of a girl of 9. Child QT was taken into care that summer.", []),
        ("Child QT\n\nNeglect of a girl of 9. An older child was taken into care years before.", ["previous_children_removed"]),
        ("Child QT\n\nA baby boy of 8 weeks died at home in 2014. Mother (18) lived in a hostel.", ["young_parent"]),
        ("Child QT\n\nA baby boy of 8 weeks died at home in 2014. Mother (33) lived in a hostel.", []),
        ("Child QT\n\nA girl of two died in 2016. Her parents, who had separated, shared her care.", ["separation"]),
        ("Child QT\n\nA girl of two died in 2016. She had not been brought to six of nine clinics or to five of eighteen appointments.", ["non_engagement"]),
        ("Child QT\n\nA baby girl was starved in 2012. The couple refused all home visits.", ["non_engagement"]),
    ],
)
def test_parent_factors(text: str, factors: list[str]) -> None:
    assert read(parent_factors.FIELD, text) == factors


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Child V\n\nTwo brothers were found starving in July 2010. The boys had been on child protection plans for emotional abuse since 2008.", ["cp_plan"]),
        (
            "Child V\n\nTwo brothers were found starving in July 2010. The boys had been on child protection plans for emotional abuse in 2008.",
            ["cp_plan_past"],
        ),
        (
            "Child V\n\nA girl of 7 was burned at a bonfire in 2013. Recommendations are for schools (fires) and the council (private fostering).",
            [],
        ),
        ("Child V\n\nA girl of 7 was burned at a bonfire in 2013. She was in private fostering.", ["private_fostering"]),
    ],
)
def test_legal_status(text: str, status: list[str]) -> None:
    assert read(legal_status.FIELD, text) == status


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Child V\n\nSexual abuse of a girl of 8. Her uncle, a convicted sex offender, abused her at weekends.", "intrafamilial"),
        ("Child V\n\nSexual abuse of a girl of 8. A convicted sex offender abused her behind a leisure centre.", "extrafamilial_stranger"),
        ("Child V\n\nSevere neglect of a girl of 8, who was malnourished. An uncle, a convicted sex offender, lodged with them.", "intrafamilial"),
        ("Child V\n\nBurns to the back of a boy of 4 in May 2009; mother's boyfriend arrested", "intrafamilial"),
    ],
)
def test_source_of_harm(text: str, source: str) -> None:
    assert read(source_of_harm.FIELD, text) == source


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("Struan\n\nStruan died aged 2 in 2016. He had a torn bowel. His stepfather pleaded guilty to culpable homicide.", "fatal_physical_abuse"),
        ("Struan\n\nStruan died aged 9 in 2016. His grandfather was found guilty of homicide.", "overt_homicide"),
        ("Nell\n\nNell, 12, had diabetes. She died of ketoacidosis on a school trip in 2018.", "medical"),
        ("Nell\n\nA 10-week-old boy died in 2018, asleep in an armchair with his mother.", "sudi"),
    ],
)
def test_death_category(text: str, category: str) -> None:
    assert read(death_category.FIELD, text) == category


def test_teeth_that_were_taken_out_are_neglect() -> None:
    assert read(harm_category.FIELD, "Orla\n\nOrla, 6, had eleven teeth extracted in hospital in May 2011.") == "neglect"
    assert read(harm_category.FIELD, "Orla\n\nOrla, 6, lost two teeth when she fell in May 2011.") != "neglect"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Child V\n\nA boy died.\n\nACTION: MB/KLR", 0),
        ("| Child | Child V |\n| What happened | A boy died. |\n| Actions | 4/9 done. OPEN |", 0),
        ("Child V\n\nA boy died. Makes five recommendations to the board, most of them meant to be met by spring.", 0),
        ("Child V\n\nA boy died. The report makes two recommendations, both of which have been accepted:\n\n• ask early\n\n• write it down", 2),
        ("Child V\n\nA boy died. The report makes two recommendations, both of which have been accepted.", 0),
        ("Child V\n\nA boy died.\n\nActions: ask early; write it down.", 2),
    ],
)
def test_recommendations(text: str, number: int) -> None:
    assert read(recommendations.FIELD, text, "n_recommendations") == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Child V\n\nA boy died in May 2013.\n\nLearning from elsewhere\n\nA review in Poole was also discussed.", 0),
        ("Child V\n\nA boy died.\nWhat to take from this: ask twice; see the bedroom; ring the school.", 3),
        ("Child V\n\nA boy died. Highlights lessons about: damp homes; night visits; and dogs. It was a desktop review.", 3),
        ("Child V\n\nA boy died.\n\nTHREE THINGS WE LEARNED\n\n1  Nobody rang the school.\n\n2  The dog was known.\n\n3  Visits were by day.", 3),
    ],
)
def test_findings(text: str, number: int) -> None:
    assert read(findings.FIELD, text, "n_findings") == number


def test_a_childs_name_is_no_keyword() -> None:
    assert read(keywords.FIELD, "| Subject | Child V |\n| What happened | A boy died. |") == []
    assert read(keywords.FIELD, "| Case | Child V |\n| Subject | neglect; debt |\n| What happened | A boy died. |") == ["neglect", "debt"]
