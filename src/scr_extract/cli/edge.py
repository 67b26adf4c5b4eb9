"""Where errors become messages and exit codes. What is raised on purpose says what to do; nobody is shown a traceback for it."""

from __future__ import annotations

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

from scr_extract.errors import ScrExtractError

OK, FAILURE, USAGE, SOME_FAILED, STOPPED = 0, 1, 2, 3, 130


class Edge(TyperGroup):
    """The group of all commands, with the one place that catches what they raise on purpose."""

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
            where = f": {closed.filename}" if closed.filename else ""
            typer.echo(f"scr-extract: {closed.strerror or type(closed).__name__}{where}", err=True)
            raise typer.Exit(FAILURE) from None
        except KeyboardInterrupt:
            typer.echo("scr-extract: stopped; what was done is kept, the same command goes on from there", err=True)
            raise typer.Exit(STOPPED) from None
