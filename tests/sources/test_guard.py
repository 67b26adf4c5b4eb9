"""Only https, only allowed hosts, only the public internet, and the address that was looked at is the one connected to."""

from __future__ import annotations

import pytest

from scr_extract.sources.guard import RefusedError, check

HOSTS = ("www.board.example", ".council.example")


def public(host: str, port: int) -> list[str]:
    return ["93.184.216.34"]


def test_an_allowed_address_is_pinned() -> None:
    target = check("https://www.board.example/a?b=c", HOSTS, resolver=public)
    assert (target.host, target.port, target.address) == ("www.board.example", 443, "93.184.216.34")
    assert check("https://Files.Council.Example./x", HOSTS, resolver=public).host == "files.council.example"


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://www.board.example/", "scheme"),
        ("ftp://www.board.example/", "scheme"),
        ("file:///etc/passwd", "address"),
        ("https://", "address"),
        ("https://other.example/", "host"),
        ("https://www.board.example.evil.example/", "host"),
        ("https://notcouncil.example/", "host"),
        ("https://council.example/", "host"),
        ("https://www.board.example@evil.example/", "address"),
        ("https://user:pw@www.board.example/", "address"),
        ("https://www.board.example:8443/", "address"),
        ("https://www.board.example:99999999/", "address"),
        ("https://169.254.169.254/latest/meta-data", "host"),
    ],
)
def test_refused(url: str, reason: str) -> None:
    with pytest.raises(RefusedError) as refused:
        check(url, HOSTS, resolver=public)
    assert refused.value.reason == reason


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1%eth0",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "2002:0a00:0001::",
        "2001:0:a9fe:a9fe::",
        "64:ff9b::a9fe:a9fe",
        "fec0::1",
    ],
)
def test_a_name_that_leads_inside_is_refused(address: str) -> None:
    """Also where only one of several answers does: a name must not be able to choose at its second look-up."""
    for answers in ([address], ["93.184.216.34", address]):
        with pytest.raises(RefusedError) as refused:
            check("https://www.board.example/", HOSTS, resolver=lambda host, port, answers=answers: answers)  # type: ignore[misc]
        assert refused.value.reason == "private"


def test_loopback_is_for_tests_and_only_loopback() -> None:
    assert check("http://127.0.0.1:8000/", ("127.0.0.1",), loopback=True).port == 8000
    with pytest.raises(RefusedError):
        check("http://127.0.0.1:8000/", ("127.0.0.1",))
    with pytest.raises(RefusedError):
        check("http://10.0.0.1/", ("10.0.0.1",), loopback=True)


@pytest.mark.parametrize(
    "url", ["https://[www.board.example/a.pdf", "https://www.board.example/a\x00.pdf", "https://www.board.example/\ud800", "https://exa\u2100.example/"]
)
def test_what_is_no_address_is_refused_and_no_error(url: str) -> None:
    with pytest.raises(RefusedError) as refused:
        check(url, HOSTS, resolver=public)
    assert refused.value.reason == "address"


def test_an_address_without_end_is_refused() -> None:
    with pytest.raises(RefusedError, match="too long"):
        check("https://www.board.example/" + "a" * 100_000, HOSTS, resolver=public)
