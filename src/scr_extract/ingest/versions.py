"""What an extraction was made with: the key under which it is kept. A changed rule, word list, model or reader library is new work."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from scr_extract.formats import ocr
from scr_extract.nlp import model_version
from scr_extract.resources.loader import resources_version

ROAD = (
    *("errors.py", "model", "values.py", "plain.py", "nlp/__init__.py", "nlp/own.py", "identity.py"),
    *("extract.py", "formats", "layouts", "fields", "resources", "ingest/codec.py"),
)
"""The sources that decide what is read of a document. The command line or the desk may change and nothing is read again."""
_LAID = tuple(f"corrections/{name}.py" for name in ("checked", "correction", "fieldwise", "meaning", "overlay", "seen", "standing"))
PUBLISHING = ("derive.py", "link.py", "shares.py", *_LAID, "datasets", "ingest/laying.py", "ingest/publishing.py", "ingest/reissues.py", "ingest/standing.py")
"""The sources that decide how it is published."""
_LIBRARIES = ("spacy", "pypdfium2", "pdfplumber", "python-docx", "selectolax", "lxml", "markdown-it-py", "olefile")


@dataclass(frozen=True, slots=True)
class Versions:
    """`code` is the package's version and a hash of the sources on the road; `libraries` those that make text or names."""

    package: str
    code: str
    model: str
    resources: str
    libraries: str

    @property
    def key(self) -> str:
        """16 hex digits: the folder of `cache/` that holds what was extracted with exactly these."""
        return _key(self)


@lru_cache(maxsize=8)
def _key(of: Versions) -> str:
    """Asked for with every document; worked out once."""
    return hashlib.sha256(json.dumps(asdict(of), sort_keys=True).encode()).hexdigest()[:16]


@lru_cache(maxsize=1)
def versions() -> Versions:
    """Raises ModelMissingError where the language model is not installed."""
    package = version("scr-extract")
    libraries = [*map(_library, _LIBRARIES), f"tesseract={ocr.version().removeprefix('tesseract ')}"]  # a scan that could not be read is read once OCR is there
    return Versions(package, f"{package}+{sources(ROAD)}", model_version(), resources_version(), " ".join(libraries))


def _library(name: str) -> str:
    try:
        return f"{name}={version(name)}"
    except PackageNotFoundError:
        return f"{name}=none"


@lru_cache
def sources(parts: tuple[str, ...]) -> str:
    """12 hex digits over the .py files of these modules and packages, in order of their names."""
    digest = hashlib.sha256()
    root = files("scr_extract")
    for part in parts:
        found = root
        for step in part.split("/"):
            found = found / step
        _add(digest, part, found)
    return digest.hexdigest()[:12]


def _add(digest: hashlib._Hash, name: str, found: Traversable) -> None:
    if found.is_dir():
        for inner in sorted(found.iterdir(), key=lambda p: p.name):
            if inner.is_dir() or inner.name.endswith(".py"):
                _add(digest, f"{name}/{inner.name}", inner)
    elif found.name.endswith(".py"):
        digest.update(name.encode() + b"\0" + found.read_bytes() + b"\0")
