"""When the review was published."""

from __future__ import annotations

import pytest

from scr_extract.fields.published import FIELD
from tests.fields.seam_checks import check
from tests.made import reading


def published(text: str) -> tuple[object, object]:
    entry = reading(text)
    wide = FIELD.wide(FIELD.resolver(entry, [c for f in FIELD.finders for c in f.find(entry)]))
    return wide["published_year"], wide["published_month"]


def test_finders_keep_their_examples() -> None:
    check(FIELD)


@pytest.mark.parametrize(
    ("header", "year", "month"),
    [
        ("Serious case review: Rowan\nLSCB: Leeds Safeguarding Children Board (Mar 2012)", 2012, 3),
        ("Serious case review: Rowan\nLSCB: Leeds LSCB(2012)", 2012, None),
        ("Serious case review: Rowan\nLSCB: Leeds LSCB (Autumn 2012)", 2012, None),
        ("June 2012 - Lancashire - Child R", 2012, 6),
        ("2012 – Anonymous – Rowan", 2012, None),
        ("Child QZ SCR – 31/03/12", 2012, 3),
        ("Child QZ (Wiltshire, September 2012)", 2012, 9),
        ("Child QZ | Croydon | May 2012", 2012, 5),
        ("Rowan - briefing\nPortsmouth SCR: July 2012.", 2012, 7),
        ("Rowan\nPublished by Norfolk Safeguarding Children Board, 12 March 2012", 2012, 3),
        ("Rowan\nPublished June 2012 by the Norfolk Safeguarding Children Board", 2012, 6),
        ("Rowan (published 12 June 2012)", 2012, 6),
        ("Rowan\nSubmitted to Ofsted: 3 May 2011\nPublished: 14 September 2012", 2012, 9),
        ("Rowan\nBorn: 5 March 2008\nDied: 7 April 2010\nReport by Ann Other\nOctober 2012", 2012, 10),
        ("Rowan - June 2012 (revised August 2013)", 2012, 6),
        ("Rowan\nPosted on 3 July 2012 by admin", None, None),
        ("Rowan\nLast updated: 7 June 2012", None, None),
        ("Rowan\nDate of incident: June 2012", None, None),
        ("Rowan\nAdopted by the board May 2012", None, None),
        ("Exploitation in the county 1998 - 2012", None, None),
    ],
)
def test_a_header_dates_its_review(header: str, year: int | None, month: int | None) -> None:
    assert published(f"{header}\n\nDeath of a boy in 2009.") == (year, month)


@pytest.mark.parametrize(
    ("body", "year", "month"),
    [
        ("The review was completed in May 2011 and published on 4 June 2012.", 2012, 6),
        ("The Serious Case Review came out in November 2012.", 2012, 11),
        ("Ofsted published a report on the service in 2012.", None, None),
        ("Working Together was published in 2012.", None, None),
        ("Babies need care (NSPCC 2012).", None, None),
        ("His father was sentenced in 2012.", None, None),
    ],
)
def test_prose_dates_a_review_only_where_it_says_so(body: str, year: int | None, month: int | None) -> None:
    assert published(f"Rowan\n\nDeath of a boy. {body}") == (year, month)


def test_a_governing_heading_dates_what_stands_below_it() -> None:
    assert published("# Date of publication: 29th May 2012\nOverview report Child QZ\n\nDeath of a boy.") == (2012, 5)
