"""Starts the desk and keeps it running until it is stopped."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable
from pathlib import Path
from traceback import walk_tb

from scr_extract.corrections.store import opened
from scr_extract.desk.app import desk
from scr_extract.desk.readying import readied
from scr_extract.desk.settings import Settings, bracketed, checked
from scr_extract.errors import DeskError


class NoWords(logging.Filter):
    """An unforeseen error is logged by its type and place: its message and traceback may hold words of a review."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and record.exc_info[1] is not None:
            raised = record.exc_info[1]
            frames = [(str(frame.f_globals.get("__name__", "?")), line) for frame, line in walk_tb(raised.__traceback__)]
            ours = [f"{name}:{line}" for name, line in frames if name.startswith("scr_extract.")]
            record.msg, record.args = f"unforeseen {type(raised).__name__} at {ours[-1] if ours else '?'}", ()
            record.exc_info = record.exc_text = None
        return True


def run(
    settings: Settings,
    ready: Callable[[str], None],
    *,
    told: Callable[[str], None] = lambda line: None,
    certificate: Path | None = None,
    key: Path | None = None,
) -> None:
    """Serve until stopped; `ready` is told the address first, and `told` before that what is being read. Raises DeskError, NotFoundError or StoreError
    where it cannot start."""
    import uvicorn

    checked(settings)
    logging.getLogger("uvicorn.error").addFilter(NoWords())
    with opened(settings.processed, settings.store) as store, _listening(settings.address.strip("[]"), settings.port) as listening:
        said = readied(settings, store, told)
        config = uvicorn.Config(
            desk(settings, store, said),
            host=settings.address.strip("[]"),
            port=settings.port,
            log_config=None,
            access_log=False,  # it would log queries
            server_header=False,
            proxy_headers=False,
            ws="none",
            ssl_certfile=certificate,
            ssl_keyfile=key,
            limit_concurrency=64,
            timeout_keep_alive=30,
            h11_max_incomplete_event_size=32 * 1024,
        )
        server = uvicorn.Server(config)
        scheme = "https" if settings.secure else "http"
        ready(f"{scheme}://{bracketed(settings.address)}:{settings.port}/")
        server.run(sockets=[listening])


def _listening(address: str, port: int) -> socket.socket:
    """The desk's socket. DeskError where the port is another's, may not be had, or the address is not this machine's."""
    try:
        return socket.create_server((address, port), family=socket.AF_INET6 if ":" in address else socket.AF_INET)
    except OSError as refused:
        why = os.strerror(refused.errno) if refused.errno and refused.errno > 0 else refused.strerror
        raise DeskError(f"the desk cannot listen at {address}, port {port} ({why}): is another desk there? --port chooses another") from None
