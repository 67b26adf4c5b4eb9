"""One polite look at one address: the guard first, robots.txt obeyed, a pause between requests, a cap on size and time.

Answers are asked for only where they may have changed (ETag, Last-Modified). Nothing is sent but the request itself: no
cookies, no referrer, no proxy of the environment (the guard could not see through one).
"""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from scr_extract.sources.guard import RefusedError, Resolve, Target, check, resolve
from scr_extract.sources.settings import Fetching
from scr_extract.sources.visits import Visit

if TYPE_CHECKING:
    import httpx
    from protego import Protego

AGENT = "scr-extract"
_REDIRECTS = 5
_ROBOTS_LARGEST = 512 * 1024
"""Bytes of a robots.txt that are read (RFC 9309 asks for 500 KiB at least)."""
_LONGEST_PAUSE = 120.0
"""Seconds between two requests that a robots.txt can ask for; a round must end some day."""
_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True)
class Answer:
    """What an address gave. `status` is new, unchanged, gone, refused or failed; `reason` a short word, never text of a page."""

    status: str
    url: str
    raw: bytes = b""
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    reason: str | None = None


@dataclass
class Round:
    """One round of fetching: the client, when each host was last asked, and what its robots.txt says. The one thing here that changes."""

    fetching: Fetching
    client: httpx.Client
    resolver: Resolve = resolve
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    asked: dict[str, float] = field(default_factory=dict)
    robots: dict[str, Protego | None] = field(default_factory=dict)


@contextmanager
def fetching_round(fetching: Fetching, resolver: Resolve = resolve, sleep: Callable[[float], None] = time.sleep) -> Iterator[Round]:
    """A client for one round, closed at its end."""
    import httpx

    agent = f"{AGENT}/{version('scr-extract')}"
    with httpx.Client(
        trust_env=False,
        follow_redirects=False,
        timeout=httpx.Timeout(30.0, connect=15.0),
        limits=httpx.Limits(max_keepalive_connections=0),  # a connection for each request, which can be ended with it
        headers={"User-Agent": agent, "Accept-Encoding": "identity", "Accept": "*/*"},
    ) as client:
        yield Round(fetching, client, resolver, sleep)


def get(on: Round, url: str, hosts: Sequence[str], before: Visit | None = None) -> Answer:
    """Ask one address, through its redirects. Never raises for what the other side does: that is an answer too."""
    asked = url
    for _ in range(_REDIRECTS + 1):
        try:
            target = check(asked, hosts, loopback=on.fetching.loopback, resolver=on.resolver)
            if not _allowed(on, target, hosts):
                return Answer("refused", asked, reason="robots")
            answer = _ask(on, target, before if asked == url else None, on.fetching.largest_mib * 2**20)
            if isinstance(answer, Answer):
                return answer
            asked = _led(asked, answer)
        except RefusedError as refused:
            return Answer("refused", asked, reason=refused.reason)
        except OSError:
            return Answer("failed", asked, reason="network")
    return Answer("failed", asked, reason="redirects")


def _led(asked: str, to: str) -> str:
    """Where a redirect leads. Raises RefusedError where to no address."""
    try:
        return urljoin(asked, to)
    except ValueError:
        raise RefusedError("address", "it redirects to no address") from None


def _allowed(on: Round, target: Target, hosts: Sequence[str]) -> bool:
    origin = f"{urlsplit(target.url).scheme}://{urlsplit(target.url).netloc}"
    if origin not in on.robots:
        on.robots[origin] = _robots(on, origin, hosts)
    rules = on.robots[origin]
    return rules is not None and rules.can_fetch(target.url, AGENT)


def _robots(on: Round, origin: str, hosts: Sequence[str]) -> Protego | None:
    """The host's rules: none of them where it has no robots.txt, null (ask for nothing) where it cannot be read (RFC 9309)."""
    from protego import Protego

    asked = f"{origin}/robots.txt"
    for _ in range(_REDIRECTS + 1):
        target = check(asked, hosts, loopback=on.fetching.loopback, resolver=on.resolver)
        answer = _ask(on, target, None, _ROBOTS_LARGEST)
        if isinstance(answer, str):
            asked = _led(asked, answer)
        elif answer.status == "new":
            return Protego.parse(answer.raw.decode("utf-8", "replace"))
        else:
            return Protego.parse("") if answer.status == "gone" or answer.reason in ("401", "403") else None
    return None


def _ask(on: Round, target: Target, before: Visit | None, largest: int) -> Answer | str:
    """One request to the checked address itself; the place of a redirect where it gives one. Raises OSError when the network gives up."""
    import httpx

    for turn in range(on.fetching.retries + 1):
        _wait(on, target)
        try:
            return _answered(on, target, before, largest)
        except httpx.TransportError as broken:
            if on.clock() - on.asked[target.host] >= on.fetching.longest_seconds:
                return Answer("failed", target.url, reason="too_slow")
            if turn == on.fetching.retries:
                raise OSError(f"no answer after {turn + 1} tries") from broken
            on.sleep(2.0**turn)
    raise AssertionError("the last try returns or raises")


def _wait(on: Round, target: Target) -> None:
    """Keep the pause between two requests to one host."""
    rules = on.robots.get(f"{urlsplit(target.url).scheme}://{urlsplit(target.url).netloc}")
    pause = max(on.fetching.delay_seconds, min((rules.crawl_delay(AGENT) or 0.0) if rules else 0.0, _LONGEST_PAUSE))
    last = on.asked.get(target.host)
    if last is not None and (left := last + pause - on.clock()) > 0:
        on.sleep(left)
    on.asked[target.host] = on.clock()


@contextmanager
def _ended(after: float) -> Iterator[Callable[[str, Mapping[str, Any]], None]]:
    """Ends a request's connection after so many seconds: the client's own limits are of each reading, and a server that says one letter of a head
    at a time, or *go on* for ever, keeps to them. Gives what is to be told of each step of the request."""
    held: list[socket.socket] = []

    def connected(step: str, told: Mapping[str, Any]) -> None:
        if step == "connection.connect_tcp.complete":
            held.append(told["return_value"].get_extra_info("socket").dup())  # the same connection, also once it is wrapped for TLS

    def end() -> None:
        for one in held:
            with suppress(OSError):  # it is closed already
                one.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(after, end)
    timer.daemon = True
    timer.start()
    try:
        yield connected
    finally:
        timer.cancel()
        timer.join()
        for one in held:
            one.close()


def _answered(on: Round, target: Target, before: Visit | None, largest: int) -> Answer | str:
    import httpx

    url = httpx.URL(target.url)
    named = url.netloc.decode("ascii")
    headers = {"Host": named}
    if before is not None:
        told = (("If-None-Match", before.etag), ("If-Modified-Since", before.last_modified))
        headers |= {k: v for k, v in told if v and v.isascii()}  # what a server said in other letters cannot be said back
    until = on.clock() + on.fetching.longest_seconds
    there = url.copy_with(host=target.address)
    with (
        _ended(on.fetching.longest_seconds) as connected,
        on.client.stream("GET", there, headers=headers, extensions={"sni_hostname": target.host, "trace": connected}) as response,
    ):
        code = response.status_code
        if response.has_redirect_location:
            return str(response.headers["Location"])
        if code == httpx.codes.NOT_MODIFIED:
            return Answer("unchanged", target.url)
        if code in _GONE:
            return Answer("gone", target.url, reason=str(code))
        if code != httpx.codes.OK:
            return Answer("failed", target.url, reason=str(code))
        if response.headers.get("Content-Encoding", "identity") != "identity":
            return Answer("failed", target.url, reason="encoding")  # not asked for, and a few packed bytes may unpack to any number
        body = bytearray()
        for piece in response.iter_raw():  # as they arrive, so that one that trickles in is noticed
            body += piece
            if len(body) > largest:
                return Answer("failed", target.url, reason="too_large")
            if on.clock() > until:
                return Answer("failed", target.url, reason="too_slow")
        said = response.headers
        return Answer("new", target.url, bytes(body), said.get("Content-Type"), said.get("ETag"), said.get("Last-Modified"))
