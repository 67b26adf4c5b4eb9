"""What goes along with a batch that is done on another machine."""

from __future__ import annotations

import sys
import types
from pathlib import Path

import pytest

import runners

FLOWS = Path(__file__).parents[2] / "flows"


class _Importing(types.ModuleType):
    """A module that imports another one when it is looked at, as threads of a task runner do at any time."""

    @property
    def __file__(self) -> str:  # type: ignore[override]
        sys.modules.setdefault("imported_meanwhile", types.ModuleType("imported_meanwhile"))
        return "/elsewhere/looked_at.py"


def test_modules_may_be_imported_while_those_that_travel_are_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "looked_at", _Importing("looked_at"))
    monkeypatch.delitem(sys.modules, "imported_meanwhile", raising=False)
    travelling: list[types.ModuleType] = []
    monkeypatch.setattr(runners, "register_pickle_by_value", travelling.append)
    runners.carry()
    assert runners in travelling
    assert "imported_meanwhile" in sys.modules
    del sys.modules["imported_meanwhile"]
    assert all(Path(str(module.__file__)).parent == FLOWS for module in travelling)
