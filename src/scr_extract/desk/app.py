"""The app: which address leads to which page, and what happens to errors."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from importlib.resources import files
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from scr_extract.corrections.store import Store
from scr_extract.desk import documents, entry, publishing, queue, saving, second, sessions, together
from scr_extract.desk.choices import suggestions
from scr_extract.desk.forgetting import forget_withdrawn
from scr_extract.desk.guard import Guard
from scr_extract.desk.rendering import html, page, to
from scr_extract.desk.request import Desk, Visit, form_of
from scr_extract.desk.said import Said
from scr_extract.desk.settings import Settings, checked
from scr_extract.errors import DeskError, InvalidCorrectionError, NotFoundError, ScrExtractError

LOG = logging.getLogger("scr_extract.desk")
"""Method, path (ids only), status. Never a query, a form or a value."""
Page = Callable[[Visit], Response]

_SCRIPT = "text/javascript"
_STATIC = {"desk.css": "text/css", "desk.js": _SCRIPT, "unsaved.js": _SCRIPT, "htmx.min.js": _SCRIPT, "desk.svg": "image/svg+xml"}
_OPEN = ("/static/", "/sign-in", "/reviewer", "/settings")
"""Addresses that are answered before one knows who asks."""

SHORTCUTS = (
    ("j  k", "Next field, field before"),
    ("c", "Confirm the field"),
    ("e", "Change the field"),
    ("x", "The source does not state it"),
    ("u", "Undo the last word on the field"),
    ("t", "Go to the text; arrow keys move by word, Shift extends, Enter uses the selection"),
    ("s", "Use the selection for the field"),
    ("Ctrl Enter", "Save the field one is typing in"),
    ("Shift C", "Confirm all the rest of the entry"),
    ("Shift U", "Undo what was confirmed as all the rest"),
    ("n  p", "Next entry, entry before"),
    ("q", "Queue"),
    ("/", "Search the queue"),
    ("Esc", "Leave an input"),
    ("?", "These keys"),
)


def _help(visit: Visit) -> Response:
    return page(visit, "help.html", shortcut_list=SHORTCUTS)


def _keys(visit: Visit) -> Response:
    return Response(html("_keys.html", shortcut_list=SHORTCUTS, **visit.shown), media_type="text/html")


def _choices(visit: Visit) -> Response:
    found = suggestions(visit.path["field"], visit.query.get("q", "")[:200])
    return JSONResponse({"choices": [{"id": t.id, "label": t.label, "note": t.note} for t in found]})


def _static(visit: Visit) -> Response:
    name = visit.path["name"]
    if name not in _STATIC:
        raise NotFoundError("no such file")
    raw = (files("scr_extract.desk") / "static" / name).read_bytes()
    return Response(raw, media_type=_STATIC[name], headers={"cache-control": "no-cache"})


ROUTES: tuple[tuple[str, str, Page], ...] = (
    ("GET", "/", queue.show),
    ("GET", "/second", queue.show_second),
    ("GET", "/entries/{record_id:str}", entry.show),
    ("GET", "/second/{record_id:str}", entry.show),
    ("POST", "/{mode:str}/{record_id:str}/fields/{field:str}", saving.save),
    ("POST", "/{mode:str}/{record_id:str}/confirm", together.press),
    ("POST", "/entries/{record_id:str}/entry", saving.about_entry),
    ("GET", "/{mode:str}/{record_id:str}/pages/{number:int}", entry.sheet),
    ("GET", "/documents/{document_id:str}", documents.show),
    ("GET", "/second/documents/{document_id:str}", documents.show),
    ("POST", "/documents/{document_id:str}/entries", documents.add),
    ("GET", "/documents/{document_id:str}/pages/{number:int}.png", documents.picture),
    ("GET", "/choices/{field:str}", _choices),
    ("GET", "/agreement", second.show),
    ("POST", "/agreement", second.settle),
    ("GET", "/publish", publishing.show),
    ("POST", "/publish", publishing.publish),
    ("GET", "/help", _help),
    ("GET", "/help/keys", _keys),
    ("GET", "/reviewer", sessions.ask_name),
    ("POST", "/reviewer", sessions.take_name),
    ("GET", "/sign-in", sessions.ask_sign_in),
    ("POST", "/sign-in", sessions.sign_in),
    ("POST", "/sign-out", sessions.sign_out),
    ("POST", "/settings", sessions.settings),
    ("GET", "/static/{name:str}", _static),
)


def desk(settings: Settings, store: Store, said: Said | None = None) -> Guard:
    """The app of one desk; `said` is what was read of the store already. Raises DeskError where it would be open to others without a sign-in."""
    held = Desk(checked(settings), store, said or Said(store), secrets.token_bytes(32))
    by_path: dict[str, dict[str, Page]] = {}
    for method, path, shown in ROUTES:
        by_path.setdefault(path, {})[method] = shown
    routes = [Route(path, _endpoint(held, pages), methods=list(pages)) for path, pages in by_path.items()]
    handlers = {HTTPException: _raised(held), Exception: _raised(held)}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), held.settings)


def _endpoint(held: Desk, pages: dict[str, Page]) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        body = await request.body()
        return await run_in_threadpool(_answered, held, pages, request, body)

    return answer


def _answered(held: Desk, pages: dict[str, Page], request: Request, body: bytes) -> Response:
    """One page; what is raised on purpose becomes a page that says what to do, escaped like any other."""
    shown = pages["GET" if request.method == "HEAD" else request.method]
    visit = Visit(held, request, {}, dict(request.query_params))
    try:
        forget_withdrawn(held.settings.processed)
        if request.method == "POST":
            visit = Visit(held, request, form_of(body), visit.query)
        if request.path_params.get("mode") not in (None, "entries", "second"):
            return _message(visit, 404, "Not here", "there is no such page")
        if visit.reviewer is None and not request.url.path.startswith(_OPEN):
            return _who(visit)
        answer = shown(visit)
    except NotFoundError as missing:
        answer = _message(visit, 404, "Not here", str(missing))
    except (DeskError, InvalidCorrectionError) as wrong:
        answer = _message(visit, 400, "That cannot be done", str(wrong))
    except ScrExtractError as broken:
        answer = _message(visit, 500, "Something is wrong", str(broken))
    LOG.info("%s %s %s", request.method, request.url.path, answer.status_code)
    return answer


def _who(visit: Visit) -> Response:
    """Ask who it is, then come back; nothing that was sent is kept."""
    where = "/sign-in" if visit.settings.users else "/reviewer"
    if visit.request.method == "POST":
        return _message(visit, 403, "Who is reviewing?", "Nothing was saved: the desk no longer knows who you are. Go to the queue, say so, and save again.")
    return to(f"{where}?{urlencode({'back': visit.back})}")


def _message(visit: Visit, status: int, heading: str, message: str) -> Response:
    return page(visit, "message.html", status, heading=heading, message=message[:1].upper() + message[1:] + ("" if message.endswith(".") else "."))


def _raised(held: Desk) -> Callable[[Request, Exception], Response]:
    """Addresses that lead nowhere, and what nobody foresaw: neither says words of what was asked or of a review."""

    def answer(request: Request, raised: Exception) -> Response:
        visit = Visit(held, request, {}, {})
        if not isinstance(raised, HTTPException):
            return _message(visit, 500, "Something is wrong", "This was not foreseen, and nothing was saved by it; the log of the desk says where it happened")
        found = _message(visit, raised.status_code, "Not here", "There is no such page, or it is not asked for like this")
        found.headers.update(dict(raised.headers or {}))
        return found

    return answer
