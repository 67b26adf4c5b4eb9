"""`scr-extract desk` and `desk-user`: the reviewers' web app, and who may sign in to it."""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import Annotated

import typer

from scr_extract.cli.console import Processed, talk

Store = Annotated[str | None, typer.Option("--store", help="Where corrections are kept: a URL or an SQLite file; beside the tables where not given.")]
Users = Annotated[Path | None, typer.Option("--users", help="File of named users (made by desk-user): they sign in. Needed to serve other machines.")]


def desk(
    processed: Processed = Path("processed"),
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="Port to listen on.")] = 8400,
    store: Store = None,
    reviewer: Annotated[str | None, typer.Option("--reviewer", help="Name under which words are saved; asked for once where not given.")] = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen on. Any but this machine's own needs --users.")] = "127.0.0.1",
    name: Annotated[list[str] | None, typer.Option("--name", metavar="HOST", help="Host name by which browsers may call the desk (again for each).")] = None,
    users: Users = None,
    certificate: Annotated[Path | None, typer.Option("--certificate", exists=True, help="TLS certificate (PEM): serve https.")] = None,
    key: Annotated[Path | None, typer.Option("--key", exists=True, help="Its private key (PEM).")] = None,
    https: Annotated[bool, typer.Option("--https", help="Browsers reach it by https through a proxy in front.")] = False,
) -> None:
    """Open the reviewers' desk: look at what was read, confirm or correct it, publish."""
    from scr_extract.desk import signin
    from scr_extract.desk.serve import run
    from scr_extract.desk.settings import Settings

    settings = Settings(
        processed=processed.resolve(),
        store=store,
        reviewer=signin.named(reviewer) if reviewer else None,
        address=host,
        port=port,
        names=tuple(name or ()),
        users=signin.users(users) if users else {},
        secure=https or certificate is not None,
    )
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    console = talk()

    def ready(address: str) -> None:
        console.print(f"The desk is at {address} (Ctrl+C stops it; what was saved stays).")

    run(settings, ready, told=console.print, certificate=certificate, key=key)


def desk_user(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The user's name: it stands beside every word they save.")],
    users: Annotated[Path, typer.Option("--users", help="The file of users; made where there is none.")],
) -> None:
    """Add a user who may sign in to the desk, or give one a new password (asked for twice)."""
    from scr_extract.desk import signin

    named = signin.named(name)
    known = signin.users(users) if users.is_file() else {}
    password = typer.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    if len(password) < 12:
        raise typer.BadParameter("a password has at least 12 characters")
    known[named] = signin.hashed(password)
    lines = "".join(f"{user}:{held}\n" for user, held in sorted(known.items()))
    part = users.with_name(f".{users.name}.part")
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(lines)
    part.replace(users)
    talk().print(f"{named} may sign in with {users}.")
