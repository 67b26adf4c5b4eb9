"""`scr-extract train`: teach the project's own model anew."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from scr_extract.cli.console import Json, data, grid, say_json, talk

_Gold = Annotated[
    list[Path] | None,
    typer.Option("--gold", exists=True, help="Known answers (JSON lines), a file or folder; of a folder every fifth file is kept for tests."),
]
_Texts = Annotated[list[Path] | None, typer.Option("--texts", exists=True, help="Made-up texts: what two readers agree on is learnt.")]
_Silver = Annotated[
    list[Path] | None,
    typer.Option("--silver", exists=True, help="A processed folder of your own, learnt from as --texts are; nothing of it is stored."),
]
_Reviewed = Annotated[
    list[Path] | None,
    typer.Option("--reviewed", exists=True, help="A processed folder: what its reviewers confirmed or corrected is learnt as known answers."),
]
_Test = Annotated[list[Path] | None, typer.Option("--test", exists=True, help="Known answers that are only tested on.")]


def train(
    gold: _Gold = None,
    texts: _Texts = None,
    silver: _Silver = None,
    reviewed: _Reviewed = None,
    test: _Test = None,
    out: Annotated[Path | None, typer.Option("--out", help="Where the model is put; into this installation where not given.")] = None,
    made: Annotated[int, typer.Option("--made", min=0, help="Made-up passages.")] = 7000,
    steps: Annotated[int, typer.Option("--steps", min=1, help="Batches learnt.")] = 800,
    seed: Annotated[int, typer.Option("--seed", help="The same seed gives the same model.")] = 20,
    json: Json = False,
) -> None:
    """Teach the project's own model, on the CPU, and say how well it reads what it was not taught."""
    from scr_extract import training as school
    from scr_extract.nlp.learning import Settings
    from scr_extract.nlp.own import models

    if out is None and not (gold or texts or silver or reviewed):
        raise typer.BadParameter(
            "made-up passages alone give a worse model than the one that is there: name --gold, --texts, --silver or --reviewed, or another place with --out"
        )
    wanted = school.Data(made, tuple(gold or ()), tuple(texts or ()), tuple(silver or ()), tuple(reviewed or ()), tuple(test or ()))
    with _progress() as progress:
        done = school.train(wanted, out or models(), Settings(seed=seed, steps=steps), progress)
    columns = ("tested on", "label", "precision", "recall", "f1", "spans")
    rows = [(name, label, round(p, 3), round(r, 3), round(f1, 3), spans) for name, label, p, r, f1, spans in school.rows(done)]
    if json:
        scores = [dict(zip(columns, row, strict=True)) for row in rows]
        say_json(
            {
                "folder": str(done.folder),
                "taught": dict(done.taught),
                "seconds": round(done.seconds, 1),
                "words_per_second": round(done.words_per_second),
                "bytes": done.bytes,
                "scores": scores,
            }
        )
        return
    data().print(grid(columns, rows, right=frozenset(columns[2:])))
    said = ", ".join(f"{number} {kind}" for kind, number in done.taught.items())
    talk().print(f"Taught {said} passages in {done.seconds:.0f} s; {done.bytes / 1e6:.1f} MB in {done.folder}", soft_wrap=True)
    talk().print(f"It reads {done.words_per_second:.0f} words a second of processor time.")


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    console = talk()
    with Progress(
        TextColumn("Teaching"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("Teaching", total=None)

        def told(finished: int, total: int) -> None:
            bar.update(task, completed=finished, total=total)

        yield told
