"""The texts with answers that figures are taken on: made-up ones of the repository, and those of `shared` where it lies beside it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from scr_extract.evaluation.gold import Gold, Negative, read

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("SCR_SHARED", ROOT.parent / "shared"))
_NOT_TEXTS = {".jsonl", ".py", ".csv"}


@dataclass(frozen=True)
class Texts:
    """Files by name and bytes, with their answers. `seen`: rules were written with these texts at hand."""

    name: str
    what: str
    files: tuple[tuple[str, bytes], ...]
    golds: tuple[Gold, ...]
    negatives: tuple[Negative, ...]
    seen: bool = True


def not_a_text(path: Path) -> bool:
    """Answers, scripts and notes that lie beside the texts."""
    return path.suffix in _NOT_TEXTS or path.name.startswith((".", "README"))


def _files(folder: Path) -> tuple[tuple[str, bytes], ...]:
    return tuple((p.name, p.read_bytes()) for p in sorted(folder.iterdir()) if p.is_file() and not not_a_text(p))


def repository() -> Iterator[Texts]:
    """The made-up samples, bulletins of unannounced arrangements and reports."""
    from tests.reports.made import REPORTS

    golden = sorted((ROOT / "tests" / "golden").glob("*.jsonl"))
    samples = dict(_files(ROOT / "raw" / "samples"))
    asked = [p for p in golden if p.name.removesuffix(".jsonl") in samples]
    yield Texts("samples", "made up, shipped, every format", tuple((p.name[:-6], samples[p.name[:-6]]) for p in asked), *read(asked))
    held = ROOT / "tests" / "heldout"
    negatives = _files(held / "negatives")
    golds, _ = read(sorted((held / "gold").iterdir()))
    yield Texts("heldout", "made up, 30 arrangements nobody announced", _files(held / "bulletins") + negatives, golds, tuple(Negative(n) for n, _ in negatives))
    made = tuple((name, make()) for name, make in REPORTS.items())
    yield Texts("reports", "made up, five full reports as PDF", made, *read([ROOT / "tests" / "reports" / "gold.jsonl"]))


def beside() -> Iterator[Texts]:
    """The corpus of `shared`; nothing where it is not there."""
    corpus = SHARED / "corpus"
    if not corpus.is_dir():
        return
    answers = [corpus / "gold.jsonl", corpus / "negatives.jsonl"]
    yield Texts("seed", "one real bulletin", _files(corpus / "seed"), *read([corpus / "seed" / "gold.jsonl"]))
    yield Texts("corpus/text", "bulletins, lists and openings of reports", _files(corpus / "text"), *read(answers))
    yield Texts("pdfset", "reports and bulletins as PDF, DOCX, HTML", _files(corpus / "pdfset"), *read([corpus / "pdfset" / "gold.jsonl"]))


def blind(name: str, folder: Path) -> Texts:
    """A set that no rule was written with: `gold.jsonl`, perhaps `negatives.jsonl`, and the texts in `text/`."""
    answers = [p for n in ("gold.jsonl", "negatives.jsonl") if (p := folder / n).is_file()]
    return Texts(name, "made up by an author who never saw the rules", _files(folder / "text"), *read(answers), seen=False)
