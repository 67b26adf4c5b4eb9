"""The guard itself: what it refuses, what it lets pass, and that processes started by tests inherit it."""

from __future__ import annotations

import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest

from tests.guard import offline


@pytest.fixture
def attempts(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What this test tries on purpose, kept from the fixture that fails a test for trying."""
    tried: list[str] = []
    monkeypatch.setattr(offline, "ATTEMPTS", tried)
    return tried


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1"])
def test_a_connection_elsewhere_is_refused(host: str, attempts: list[str]) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as s, pytest.raises(PermissionError, match="stay on this machine"):
        s.connect((host, 9))
    assert attempts == [f"socket.connect {host!r}"]


def test_a_name_is_not_looked_up(attempts: list[str]) -> None:
    with pytest.raises(PermissionError):
        socket.getaddrinfo("review.example", 443)
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen("http://review.example/")
    assert len(attempts) == 2


def test_a_datagram_is_refused(attempts: list[str]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as s, pytest.raises(PermissionError):
        s.sendto(b"x", ("192.0.2.1", 53))
    assert attempts


def test_this_machine_answers(attempts: list[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        client.sendall(b"x")
        accepted, _ = server.accept()
        with accepted:
            assert accepted.recv(1) == b"x"
    assert attempts == []


def test_a_child_process_is_guarded_too() -> None:
    code = "import socket; socket.create_connection(('192.0.2.1', 9), 1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "stay on this machine" in done.stderr
