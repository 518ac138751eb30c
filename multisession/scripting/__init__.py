"""A project directory from a script or the command line, without a server."""

from __future__ import annotations

from multisession.scripting.project import Project, ProjectNotFound

__all__ = ["Project", "ProjectNotFound"]
