"""Who is at the desk: the name it was started with, one told once on this machine, or a named user who signed in.

Passwords are kept as scrypt hashes in a file of `name:hash` lines; a session is a signed cookie that ends with the
process, since its key is made anew each time.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import stat
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path

from scr_extract.errors import DeskError

COOKIE = "desk"
LASTS = 12 * 3600
"""Seconds: a working day."""
NAME = re.compile(r"[^\W_](?:[\w .'@-]{0,62}[\w.])?")
"""What a reviewer may be called."""
_COST, _BLOCK, _WIDTH = 2**15, 8, 1
_MEMORY = 64 * 2**20


def named(name: str) -> str:
    """The name, tidied. Raises DeskError for one that cannot be a reviewer's."""
    tidy = " ".join(name.split())
    if not NAME.fullmatch(tidy):
        raise DeskError("a reviewer's name has 1 to 64 letters, digits, spaces and . ' @ -")
    return tidy


def hashed(password: str, salt: bytes | None = None) -> str:
    """The scrypt hash of a password, with its cost and salt."""
    salt = salt or secrets.token_bytes(16)
    digest = hashlib.scrypt(password.encode(), salt=salt, n=_COST, r=_BLOCK, p=_WIDTH, maxmem=_MEMORY)
    return f"scrypt${_COST}${urlsafe_b64encode(salt).decode()}${urlsafe_b64encode(digest).decode()}"


_NOBODY = hashed("", b"nobody has this.")


def knows(users: Mapping[str, str], name: str, password: str) -> bool:
    """Whether that is the user's password. An unknown name takes as long as a wrong password."""
    held = users.get(name, _NOBODY)
    right = hmac.compare_digest(hashed(password, urlsafe_b64decode(held.split("$")[2])), held)
    return right and name in users


def users(path: Path) -> dict[str, str]:
    """The users of a file. Raises DeskError where it is missing, readable by others or holds a line that is none of its own."""
    if not path.is_file():
        raise DeskError(f"no file {path}; `scr-extract desk-user NAME --users {path}` makes it")
    if path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise DeskError(f"{path} can be read by others on this machine; type `chmod 600 {path}`")
    found = {}
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        name, _, held = line.partition(":")
        if not re.fullmatch(rf"scrypt\${_COST}\$[\w=-]+\$[\w=-]+", held):
            raise DeskError(f"{path}, line {number}: not `name:hash` as `scr-extract desk-user` writes it")
        found[named(name)] = held
    if not found:
        raise DeskError(f"{path} names nobody; `scr-extract desk-user NAME --users {path}` adds a user")
    return found


def session(key: bytes, name: str, now: float | None = None) -> str:
    """The cookie of a reviewer who is known from here on."""
    said = urlsafe_b64encode(f"{int(now or time.time())}:{name}".encode()).decode()
    return f"{said}.{_signed(key, said)}"


def reviewer_of(key: bytes, cookie: str | None, now: float | None = None) -> str | None:
    """Whose cookie it is; None for none, a forged or an old one."""
    said, _, signature = (cookie or "").rpartition(".")
    if not said or not hmac.compare_digest(_signed(key, said).encode(), signature.encode("utf-8", "replace")):
        return None
    at, _, name = urlsafe_b64decode(said).decode().partition(":")
    return name if int(at) + LASTS > (now or time.time()) else None


def _signed(key: bytes, said: str) -> str:
    return hmac.new(key, said.encode("utf-8", "replace"), hashlib.sha256).hexdigest()
