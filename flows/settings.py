"""How Prefect behaves here. Every flow imports this before Prefect, which reads its settings once, on import.

Each is a default: what the environment or a Prefect profile says already, stands.
"""

from __future__ import annotations

import os
from pathlib import Path

_DEFAULTS = {
    # Nothing is reported to anybody.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # Without a server configured Prefect starts one for the run; stopping it prints pages of cancelled requests at any lower level.
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    # It takes 10-16 s to start on two cores, and longer on a busy machine.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
}

TIME_ZONE = "Europe/London"
"""Schedules follow British clocks, summer time included."""

for _name, _value in _DEFAULTS.items():
    os.environ.setdefault(_name, _value)

# Prefect's database cannot be made in a folder that is not there; the message it gives then does not say so.
Path(os.environ.get("PREFECT_HOME", "~/.prefect")).expanduser().mkdir(parents=True, exist_ok=True)
