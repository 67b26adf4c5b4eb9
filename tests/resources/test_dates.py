"""The grammar of dates: what it reads, how precisely, and what is no date."""

from __future__ import annotations

import pytest

from scr_extract.model import Span
from scr_extract.resources.date_parts import LAST_YEAR
from scr_extract.resources.dates import completed, dates, yearless
from scr_extract.values import PartialDate


def read(text: str) -> list[tuple[str, str, str]]:
    return [(h.span.of(text), h.value.iso, h.value.precision) for h in dates(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "iso", "precision"),
    [
        ("2011", "2011", "year"),
        ("in November 2011", "2011-11", "month"),
        ("(Nov 2011)", "2011-11", "month"),
        ("Sept. 2011", "2011-09", "month"),
        ("Nov '11", "2011-11", "month"),
        ("11 April 2012", "2012-04-11", "day"),
        ("18th February 2012", "2012-02-18", "day"),
        ("3 rd June 2012", "2012-06-03", "day"),
        ("the 24 th\nMay 2012", "2012-05-24", "day"),
        ("1st of May, 2012", "2012-05-01", "day"),
        ("March 31st 2012", "2012-03-31", "day"),
        ("28-Feb-2012", "2012-02-28", "day"),
        ("07.09.12", "2012-09-07", "day"),
        ("18/07/06", "2006-07-18", "day"),
        ("16/07/86", "1986-07-16", "day"),
        ("31/03/2012", "2012-03-31", "day"),
        ("04/07/2012", "2012-07-04", "day"),
        ("2012-04-11", "2012-04-11", "day"),
        ("on 4/5 August 2012", "2012-08-04", "day"),
        ("05/2012", "2012-05", "month"),
        ("Christmas Eve 2012", "2012-12-24", "day"),
        ("on Boxing Day of 2012", "2012-12-26", "day"),
        ("New Year's Day, 2012", "2012-01-01", "day"),
        ("over Christmas 2012", "2012-12", "month"),
        ("Nov-12", "2012-11", "month"),
        ("Sep-09", "2009-09", "month"),
        ("early 2012", "2012", "year"),
        ("towards the end of 2012", "2012", "year"),
        ("mid-2012", "2012", "year"),
        ("late November 2012", "2012-11", "month"),
        ("summer 2012", "2012", "season"),
        ("Spring of 2012", "2012", "season"),
        ("May 2012NSPCC on behalf", "2012-05", "month"),
        ("from September 2012 to March 2014", "2012-09", "range"),
        ("between October and December 2012", "2012-10", "range"),
        ("between November and January 2013", "2012-11", "range"),
        ("12-14 May 2012", "2012-05-12", "range"),
        ("between 3 and 5 March 2012", "2012-03-03", "range"),
        ("March/April 2012", "2012-03", "range"),
        ("in 2012 and 2013", "2012", "range"),
        ("2012 -13", "2012", "range"),
        ("2012/13", "2012", "range"),
        ("1998 - 2012", "1998", "range"),
    ],
)
def test_a_date_is_as_precise_as_its_words(text: str, iso: str, precision: str) -> None:
    assert [r[1:] for r in read(text)] == [(iso, precision)]


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2012", "04/13/2012", "30 February 2012", "Children Act 1989", "Working Together 2015", "No: 2012/C4321", "section 4.2.11", "2000mg", "£2012",
        "0208 461 2012", "1.1 On 21st", "she may die", "the Mar-10-A form", "at Christmas", "CV 10/2012", "20121", "12 boys", "1066", "in 2099", "",
    ],
)  # fmt: skip
def test_what_is_no_date_is_left_alone(text: str) -> None:
    assert read(text) == []


def test_two_dates_without_a_bond_are_two() -> None:
    assert [r[1] for r in read("Born 12 th October 2007 Died 8 th May 2010. On 3 March 2012 and 4 April 2013 he ...")] == [
        "2007-10-12", "2010-05-08", "2012-03-03", "2013-04-04",
    ]  # fmt: skip


def test_a_range_keeps_its_end_and_its_words() -> None:
    text = "from September 2012 to March 2014."
    (hit,) = dates(text, Span(0, len(text)))
    assert hit.value == PartialDate("2012-09", "range", until="2014-03")
    assert hit.span.of(text) == "September 2012 to March 2014"


def test_a_season_has_its_name_and_no_month() -> None:
    (hit,) = dates("Autumn 2012", Span(0, 11))
    assert hit.value.season == "autumn"
    assert hit.value.month is None


def test_dates_stay_inside_the_span() -> None:
    text = "May 2012 and June 2013"
    assert [h.value.iso for h in dates(text, Span(0, 8))] == ["2012-05"]


def test_the_last_year_does_not_come_from_the_clock() -> None:
    assert LAST_YEAR == 2035
    assert len(read(f"in {LAST_YEAR}")) == 1
    assert read(f"in {LAST_YEAR + 1}") == []
    assert read("on 12.05.35") == [("12.05.35", "2035-05-12", "day")]
    assert read("on 12.05.36") == []


def test_a_yearless_date_is_completed_where_such_a_day_is() -> None:
    text = "He died on 26 January, having been ill in March 2012."
    found = [(s.of(text), month, day) for s, month, day in yearless(text, Span(0, len(text)))]
    assert found == [("26 January", 1, 26)]
    assert completed(2012, 1, 26) == PartialDate("2012-01-26", "day")
    assert completed(2013, 2, 29) is None
