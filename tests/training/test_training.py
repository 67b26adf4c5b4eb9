"""A training from beginning to end, small: the same weights twice, a card, and the command."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from scr_extract import training
from scr_extract.cli import app
from scr_extract.errors import TrainingError
from scr_extract.model import Span
from scr_extract.nlp import learning, own
from scr_extract.nlp.learning import Settings
from scr_extract.training import Data
from scr_extract.training.passages import Passage
from scr_extract.training.scoring import tallies

SHORT = Settings(steps=4, words=300)


def weights(folder: Path) -> str:
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    return hashlib.sha256(b"".join(p.relative_to(folder).as_posix().encode() + p.read_bytes() for p in files)).hexdigest()


def test_the_same_seed_gives_the_same_model(tmp_path: Path) -> None:
    first, second = (training.train(Data(made=80), tmp_path / name, SHORT) for name in ("a", "b"))
    assert weights(first.folder) == weights(second.folder)
    assert dict(first.scores) == dict(second.scores)
    other = training.train(Data(made=80), tmp_path / "c", Settings(seed=21, steps=4, words=300))
    assert weights(other.folder) != weights(first.folder)


def test_nothing_to_learn_from_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="nothing to learn from"):
        training.train(Data(made=0), tmp_path, SHORT)


def test_the_installed_model_is_not_replaced_by_one_of_made_up_passages_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`train` as typed out of curiosity, and a folder without the gold that it was named for."""
    monkeypatch.setattr(own, "models", lambda: tmp_path / "installed")
    done = CliRunner().invoke(app, ["train", "--made", "60", "--steps", "2"])
    assert (done.exit_code, done.stdout) == (2, "")
    assert "--gold" in done.stderr
    (tmp_path / "none").mkdir()
    for option in ("--gold", "--texts"):
        done = CliRunner().invoke(app, ["train", "--made", "60", "--steps", "2", option, str(tmp_path / "none")])
        assert (done.exit_code, done.stdout) == (1, "")
        assert "none" in done.stderr
    assert not (tmp_path / "installed").exists()


def test_the_command_trains_and_says_how_well(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["train", "--made", "60", "--steps", "2", "--out", str(tmp_path / "out"), "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    assert said["taught"] == {"made": 60}
    assert Path(said["folder"], "README.md").is_file()
    assert {row["label"] for row in said["scores"]} >= {"AUTHOR", "all"}


def test_of_a_folder_of_gold_every_fifth_file_is_kept_back(tmp_path: Path) -> None:
    gold = tmp_path / "gold"
    gold.mkdir()
    for n in range(5):
        (gold / f"{n}.jsonl").write_text(json.dumps({"text": f"Author: Ann Other{'x' * n}", "spans": [[8, 17 + n, "AUTHOR"]]}) + "\n", "utf-8")
    done = training.train(Data(made=20, gold=(gold,)), tmp_path / "out", SHORT)
    assert dict(done.taught) == {"gold": 4, "made": 20}
    assert done.scores["gold files kept back"]["AUTHOR"].right + done.scores["gold files kept back"]["AUTHOR"].missed == 1


def test_a_span_counts_where_start_end_and_label_are_right() -> None:
    passage = Passage("Death of Ann, 9.", ((Span(0, 5), "OUTCOME"), (Span(9, 12), "CHILD_NAME"), (Span(14, 15), "CHILD_AGE")))
    found = tallies([passage], [[(0, 5, "OUTCOME"), (9, 13, "CHILD_NAME"), (14, 15, "AUTHOR")]])
    assert (found["all"].right, found["all"].wrong, found["all"].missed) == (1, 2, 2)
    assert found["OUTCOME"].f1 == 1.0
    assert found["CHILD_NAME"].f1 == 0.0


def test_what_is_not_known_is_not_learnt() -> None:
    """Two names, one labelled: where the other is open the model may point at it, where it is known to be nothing it does not."""
    text = "Author: Maud Ellery. Chair: Tom Ashby."
    taught = ((8, 19, "AUTHOR"),), [(28, 37)]
    nlp = learning.teach([("Author: Ann Other.", [(8, 17, "AUTHOR")], None)], Settings(steps=1, words=10))
    (example,) = learning._examples(nlp, [(text, taught[0], [])])
    assert example.get_aligned_ner() == [None, None, "B-AUTHOR", "L-AUTHOR", *[None] * 6]
    (example,) = learning._examples(nlp, [(text, *taught)])
    assert example.get_aligned_ner() == [None, None, "B-AUTHOR", "L-AUTHOR", None, None, None, "O", "O", None]
