"""``-i https://…``: the file at an address takes the place of one on this machine, before anything is made of it.

A host of many keeps it under ``.studio/fetched/`` beside its bases, so that a restart finds the same tasks without
asking again; a new project reads it once, and it goes.
"""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from multisession.settings import SettingInvalid, Settings


@contextlib.contextmanager
def with_input(settings: Settings) -> Iterator[Settings]:
    """The settings with an ``input_path`` where an address was given, as long as the block runs.

    Raises SettingInvalid when it cannot be fetched.
    """
    if not settings.input_address or not _is_read(settings):
        yield settings
        return
    key = hashlib.sha256(settings.input_address.encode()).hexdigest()[:16]
    folder = settings.state_directory / "fetched" / key
    path = _kept(folder) or _fetched(settings, folder)
    try:
        yield dataclasses.replace(settings, input_path=path)
    finally:
        if settings.mode != "multi":
            shutil.rmtree(folder, ignore_errors=True)


def _is_read(settings: Settings) -> bool:
    """Whether the input is read at all: a project that is there already has its tasks."""
    from multisession.commands import is_project

    return settings.mode == "multi" or settings.force or not is_project(settings.project_directory)


def _kept(folder: Path) -> Path | None:
    with contextlib.suppress(FileNotFoundError):
        return next(iter(folder.iterdir()), None)
    return None


def _fetched(settings: Settings, folder: Path) -> Path:
    from multisession.scripting.command_progress import ByteProgress
    from multisession.scripting.fetched_file import fetch_file
    from multisession.web.public_addresses import networks

    allowed = networks(settings.private_networks, "--allow-private-network")
    making = folder.with_name(f".making-{os.getpid()}")
    progress = ByteProgress("Fetching the input")
    try:
        # Of a process with this number that was killed, as every one in a container may have.
        shutil.rmtree(making, ignore_errors=True)
        making.mkdir(mode=0o700, parents=True)
        fetched = fetch_file(settings.input_address, making, allowed=allowed, progress=progress)
        making.rename(folder)
    except OSError as error:
        raise SettingInvalid(f"{folder} cannot be written: {error.strerror or error}.") from None
    finally:
        progress.end()
        shutil.rmtree(making, ignore_errors=True)
    return folder / fetched.name
