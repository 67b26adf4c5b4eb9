"""What templates and scripts may not hold, and what the command line says when the desk cannot start."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from scr_extract.cli import app
from scr_extract.corrections.correction import Correction, Kind
from scr_extract.corrections.store import Store
from scr_extract.desk import queue, request, signin
from scr_extract.desk.choices import suggestions
from scr_extract.desk.needs import need
from scr_extract.desk.shelf import Shelf, shelf
from tests.conftest import ROOT
from tests.desk.client import Reviewer, one, words

DESK = ROOT / "src" / "scr_extract" / "desk"
TEMPLATES = sorted((DESK / "templates").glob("*.html"))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: p.name)
def test_a_template_escapes_everything_and_holds_no_code(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe|autoescape|Markup|<style|\sstyle=|\son[a-z]+=|javascript:|https?://|hx-on|hx-vals|js:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_our_script_makes_no_code_and_no_markup_from_words() -> None:
    text = "".join((DESK / "static" / name).read_text("utf-8") for name in ("desk.js", "unsaved.js"))
    assert not re.search(r"innerHTML\s*=|outerHTML\s*=|insertAdjacentHTML|document\.write|\beval\(|new Function|https?://|localStorage|sessionStorage", text)


def test_htmx_is_the_published_file_with_its_licence() -> None:
    raw = (DESK / "static" / "htmx.min.js").read_bytes()
    assert hashlib.sha256(raw).hexdigest() == "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717"
    assert b'version:"2.0.11"' in raw
    assert "Zero-Clause BSD" in (DESK / "static" / "htmx.LICENSE.txt").read_text("utf-8")


def test_the_queue_shows_what_is_needed_first_and_filters(ann: Reviewer) -> None:
    page = ann.page("/")
    rows = [" ".join(r.text(separator=" ").split()) for r in page.css("tbody tr")]
    assert len(rows) == 3
    assert any("Child Quill" in r and "Incident date: not stated" in r for r in rows)
    assert "Child Wren" in words(ann.page("/?q=wren"), "tbody")
    assert "Child Quill" not in words(ann.page("/?q=wren"), "tbody")
    assert [
        len(ann.page(f"/?{q}").css("tbody tr")) for q in ("field=incident_date", "status=unchecked", "board=Kirklees+Safeguarding+Children+Board", "page=99")
    ] == [1, 3, 1, 3]
    assert words(ann.page("/?status=confirmed"), ".empty").startswith("No entry fits")
    ann.save(ann.entry("Child Quill"), "incident_date", "not_stated")
    assert ann.page("/?field=incident_date").css("tbody tr") == []
    assert "partly reviewed" in words(ann.page("/?q=quill"), "tbody")


def test_every_entry_in_the_queue_says_why_it_is_there(ann: Reviewer) -> None:
    """One of which no field is in doubt, too: nobody has checked it yet, or all of it was."""
    rows = ann.page("/").css("tbody tr")
    assert rows
    assert all(row.css_first(".tag") for row in rows)
    entry = {"record_id": "r", "start": 0, "end": 100, "document_id": "d", "title": "Child V", "position": 1, "child_names": [], "child_age_text": None}
    entry |= {"lscb": None, "lscb_anonymous": False}
    columns: dict[str, list[Any]] = {
        "field": ["authors"],
        "status": ["found"],
        "origin": ["extracted"],
        "rule_right": [0.99],
        "rule_checked": [90],
        "value": [True],
    }
    held = Shelf("s", {"d": {"name": "a.md"}}, {"r": entry}, {}, frozenset(), {}, None, columns, {"r": (0, 1)})
    assert need(held, "r", []).reasons == ()
    assert queue._row(held, need(held, "r", []), "/entries")["reasons"] == ["not checked yet"]


def test_narrative_can_be_hidden(ann: Reviewer) -> None:
    assert "moved twice" in words(ann.entry("Child Wren"), "#words")
    ann.post("/settings", narrative="hide", back="/")
    hidden = words(ann.entry("Child Wren"), "#words")
    assert "moved twice" not in hidden
    assert "characters hidden" in hidden
    assert "October 2015" in hidden, "evidence stays"
    link = one(ann.entry("Child Wren"), ".entry-head a").attributes["href"] or ""
    assert "#" not in link, "a browser opens what is folded around the place that an address names"
    whole = one(ann.page(link), "details.whole-text")
    assert "open" not in whole.attributes
    assert whole.css_first(".whole") is not None
    ann.post("/settings", narrative="show", back="/")
    assert ann.page(link).css("details.whole-text") == []


@pytest.mark.parametrize(
    ("field", "typed", "first"),
    [
        ("board", "kent", "lscb-kent"),
        ("board", "saf chil kirk", "lscb-kirklees"),
        ("outcome", "", "fatal"),
        ("outcome", "serious", "serious_harm"),
        ("methodology", "learning tog", "scie_learning_together"),
    ],
)
def test_suggestions(field: str, typed: str, first: str) -> None:
    assert suggestions(field, typed)[0].id == first


def test_suggestions_of_nothing() -> None:
    assert suggestions("board", "") == ()
    assert suggestions("board", "zzzzzz qqqq") == ()
    assert suggestions("title", "x") == ()


def test_the_command_refuses_to_be_open_to_others(processed: Path) -> None:
    result = CliRunner().invoke(app, ["desk", "--processed", str(processed), "--host", "0.0.0.0"])
    assert result.exit_code == 1
    assert "named users" in result.output


def test_a_user_is_added_by_the_command(tmp_path: Path) -> None:
    path = tmp_path / "users"
    for name in ("Ann", "Ben"):
        result = CliRunner().invoke(app, ["desk-user", name, "--users", str(path)], input="three quiet horses\nthree quiet horses\n")
        assert result.exit_code == 0, result.output
    assert set(signin.users(path)) == {"Ann", "Ben"}
    assert path.stat().st_mode & 0o077 == 0
    assert CliRunner().invoke(app, ["desk-user", "Cem", "--users", str(path)], input="short\nshort\n").exit_code == 2


def test_a_list_with_one_reopened_value_is_back_in_the_queue() -> None:
    """Whichever of its values it is."""
    columns: dict[str, list[Any]] = {"field": ["authors", "authors"], "status": ["found"] * 2, "origin": ["confirmed", "stale_correction"]}
    columns |= {"rule_right": [None] * 2, "rule_checked": [None] * 2, "value": [True] * 2}
    entry = {"record_id": "r", "start": 0, "end": 100}
    held = Shelf("s", {}, {"r": entry}, {}, frozenset({"w"}), {}, None, columns, {"r": (0, 2)})
    word = Correction(document_id="d", record_id="r", kind=Kind.CONFIRM, field="authors", reviewer="Ann", value="[]", seen_value="[]", correction_id="w")
    found = need(held, "r", [word])
    assert (found.status, found.reasons) == ("stale_correction", (("authors", "source changed"),))


def test_a_word_said_when_its_field_had_one_value_is_shown_as_it_stands(ann: Reviewer, store: Store) -> None:
    """Its entry could not be opened any more."""
    assert ann.save(ann.entry("Child Wren"), "keywords", "correct", v0__value="moves").status_code == 200
    (word,) = store.words()
    store.take_in([replace(word, correction_id="older", value="house moves", seen_value="moves", made_at="2020-01-01T00:00:00.000000Z")])
    assert "from moves to house moves" in words(ann.entry("Child Wren"), "#field-keywords .history")
    assert words(ann.entry("Child Wren"), "#field-keywords .values") == "moves"


def test_a_page_is_made_of_one_snapshot(ann: Reviewer, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody may publish while it is made, and entries may go."""
    record = ann.records()["Child Wren"]
    asked: list[Path] = []

    def counted(processed: Path) -> Shelf:
        asked.append(processed)
        return shelf(processed)

    monkeypatch.setattr(request, "shelf", counted)
    for address in ("/", "/second", "/agreement", "/publish", f"/entries/{record}"):
        asked.clear()
        assert ann.http.get(address).status_code == 200
        assert len(asked) <= 1, address
