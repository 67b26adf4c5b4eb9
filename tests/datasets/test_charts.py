"""The charts as they are drawn: words and not ids, every denominator, *not stated* among the rest, and nothing cut."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from scr_extract.datasets import charts, questions
from tests.datasets.made_corpus import corpus

vl_convert = pytest.importorskip("vl_convert", reason="the extra `notebooks` is not installed")
REVIEWS = 120


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("charts")
    corpus(folder, REVIEWS, seed=5)
    return folder


def drawn(processed: Path) -> Mapping[str, list[str]]:
    """The words of each chart, as its picture has them."""
    made = questions.recommendations(processed=processed)
    shown = {
        "age": charts.age_by_category(questions.age_by_category(processed=processed)),
        "factors": charts.shares(questions.parent_factors(processed=processed), "label", "Parent factors stated"),
        "status": charts.shares(questions.legal_status(processed=processed), "label", "Legal status and services"),
        **{group: charts.recommendations(made, group) for group in ("agency", "theme", "action")},
        "repeats": charts.repeats(questions.repeated_recommendations(processed=processed)),
        "time": charts.time_to_publication(questions.time_to_publication(processed=processed)),
        "methods": charts.methods_over_time(questions.methods_over_time(processed=processed)),
        "topic": charts.by_year(questions.on_topic("neglect", processed=processed), "Reviews on neglect"),
        "missing": charts.missing(questions.missing(processed=processed)),
    }
    return {name: words(chart) for name, chart in shown.items()}


def words(chart: Any) -> list[str]:
    picture: str = vl_convert.vegalite_to_svg(chart.to_dict())
    return [unescape(re.sub(r"<[^>]+>", "", text)) for text in re.findall(r"<text[^>]*>(.*?)</text>", picture, re.S)]


def test_no_chart_shows_an_id_or_cuts_a_word(made: Path) -> None:
    for name, texts in drawn(made).items():
        assert not [t for t in texts if "_" in t], name
        assert not [t for t in texts if t.endswith(("...", "…")) and name != "repeats"], name


def test_every_chart_says_of_how_many_and_what_is_not_stated(made: Path) -> None:
    for name, texts in drawn(made).items():
        said = re.search(r"(?:of|among) (\d+)|^(\d+) reviews", "\n".join(texts), re.M)
        assert said, name
        if name not in ("repeats", "time"):
            assert any(re.match(r"Not stated", t) for t in texts), name
    time = drawn(made)["time"]
    both = int((questions.time_to_publication(processed=made)["stated"] == "both").sum())
    assert f"{both} of {REVIEWS} reviews; {REVIEWS - both} do not state both dates, or only where a range begins" in time


def test_numbers_stand_at_their_marks(made: Path) -> None:
    answer = questions.legal_status(processed=made)
    texts = drawn(made)["status"]
    for label, n in zip(answer["label"], answer["reviews"], strict=True):
        if n:
            assert label in texts
            assert str(n) in texts
    cells = questions.missing(processed=made)
    assert {str(n) for column in ("stated", "withheld", "not_stated") for n in cells[column] if n} <= set(drawn(made)["missing"])


def test_without_reviews_the_denominator_is_still_said(tmp_path: Path) -> None:
    corpus(tmp_path, 0, seed=1)
    for name, texts in drawn(tmp_path).items():
        assert any("0" in t for t in texts), name


def test_nothing_repeated_among_how_many() -> None:
    nothing = pd.DataFrame(columns=["text", "reviews", "boards", "first_seen", "last_seen", "members", "of"])
    nothing.attrs["of"] = 56
    assert "0 groups among 56 recommendations" in words(charts.repeats(nothing))


def test_years_between_are_shown_without_reviews() -> None:
    answer = pd.DataFrame({"published_year": pd.array([2014, 2017, None], dtype="Int64"), "of": [9, 9, 9]})
    texts = words(charts.by_year(answer, "Reviews"))
    assert [t for t in texts if t in ("2014", "2015", "2016", "2017", "Not stated")] == ["2014", "2015", "2016", "2017", "Not stated"]
    assert "3 of 9 reviews read" in texts
