"""The scope of coded statements: denials, questions, rules, and whose they are."""

from __future__ import annotations

import pytest

from scr_extract.fields import legal_status, parent_factors
from scr_extract.fields.seam import Field
from tests.made import reading


def read(field: Field, body: str) -> list[object]:
    entry = reading(f"Serious case review: Child V\n\nSerious injuries to a baby boy in 2015. {body}")
    value = field.wide(field.resolver(entry, [c for finder in field.finders for c in finder.find(entry)]))[field.name]
    assert isinstance(value, list)
    return value


@pytest.mark.parametrize(
    "body",
    [
        "There was no history of domestic abuse, mental illness or drug misuse.",
        "The parents denied any use of drugs.",
        "Neither parent had a criminal record.",
        "Nobody had worried about her mental health.",
        "The midwife asked the mother about domestic abuse and drinking.",
        "The mother was not known to misuse alcohol.",
        "Domestic abuse was not a feature of the case.",
        "Parents who misuse drugs need close watching.",
        "Nurses should ask every mother about depression.",
        "Key themes: domestic abuse; parental mental illness.",
        "The maternal grandfather was an alcoholic.",
        "Child V's teenage brother used cannabis.",
        "The father was found guilty of assault.",
        "The allegations of domestic violence were found to be false.",
        "The social worker had been on sick leave with depression.",
    ],
)
def test_not_a_factor_of_the_parents(body: str) -> None:
    assert read(parent_factors.FIELD, body) == []


@pytest.mark.parametrize(
    ("body", "term"),
    [
        ("Workers did not know of the domestic abuse.", "domestic_abuse"),
        ("No help was given for the mother's depression.", "mental_health"),
        ("The impact of parental alcohol misuse was not understood.", "alcohol"),
        ("Mr K, the father, had used heroin for years.", "drugs"),
        ('The mother, "J", lived in Luton. J had been in care as a child.', "care_experienced"),
        ("His mother told the GP that she felt low. She took an overdose in 2014.", "mental_health"),
        ("Child V lived with his mother and her partner. Her partner had a history of burglary.", "criminal"),
        ("In the home were Child V, his mother, who had a learning disability, and two cats.", "learning_disability"),
        ("Concerns included: a dirty home; mother's drinking.", "alcohol"),
    ],
)
def test_a_factor_of_the_parents(body: str, term: str) -> None:
    assert read(parent_factors.FIELD, body) == [term]


@pytest.mark.parametrize(
    "body",
    [
        "His half-sister was on a child protection plan.",
        "The mother had been in foster care.",
        "The referral did not meet the threshold for a section 47 enquiry.",
        "Early help was offered but declined.",
        "A strategy meeting should be held in such cases.",
        "No child protection plan was made.",
    ],
)
def test_not_the_childs_status(body: str) -> None:
    assert read(legal_status.FIELD, body) == []


@pytest.mark.parametrize(
    ("body", "terms"),
    [
        ("Child V and his sisters were on a child protection plan.", ["cp_plan"]),
        ("Child V had been on a child protection plan until 2014.", ["cp_plan_past"]),
        ("Child V had been on a child protection plan since birth.", ["cp_plan"]),
        ("She was on a child protection plan. It was later stepped down to a child in need plan.", ["cp_plan_past", "cin"]),
        ("He lived with his aunt under a special guardianship order.", ["sgo"]),
        ("Care proceedings had begun and he was placed with foster carers.", ["proceedings", "looked_after"]),
        ("The family was not known to children's social care.", ["universal_only"]),
    ],
)
def test_the_childs_status(body: str, terms: list[str]) -> None:
    assert read(legal_status.FIELD, body) == terms
