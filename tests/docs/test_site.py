"""The documentation is built without the network, fetches nothing when it is read, and leaves no page out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


def test_every_page_has_its_place(root: Path) -> None:
    said = (root / "mkdocs.yml").read_text(encoding="utf-8")
    listed = re.findall(r"([a-z-]+\.md)$", said, re.M)
    assert sorted(listed) == sorted(p.name for p in (root / "docs").glob("*.md"))
    assert len(listed) == len(set(listed))


def test_every_picture_is_there(root: Path) -> None:
    for page in (root / "docs").glob("*.md"):
        for name in re.findall(r"!\[[^\]]+\]\((images/[^)]+)\)", page.read_text(encoding="utf-8")):
            assert (root / "docs" / name).stat().st_size > 1000, f"{page.name}: {name}"
    assert len(list((root / "docs" / "images").glob("chart-*.png"))) == 3


@pytest.mark.real
def test_the_site_is_built_and_asks_nothing_of_others(root: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(command, cwd=root, env=os.environ | {"NO_MKDOCS_2_WARNING": "1"}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    pages = list((tmp_path / "site").glob("*.html"))
    assert len(pages) >= len(list((root / "docs").glob("*.md")))
    for page in pages:
        loaded = re.findall(r"<(?:script|img|link|iframe)\b[^>]*\b(?:src|href)=\"((?:https?:)?//[^\"]+)\"", page.read_text(encoding="utf-8"))
        assert not loaded, f"{page.name} loads {loaded}"
