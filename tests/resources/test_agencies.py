"""Who a recommendation is addressed to: its own subject, never every agency it mentions."""

from __future__ import annotations

import pytest

from scr_extract.resources.agencies import addressees, label_addressees

STATEMENTS = [
    ("Luton LSCB should ask schools for proof", ("lscb",)),
    ("the Board should write to the police", ("lscb",)),
    ("school nurses should tell teachers", ("school_nursing",)),
    ("NHS England should write to GPs", ("nhs_england",)),
    ("Luton Clinical Commissioning Group and the maternity provider should amend the form", ("ccg", "midwifery")),
    ("that police and the LSCB ensure that figures are right", ("police", "lscb")),
    ("midwives and health visitors should always ask", ("midwifery", "health_visiting")),
    ("The provider of the health visiting service should visit twice", ("health_visiting",)),
    ("GPs to be told of each pregnancy", ("gp",)),
    ("professionals should not guess", ("all_agencies",)),
    ("both boards should meet", ("lscb_other",)),
    ("social workers in the duty team must see the child", ("childrens_social_care",)),
    ("Children's Social Care and the police should meet", ("childrens_social_care", "police")),
    ("Children’s Services should say who reads it", ("childrens_social_care",)),
    ("GP safeguarding policies should cover this", ()),
    ("the role of the family nurse needs to be clear", ()),
    ("when police are asked to call they should say why", ()),
    ("ensure that the police ask", ()),
    ("training for school nurses", ()),
]
LABELS = [
    ("Recommendations for the two LSCBs include", ("lscb_other",)),
    ("Makes recommendations to the YOI", ("custody",)),
    ("Recommendations to the board include", ("lscb",)),
    ("Considerations for the board", ("lscb",)),
    ("Recommendations include", ()),
    ("Makes recommendations around", ()),
]


@pytest.mark.parametrize(("text", "want"), STATEMENTS)
def test_the_subject_is_the_addressee(text: str, want: tuple[str, ...]) -> None:
    assert addressees(text) == want


@pytest.mark.parametrize(("label", "want"), LABELS)
def test_a_label_may_name_the_addressee(label: str, want: tuple[str, ...]) -> None:
    assert label_addressees(label) == want
