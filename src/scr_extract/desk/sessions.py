"""Who is reviewing, and how they want to see the pages: a name asked for once, signing in and out, and settings kept in cookies."""

from __future__ import annotations

import time
from collections import deque
from threading import Lock

from starlette.responses import Response

from scr_extract.desk import signin
from scr_extract.desk.rendering import page, to
from scr_extract.desk.request import Visit, local
from scr_extract.errors import DeskError

YEAR = 365 * 24 * 3600
_FAILURES: deque[float] = deque(maxlen=20)
_MOST_A_MINUTE = 10
_ONE_AT_A_TIME = Lock()
"""A hash takes 32 megabytes and a tenth of a second on purpose: never several at once."""


def _keep(visit: Visit, answer: Response, name: str, value: str, seconds: int) -> Response:
    answer.set_cookie(name, value, max_age=seconds, path="/", secure=visit.settings.secure, httponly=True, samesite="strict")
    return answer


def ask_name(visit: Visit) -> Response:
    return page(visit, "name.html", back=local(visit.query.get("back", "/")))


def take_name(visit: Visit) -> Response:
    """Raises DeskError where the desk's own settings say who reviews."""
    if visit.settings.users or visit.settings.reviewer:
        raise DeskError("this desk knows its reviewers otherwise")
    try:
        name = signin.named(visit.form.get("name", ""))
    except DeskError as unfit:
        return page(visit, "name.html", 422, wrong=f"{unfit}.", back=visit.back)
    return _keep(visit, to(visit.back), signin.COOKIE, signin.session(visit.desk.key, name), signin.LASTS)


def ask_sign_in(visit: Visit) -> Response:
    return page(visit, "sign_in.html", back=local(visit.query.get("back", "/")))


def sign_in(visit: Visit) -> Response:
    """A named user with the right password; ten wrong ones a minute, then a wait for everybody."""
    with _ONE_AT_A_TIME:
        now = time.monotonic()
        if sum(at > now - 60 for at in _FAILURES) >= _MOST_A_MINUTE:
            return page(visit, "sign_in.html", 429, wrong="Too many wrong passwords. Wait a minute.", back=visit.back)
        name = " ".join(visit.form.get("name", "").split())
        if not signin.knows(visit.settings.users, name, visit.form.get("password", "")[:200]):
            _FAILURES.append(now)
            return page(visit, "sign_in.html", 403, wrong="No such name and password.", back=visit.back)
    return _keep(visit, to(visit.back), signin.COOKIE, signin.session(visit.desk.key, name), signin.LASTS)


def sign_out(visit: Visit) -> Response:
    return _keep(visit, to("/"), signin.COOKIE, "", 0)


_SETTINGS = {"narrative": ("hide", "show"), "note": ("seen",), "shortcuts": ("on", "off")}


def settings(visit: Visit) -> Response:
    """How pages are shown; anything that is no setting is passed by."""
    answer = to(visit.back)
    for name, known in _SETTINGS.items():
        if visit.form.get(name) in known:
            _keep(visit, answer, name, visit.form[name], YEAR)
    return answer
