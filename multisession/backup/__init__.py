"""Backup and restore of a root directory, whether a server runs on it or not."""
