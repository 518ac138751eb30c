"""What is done before serving: the project, the root directory or the stand-alone backend's state is made ready.

Before several worker processes it is done in a process of its own. The one that stays to watch over the workers would
otherwise keep for good what only the preparation needed: parsers, importers, a store, some 20 MB.
"""

from __future__ import annotations

import multiprocessing
from multiprocessing.connection import Connection

from multisession.address import address_of
from multisession.declaration import SettingInvalid
from multisession.settings import Settings


def prepare(settings: Settings) -> None:
    """Raises SettingInvalid (or another StudioError) with one sentence."""
    # A mistake in how to listen is said before anything is made.
    address_of(settings)
    if settings.workers > 1:
        _prepare_apart(settings)
    else:
        _prepare_here(settings)


def _prepare_here(settings: Settings) -> None:
    from multisession.commands import prepare_project, prepare_root, prepare_standalone

    {"standalone": prepare_standalone, "single": prepare_project, "multi": prepare_root}[settings.mode](settings)


def _prepare_apart(settings: Settings) -> None:
    processes = multiprocessing.get_context("spawn")
    ours, theirs = processes.Pipe(duplex=False)
    process = processes.Process(target=_report, args=(settings, theirs), name="prepare")
    process.start()
    theirs.close()
    try:
        said = ours.recv()
    except EOFError:
        said = "The preparation ended early; what it wrote above says why."
    finally:
        process.join()
    if said:
        raise SettingInvalid(said)


def _report(settings: Settings, supervisor: Connection) -> None:
    from multisession.web.errors import StudioError

    try:
        _prepare_here(settings)
    except StudioError as error:
        supervisor.send(error.detail)
    else:
        supervisor.send("")
