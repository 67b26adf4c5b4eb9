"""A bulletin made from the tables is in the arrangement that the reader knows: read back, it gives the same entries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scr_extract.cli import app
from scr_extract.datasets.bulletin import Passage, Words, bulletin, printed_title
from scr_extract.datasets.bulletin_files import ENDINGS, written
from scr_extract.datasets.one_per_review import read
from scr_extract.errors import NotFoundError
from scr_extract.ingest import ingest
from tests.golden.answers import read_entries

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


def facts(row: Any) -> dict[str, Any]:
    return {name: row[name] or None if isinstance(row[name], list) else row[name] for name in SAME}


@pytest.mark.parametrize("ending", [e if e == "md" else pytest.param(e, marks=pytest.mark.real) for e in ENDINGS])
def test_read_back_it_gives_the_same_entries(processed: Path, tmp_path: Path, ending: str) -> None:
    made, path = bulletin(processed), tmp_path / f"bulletin.{ending}"
    path.write_bytes(written(made.passages, ending))
    reviews = [r for r in read(processed=processed).reviews if r["review_id"] in made.reviews]
    back = read_entries(path)
    assert len(back) == len(reviews) > 20
    known = {(printed_title(r) if r["title"] else "None", r["outcome"]): r for r in reviews}
    wrong = []
    for row in back:
        review = known.pop((str(row["title"]), row["outcome"]))
        told = facts(review)
        if review["lscb_id"] is None and not review["lscb_anonymous"]:
            told["lscb"] = row["lscb"]  # a board known only by its words is read anew, beside its label
        wrong += [f"{row['title']}: {n}: {told[n]!r} printed, {v!r} read back" for n, v in facts(row).items() if v != told[n]]
    assert not wrong, "\n".join(wrong)
    assert not known


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
    assert done.exit_code == 0
    assert "0 reviews" in done.stderr
    assert "Nothing is listed" in out.read_text()
    for bad in (["--since", "soon", "--output", str(out)], ["--output", str(tmp_path / "x.pdf")]):
        assert CliRunner().invoke(app, ["bulletin", "--processed", str(processed), *bad]).exit_code == 2
