"""What the desk refuses: twenty-odd requests that no reviewer's browser sends of its own accord, and what every answer carries."""

from __future__ import annotations

import logging
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from scr_extract.corrections.store import Store, open_store
from scr_extract.desk import app
from scr_extract.desk.guard import HEADERS, MOST_BYTES, Guard
from scr_extract.desk.serve import NoWords, run
from scr_extract.desk.settings import Settings, checked, is_loopback
from scr_extract.desk.shelf import shelf
from scr_extract.errors import DeskError
from tests.desk.client import OWN, Reviewer, raw

FORM = {"content-type": "application/x-www-form-urlencoded"}
SAVE = "/settings"
SCRIPT = "<script>alert(1)</script>"

HOSTILE: list[tuple[str, str, str, dict[str, str], bytes, int]] = [
    ("another site's name for this machine", "GET", "/", {"host": "review.example"}, b"", 421),
    ("the right name at another port", "GET", "/", {"host": "127.0.0.1:9999"}, b"", 421),
    ("a name with a user in it", "GET", "/", {"host": "127.0.0.1:8400@review.example"}, b"", 421),
    ("a form of another site", "POST", SAVE, {**FORM, "origin": "https://review.example"}, b"note=seen", 403),
    ("a form of another port of this machine", "POST", SAVE, {**FORM, "origin": "http://127.0.0.1:3000"}, b"note=seen", 403),
    ("a form of a page without an origin", "POST", SAVE, {**FORM, "origin": "null"}, b"note=seen", 403),
    ("a form that says nothing of where it comes from", "POST", SAVE, FORM, b"note=seen", 403),
    ("a form by way of another site", "POST", SAVE, {**FORM, **OWN, "sec-fetch-site": "cross-site"}, b"note=seen", 403),
    ("a form of a neighbouring site", "POST", SAVE, {**FORM, **OWN, "sec-fetch-site": "same-site"}, b"note=seen", 403),
    ("a picture loaded by another site", "GET", "/static/desk.svg", {"sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors"}, b"", 403),
    ("JSON", "POST", SAVE, {**OWN, "content-type": "application/json"}, b'{"note": "seen"}', 415),
    ("plain text, which needs no leave to be sent", "POST", SAVE, {**OWN, "content-type": "text/plain"}, b"note=seen", 415),
    ("a file", "POST", SAVE, {**OWN, "content-type": "multipart/form-data; boundary=x"}, b"--x--", 415),
    ("a body that is too long", "POST", SAVE, {**OWN, **FORM}, b"note=" + b"x" * MOST_BYTES, 413),
    ("a length that is none", "POST", SAVE, {**OWN, **FORM, "content-length": "-1"}, b"note=seen", 413),
    ("an address that is too long", "GET", "/?q=" + "x" * 5000, {}, b"", 414),
    ("a way up", "GET", "/static/../app.py", {}, b"", 400),
    ("a way up, written in signs", "GET", "/static/%2e%2e%2fapp.py", {}, b"", 400),
    ("a way up for another system", "GET", "/static/..%5capp.py", {}, b"", 400),
    ("a zero byte in an address", "GET", "/entries/abc%00", {}, b"", 400),
    ("an address of another site", "GET", "//review.example/", {}, b"", 400),
    ("a file of the package", "GET", "/static/app.py", {}, b"", 404),
    ("a script for a record", "GET", "/entries/%3Cscript%3Ealert(1)%3C%2Fscript%3E", {}, b"", 400),
    ("a script for a field's name", "GET", "/choices/%3Cscript%3E", {}, b"", 404),
    ("another method", "DELETE", "/entries/abc", OWN, b"", 405),
    ("a method that echoes", "TRACE", "/", OWN, b"", 405),
    ("a page by POST", "POST", "/help", {**OWN, **FORM}, b"", 405),
    ("a zero byte in a form", "POST", SAVE, {**OWN, **FORM}, b"note=%00", 400),
    ("a form that is no form", "POST", SAVE, {**OWN, **FORM}, b"\xff\xfe;;", 400),
    ("a form of five thousand fields", "POST", SAVE, {**OWN, **FORM}, b"&".join(b"v%d.value=x" % n for n in range(5000)), 400),
    ("a document that is a path", "GET", "/documents/..", {}, b"", 400),
]


@pytest.fixture(scope="module")
def guarded(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Guard, Store]]:
    """One desk for all of them: none may change anything."""
    store = open_store(published, str(tmp_path_factory.mktemp("guarded") / "store.sqlite"))
    yield app.desk(Settings(published, reviewer="Ann"), store), store
    store.close()


@pytest.mark.parametrize(("method", "path", "headers", "body", "status"), [row[1:] for row in HOSTILE], ids=[row[0] for row in HOSTILE])
def test_it_is_refused(guarded: tuple[Guard, Store], method: str, path: str, headers: dict[str, str], body: bytes, status: int) -> None:
    guard, store = guarded
    found, carried, said = raw(guard, method, path, headers, body)
    assert found == status
    assert SCRIPT not in said
    assert all(carried[name] == value for name, value in HEADERS.items())
    assert "set-cookie" not in carried
    assert store.words() == ()


def test_a_body_that_lies_about_its_length_is_cut_off(guarded: tuple[Guard, Store]) -> None:
    guard, _ = guarded
    found, _, _ = raw(guard, "POST", SAVE, {**OWN, **FORM, "content-length": "9"}, b"note=" + b"x" * MOST_BYTES)
    assert found == 413


def test_half_a_form_saves_nothing(ann: Reviewer, store: Store) -> None:
    """Its sender went away in the middle of a list: what did arrive is no answer."""
    address, held = ann.form(ann.entry("Child Wren"), "recommendations")
    body = urlencode({"action": "correct"} | held).encode()
    half = body[: body.index(b"&v1.")]
    guard = app.desk(Settings(ann.processed, reviewer="Ann"), store)
    found, _, said = raw(guard, "POST", address, {**OWN, **FORM, "content-length": str(len(body))}, half, cut=True)
    assert (found, store.words()) == (400, ())
    assert "whole" in said
    assert raw(guard, "POST", address, {**OWN, **FORM}, body)[0] in (200, 303)


def test_there_are_more_than_twenty() -> None:
    assert len({row[0] for row in HOSTILE}) > 20


def test_a_script_in_a_value_is_words(ann: Reviewer) -> None:
    answer = ann.save(ann.entry("Child Wren"), "ethnicity", "correct", v0__value=SCRIPT)
    assert answer.status_code == 200
    assert SCRIPT not in answer.text
    assert "&lt;script&gt;" in answer.text
    page = ann.http.get(f"/entries/{ann.records()['Child Wren']}")
    assert SCRIPT not in page.text
    assert "<b>no one asked</b>" not in page.text
    assert "&lt;b&gt;no one asked&lt;/b&gt;" in page.text


def test_a_script_in_a_search_and_in_an_error_is_words(ann: Reviewer) -> None:
    for answer in (ann.http.get("/", params={"q": SCRIPT, "board": SCRIPT, "page": SCRIPT}), ann.http.get("/entries/<script>x")):
        assert "<script>x" not in answer.text
        assert SCRIPT not in answer.text


def test_every_page_carries_the_headers_and_no_inline_code(ann: Reviewer) -> None:
    record = ann.records()["Child Wren"]
    document = shelf(ann.processed).entry(record)["document_id"]
    for address in ("/", "/second", "/agreement", "/publish", "/help", "/help/keys", f"/entries/{record}", f"/second/{record}", f"/documents/{document}"):
        answer = ann.http.get(address)
        assert answer.status_code == 200, address
        assert all(answer.headers[name] == value for name, value in HEADERS.items())
        for sign in (" style=", " onclick=", "javascript:", "<style", "http://", "https://"):
            assert sign not in answer.text, (address, sign)


def test_going_back_stays_here(ann: Reviewer) -> None:
    for address in ("https://review.example/", "//review.example", "/\\review.example", "javascript:alert(1)", "/\r\nset-cookie: a=b"):
        answer = ann.http.post("/settings", data={"note": "seen", "back": address})
        assert answer.status_code == 303
        assert answer.headers["location"] == "/"


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.7", "desk.example"])
def test_other_machines_are_served_named_users_only(processed: Path, address: str) -> None:
    with pytest.raises(DeskError, match="named users"):
        checked(Settings(processed, address=address))
    assert checked(Settings(processed, address=address, users={"Ann": "x"}))


def test_a_desk_beside_another_says_that_its_port_is_taken(processed: Path) -> None:
    said: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(DeskError, match="--port chooses another"):
        run(Settings(processed, reviewer="Ann", port=other.getsockname()[1]), said.append)
    assert said == [], "no address is told that is not the desk's"


def test_what_is_this_machine() -> None:
    assert all(map(is_loopback, ("127.0.0.1", "127.9.9.9", "localhost", "::1", "[::1]")))
    assert not any(map(is_loopback, ("0.0.0.0", "::", "10.0.0.1", "localhost.example", "")))


def test_the_log_holds_ids_only(ann: Reviewer, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="scr_extract.desk"):
        ann.http.get("/", params={"q": "Wren"})
        ann.save(ann.entry("Child Wren"), "ethnicity", "correct", v0__value="of words")
        ann.save(ann.entry("Child Wren"), "incident_date", "correct", v0__value="words that are no date")
    said = caplog.text
    assert "/fields/ethnicity 200" in said
    assert "/fields/incident_date 422" in said
    assert "Wren" not in said
    assert "words" not in said


def test_what_nobody_foresaw_says_no_words(processed: Path, store: Store, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("words of a review")

    monkeypatch.setattr(app, "suggestions", broken)
    found, carried, said = raw(app.desk(Settings(processed, reviewer="Ann"), store), "GET", "/choices/board?q=x", {}, b"")
    assert found == 500
    assert "nothing was saved" in said
    assert "words of a review" not in said
    assert all(carried[name] == value for name, value in HEADERS.items())

    log = logging.getLogger("uvicorn.error")
    kept = NoWords()
    log.addFilter(kept)
    try:
        broken()
    except RuntimeError:
        log.exception("Exception in ASGI application")
    finally:
        log.removeFilter(kept)
    assert "unforeseen RuntimeError" in caplog.text
    assert "words of a review" not in caplog.text
