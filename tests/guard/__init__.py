"""Keeps every test, and every process a test starts, off the network."""
