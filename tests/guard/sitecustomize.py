"""Loaded by every Python that a test starts (tests/conftest.py puts this folder on PYTHONPATH): it too stays off the network."""

import offline  # type: ignore[import-not-found]

offline.refuse()
