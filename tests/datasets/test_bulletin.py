"""A bulletin made from the tables is in the arrangement that the reader knows: read back, it gives the same entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scr_extract import formats
from scr_extract.cli import app
from scr_extract.datasets.bulletin import Passage, Words, bulletin
from scr_extract.datasets.bulletin_files import ENDINGS, written
from scr_extract.datasets.bulletin_report import summary
from scr_extract.datasets.one_per_review import read
from scr_extract.datasets.read import current
from scr_extract.datasets.rows import Published, rows
from scr_extract.errors import NotFoundError
from scr_extract.extract import extract
from scr_extract.ingest import ingest
from scr_extract.values import PartialDate
from tests.golden.answers import read_entries
from tests.reports import openings

SAMPLES = ("marlbrook_newsletter_spring_2018.md", "national_list_2013_2019.txt", "harrowdale_bulletin_autumn_2017.html")
SAME = (
    *("lscb", "lscb_anonymous", "published_year", "published_month", "topic", "authors", "outcome", "fatal", "child_age_months_min", "child_age_months_max"),
    *("child_sex", "incident_date", "methodology", "n_recommendations", "n_findings", "report_url", "death_category", "harm_category", "parent_factors"),
    *("legal_status", "keywords"),
)


@pytest.fixture(scope="module")
def processed(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Path:
    folder = tmp_path_factory.mktemp("bulletin")
    ingest([root / "raw" / "samples" / name for name in SAMPLES], folder)
    return folder


REPORTS = (
    *("lcspr_numbered", "jersey", "joint_dhr_scr", "thematic_review", "scottish_learning_review", "northern_ireland_cmr", "nspcc_anonymous", "part8_2008"),
    *("learning_review_table", "no_recommendations", "foster_abuse_case", "welsh_extended", "mixed_cover_prose"),
)
OF_REPORTS = (
    *("lscb", "lscb_anonymous", "published_year", "published_month", "authors", "outcome", "fatal", "child_age_months_min", "child_age_months_max"),
    *("child_sex", "child_names", "incident_date", "incident_precision", "methodology", "n_recommendations", "n_findings", "n_recommendations_stated"),
    *("review_type", "report_url"),
)
"""What the paragraph of a report tells."""


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for name in REPORTS:
        (folder / f"{name}.txt").write_text(openings.text(f"{name}.txt"), encoding="utf-8")
    ingest([folder / f"{name}.txt" for name in REPORTS], folder / "processed")
    return folder / "processed"


def facts(row: Any, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: row[name] or None if isinstance(row[name], list) else row[name] for name in names}


def differences(processed: Path, path: Path, names: tuple[str, ...]) -> list[str]:
    """What the bulletin of all reviews, written there and read back, says otherwise than the tables it was made from."""
    made = bulletin(processed)
    path.write_bytes(written(made.passages, path.suffix[1:]))
    reviews, back = {r["review_id"]: r for r in read(processed=processed).reviews}, read_entries(path)
    assert len(back) == len(made.titles) == len(reviews)
    wrong = []
    for (review, title), row in zip(made.titles.items(), back, strict=True):
        told, again = facts(reviews[review], names) | {"title": title}, facts(row, names) | {"title": row["title"]}
        if reviews[review]["lscb_id"] is None and not reviews[review]["lscb_anonymous"]:
            told["lscb"] = again["lscb"]  # a board known only by its words is read anew, beside its label
        for said in (told, again):  # topics that differ in capitals have one heading
            said["topic"] = (said.get("topic") or "").casefold()
        wrong += [f"{row['title']}: {n}: {told[n]!r} printed, {v!r} read back" for n, v in again.items() if v != told[n]]
    return wrong


FORMATS = [e if e == "md" else pytest.param(e, marks=pytest.mark.real) for e in ENDINGS]


@pytest.mark.parametrize("ending", FORMATS)
def test_read_back_it_gives_the_same_entries(processed: Path, tmp_path: Path, ending: str) -> None:
    assert len(bulletin(processed).titles) > 20
    wrong = differences(processed, tmp_path / f"bulletin.{ending}", SAME)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("ending", FORMATS)
def test_full_reports_become_entries_that_say_the_same(reports: Path, tmp_path: Path, ending: str) -> None:
    kinds = {r["kind"] for r in read(processed=reports).reviews}
    assert kinds == {"report"}
    wrong = differences(reports, tmp_path / f"bulletin.{ending}", OF_REPORTS)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("ending", FORMATS)
def test_what_bulletins_name_for_reading_stands_under_its_topic_and_is_read_as_such(processed: Path, tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"bulletin.{ending}"
    path.write_bytes(written(bulletin(processed).passages, ending))
    document = formats.read(path.read_bytes(), path.name)
    back: list[Any] = rows(Published(extract(document), (path.name,), document.text))["linked_resources"]
    before = current(processed).arrow("linked_resources").to_pylist()
    expected = {(" ".join(r["text"].split()), r["topic"].casefold(), tuple(r["urls"])) for r in before if r["topic"]}
    assert {(" ".join(r["text"].split()), (r["topic"] or "").casefold(), tuple(r["urls"])) for r in back} == expected
    assert len(back) == len(expected) > 10, "each once, and nothing else"


@pytest.mark.parametrize(
    ("children", "when", "said"),
    [
        ([(36.0, 47.0, "male")], PartialDate("2014-05-23", "day"), "Death of a 3-year-old boy on 23 May 2014."),
        ([(64.0, 64.0, "female")], PartialDate("2014", "season", season="summer"), "Death of a girl aged 5 years and 4 months in summer 2014."),
        ([(24.0, 167.0, None)], PartialDate("2014-03", "range", until="2014-08"), "Death of a child aged between 2 and 13 between March 2014 and August 2014."),
        ([(63 / 30.4375, 69 / 30.4375, "male")], None, "Death of a 9-week-old boy."),
        ([(None, 5.0, None)], PartialDate("2014", "year"), "Death of a child aged under 6 months in 2014."),
        ([(11.0, 11.0, "female")], None, "Death of an 11-month-old girl."),
        ([(7.3, 9.1, "female")], None, "Death of a girl."),
        ([(36.0, 47.0, "male"), (None, None, None), (None, None, None)], None, "Death of a child. The review is about a 3-year-old boy and two children."),
        ([(None, None, None), (None, None, None)], None, "Death of a child."),
    ],
)
def test_what_a_report_tells_of_the_child(children: list[tuple[Any, Any, Any]], when: PartialDate | None, said: str) -> None:
    review = {"outcome": "fatal", "methodology": None, "n_recommendations_stated": None}
    assert summary(review, [{"age_months_min": low, "age_months_max": high, "sex": sex} for low, high, sex in children], [], when) == said


def test_statements_are_a_list_in_one_sentence() -> None:
    long = {"text": "The Board should ask; and listen. It should do so in March.", "output_type": "recommendation"}
    review = {"outcome": None, "methodology": "silp", "methodology_as_written": "SILP", "n_recommendations_stated": 9}
    said = summary(review, [], [long] * 8, None)
    assert said == f"The review makes 9 recommendations including: {'; '.join(['The Board should ask, and listen'] * 6)}. Model: SILP."


def test_only_what_is_asked_for(processed: Path) -> None:
    rows = {r["review_id"]: r for r in read(processed=processed).reviews}
    late = bulletin(processed, "2018-03")
    assert {rows[r]["published_year"] for r in late.reviews} == {2018, 2019}
    assert all((rows[r]["published_month"] or 12) >= 3 or rows[r]["published_year"] > 2018 for r in late.reviews)
    assert late.undated == sum(r["published_year"] is None for r in rows.values()) > 0
    assert {rows[r]["title"] for r in bulletin(processed, area="Kirklees").reviews} == {"Child X"}
    assert {rows[r]["region"] for r in bulletin(processed, area="south west").reviews} == {"South West"}
    neglect = bulletin(processed, topic="neglect")
    assert {"Child X", "Tobias"} <= {rows[r]["title"] for r in neglect.reviews}
    with pytest.raises(NotFoundError, match="gazetteer"):
        bulletin(processed, area="Wiggleswick")


def test_the_label_above_reviews_says_what_they_are(processed: Path, reports: Path) -> None:
    """Practice reviews do not stand under `Serious Case Reviews`."""
    for folder in (processed, reports):
        kinds, label = {r["review_id"]: r["review_type"] for r in read(processed=folder).reviews}, None
        made = bulletin(folder)
        titles, under = iter(made.titles), dict[str, set[str | None]]()
        printed = {t for t in made.titles.values() if t}
        for passage in made.passages:
            words = "".join(w.text for w in passage.words)
            if words.endswith("eviews:"):
                label = words
            elif words.rpartition(": ")[2] in printed and label:
                under.setdefault(label, set()).add(kinds[next(titles)])
        assert under.keys() <= {"Serious Case Reviews:", "Case reviews:"}
        assert under.get("Serious Case Reviews:", set()) <= {None, "scr"}
        if folder == reports:
            assert "lcspr" in under["Case reviews:"]


def test_words_of_a_source_are_no_markup_and_no_script() -> None:
    page = [Passage(0, (Words("<script>1</script> *a* [b](c)"), Words("here", target="javascript:alert(1)"), Words("there", target="https://example.org/a b")))]
    assert b"<script>" not in written(page, "html")
    assert b"javascript" not in written(page, "html") + written(page, "md") + written(page, "docx")
    assert r"\<script\>1\</script\> \*a\* \[b\](c)" in written(page, "md").decode()
    with pytest.raises(NotFoundError, match="docx"):
        written(page, "pdf")


def test_the_command_says_how_many_and_refuses_what_is_no_day(processed: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "bulletin.md"
    done = CliRunner().invoke(app, ["bulletin", "--since", "2099", "--processed", str(processed), "--output", str(out)])
    assert done.exit_code == 1
    assert "no review was published since 2099" in done.stderr
    assert "state no date of publication" in done.stderr
    assert not out.exists(), "a bulletin without a review is no bulletin"
    done = CliRunner().invoke(app, ["bulletin", "--since", "2018", "--processed", str(processed), "--output", str(out)])
    assert (done.exit_code, out.is_file()) == (0, True)
    for bad in (["--since", "soon", "--output", str(out)], ["--output", str(tmp_path / "x.pdf")]):
        assert CliRunner().invoke(app, ["bulletin", "--processed", str(processed), *bad]).exit_code == 2
