"""The command line: `scr-extract --help`. One file per group of commands; tables, models and readers are loaded when a command needs them.

Exit codes: 0 done, 1 failure, 2 wrong use, 3 done but some documents could not be read. Standard output holds data,
standard error the talk.
"""

from __future__ import annotations

from typing import Annotated

import typer

from scr_extract.cli import correcting, describing, desking, evaluating, exporting, ingesting, keeping, learning, listing, reading, sourcing, training
from scr_extract.cli.console import any_encoding
from scr_extract.cli.edge import Edge

app = typer.Typer(
    name="scr-extract",
    help="Turns serious case reviews into tables, each value with the exact words it came from.",
    cls=Edge,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.callback()
def _every_command(
    version: Annotated[
        bool, typer.Option("--version", help="Print the versions of the package, its models and its word lists.", callback=describing.version, is_eager=True)
    ] = False,
) -> None:
    """What can be said before any command."""


app.command("ingest")(ingesting.ingest)
app.command("entries")(reading.entries)
app.command("explain")(reading.explain)
app.command("documents")(listing.documents)
app.command("issues")(listing.issues)
app.command("evaluate")(evaluating.evaluate)
app.command("diff")(evaluating.diff)
app.command("status")(describing.status)
app.command("schema")(describing.schema)
app.command("doctor")(describing.doctor)
app.add_typer(sourcing.group, name="sources")
app.add_typer(keeping.group, name="snapshots")
app.command("publish")(keeping.publish)
app.command("withdraw")(keeping.withdraw)
app.command("purge")(keeping.purge)
correcting.app.command("accuracy")(learning.accuracy)
correcting.app.command("suggest")(learning.suggest)
app.add_typer(correcting.app)
app.command("desk")(desking.desk)
app.command("desk-user")(desking.desk_user)
app.command("train")(training.train)
app.command("export")(exporting.export)
app.command("bulletin")(exporting.bulletin)


def main() -> None:
    """The entry point of the installed command."""
    any_encoding()
    app()
