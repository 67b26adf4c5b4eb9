"""Teaching `scr_en`: a small entity recogniser on hashed word shapes, on the CPU, the same weights from the same seed.

Words and settings stand in `scr_en.cfg` beside this file; spaCy's own training loop is not used, because it writes folders between
steps and reads settings by path. What is taught comes from `scr_extract.training`.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scr_extract.nlp.own import LABELS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.training import Example

Labelled = tuple[str, Sequence[tuple[int, int, str]], Sequence[tuple[int, int]] | None]
"""A passage's text, its spans (start, end, label), and those known to be no label's; None where that is all the rest."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How long and how fast is learnt. `steps` are batches of `words` words; the rate falls in a straight line to nothing."""

    seed: int = 20
    steps: int = 800
    words: int = 1000
    rate: float = 0.002
    dropout: float = 0.15


def teach(taught: Sequence[Labelled], settings: Settings, progress: Callable[[int, int], None] | None = None) -> Language:
    """A model that has learnt these passages. Spans that do not fit spaCy's words are left out, as its recogniser cannot name them."""
    fix = import_module("spacy.util").fix_random_seed
    fix(settings.seed)
    nlp = _untaught()
    examples = list(_examples(nlp, taught))
    nlp.initialize(lambda: examples[:200])
    optimizer = import_module("thinc.api").Adam(settings.rate, L2=0.01, grad_clip=1.0)
    shuffled = random.Random(settings.seed)
    batches = _batches(examples, settings.words, shuffled)
    for step in range(settings.steps):
        optimizer.learn_rate = settings.rate * (1 - step / settings.steps)
        nlp.update(next(batches), sgd=optimizer, drop=settings.dropout)
        if progress is not None:
            progress(step + 1, settings.steps)
    return nlp


def save(nlp: Language, folder: Path, meta: dict[str, Any]) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.meta.update(meta)
    nlp.to_disk(folder, exclude=["vocab"])


def pointed(nlp: Language, texts: Iterable[str]) -> list[list[tuple[int, int, str]]]:
    """What a model points at in each text."""
    return [[(e.start_char, e.end_char, e.label_) for e in doc.ents] for doc in nlp.pipe(texts, batch_size=64)]


def words_in(nlp: Language, texts: Iterable[str]) -> int:
    return sum(len(nlp.make_doc(text)) for text in texts)


def _untaught() -> Language:
    spacy = import_module("spacy")
    config = import_module("thinc.api").Config().from_str((files("scr_extract.nlp") / "scr_en.cfg").read_text("utf-8"))
    nlp: Language = spacy.util.load_model_from_config(config, auto_fill=True)
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    return nlp


def _examples(nlp: Language, taught: Iterable[Labelled]) -> Iterator[Example]:
    example = import_module("spacy.training").Example
    for text, spans, nothing in taught:
        gold = nlp.make_doc(text)
        whole = (gold.char_span(start, end, label=label, alignment_mode="contract") for start, end, label in spans)
        ents = [span for span in whole if span is not None and len(span)]
        if nothing is None:
            gold.ents = tuple(ents)
        else:
            none = (gold.char_span(start, end, alignment_mode="contract") for start, end in nothing)
            gold.set_ents(ents, outside=[span for span in none if span is not None and len(span)], default="missing")
        yield example(nlp.make_doc(text), gold)


def _batches(examples: Sequence[Example], words: int, shuffled: random.Random) -> Iterator[list[Example]]:
    """Batches of about so many words, all passages once before any twice, in a new order each round."""
    batch: list[Example] = []
    held = 0
    while True:
        order = list(range(len(examples)))
        shuffled.shuffle(order)
        for k in order:
            batch.append(examples[k])
            held += len(examples[k].reference)
            if held >= words:
                yield batch
                batch, held = [], 0
