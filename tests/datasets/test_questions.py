"""The ten standing questions on 500 made-up reviews whose answers the generator counted by itself: equal, each one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from statistics import mean, median

import pandas as pd
import pytest

from scr_extract.datasets import questions
from scr_extract.datasets.intervals import days_between, days_of, first_and_last
from scr_extract.errors import NotFoundError
from scr_extract.values import PartialDate
from tests.datasets.made_corpus import Truth, corpus

REVIEWS = 500
Made = tuple[Path, Truth]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("corpus")
    return folder, corpus(folder, REVIEWS, seed=8)


def pairs(frame: pd.DataFrame, key: str, value: str) -> dict[str, int]:
    return {k: int(v) for k, v in zip(frame[key], frame[value], strict=True) if v}


def test_1_age_band_by_category_by_year(made: Made) -> None:
    answer = questions.age_by_category(processed=made[0])
    cells = {tuple(row[:4]): row[4] for row in answer.itertuples(index=False, name=None)}
    assert cells == dict(made[1].categories)
    assert sum(cells.values()) == REVIEWS
    assert set(answer["of"]) == {REVIEWS}
    assert any("not_stated" in cell for cell in cells)


def test_2_parent_factors_alone_and_together(made: Made) -> None:
    answer = questions.parent_factors(processed=made[0])
    told = pairs(answer, "factor", "reviews")
    assert {k: v for k, v in told.items() if k in made[1].factors} == dict(made[1].factors)
    assert told["not_stated"] == REVIEWS - made[1].saying
    assert set(answer["of"]) == {made[1].saying, REVIEWS}


def test_3_legal_status(made: Made) -> None:
    answer = questions.legal_status(processed=made[0])
    assert pairs(answer, "status", "reviews") == dict(made[1].statuses)
    assert answer["share"].tolist() == [n / REVIEWS for n in answer["reviews"]]


def test_4_recommendations(made: Made) -> None:
    truth, answer = made[1], questions.recommendations(processed=made[0])
    for group, known in (("agency", truth.agencies), ("theme", truth.themes), ("action", truth.actions)):
        assert pairs(answer[answer["group"] == group], "id", "value") == dict(known)
    per = answer[answer["group"] == "per_review"].set_index("id")
    assert (per["value"]["mean"], per["value"]["median"]) == (pytest.approx(mean(truth.made)), median(truth.made))
    assert pairs(answer[answer["group"] == "names"], "id", "value") == {"owner": truth.owners, "day": truth.dated}
    assert set(answer["of"]) == {REVIEWS, sum(truth.made)}


def test_5_repeats_across_reviews(made: Made) -> None:
    answer = questions.repeated_recommendations(processed=made[0])
    assert pairs(answer, "text", "reviews") == {text: len(reviews) for text, reviews in made[1].repeated.items()}
    assert set(answer["of"]) == {sum(made[1].made)}
    assert all(len(boards) == 4 for boards in answer["boards"])


def test_6_days_to_publication(made: Made) -> None:
    answer = questions.time_to_publication(processed=made[0])
    told = {row["review_id"]: tuple(None if pd.isna(row[c]) else int(row[c]) for c in ("days_least", "days_most")) for row in answer.to_dict("records")}
    assert told == made[1].spans
    assert (answer["stated"] == "both").sum() == sum(low is not None for low, _ in made[1].spans.values())
    assert {"range", "season"} <= set(answer["incident_precision"])
    ranged = answer[answer["incident_precision"] == "range"].iloc[0]
    assert (ranged["incident_first"][4:], ranged["incident_last"][4:]) == ("-04-01", "-06-30")
    assert answer["published_last"].isna().sum() == made[1].unstated["publication_year"]


def test_7_methods_over_time(made: Made) -> None:
    answer = questions.methods_over_time(processed=made[0])
    cells = {(r.published_year, r.methodology): (r.reviews, r.with_questions) for r in answer.itertuples()}
    assert cells == {cell: (n, made[1].questions[cell]) for cell, n in made[1].methods.items()}
    assert answer.groupby("published_year")["of"].first().sum() == REVIEWS


def test_8_everything_on_a_topic(made: Made) -> None:
    assert set(questions.on_topic("neglect", processed=made[0])["review_id"]) == made[1].neglect
    assert len(questions.on_topic("lect", processed=made[0])) == 0, "a part of a word is no topic"


def test_9_a_place_under_every_name_of_its_board(made: Made) -> None:
    answer = questions.publications_of("Barnet", processed=made[0])
    assert set(answer["review_id"]) == made[1].barnet
    assert answer["lscb"].nunique() == 2
    with pytest.raises(NotFoundError, match="gazetteer"):
        questions.publications_of("Wiggleswick", processed=made[0])


def test_10_what_is_missing(made: Made) -> None:
    answer = questions.missing(processed=made[0])
    assert pairs(answer, "what", "not_stated") == {k: v for k, v in made[1].unstated.items() if v}
    assert pairs(answer, "what", "withheld") == {"board": made[1].withheld}
    assert (answer["stated"] + answer["withheld"] + answer["not_stated"] == REVIEWS).all()


def test_what_is_asked_of_a_row_of_another_answer(made: Made) -> None:
    with pytest.raises(NotFoundError, match="no incident_year"):
        questions.behind(questions.missing(processed=made[0]).iloc[0], processed=made[0])


def test_an_answer_without_rows_still_says_of_how_many(made: Made) -> None:
    nothing = questions.on_topic("no such topic", processed=made[0])
    assert (len(nothing), nothing.attrs["of"]) == (0, REVIEWS)
    assert questions.publications_of("Devon", processed=made[0]).attrs["of"] == REVIEWS


def test_no_reviews_no_division(tmp_path: Path) -> None:
    corpus(tmp_path, 0, seed=1)
    asked = {"on_topic": ["neglect"], "publications_of": ["Barnet"]}
    for question in questions.QUESTIONS:
        assert question(*asked.get(question.__name__, []), processed=tmp_path) is not None


def test_a_date_is_all_the_days_it_may_be() -> None:
    assert first_and_last("2016-02", "month") == (date(2016, 2, 1), date(2016, 2, 29))
    assert first_and_last("2014", "season") == (date(2014, 1, 1), date(2014, 12, 31))
    assert first_and_last("2014-09", "range") == (date(2014, 9, 1), None)
    assert days_between(first_and_last("2014-09", "range"), first_and_last("2015", None)) == (None, 486)
    assert days_between(first_and_last("2015", "year"), first_and_last("2015-06", None)) == (0, 180)
    assert days_of(PartialDate("2012-03", "range", until="2012-08")) == (date(2012, 3, 1), date(2012, 8, 31))
    assert days_of(PartialDate("2011", "season", season="autumn")) == (date(2011, 9, 1), date(2011, 12, 22))
    assert days_of(PartialDate("2011", "season", season="winter")) == (date(2011, 1, 1), date(2012, 3, 20))
    assert days_of(PartialDate("2014-11-07", "day")) == (date(2014, 11, 7), date(2014, 11, 7))
    with pytest.raises(ValueError, match="no date"):
        first_and_last("2014-01-01-01", "day")
