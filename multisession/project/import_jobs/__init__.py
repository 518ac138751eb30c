"""Imports in parts: a file arrives piece by piece, also over several connections, waits, and is then imported once."""
