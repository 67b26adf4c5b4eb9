"""A reviewer at the desk without a browser: opens pages, fills in the forms that stand on them and sends them."""

from __future__ import annotations

import asyncio
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

from selectolax.lexbor import LexborHTMLParser, LexborNode
from starlette.types import ASGIApp

from scr_extract.corrections.store import Store
from scr_extract.desk.app import desk
from scr_extract.desk.settings import Settings
from scr_extract.desk.shelf import shelf

with warnings.catch_warnings():  # Starlette asks for a client that is not among the pinned packages
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

HOST = "http://127.0.0.1:8400"
OWN = {"sec-fetch-site": "same-origin", "origin": HOST}


def client(settings: Settings, store: Store, **headers: str) -> TestClient:
    return TestClient(desk(settings, store), base_url=HOST, headers=headers, follow_redirects=False)


class Reviewer:
    """Sends what a page's own forms would send."""

    def __init__(self, processed: Path, store: Store, name: str, *, script: bool = True) -> None:
        self.processed, self.script = processed, script
        self.http = client(Settings(processed, reviewer=name), store, **OWN)

    def records(self) -> dict[str, str]:
        """title -> record_id"""
        return {row["title"]: id for id, row in shelf(self.processed).entries.items()}

    def page(self, address: str) -> LexborHTMLParser:
        answer = self.http.get(address, follow_redirects=True)
        assert answer.status_code == 200, answer.text
        return LexborHTMLParser(answer.text)

    def entry(self, title: str, *, second: bool = False) -> LexborHTMLParser:
        return self.page(f"/{'second' if second else 'entries'}/{self.records()[title]}")

    def form(self, page: LexborHTMLParser, field: str) -> tuple[str, dict[str, str]]:
        """The address and the fields of a field's form as they stand."""
        return filled(one(page, f"#field-{field} form"))

    def post(self, address: str, **held: str) -> Any:
        """Send a form that may be empty, as a browser does."""
        return self.http.post(address, content=urlencode(held), headers={"content-type": "application/x-www-form-urlencoded"})

    def save(self, page: LexborHTMLParser, field: str, action: str, **changed: str) -> Any:
        return self.send(page, field, {"action": action} | {k.replace("__", "."): v for k, v in changed.items()})

    def send(self, page: LexborHTMLParser, field: str, more: dict[str, str]) -> Any:
        address, held = self.form(page, field)
        return self.http.post(address, data=held | more, headers={"hx-request": "true"} if self.script else {})


def one(page: LexborHTMLParser, selector: str) -> LexborNode:
    found = page.css_first(selector)
    assert found is not None, selector
    return found


def filled(form: LexborNode) -> tuple[str, dict[str, str]]:
    """What a browser would send of a form, without a button."""
    out: dict[str, str] = {}
    for node in form.css("input, select, textarea"):
        name, kind = node.attributes.get("name"), node.attributes.get("type")
        if not name or (kind == "checkbox" and "checked" not in node.attributes):
            continue
        if node.tag == "select":
            chosen = node.css_first("option[selected]") or node.css_first("option")
            out[name] = (chosen.attributes.get("value") if chosen and "value" in chosen.attributes else chosen.text() if chosen else "") or ""
        elif node.tag == "textarea":
            out[name] = node.text()
        else:
            out[name] = node.attributes.get("value") or ""
    return form.attributes.get("action") or "", out


def words(page: LexborHTMLParser, selector: str) -> str:
    """The words of a part of a page; parts that stand beside each other are apart."""
    return " ".join(one(page, selector).text(separator=" ").split())


def raw(app: ASGIApp, method: str, path: str, headers: dict[str, str], body: bytes, *, cut: bool = False) -> tuple[int, dict[str, str], str]:
    """Send a request as it stands: no client's tidying of its address or headers. Status, headers and words of the answer.

    With `cut` the sender is gone before the end of the body.
    """
    given = {"host": HOST.removeprefix("http://"), "content-length": str(len(body))} | headers
    target, _, query = path.encode().partition(b"?")
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": unquote(target.decode()),
        "raw_path": target,
        "query_string": query,
        "headers": [(k.encode(), v.encode()) for k, v in given.items()],
        "server": ("127.0.0.1", 8400),
        "client": ("127.0.0.1", 50000),
    }
    parts = [body[n : n + 65536] for n in range(0, len(body), 65536)] or [b""]
    told: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": parts.pop(0), "more_body": bool(parts) or cut} if parts else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        told.append(message)

    async def answer() -> None:
        await app(scope, receive, send)

    with suppress(RuntimeError):  # Starlette passes on what was not foreseen after it has answered
        asyncio.run(answer())
    start, *rest = told
    return start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, b"".join(m.get("body", b"") for m in rest).decode()
