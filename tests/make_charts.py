"""Writes the charts of docs/images from the made-up samples.

    python tests/make_charts.py [FOLDER]

The charts are those of the notebooks. Nothing checks them but eyes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "docs" / "images")
    folder = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    from PIL import Image

    from scr_extract.datasets import charts, questions
    from scr_extract.ingest import ingest

    with tempfile.TemporaryDirectory() as place:
        processed = Path(place) / "processed"
        ingest([ROOT / "raw" / "samples"], processed)
        drawn = {
            "chart-age-by-category": charts.age_by_category(questions.age_by_category(processed=processed)),
            "chart-recommendations": charts.recommendations(questions.recommendations(processed=processed), "agency"),
            "chart-missing": charts.missing(questions.missing(processed=processed)),
        }
    for name, chart in drawn.items():
        path = folder / f"{name}.png"
        chart.save(path, ppi=110)
        Image.open(path).convert("RGB").quantize(64).save(path, optimize=True)
        print(f"{path}: {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
