"""Training `scr_en`: made-up passages from grammars, passages that two readers agree on, and gold, into a model with its card."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from scr_extract.errors import TrainingError
from scr_extract.nlp import learning
from scr_extract.nlp.learning import Settings
from scr_extract.nlp.own import NAME
from scr_extract.training import gold, grammar, reviewed, silver
from scr_extract.training.card import card
from scr_extract.training.passages import Passage
from scr_extract.training.scoring import Tally, tallies

VERSION = "0.1.0"
SPACY = ">=3.8.7,<3.9.0"
"""The versions of spaCy that the project allows, and that read its model."""
TEST_EVERY = 5
"""Of a folder of gold files every fifth, in order of names, is kept for testing and never taught."""


@dataclass(frozen=True, slots=True)
class Data:
    """What a model is taught and tested with. `gold` and `test` are files or folders of JSON lines, `made` the number of made-up passages."""

    made: int = 7000
    gold: tuple[Path, ...] = ()
    texts: tuple[Path, ...] = ()
    processed: tuple[Path, ...] = ()
    reviewed: tuple[Path, ...] = ()
    """Processed folders whose reviewers' words are learnt as gold is."""
    test: tuple[Path, ...] = ()
    gold_times: int = 4
    """Gold is worth more than a made-up passage: each is learnt so often in one round."""


@dataclass(frozen=True, slots=True)
class Trained:
    """What a training came to. Scores by set of test passages, seconds on this machine, words a second of processor time when reading."""

    folder: Path
    taught: Mapping[str, int]
    scores: Mapping[str, Mapping[str, Tally]]
    seconds: float
    words_per_second: float
    bytes: int
    settings: Settings = field(default_factory=Settings)


def train(data: Data, out: Path, settings: Settings | None = None, progress: Callable[[int, int], None] | None = None, version: str = VERSION) -> Trained:
    """Teach a model and put it, with its card, into `out/scr_en-<version>`, in place of one that is there.

    Raises TrainingError where gold does not have its shape, or a folder holds none.
    """
    settings = settings or Settings()
    began = time.perf_counter()
    taught, kept = _taught(data, settings.seed)
    tests = {"made-up passages of another seed": list(grammar.passages(600, settings.seed + 1))}
    tests |= {"gold files kept back": kept} if kept else {}
    tests |= {path.parent.name + "/" + path.name: list(gold.read(path)) for path in data.test}
    nlp = learning.teach([labelled(p) for p in taught for _ in range(data.gold_times if p.kind == "gold" else 1)], settings, progress)
    seconds = time.perf_counter() - began
    began = time.process_time()
    pointed = {name: learning.pointed(nlp, [p.text for p in passages]) for name, passages in tests.items()}
    reading = time.process_time() - began
    words = sum(learning.words_in(nlp, [p.text for p in passages]) for passages in tests.values())
    scores = {name: tallies(passages, pointed[name]) for name, passages in tests.items()}
    folder = out / f"{NAME}-{version}"
    fresh = out / f".{NAME}-{version}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    learning.save(
        nlp,
        fresh,
        {
            "name": NAME,
            "version": version,
            "license": "MIT",
            "spacy_version": SPACY,
            "description": "What a passage of a serious case review tells of a child.",
        },
    )
    counts = {kind: sum(p.kind == kind for p in taught) for kind in sorted({p.kind for p in taught})}
    size = sum(p.stat().st_size for p in fresh.rglob("*") if p.is_file())
    done = Trained(folder, counts, scores, seconds, words / reading, size, settings)
    (fresh / "README.md").write_text(card(version, counts, scores, settings), "utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    fresh.rename(folder)
    return done


def labelled(passage: Passage) -> learning.Labelled:
    nothing = None if passage.nothing is None else [(s.start, s.end) for s in passage.nothing]
    return passage.text, [(s.start, s.end, label) for s, label in passage.spans], nothing


def _taught(data: Data, seed: int) -> tuple[list[Passage], list[Passage]]:
    """What is taught, and the gold kept for testing."""
    taught = [Passage(p.text, p.spans) for p in grammar.passages(data.made, seed)]
    kept: list[Passage] = []
    for path in data.gold:
        for n, file in enumerate(_files(path)):
            (kept if path.is_dir() and n % TEST_EVERY == TEST_EVERY - 1 else taught).extend(gold.read(file))
    taught += [p for folder in data.texts for p in silver.of_files(_files(folder, ""))]
    taught += [p for folder in data.processed for p in silver.of_processed(folder)]
    taught += [p for folder in data.reviewed for p in reviewed.of_processed(folder)]
    if not taught:
        raise TrainingError("nothing to learn from: ask for made-up passages, or name gold or texts")
    return taught, kept


def _files(path: Path, ending: str = ".jsonl") -> Sequence[Path]:
    """The file, or those of the folder. Raises TrainingError where it holds none: the model would be taught without them."""
    if not path.is_dir():
        return [path]
    found = sorted(p for p in path.iterdir() if p.is_file() and p.name.endswith(ending))
    if not found:
        raise TrainingError(f"no {f'*{ending}' if ending else 'file'} in {path}")
    return found


def rows(trained: Trained) -> Iterator[tuple[str, str, float, float, float, int]]:
    """The scores as lines: set, label, precision, recall, F1, spans asked for."""
    for name, by_label in trained.scores.items():
        for label, t in by_label.items():
            yield name, label, t.precision, t.recall, t.f1, t.right + t.missed
