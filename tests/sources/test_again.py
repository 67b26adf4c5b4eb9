"""What is asked again, and when: nothing that a source names may be passed by because of what was so at an earlier look."""

from __future__ import annotations

import errno
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from looking import watched
from scr_extract.ingest import ingest, notices
from scr_extract.sources import inbox, taking, visits
from scr_extract.sources.fetching import Answer, fetching_round
from scr_extract.sources.gathering import Gathered, gather
from scr_extract.sources.settings import Fetching, Kind, Settings, Source
from tests.sources.web import Site, served

BULLETIN = "Serious case review: Child {n}\nAuthor: Ann Other\nLSCB: Poole Safeguarding Children Board (2015)\n\nDeath of a {n}-year-old boy in May 2014.\n"


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site()) as up:
        up.pages["/list"] = b'<a href="b2.md">Two</a> <a href="b3.md">Three</a>'
        for n in (2, 3):
            up.pages[f"/b{n}.md"] = BULLETIN.format(n=n).encode()
        yield up


def looked(site: Site, tmp_path: Path, **more: object) -> Gathered:
    source = replace(Source("board", Kind.PAGE, site.url("/list"), ("127.0.0.1",)), **more)  # type: ignore[arg-type]
    return of(source, tmp_path)


def of(source: Source, tmp_path: Path) -> Gathered:
    given = Fetching(enabled=True, inbox=tmp_path / "inbox", delay_seconds=0, retries=0, loopback=True)
    with fetching_round(given, sleep=lambda seconds: None) as on:
        (found,) = gather(Settings(given, (source,)), tmp_path / "processed", on=on)
    return found


def told(tmp_path: Path) -> list[str]:
    return [i.message for i in notices.told(tmp_path / "processed")]


def test_a_pattern_that_was_corrected_holds_for_a_page_that_did_not_change(site: Site, tmp_path: Path) -> None:
    assert looked(site, tmp_path, links=r"\.pdf$").files == ()
    assert told(tmp_path) == ["source board has named no document so far; look at its page, and at `links` in sources.toml"]
    assert len(looked(site, tmp_path).files) == 2
    assert told(tmp_path) == []
    assert dict(looked(site, tmp_path).answers) == {"page unchanged": 1, "known": 2}


def test_a_page_that_becomes_a_document_itself_is_kept(site: Site, tmp_path: Path) -> None:
    looked(site, tmp_path)
    assert len(looked(site, tmp_path, itself=True).files) == 1
    assert dict(looked(site, tmp_path, itself=True).answers) == {"page unchanged": 1, "known": 2}


def test_a_look_that_was_noted_before_settings_were_is_read_anew(site: Site, tmp_path: Path) -> None:
    looked(site, tmp_path)
    note = tmp_path / "processed" / "sources" / "board.json"
    said = json.loads(note.read_bytes())
    del said["asked"]
    note.write_text(json.dumps(said))
    assert dict(looked(site, tmp_path).answers) == {"page new": 1, "known": 2}


def test_a_host_that_is_allowed_later_is_asked_at_the_next_look(site: Site, tmp_path: Path) -> None:
    site.pages["/list"] = f'<a href="http://localhost:{site.port}/b2.md">Two</a>'.encode()
    assert dict(looked(site, tmp_path).answers) == {"page new": 1, "refused": 1}
    (message,) = told(tmp_path)
    assert message.endswith("not fetched: 1, for `hosts` in sources.toml does not allow where they lie or lead: localhost")
    assert len(looked(site, tmp_path, hosts=("127.0.0.1", "localhost")).files) == 1
    assert told(tmp_path) == []


def test_robots_that_could_not_be_read_are_asked_again(site: Site, tmp_path: Path) -> None:
    site.pages["/list"] = f'<a href="http://localhost:{site.port}/b2.md">Two</a>'.encode()
    hosts, busy = ("127.0.0.1", "localhost"), {"now": True}
    site.pages["/robots.txt"] = lambda headers: (503, {}, b"") if busy["now"] and headers["host"].startswith("localhost") else (404, {}, b"")
    assert dict(looked(site, tmp_path, hosts=hosts).answers) == {"page new": 1, "refused": 1}
    assert "robots.txt of their host" in told(tmp_path)[0]
    busy["now"] = False
    assert len(looked(site, tmp_path, hosts=hosts).files) == 1


def test_what_was_removed_before_it_was_ingested_is_fetched_again(site: Site, tmp_path: Path) -> None:
    first = looked(site, tmp_path)
    first.files[0].unlink()
    assert looked(site, tmp_path).files == (first.files[0],)
    ingest([tmp_path / "inbox"], tmp_path / "processed")
    first.files[0].unlink()
    assert looked(site, tmp_path).files == ()


def test_what_is_not_there_yet_is_asked_for_daily_in_its_first_week(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    del site.pages["/b3.md"]
    assert dict(looked(site, tmp_path).answers) == {"page new": 1, "new": 1, "gone": 1}
    assert dict(looked(site, tmp_path).answers) == {"page unchanged": 1, "known": 2}
    gone = next(v for v in visits.visits(tmp_path / "processed") if v.status == "gone")
    now = datetime.now(UTC)
    assert taking.due(gone, now + timedelta(days=1))
    late = replace(gone, gone_since=(now - timedelta(days=8)).isoformat())
    assert not taking.due(late, now + timedelta(days=1))
    assert not taking.due(replace(gone, document_id="a" * 64), now + timedelta(days=1))
    monkeypatch.setattr(taking, "_DAILY", timedelta(0))
    site.pages["/b3.md"] = BULLETIN.format(n=3).encode()
    assert len(looked(site, tmp_path).files) == 1


def test_a_watched_folder_that_was_emptied_or_is_gone_is_an_issue(tmp_path: Path) -> None:
    post = tmp_path / "post"
    source = Source("post", Kind.FOLDER, str(post), rest_seconds=0)
    assert of(source, tmp_path).wrong
    assert told(tmp_path) == ["source post: its folder is not there; make it, or correct its path in sources.toml"]
    post.mkdir()
    assert of(source, tmp_path) == Gathered("post", "folder")
    assert told(tmp_path) == []  # a new folder may well be empty
    (post / "a.md").write_text("x")
    assert len(of(source, tmp_path).files) == 1
    (post / "a.md").rename(tmp_path / "a.md")
    (post / "b.md.part").write_text("x")
    of(source, tmp_path)
    assert told(tmp_path) == []  # something is coming
    (post / "b.md.part").unlink()
    assert of(source, tmp_path).wrong is None
    assert told(tmp_path) == ["source post: its folder held files before and holds none now; is its disk or share there?"]


def test_documents_that_could_not_be_fetched_are_an_issue_until_they_are(site: Site, tmp_path: Path) -> None:
    site.pages["/b3.md"] = (403, {}, b"")
    assert dict(looked(site, tmp_path).answers) == {"page new": 1, "new": 1, "failed": 1}
    assert told(tmp_path) == ["source board: documents that it names and that could not be fetched: 1 (403); the next look tries again"]
    site.pages["/b3.md"] = BULLETIN.format(n=3).encode()
    looked(site, tmp_path)
    assert told(tmp_path) == []


def test_relative_links_start_from_where_the_page_says(site: Site, tmp_path: Path) -> None:
    site.pages["/list"] = b'<base href="/files/2015/"><a href="b2.md">Two</a> <a href="/b3.md">Three</a>'
    site.pages["/files/2015/b2.md"] = site.pages.pop("/b2.md")
    assert dict(looked(site, tmp_path).answers) == {"page new": 1, "new": 2}
    site.pages["/list"] = b'<base href="https://["><a href="b3.md">Three</a>'
    assert dict(looked(site, tmp_path).answers) == {"page new": 1, "known": 1}


@pytest.mark.parametrize(
    ("url", "name", "ending"),
    [
        ("s3://post/in/Review #3.md", "Review #3.md", ".md"),
        ("s3://post/in/why? 100%25.txt", "why? 100%25.txt", ".txt"),
        ("https://www.board.example/in/Review%20%233.md?v=1#top", "Review #3.md", ".md"),
        ("https://www.board.example/", "www.board.example", ".bin"),
    ],
)
def test_a_document_is_called_by_the_end_of_its_address(tmp_path: Path, url: str, name: str, ending: str) -> None:
    _, path = inbox.store(tmp_path, Answer("new", url, b"x"), url, "post")
    assert (inbox.called(url), path.suffix) == (name, ending)


@pytest.mark.parametrize("raw", [b"", b"[]", b"{}", b'{"a": 1}', b"\xff"])
def test_notes_that_were_spoilt_cost_a_look(site: Site, tmp_path: Path, raw: bytes) -> None:
    looked(site, tmp_path)
    for note in (tmp_path / "processed").rglob("*.json"):
        note.write_bytes(raw)
    (tmp_path / "processed" / "notices").mkdir()
    (tmp_path / "processed" / "notices" / "sources.json").write_bytes(raw)
    assert told(tmp_path) == []
    assert dict(looked(site, tmp_path).answers) == {"page new": 1, "new": 2}


def test_a_share_that_is_down_costs_itself_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.is_dir

    def is_dir(path: Path) -> bool:
        if path.name == "share":
            raise OSError(errno.EHOSTDOWN, "Host is down", str(path))
        return real(path)

    monkeypatch.setattr(Path, "is_dir", is_dir)
    (tmp_path / "post").mkdir()
    (tmp_path / "post" / "a.md").write_text("x")
    sources = tuple(Source(name, Kind.FOLDER, str(tmp_path / name), rest_seconds=0) for name in ("share", "post"))
    given = Settings(Fetching(), sources)
    with fetching_round(given.fetching) as on:
        share, post = gather(given, tmp_path / "processed", on=on)
    assert share.wrong == "source share could not be looked at (Host is down); the next look tries again"
    assert [p.name for p in post.files] == ["a.md"]
    assert told(tmp_path) == [share.wrong]
    assert [p.name for found in watched(given) for p in found.files] == ["a.md"]
