"""Where errors become messages and exit codes. What is raised on purpose says what to do; nobody is shown a traceback for it."""

from __future__ import annotations

import errno
import os
import re
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from scr_extract.errors import ScrExtractError

_BEING_MADE = re.compile(r"\.(?P<name>[^/]+)\.[0-9a-f]{8}\.part$")
"""The name of a file while it is being written (datasets.disk.spare); people are told the one that they asked for."""

OK, FAILURE, USAGE, SOME_FAILED, STOPPED = 0, 1, 2, 3, 130


class Edge(TyperGroup):
    """The group of all commands, with the one place that catches what they raise on purpose."""

    def make_context(self, *args: Any, **extra: Any) -> Any:
        try:
            return super().make_context(*args, **extra)
        except KeyboardInterrupt:
            raise _stopped() from None

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except ScrExtractError as said:
            typer.echo(f"scr-extract: {said}", err=True)
            raise typer.Exit(FAILURE) from None
        except BrokenPipeError:  # `scr-extract entries | head`: the reader has enough
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - stays open to the end, so that closing the pipe is quiet
            raise typer.Exit(OK) from None
        except OSError as closed:
            typer.echo(f"scr-extract: {_of_the_system(closed)}", err=True)
            raise typer.Exit(FAILURE) from None
        except KeyboardInterrupt:
            raise _stopped() from None


def _stopped() -> typer.Exit:
    typer.echo("scr-extract: stopped; what was done is kept, the same command goes on from there", err=True)
    return typer.Exit(STOPPED)


def _of_the_system(closed: OSError) -> str:
    """What the system refused, and where."""
    said = closed.strerror or type(closed).__name__
    if closed.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"{said}; make room and type the same command again: what was published before still stands"
    where = _BEING_MADE.sub(r"\g<name>", os.fsdecode(closed.filename)) if isinstance(closed.filename, str | bytes | os.PathLike) else ""
    if isinstance(closed, FileExistsError | NotADirectoryError):
        return f"a folder is wanted where there is a file: {where}"
    return f"{said}: {where}" if where else said
