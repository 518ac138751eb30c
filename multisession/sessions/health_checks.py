"""What must hold for a process to serve, and what a host should look after."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from multisession.project.store.database import DATABASE_NAME
from multisession.sessions.key_ring import KEYS_FILE
from multisession.sessions.private_files import open_to_others
from multisession.sessions.resolver import MultiSession
from multisession.sessions.single import SingleProject
from multisession.web.health import Check, Unwell
from multisession.web.written_size import written_size

#: An event loop that was late by more than this makes visitors wait, in seconds.
LATE_SECONDS = 1.0
#: A sweep is missing when the last one is older than so many of its intervals.
MISSED_SWEEPS = 3


def multi_session_checks(studio: MultiSession, loop_lag: Callable[[], float]) -> list[Check]:
    """The checks of a process that serves many sessions."""
    settings = studio.settings
    state = settings.state_directory.resolve()
    began = time.time()
    checks = [
        Check("root-directory", lambda: _writable(studio.root)),
        Check("registry", lambda: f"{studio.registry.live()} sessions"),
        _keys(state, settings.secret_keys),
        Check("recipe", lambda: _base(studio.beginning.base)),
        _free_disk(lambda: studio.floor.free, settings.free_disk_floor_bytes),
        _event_loop(loop_lag),
    ]
    if settings.sweep_every:
        sweeper = Check("sweeper", lambda: _swept(studio.swept_file, settings.sweep_every, began), soft=True)
        checks.insert(-2, sweeper)
    return checks


def single_project_checks(project: SingleProject, loop_lag: Callable[[], float]) -> list[Check]:
    """The checks of a process that serves one project."""
    database = project.directory / DATABASE_NAME
    return [
        Check("project-directory", lambda: _writable(project.directory)),
        Check("database", lambda: _readable(database)),
        _keys(project.directory / ".studio", project.settings.secret_keys),
        _event_loop(loop_lag),
    ]


def _keys(state: Path, override: tuple[str, ...]) -> Check:
    if override:
        return Check("keys", lambda: "from the environment")
    return Check("keys", lambda: _private(state / KEYS_FILE))


def _free_disk(free: Callable[[], int], floor: int) -> Check:
    def look() -> str:
        said = f"{written_size(free())} free, floor {written_size(floor)}"
        if free() < floor:
            raise Unwell(said)
        return said

    return Check("free-disk", look, soft=True)


def _event_loop(lag: Callable[[], float]) -> Check:
    def look() -> str:
        said = f"at most {lag() * 1000:.0f} ms late in the last minute"
        if lag() > LATE_SECONDS:
            raise Unwell(said)
        return said

    return Check("event-loop", look, soft=True)


def _writable(directory: Path) -> str:
    if not directory.is_dir():
        raise Unwell(f"{directory} is gone")
    # Asks, and writes nothing: also a file system that was mounted read-only after an error says no.
    if not os.access(directory, os.W_OK | os.X_OK):
        raise Unwell(f"{directory} cannot be written")
    return str(directory)


def _readable(path: Path) -> str:
    if not os.access(path, os.R_OK | os.W_OK):
        raise Unwell(f"{path} cannot be opened")
    return str(path)


def _private(path: Path) -> str:
    # A worker that starts now would refuse keys that others can read, and where there are none sign everybody out.
    if not os.access(path, os.R_OK):
        raise Unwell(f"{path} cannot be read")
    if open_to_others(path):
        raise Unwell(f"{path} can be read by other users of this machine")
    return str(path)


def _base(base: Path | None) -> str:
    if base is None:
        return "every session begins empty"
    if not base.is_dir():
        raise Unwell(f"{base} is gone")
    return str(base)


def _swept(swept: Path, every: int, began: float) -> str:
    # A server that has just begun has had no time to sweep yet.
    last = max(swept.stat().st_mtime if swept.exists() else 0.0, began)
    ago = time.time() - last
    if ago > MISSED_SWEEPS * every + 60:
        raise Unwell(f"the last sweep was {ago:.0f} s ago")
    return f"at most {ago:.0f} s ago"
