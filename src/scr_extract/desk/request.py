"""One request as the pages see it: who asks, what they sent, and how they want to see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import parse_qsl, urlsplit

from starlette.requests import Request

from scr_extract.corrections.store import Store
from scr_extract.desk.said import Said
from scr_extract.desk.settings import Settings
from scr_extract.desk.shelf import Shelf, shelf
from scr_extract.desk.signin import COOKIE, reviewer_of
from scr_extract.errors import DeskError

MOST_FIELDS = 4000
"""Of a form: some hundred recommendations with their hidden parts."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What the app holds for as long as it runs: its settings, the open store, and the key that signs sessions."""

    settings: Settings
    store: Store
    said: Said
    key: bytes


@dataclass(frozen=True)
class Visit:
    """One request. `form` is what was sent with it, `query` what its address asks for."""

    desk: Desk
    request: Request
    form: Mapping[str, str]
    query: Mapping[str, str]

    @property
    def settings(self) -> Settings:
        return self.desk.settings

    @property
    def reviewer(self) -> str | None:
        """The reviewer's name; None where it is still to be asked for."""
        if self.settings.users:
            name = reviewer_of(self.desk.key, self.request.cookies.get(COOKIE))
            return name if name in self.settings.users else None
        return self.settings.reviewer or reviewer_of(self.desk.key, self.request.cookies.get(COOKIE))

    @property
    def named(self) -> str:
        """The reviewer's name. Raises DeskError where there is none: pages that need it are not reached without."""
        if self.reviewer is None:
            raise DeskError("nobody is named as the reviewer")
        return self.reviewer

    @property
    def path(self) -> Mapping[str, str]:
        return self.request.path_params

    @property
    def hidden(self) -> bool:
        """Whether narrative is hidden."""
        return self.request.cookies.get("narrative") == "hide"

    @cached_property
    def shelf(self) -> Shelf:
        """The current snapshot, the same for the whole request: somebody may publish in the middle of it."""
        return shelf(self.settings.processed)

    @property
    def back(self) -> str:
        """The address of this page, for forms that come back to it."""
        url = self.request.url
        return url.path + (f"?{url.query}" if url.query else "") if self.request.method == "GET" else local(self.form.get("back", "/"))

    @property
    def shown(self) -> dict[str, object]:
        """What every page shows."""
        return {
            "reviewer": self.reviewer,
            "signing_in": bool(self.settings.users),
            "fixed": self.settings.reviewer is not None,
            "hidden": self.hidden,
            "shortcuts": self.request.cookies.get("shortcuts") != "off",
            "note_seen": self.request.cookies.get("note") == "seen",
            "here": self.request.url.path,
            "back": self.back,
        }


def form_of(body: bytes) -> dict[str, str]:
    """The fields of a sent form, the last of a name winning. Raises DeskError where the body is none."""
    try:
        pairs = parse_qsl(body.decode("ascii"), keep_blank_values=True, strict_parsing=bool(body), errors="strict", max_num_fields=MOST_FIELDS)
    except ValueError:  # UnicodeDecodeError is one
        raise DeskError("the form cannot be read: load the page again and try once more") from None
    if any("\0" in value for pair in pairs for value in pair):
        raise DeskError("the form holds a zero byte, which no text has")
    return dict(pairs)


def local(address: str) -> str:
    """An address of this desk, for going back to; the queue for any other."""
    parts = urlsplit(address)
    inside = not parts.scheme and not parts.netloc and address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() and "\\" not in address else "/"
