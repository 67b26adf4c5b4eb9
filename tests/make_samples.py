"""Writes the made-up bulletin of raw/samples that stands there in four formats, and the shapes that are not shipped.

    python tests/make_samples.py [FOLDER] [--all]

The source is tests/formats/harrowdale.md; without FOLDER the samples of the repository are written anew. The same source
gives the same bytes. `--all` adds what is not shipped: Markdown, plain text and the one-column PDF.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

SOURCE = ROOT / "tests" / "formats" / "harrowdale.md"
STEM = "harrowdale_bulletin_autumn_2017"


def shipped() -> dict[str, bytes]:
    """The files of raw/samples that this script writes, by name."""
    from tests.formats import shapes

    source = SOURCE.read_text("utf-8")
    return {
        f"{STEM}.docx": shapes.as_docx(source),
        f"{STEM}.html": shapes.as_html(source),
        f"{STEM}.eml": shapes.as_mail(source),
        f"{STEM}.pdf": shapes.as_pdf(source, 2),
    }


def others() -> dict[str, bytes]:
    """The shapes that are not shipped."""
    from tests.formats import shapes

    source = SOURCE.read_text("utf-8")
    return {f"{STEM}.md": source.encode(), f"{STEM}.txt": shapes.as_text(source, 76), f"{STEM}_one_column.pdf": shapes.as_pdf(source)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "raw" / "samples")
    parser.add_argument("--all", action="store_true", help="also the shapes that are not shipped")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for name, raw in (shipped() | (others() if given.all else {})).items():
        (given.folder / name).write_bytes(raw)
        print(f"{given.folder / name}: {len(raw)} bytes")


if __name__ == "__main__":
    main()
