"""Templates into answers: everything is escaped, and every page knows who is reviewing and what they asked to see."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

if TYPE_CHECKING:
    from scr_extract.desk.request import Visit

HTMX = json.dumps(
    {
        "allowEval": False,
        "allowScriptTags": False,
        "includeIndicatorStyles": False,
        "selfRequestsOnly": True,
        "historyCacheSize": 0,  # no text of a review is kept in the browser
        "historyEnabled": False,
        "timeout": 20_000,
        "defaultSettleDelay": 0,  # a form is alive as soon as it is seen: keys may come at once
        "responseHandling": [
            {"code": "204", "swap": False},
            {"code": "[23]..", "swap": True},
            {"code": "409|422", "swap": True},
            {"code": "[45]..", "swap": False, "error": True},
        ],
    }
)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    made = Environment(loader=PackageLoader("scr_extract.desk"), autoescape=True, trim_blocks=True, lstrip_blocks=True, auto_reload=False)
    made.filters["fold"] = lambda text: " ".join(str(text).split())
    made.globals["htmx"] = HTMX
    return made


def html(name: str, /, **held: object) -> str:
    """A template as text."""
    return _environment().get_template(name).render(**held)


def page(visit: Visit, name: str, status: int = 200, /, **held: object) -> Response:
    """A whole page, or the fragment that a script of the page asked for."""
    return HTMLResponse(html(name, **{**visit.shown, **held}), status)


def to(address: str) -> Response:
    """Go on to another page of the desk, by GET."""
    return RedirectResponse(address, 303)


def by_script(request: Request) -> bool:
    """Whether the page's own script asked, and wants a part of the page."""
    return request.headers.get("hx-request") == "true"
