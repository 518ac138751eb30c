"""Importers: files of tasks, and media files, become tasks. One format a file, all streaming."""

from __future__ import annotations

from multisession.project.importers.import_run import ImportRefused, ImportReport, import_stream
from multisession.project.importers.reading import read_path, read_tasks
from multisession.project.importers.refusal import Refusal
from multisession.project.importers.registry import IMPORTERS, Importer

__all__ = [
    "IMPORTERS",
    "ImportRefused",
    "ImportReport",
    "Importer",
    "Refusal",
    "import_stream",
    "read_path",
    "read_tasks",
]
