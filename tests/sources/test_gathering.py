"""Sources against a real web server on this machine."""

from __future__ import annotations

import gzip
import itertools
import json
import shutil
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from protego import Protego

from scr_extract import datasets
from scr_extract.datasets import disk
from scr_extract.ingest import ingest
from scr_extract.ingest.withdrawal import withdraw
from scr_extract.sources import links, taking, visits
from scr_extract.sources.fetching import fetching_round, get
from scr_extract.sources.forgetting import forget
from scr_extract.sources.gathering import Gathered, gather
from scr_extract.sources.reports import follow
from scr_extract.sources.settings import Fetching, Kind, Settings, Source
from tests.reports.made import REPORTS
from tests.sources.web import Site, served

BULLETIN = "Serious case review: Child {n}\nAuthor: Ann Other\nLSCB: Poole Safeguarding Children Board (2015)\n\nDeath of a {n}-year-old boy in May 2014.\n"


@pytest.fixture
def site() -> Iterator[Site]:
    with served(Site()) as up:
        up.pages["/robots.txt"] = b"User-agent: *\nDisallow: /private/\n"
        up.pages["/list"] = (
            b'<a href="b2.md">Two</a> <a href="/b3.md#page=2">Three</a> <a href="b4.md">Four</a> <a href="b4.md">again</a> <a href="/about">About</a>'
        )
        for n in (2, 3, 4):
            up.pages[f"/b{n}.md"] = BULLETIN.format(n=n).encode()
        yield up


def settings(site: Site, tmp_path: Path, *, kind: Kind = Kind.PAGE, path: str = "/list", **more: object) -> Settings:
    fetching = Fetching(enabled=True, inbox=tmp_path / "inbox", delay_seconds=0, retries=0, loopback=True)
    return Settings(fetching, (replace(Source("board", kind, site.url(path), ("127.0.0.1",)), **more),))  # type: ignore[arg-type]


def looked(given: Settings, tmp_path: Path, only: Sequence[str] = ()) -> Gathered:
    with fetching_round(given.fetching, sleep=lambda seconds: None) as on:
        (found,) = gather(given, tmp_path / "processed", only, on=on)
    return found


def issues(tmp_path: Path) -> list[tuple[str, str]]:
    rows = datasets.arrow("issues", processed=tmp_path / "processed").to_pylist()
    return [(r["kind"], r["message"]) for r in rows if r["kind"] in ("source", "link_rot")]


def test_a_page_with_three_bulletins(site: Site, tmp_path: Path) -> None:
    """They come in once, with the note of where they came from; the second look asks for the page alone and is told that nothing changed."""
    given = settings(site, tmp_path)
    first = looked(given, tmp_path)
    assert len(first.files) == 3
    assert dict(first.answers) == {"new": 3, "page new": 1}
    done = ingest([tmp_path / "inbox"], tmp_path / "processed")
    assert (done.documents, done.entries) == (3, 3)
    documents = datasets.arrow("documents", processed=tmp_path / "processed").to_pylist()
    assert {(d["name"], d["source_url"]) for d in documents} == {(f"b{n}.md", site.url(f"/b{n}.md")) for n in (2, 3, 4)}

    site.asked.clear()
    second = looked(given, tmp_path)
    assert second.files == ()
    assert dict(second.answers) == {"known": 3, "page unchanged": 1}
    assert site.asked == ["/robots.txt", "/list"]
    assert not ingest([tmp_path / "inbox"], tmp_path / "processed").published


def test_a_new_bulletin_on_the_page(site: Site, tmp_path: Path) -> None:
    given = settings(site, tmp_path)
    looked(given, tmp_path)
    site.pages["/list"] = b'<a href="b2.md">Two</a> <a href="b9.md">Nine</a>'
    site.pages["/b9.md"] = BULLETIN.format(n=9).encode()
    found = looked(given, tmp_path)
    assert len(found.files) == 1
    assert dict(found.answers) == {"known": 1, "new": 1, "page new": 1}


def test_a_feed(site: Site, tmp_path: Path) -> None:
    site.pages["/news.xml"] = (
        b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/hostname">]><rss version="2.0"><channel><title>&x;</title>'
        b"<item><link>/b2.md</link></item><item><enclosure url='b3.md' type='text/markdown'/></item></channel></rss>"
    )
    found = looked(settings(site, tmp_path, kind=Kind.FEED, path="/news.xml"), tmp_path)
    assert dict(found.answers) == {"feed new": 1, "new": 2}


def test_a_page_that_is_itself_a_bulletin(site: Site, tmp_path: Path) -> None:
    site.pages["/reviews"] = BULLETIN.format(n=5).replace("\n", "<br>").encode()
    found = looked(settings(site, tmp_path, path="/reviews", itself=True), tmp_path)
    assert len(found.files) == 1
    assert looked(settings(site, tmp_path, path="/reviews", itself=True), tmp_path).files == ()


def test_robots_are_obeyed(site: Site, tmp_path: Path) -> None:
    site.pages["/list"] = b'<a href="/private/b2.md">Two</a>'
    site.pages["/private/b2.md"] = BULLETIN.format(n=2).encode()
    assert dict(looked(settings(site, tmp_path), tmp_path).answers) == {"page new": 1, "refused": 1}
    assert "/private/b2.md" not in site.asked


def test_rules_that_cannot_be_read_forbid_all(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = (500, {}, b"")
    found = looked(settings(site, tmp_path), tmp_path)
    assert found.wrong is not None
    assert site.asked == ["/robots.txt"]


@pytest.mark.parametrize(
    "where", ["https://10.0.0.8/b2.md", "https://169.254.169.254/latest/meta-data/b.md", "http://localhost.localdomain/b2.md", "file:///etc/b.md"]
)
def test_a_redirect_out_of_bounds_is_refused(site: Site, tmp_path: Path, where: str) -> None:
    site.pages["/b2.md"] = (302, {"Location": where}, b"")
    site.pages["/list"] = b'<a href="b2.md">Two</a>'
    found = looked(settings(site, tmp_path), tmp_path)
    assert dict(found.answers) == {"page new": 1, "refused": 1}
    assert found.files == ()


def test_a_redirect_to_a_private_address_whose_host_is_allowed(site: Site, tmp_path: Path) -> None:
    site.pages["/b2.md"] = (302, {"Location": "https://10.0.0.8/b2.md"}, b"")
    site.pages["/list"] = b'<a href="b2.md">Two</a>'
    found = looked(settings(site, tmp_path, hosts=("127.0.0.1", "10.0.0.8")), tmp_path)
    assert dict(found.answers) == {"page new": 1, "refused": 1}
    visit = visits.visit(tmp_path / "processed", site.url("/b2.md"))
    assert visit is not None
    assert visit.reason == "private"


def test_redirects_without_end(site: Site, tmp_path: Path) -> None:
    site.pages["/b2.md"] = (302, {"Location": "/b2.md"}, b"")
    site.pages["/list"] = b'<a href="b2.md">Two</a>'
    assert dict(looked(settings(site, tmp_path), tmp_path).answers) == {"failed": 1, "page new": 1}
    assert site.asked.count("/b2.md") == 6


@pytest.mark.parametrize("packed", [True, False])
def test_too_large_is_left_where_it_is(site: Site, tmp_path: Path, packed: bool) -> None:
    large = b"0" * (3 * 2**20)
    site.pages["/b2.md"] = (200, {"Content-Encoding": "gzip"}, gzip.compress(large)) if packed else large
    site.pages["/list"] = b'<a href="b2.md">Two</a>'
    given = settings(site, tmp_path)
    given = replace(given, fetching=replace(given.fetching, largest_mib=1))
    assert dict(looked(given, tmp_path).answers) == {"failed": 1, "page new": 1}
    assert not (tmp_path / "inbox").exists()


def test_one_that_trickles_in_is_given_up(site: Site, tmp_path: Path) -> None:
    """With a clock that runs fast: more than the time allowed passes while the document arrives."""
    site.pages["/list"] = b'<a href="b2.md">Two</a>'
    given, ticks = settings(site, tmp_path), itertools.count(step=100.0)
    with fetching_round(given.fetching, sleep=lambda seconds: None) as on:
        answer = get(replace(on, clock=lambda: next(ticks), robots={site.url("").rstrip("/"): Protego.parse("")}), site.url("/b2.md"), ("127.0.0.1",))
    assert (answer.status, answer.reason) == ("new", None)
    with fetching_round(replace(given.fetching, longest_seconds=50.0), sleep=lambda seconds: None) as on:
        answer = get(replace(on, clock=lambda: next(ticks), robots={site.url("").rstrip("/"): Protego.parse("")}), site.url("/b2.md"), ("127.0.0.1",))
    assert (answer.status, answer.reason) == ("failed", "too_slow")


@pytest.mark.parametrize("link", ["https://[127.0.0.1/b9.md", "https://exa&#x2100;.example/b9.md", "http://127.0.0.1/b9&#1;.md", "/" + "a" * 70_000 + ".md"])
def test_a_link_that_is_no_address_costs_itself_alone(site: Site, tmp_path: Path, link: str) -> None:
    site.pages["/list"] = f'<a href="{link}">Nine</a> <a href="b2.md">Two</a>'.encode()
    found = looked(settings(site, tmp_path), tmp_path)
    assert found.wrong is None
    assert len(found.files) == 1


def test_a_redirect_to_no_address_is_refused(site: Site, tmp_path: Path) -> None:
    site.pages["/list"] = b'<a href="b2.md">Two</a> <a href="b3.md">Three</a>'
    site.pages["/b2.md"] = (302, {"Location": "https://["}, b"")
    assert dict(looked(settings(site, tmp_path), tmp_path).answers) == {"page new": 1, "new": 1, "refused": 1}


def test_a_version_in_other_letters_is_not_said_back(site: Site, tmp_path: Path) -> None:
    """Or every look after the first would end with an error."""
    site.pages["/list"] = (200, {"ETag": '"Frühling"', "Content-Type": "text/html"}, b'<a href="b2.md">Two</a>')
    given = settings(site, tmp_path)
    looked(given, tmp_path)
    assert dict(looked(given, tmp_path).answers) == {"known": 1, "page new": 1}
    assert "if-none-match" not in site.headers[-1]


@contextmanager
def saying(piece: bytes, pause: float) -> Iterator[int]:
    """A server that answers every request with these bytes, over and over, as long as anybody listens. Its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        ended = threading.Event()

        def serve() -> None:
            while not ended.is_set():
                with suppress(OSError):
                    connection, _ = server.accept()
                    with connection:
                        while not ended.is_set():
                            connection.sendall(piece)
                            time.sleep(pause)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        ended.set()
        thread.join(5)


@pytest.mark.parametrize("piece", [b"HTTP/1.1 100 Continue\r\n\r\n", b"H"], ids=["go on", "a letter at a time"])
def test_a_server_that_never_comes_to_the_point_is_given_up(tmp_path: Path, piece: bytes) -> None:
    fetching = Fetching(enabled=True, inbox=tmp_path / "inbox", delay_seconds=0, retries=2, loopback=True, longest_seconds=1.0)
    with saying(piece, 0.05) as port, fetching_round(fetching, sleep=lambda seconds: None) as on:
        began = time.monotonic()
        robots: dict[str, Protego | None] = {f"http://127.0.0.1:{port}": Protego.parse("")}
        answer = get(replace(on, robots=robots), f"http://127.0.0.1:{port}/b.md", ("127.0.0.1",))
    assert (answer.status, answer.reason) == ("failed", "too_slow")
    assert time.monotonic() - began < 10


def test_a_source_that_suddenly_names_nothing_is_an_issue(site: Site, tmp_path: Path) -> None:
    given = settings(site, tmp_path)
    looked(given, tmp_path)
    ingest([tmp_path / "inbox"], tmp_path / "processed")
    assert issues(tmp_path) == []
    site.pages["/list"] = b"<p>We have moved.</p>"
    found = looked(given, tmp_path)
    assert found.wrong is not None
    ingest([tmp_path / "inbox"], tmp_path / "processed")
    ((kind, message),) = issues(tmp_path)
    assert kind == "source"
    assert "names none now" in message
    site.pages["/list"] = b'<a href="b2.md">Two</a>'
    looked(given, tmp_path)
    ingest([tmp_path / "inbox"], tmp_path / "processed")
    assert issues(tmp_path) == []


def test_a_document_that_is_gone_is_kept_and_told(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = settings(site, tmp_path)
    looked(given, tmp_path)
    ingest([tmp_path / "inbox"], tmp_path / "processed")
    monkeypatch.setattr(taking, "AGAIN", timedelta(0))
    del site.pages["/b3.md"]
    found = looked(given, tmp_path)
    assert dict(found.answers) == {"gone": 1, "page unchanged": 1, "unchanged": 2}
    done = ingest([tmp_path / "inbox"], tmp_path / "processed")
    assert (done.documents, done.entries) == (3, 3)
    ((kind, _),) = issues(tmp_path)
    assert kind == "link_rot"


def test_a_network_that_fails_is_tried_again_and_told(site: Site, tmp_path: Path) -> None:
    given = settings(site, tmp_path)
    port = site.port
    given = replace(given, fetching=replace(given.fetching, retries=2))
    site.pages["/list"] = b'<a href="http://127.0.0.1:9/b2.md">closed</a>'
    pauses: list[float] = []
    with fetching_round(given.fetching, sleep=pauses.append) as on:
        (found,) = gather(given, tmp_path / "processed", on=on)
    assert port == site.port
    assert dict(found.answers) == {"failed": 1, "page new": 1}
    assert pauses == [1.0, 2.0]


def test_a_pause_between_requests_to_one_host(site: Site, tmp_path: Path) -> None:
    given = settings(site, tmp_path)
    given = replace(given, fetching=replace(given.fetching, delay_seconds=3.0))
    site.pages["/robots.txt"] = b"User-agent: *\nCrawl-delay: 20\n"
    pauses: list[float] = []
    with fetching_round(given.fetching, sleep=pauses.append) as on:
        gather(given, tmp_path / "processed", on=on)
    assert len(pauses) == 4
    assert all(19 < p <= 20 for p in pauses)


def test_nothing_is_fetched_unless_switched_on(site: Site, tmp_path: Path) -> None:
    given = settings(site, tmp_path)
    off = replace(given, fetching=replace(given.fetching, enabled=False))
    assert "fetching is off" in str(looked(off, tmp_path).wrong)
    assert site.asked == []


def test_reports_are_followed_and_linked(site: Site, tmp_path: Path) -> None:
    """The report that an entry links to is fetched from the hosts named for it, ingested, and linked to its entry."""
    site.pages["/wren.pdf"] = REPORTS["numbered.pdf"]()
    header = "Serious case review: Child Wren\nAuthor: Millicent Harbour\nLSCB: Shropshire Safeguarding Children Board (March 2016)\n\n"
    entry = f"{header}Death of a 7-month-old girl on 14 February 2014.\n\nFull report [here]({site.url('/wren.pdf')})\n"
    site.pages["/list"] = b'<a href="bulletin.md">One</a>'
    site.pages["/bulletin.md"] = entry.encode()
    given = settings(site, tmp_path)
    looked(given, tmp_path)
    ingest([tmp_path / "inbox"], tmp_path / "processed")
    followed = replace(given, fetching=replace(given.fetching, reports=True, report_hosts=("127.0.0.1",)))
    with fetching_round(followed.fetching, sleep=lambda seconds: None) as on:
        found = follow(followed, tmp_path / "processed", on)
        again = follow(followed, tmp_path / "processed", on)
    assert dict(found.answers) == {"new": 1}
    assert dict(again.answers) == {"known": 1}
    ingest([tmp_path / "inbox"], tmp_path / "processed")
    entries = datasets.arrow("entries", processed=tmp_path / "processed").to_pylist()
    assert sorted(e["kind"] for e in entries) == ["bulletin_entry", "report"]
    assert len({e["review_id"] for e in entries}) == 1
    assert all("same address" in row["why"] for row in datasets.arrow("links", processed=tmp_path / "processed").to_pylist())
    (note,) = (json.loads(p.read_bytes()) for p in (tmp_path / "inbox").glob("*.source.json") if "wren.pdf" in p.read_text())
    assert note["source"] == "reports"


def test_a_withdrawn_document_leaves_the_inbox_and_stays_away(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its copy and the note of its address go; asked again, the same bytes are not kept. The others stay."""
    given, root = settings(site, tmp_path), tmp_path / "processed"
    looked(given, tmp_path)
    ingest([tmp_path / "inbox"], root)
    visit = visits.visit(root, site.url("/b3.md"))
    assert visit is not None
    assert visit.document_id is not None
    withdraw(root, visit.document_id, "court order")
    gone = forget(root, [visit.document_id])
    assert [p.name.partition(".")[0] for p in gone] == [visit.document_id] * 2
    assert visits.visit(root, site.url("/b3.md")) is None
    assert len(list((tmp_path / "inbox").iterdir())) == 4
    monkeypatch.setattr(taking, "AGAIN", timedelta(0))
    assert dict(looked(given, tmp_path).answers) == {"page unchanged": 1, "refused": 1, "unchanged": 2}
    assert len(list((tmp_path / "inbox").iterdir())) == 4
    again = visits.visit(root, site.url("/b3.md"))
    assert again is not None
    assert (again.reason, again.document_id) == ("withdrawn", None)
    assert ingest([tmp_path / "inbox"], root).entries == 2


def test_a_look_that_is_ended_in_the_middle_loses_no_link(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ended at every write in turn: whatever was noted by then, the looks after it bring in what the page names."""
    given = settings(site, tmp_path)
    looked(given, tmp_path)
    base = tmp_path / "base"
    for folder in ("processed", "inbox"):
        shutil.copytree(tmp_path / folder, base / folder)
    site.pages["/list"] = b'<a href="b2.md">Two</a> <a href="b9.md">Nine</a>'
    site.pages["/b9.md"] = BULLETIN.format(n=9).encode()
    put, points = disk.put, 0
    for at in range(1, 20):
        for folder in ("processed", "inbox"):
            shutil.rmtree(tmp_path / folder)
            shutil.copytree(base / folder, tmp_path / folder)
        count = 0

        def ending(path: Path, raw: bytes, at: int = at) -> None:
            nonlocal count
            count += 1
            if count == at:
                raise KeyboardInterrupt
            put(path, raw)

        with monkeypatch.context() as patched:
            patched.setattr(disk, "put", ending)
            with suppress(KeyboardInterrupt):
                looked(given, tmp_path)
        points += count >= at
        looked(given, tmp_path)
        assert any(BULLETIN.format(n=9).encode() == path.read_bytes() for path in (tmp_path / "inbox").iterdir()), f"write {at}"
        if count < at:
            break
    assert points >= 4


def test_a_page_nested_without_end_is_given_up(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs its own look only, and what it named before is still looked at; once it can be read again all is well."""
    monkeypatch.setattr(links, "LIMITS", replace(links.LIMITS, wall=2.0, cpu=2.0))
    given = settings(site, tmp_path)
    looked(given, tmp_path)
    good = site.pages["/list"]
    site.pages["/list"] = b"<div>" * 500_000 + b'<a href="b9.md">Nine</a>'
    began = time.monotonic()
    found = looked(given, tmp_path)
    assert time.monotonic() - began < 20
    assert (found.wrong or "").startswith("source board: its page is too large or too deep")
    assert dict(found.answers) == {"known": 3, "page new": 1}
    assert looked(given, tmp_path).wrong == found.wrong, "also where the page says that nothing changed"
    site.pages["/list"] = good
    assert looked(given, tmp_path).wrong is None


def test_a_page_that_links_to_more_than_anybody_lists_is_told_and_not_cut(site: Site, tmp_path: Path) -> None:
    given = settings(site, tmp_path)
    looked(given, tmp_path)
    site.pages["/list"] = b"".join(b'<a href="other%d.md">x</a>' % n for n in range(5_001))
    found = looked(given, tmp_path)
    assert "thousands that fit" in (found.wrong or "")
    assert dict(found.answers) == {"known": 3, "page new": 1}, "what it named before is still looked at"
