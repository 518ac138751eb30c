"""Exporters: a project's tasks and labels as files. One format a file, all streaming."""

from __future__ import annotations

from multisession.project.exporters.context import Bundles, ExportContext, Exporter
from multisession.project.exporters.registry import EXPORTERS, exporter_named

__all__ = ["EXPORTERS", "Bundles", "ExportContext", "Exporter", "exporter_named"]
