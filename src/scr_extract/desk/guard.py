"""What every request must pass before any page is made, and what every answer carries.

Other sites can make a reviewer's browser send requests here, and a name can be made to point at this machine; hence the
list of hosts, the check of where a request comes from, and headers that let a page load nothing but the desk's own files.
"""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from scr_extract.desk.digits import digits
from scr_extract.desk.settings import Settings

MOST_BYTES = 512 * 1024
"""Of a form: the longest list of recommendations is a tenth of it."""
_TOO_LONG = (413, f"That is more than {MOST_BYTES} bytes.")
MOST_URL = 4096
FORM = "application/x-www-form-urlencoded"
SAFE = ("GET", "HEAD")

HEADERS = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not no-referrer: with it browsers send `Origin: null` with a form, and nothing could be saved.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cache-control": "no-store",
}


@dataclass(frozen=True)
class Guard:
    """The outermost layer of the app."""

    app: ASGIApp
    settings: Settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def sealed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        refusal = _refusal(scope, self.settings)
        if refusal is None:
            body = await _body(receive) if scope["method"] not in SAFE else b""
            if isinstance(body, bytes):
                await self.app(scope, _replay(body), sealed)
                return
            refusal = body
        code, why = refusal
        await Response(f"{why}\n", code, media_type="text/plain")(scope, receive, sealed)


def _refusal(scope: Scope, settings: Settings) -> tuple[int, str] | None:
    """The status and reason with which a request is turned away; None for one that may go on. Neither holds words of it."""
    headers = Headers(scope=scope)
    host = headers.getlist("host")
    if len(host) != 1 or host[0].lower() not in settings.hosts:
        return 421, "This desk does not answer to that host name."
    raw: bytes = scope.get("raw_path") or b""
    if len(raw) + len(scope["query_string"]) > MOST_URL:
        return 414, "That address is too long."
    if b"\\" in raw or b"//" in raw or any(sign in raw.lower() for sign in (b"%2f", b"%5c", b"%00", b"%2e", b"/../", b"/./")) or raw.endswith((b"/..", b"/.")):
        return 400, "That is no address of this desk."
    site = headers.get("sec-fetch-site")
    if scope["method"] in SAFE:
        if site == "cross-site" and headers.get("sec-fetch-mode") != "navigate":
            return 403, "Other sites may not load what is here."
        return None
    if scope["method"] != "POST":
        return 405, "Pages are read by GET and saved to by POST."
    origin = headers.getlist("origin")
    if site not in (None, "same-origin") or len(origin) > 1 or (origin and origin[0].lower() not in settings.origins):
        return 403, "Only this desk's own pages may save here."
    if site is None and not origin:
        return 403, "A browser says where a form comes from; this request does not."
    if headers.get("content-type", "").split(";")[0].strip().lower() != FORM:
        return 415, f"Forms come as {FORM}."
    length = digits(headers.get("content-length", "0"))
    if length is None or length > MOST_BYTES:
        return _TOO_LONG
    return None


async def _body(receive: Receive) -> bytes | tuple[int, str]:
    """The whole body. Refused as soon as it is too long, whatever its header said, and where the sender was gone before its end: half a list
    of recommendations would be saved as the whole."""
    held = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return 400, "That form did not arrive whole; nothing was saved."
        held += message.get("body", b"")
        if len(held) > MOST_BYTES:
            return _TOO_LONG
        if not message.get("more_body", False):
            return bytes(held)


def _replay(body: bytes) -> Receive:
    """The body once more, for the page that reads it."""
    told = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> Message:
        return told.pop() if told else {"type": "http.disconnect"}

    return receive
