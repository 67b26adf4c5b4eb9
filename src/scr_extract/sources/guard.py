"""Which address may be connected to: https, a host that is allowed, and nothing but the public internet behind its name.

A name is looked up once, here, and the connection goes to the very address that was looked at, so that a name which
answers differently the second time gains nothing. Every redirect passes here again.
"""

from __future__ import annotations

import ipaddress
import socket
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from scr_extract.errors import SourceError

_LONGEST = 8_000
"""Characters of an address: servers take no longer ones."""

Resolve = Callable[[str, int], Sequence[str]]
"""From a host and port to its addresses as text."""


class RefusedError(SourceError):
    """An address that may not be asked. `reason` is a short word for the notes and issues."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """A checked address: what to connect to, and for whom."""

    url: str
    host: str
    port: int
    address: str


def resolve(host: str, port: int) -> Sequence[str]:
    """The host's addresses, as this machine's resolver gives them. Raises OSError where it gives none."""
    return tuple(dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))


def check(url: str, hosts: Sequence[str], *, loopback: bool = False, resolver: Resolve = resolve) -> Target:
    """The address to connect to for `url`. Raises RefusedError where it may not be asked, OSError where the name cannot be looked up.

    `loopback` is for tests: it allows plain http and any port, on this machine's own addresses only.
    """
    parts, port = _parts(url)
    host, local = _host(parts.hostname), False
    if parts.username is not None or parts.password is not None:
        raise RefusedError("address", "it carries a user name")
    if not any(host == allowed or (allowed.startswith(".") and host.endswith(allowed)) for allowed in hosts):
        raise RefusedError("host", f"{host} is not among the hosts allowed in sources.toml")
    addresses = _literal(host) or tuple(resolver(host, port or 443))
    if not addresses:
        raise OSError(f"no address for {host}")
    if loopback and all(ipaddress.ip_address(a).is_loopback for a in addresses):
        local = True
    if not local:
        if parts.scheme != "https":
            raise RefusedError("scheme", "only https is fetched")
        if port not in (None, 443):
            raise RefusedError("address", "only the usual port of https is asked")
        for address in addresses:
            _public(address)
    elif parts.scheme not in ("http", "https"):
        raise RefusedError("scheme", "only http and https are fetched from this machine")
    return Target(url, host, port or (443 if parts.scheme == "https" else 80), addresses[0])


def _parts(url: str) -> tuple[SplitResult, int | None]:
    """The address taken apart, and its port. Whatever no client could ask for is refused here, so that it is no error further on."""
    if len(url) > _LONGEST or any(unicodedata.category(c) in ("Cc", "Cs") for c in url):
        raise RefusedError("address", "it is too long or holds control characters")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise RefusedError("address", "it is no address") from None
    try:
        return parts, parts.port
    except ValueError:
        raise RefusedError("address", "its port is no number") from None


def _host(name: str | None) -> str:
    if not name:
        raise RefusedError("address", "it names no host")
    try:
        return name.rstrip(".").encode("idna").decode("ascii").lower()
    except UnicodeError:
        raise RefusedError("address", "its host is no name") from None


def _literal(host: str) -> tuple[str, ...]:
    try:
        return (str(ipaddress.ip_address(host.strip("[]"))),)
    except ValueError:
        return ()


def _public(address: str) -> None:
    """Refuse what is not the public internet, however it is written: private, link-local (cloud metadata among it), mapped or tunnelled."""
    found = ipaddress.ip_address(address.partition("%")[0])
    within = [found]
    if isinstance(found, ipaddress.IPv6Address):
        within += [v4 for v4 in (found.ipv4_mapped, found.sixtofour, *(found.teredo or ())) if v4 is not None]
        if found.is_site_local:  # the private addresses of old: outside the registry that is_global follows
            within.append(ipaddress.ip_address("::"))
    if any(not ip.is_global or ip.is_multicast or ip.is_reserved for ip in within):
        raise RefusedError("private", "its name leads to an address that is not on the public internet")
