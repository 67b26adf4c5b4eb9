"""When the child died or was harmed."""

from __future__ import annotations

import pytest

from scr_extract.fields.incident_date import FIELD
from tests.fields.seam_checks import check
from tests.made import reading


def date_of(text: str) -> object:
    entry = reading(text)
    return FIELD.wide(FIELD.resolver(entry, [c for f in FIELD.finders for c in f.find(entry)]))["incident_date"]


def test_finders_keep_their_examples() -> None:
    check(FIELD)


@pytest.mark.parametrize(
    ("body", "iso"),
    [
        ("Death of a 3-year-old boy in June 2011. His father was sentenced in May 2012.", "2011-06"),
        ("Death of an infant in late 2010.", "2010"),
        ("Serious injury of an 8-week-old boy on 3 rd March 2011 after being shaken.", "2011-03-03"),
        ("Suicide of a girl between June and July 2011.", "2011-06"),
        ("Attempted strangulation of a child by her mother, and then the mother's own suicide attempt, in 2011 and 2012.", "2011"),
        ("Death of a baby, born at 31 weeks, in March 2011.", "2011-03"),
        ("Death of a 5-year-old girl, born in June 2005, in August 2010.", "2010-08"),
        ("Death of a baby boy aged 10 weeks, whilst co-sleeping, in June 2011; a previous sibling had died in 2009.", "2011-06"),
        ("Murder of a 17-year-old (Jan 2011) by a gang.", "2011-01"),
        ("In the early hours of 14th November 2011 Rowan, aged 7 weeks, was found dead in bed.", "2011-11-14"),
        ("Rowan was 7 months old when he died on the 4th of August, 2009.", "2009-08-04"),
        ("The review concerns the death of Rowan on Saturday 12th October 2011.", "2011-10-12"),
        ("Following the death of Rowan in March 2011 the board commissioned a review.", "2011-03"),
        ("His remains were found in September 2011, nearly two years after he died in December 2009.", "2009-12"),
        ("The child's father died in 2009. Rowan went missing in May 2011.", "2011-05"),
        ("In 2008 Rowan's half-sibling died. Rowan suffered a serious head injury in April 2011.", "2011-04"),
        ("Serious injury to a girl. She was admitted to hospital with fractures in November 2011.", "2011-11"),
        ("Neglect of four siblings. They were removed from home in March 2011 after squalid conditions came to light.", "2011-03"),
        ("Incident date: 5 June 2011\n\nRowan, a boy, was stabbed.", "2011-06-05"),
        ("Physical abuse of three children between 2005 and 2010.", "2005"),
    ],
)
def test_a_date_tied_to_the_harm_is_the_incidents(body: str, iso: str) -> None:
    assert date_of(f"Rowan\n\n{body}") == iso


@pytest.mark.parametrize(
    "body",
    [
        "In March 2011 the Board accepted a recommendation for an extended review following the death of a boy of 12.",
        "In May 2012 the Panel agreed that a review be held after serious injury to a girl of six.",
        "Death of a girl. Her stepfather was convicted of murder in March 2012.",
        "Death of a boy. An inquest into his death was held in May 2012.",
        "Injuries to a baby, born in June 2008.",
        "Death of a baby. The parents separated in January 2012 following domestic abuse.",
        "Death of a baby. The mother's own mother died in 2011.",
        "Death of a child. Letters were read to the mother by a neighbour, who died in 2011.",
        "Neglect of two girls. The school made a referral in March 2012 after bruises were seen.",
        "Death of a child. Reports of domestic abuse were made in 2010 and 2012.",
        "Harm to an infant. The uncle had been convicted of assault in 2004.",
        "Death of a baby. Mother was known to services since 2008 and had a child removed in 2010.",
        "This review was commissioned in May 2012 and concluded in June 2013. It considers the period 2010 to 2011.",
        "In late 2012 Barnsley LSCB published two SCRs after two babies had died.",
        "The Children Act 1989 applies. Rowan died aged four.",
        "Death of a baby. Findings include: the assessment of neglect in 2010 was not followed up.",
    ],
)
def test_other_events_dates_are_left_alone(body: str) -> None:
    assert date_of(f"Rowan\n\n{body}") is None


def test_precision_is_kept() -> None:
    entry = reading("Rowan\n\nDeath of a boy in summer 2011.")
    wide = FIELD.wide(FIELD.resolver(entry, [c for f in FIELD.finders for c in f.find(entry)]))
    assert wide == {"incident_date": "2011", "incident_precision": "season"}


def test_a_run_on_page_is_not_read_to_its_end() -> None:
    assert date_of("Rowan\n\n" + "On 3 May 2011 the child died " * 2000) == "2011-05-03"
