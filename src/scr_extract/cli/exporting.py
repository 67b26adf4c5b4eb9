"""`scr-extract export` and `bulletin`: tables and words for others."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from scr_extract.cli.console import Json, counted, say_json, talk

Published = Annotated[str, typer.Option("--processed", help="Folder of the published tables, or s3://bucket/prefix.", show_default=True)]


def export(
    output: Annotated[Path, typer.Option("--output", help="The file to write.")],
    table: Annotated[str, typer.Argument(metavar="[TABLE]", help="The table.")] = "entries",
    processed: Published = "processed",
    snapshot: Annotated[str | None, typer.Option("--snapshot", help="A snapshot by its id; the current one without it.")] = None,
    format: Annotated[str | None, typer.Option("--format", help="csv, xlsx, parquet or jsonl; by the file's ending where not given.")] = None,
    level: Annotated[str, typer.Option("--level", help="share (bands, quarters, regions, no words) or research (everything).")] = "share",
    by: Annotated[str | None, typer.Option("--by", metavar="COLUMN,...", help="Counts by these columns instead of rows; counts under 5 are hidden.")] = None,
    redact: Annotated[bool, typer.Option("--redact", help="At the research level: names, places and days in quotes replaced.")] = False,
    json: Json = False,
) -> None:
    """Write a table, or counts of it, to a file. The share level is for what leaves your machine; research is asked for by name."""
    from scr_extract.datasets.export import Format, Level
    from scr_extract.datasets.export import export as write
    from scr_extract.datasets.opening import opened

    ending = format or output.suffix.lstrip(".").lower()
    if output.is_dir() or not ending:
        raise typer.BadParameter(f"name a file, its ending one of {', '.join(Format)} (or say --format)", param_hint="--output")
    if ending not in list(Format):
        raise typer.BadParameter(f"no format {ending!r}; there are {', '.join(Format)}", param_hint="--format")
    if level not in list(Level):
        raise typer.BadParameter(f"no level {level!r}; there are {', '.join(Level)}", param_hint="--level")
    if redact and level != Level.RESEARCH:
        raise typer.BadParameter("only the research level has quotes to redact", param_hint="--redact")
    columns = [c.strip() for c in by.split(",") if c.strip()] if by is not None else []
    if by is not None and not columns:
        raise typer.BadParameter("name at least one column; without --by rows are written, not counts", param_hint="--by")
    found = opened(processed, snapshot)
    done = write(found, table, Level(level), Format(ending), output, by=columns, redacted=redact)
    if json:
        say_json(
            {
                "output": str(output),
                "snapshot": found.id,
                "level": level,
                "rows": done.rows,
                "of": done.of,
                "singled_out": done.singled_out,
                "left_out": done.left_out,
                "hidden": done.hidden,
            }
        )
        return
    console = talk()
    console.print(
        f"{counted(done.rows, 'row')}{f' of counts over {done.of}' if columns else ''} from snapshot {found.id} to {output} ({level} level)", soft_wrap=True
    )
    if done.hidden:
        advice = "; fewer columns, or coarser ones, show more" if done.hidden == done.rows else ""
        console.print(f"{done.hidden} of {counted(done.rows, 'count')} are hidden, being small or telling a small one{advice}.", soft_wrap=True)
    if done.singled_out:
        console.print(
            f"Warning: {done.singled_out} rows are the only one of their region, age band and year (of incident or publication). "
            "Each may point at a child; share counts (--by) instead.",
            soft_wrap=True,
        )
    if done.left_out:
        console.print(f"Warning: {done.left_out} values were left out: they are no terms of their column's list.", soft_wrap=True)
    if level == Level.RESEARCH:
        console.print("The research level holds exact ages, days, names and the words of reviews. It is more sensitive than its sources.", soft_wrap=True)


def bulletin(
    output: Annotated[Path, typer.Option("--output", help="The file to write: .md, .docx or .html.")],
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="Published on or after this day, month or year (2017-03-14).")] = None,
    topic: Annotated[str | None, typer.Option("--topic", help="An id of the coding frame, or words of topics and keywords.")] = None,
    area: Annotated[str | None, typer.Option("--area", help="A region, or a place with a board: under every name the board has had.")] = None,
    processed: Published = "processed",
    snapshot: Annotated[str | None, typer.Option("--snapshot", help="A snapshot by its id; the current one without it.")] = None,
    json: Json = False,
) -> None:
    """Write a bulletin of what was published since, in the arrangement that bulletins have. It holds the words of its sources."""
    from scr_extract.datasets import disk
    from scr_extract.datasets.bulletin import bulletin as made
    from scr_extract.datasets.bulletin_files import ENDINGS, written
    from scr_extract.datasets.intervals import first_and_last

    ending = output.suffix.lstrip(".").lower()
    if ending not in ENDINGS:
        raise typer.BadParameter(f"no bulletin as {ending!r}; there are {', '.join(ENDINGS)}", param_hint="--output")
    try:
        first_and_last(since, None)
    except ValueError:
        raise typer.BadParameter("no day, month or year: write 2017-03-14, 2017-03 or 2017", param_hint="--since") from None
    done = made(processed, since, topic=topic, area=area, snapshot=snapshot)
    output.parent.mkdir(parents=True, exist_ok=True)
    disk.write(output, written(done.passages, ending))
    if json:
        say_json({"output": str(output), "reviews": list(done.reviews), "undated": done.undated})
        return
    console = talk()
    console.print(f"{counted(len(done.reviews), 'review')} to {output}", soft_wrap=True)
    if done.undated:
        console.print(f"{done.undated} more state no date of publication and are left out; without --since they are in.", soft_wrap=True)
