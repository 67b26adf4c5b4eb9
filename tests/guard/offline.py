"""Refuses every connection and name look-up but to this machine itself.

An audit hook sees what the interpreter does whatever library asks for it, and cannot be undone. A refused attempt looks
to the caller like a firewall's refusal, so it may be swallowed; each is therefore noted as well, in this process and, where
SCR_OFFLINE_LOG names a file, there, so that a test can say that nothing was even tried.
"""

from __future__ import annotations

import os
import socket
import sys
from ipaddress import ip_address
from pathlib import Path

ATTEMPTS: list[str] = []
"""What was refused in this process: the event and the host."""

_WITH_ADDRESS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
_WITH_HOST = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}


def _is_here(host: object) -> bool:
    if isinstance(host, bytes | bytearray):
        host = bytes(host).decode("ascii", "replace")
    if host is None or host in ("", "localhost", socket.gethostname()):
        return True
    try:
        return ip_address(str(host).partition("%")[0]).is_loopback or str(host) in ("0.0.0.0", "::")
    except ValueError:
        return False


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if event in _WITH_ADDRESS:
        address = arguments[1]
        # Unix sockets have a path for an address, and a socket already connected sends to none.
        if not isinstance(address, tuple) or not address or not isinstance(address[0], str | bytes):
            return
        host = address[0]
    elif event in _WITH_HOST:
        host = arguments[0]  # type: ignore[assignment]
    else:
        return
    if _is_here(host):
        return
    ATTEMPTS.append(f"{event} {host!r}")
    log = os.environ.get("SCR_OFFLINE_LOG")
    if log:
        with Path(log).open("a", encoding="utf-8") as lines:
            lines.write(f"{os.getpid()} {event} {host!r}\n")
    raise PermissionError(f"tests stay on this machine; refused {event} to {host!r}")


def refuse() -> None:
    """From now on, for the rest of this process."""
    sys.addaudithook(_hook)
