"""Named users: a password opens the desk, a forged or old session does not, and nothing is shown before."""

from __future__ import annotations

from pathlib import Path

import pytest

from scr_extract.corrections.store import Store
from scr_extract.desk import signin
from scr_extract.desk.settings import Settings
from scr_extract.errors import DeskError
from tests.desk.client import OWN, client

PASSWORD = "three quiet horses"


@pytest.fixture(scope="module")
def users() -> dict[str, str]:
    return {"Ann": signin.hashed(PASSWORD)}


def test_a_user_signs_in_and_out(processed: Path, store: Store, users: dict[str, str]) -> None:
    http = client(Settings(processed, users=users), store, **OWN)
    asked = http.get("/?q=Wren")
    assert (asked.status_code, asked.headers["location"]) == (303, "/sign-in?back=%2F%3Fq%3DWren")
    assert http.post("/entries/abc/confirm", data={"seen": ""}).status_code == 403
    for name, password in (("Ann", "wrong"), ("Nobody", PASSWORD), ("", "")):
        assert http.post("/sign-in", data={"name": name, "password": password}).status_code == 403
    answer = http.post("/sign-in", data={"name": "Ann", "password": PASSWORD, "back": "/?q=Wren"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/?q=Wren")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "Ann" in http.get("/").text
    assert http.post("/reviewer", data={"name": "Ben"}).status_code == 400, "nobody else's name can be taken"
    assert http.post("/sign-out", data={"x": ""}).status_code == 303
    assert http.get("/").status_code == 303


def test_guessing_is_slowed(processed: Path, store: Store, users: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signin, "knows", lambda *_: False)
    http = client(Settings(processed, users=users), store, **OWN)
    codes = [http.post("/sign-in", data={"name": "Ann", "password": str(n)}).status_code for n in range(25)]
    assert codes[-1] == 429
    assert codes.count(403) <= 10


def test_a_session_is_signed_and_ends(users: dict[str, str]) -> None:
    cookie = signin.session(b"key", "Ann Ö", now=1000.0)
    assert signin.reviewer_of(b"key", cookie, now=1001.0) == "Ann Ö"
    assert signin.reviewer_of(b"key", cookie, now=1001.0 + signin.LASTS) is None
    assert signin.reviewer_of(b"another", cookie, now=1001.0) is None
    for forged in ("", ".", "a.b", cookie + "0", signin.session(b"another", "Ann"), "é" + cookie, None):
        assert signin.reviewer_of(b"key", forged, now=1001.0) is None


def test_the_file_of_users(tmp_path: Path) -> None:
    path = tmp_path / "users"
    with pytest.raises(DeskError, match="desk-user"):
        signin.users(path)
    path.write_text(f"Ann:{signin.hashed(PASSWORD)}\n")
    path.chmod(0o644)
    with pytest.raises(DeskError, match="chmod 600"):
        signin.users(path)
    path.chmod(0o600)
    assert signin.knows(signin.users(path), "Ann", PASSWORD)
    assert PASSWORD not in path.read_text()
    path.write_text("Ann:secret\n")
    with pytest.raises(DeskError, match="line 1"):
        signin.users(path)


@pytest.mark.parametrize("name", ["", " ", "<script>", "a:b", "x" * 65, "a\nb\0", "../x"])
def test_what_is_no_name(name: str) -> None:
    with pytest.raises(DeskError):
        signin.named(name)


def test_a_name_asked_for_once(processed: Path, store: Store) -> None:
    http = client(Settings(processed), store, **OWN)
    assert http.get("/").headers["location"] == "/reviewer?back=%2F"
    assert "Your name" in http.get("/reviewer").text
    assert http.post("/settings", data={"narrative": "hide", "back": "/reviewer"}).headers["location"] == "/reviewer", "its page says that this can be done"
    assert "Narrative is hidden" in http.get("/reviewer").text
    assert http.post("/reviewer", data={"name": "<b>"}).status_code == 422
    assert http.post("/reviewer", data={"name": "Ann Ö", "back": "/"}).status_code == 303
    assert "Ann Ö" in http.get("/").text
