"""What ``init`` does, and what the two ``start`` commands do before they serve: making what is missing."""

from __future__ import annotations

import asyncio
import os
import shutil
import sys
import time
from pathlib import Path

from multisession.project.importers import import_stream
from multisession.project.media import register_uploads
from multisession.project.recipe import Recipe, recipe_of
from multisession.project.store.sqlite import Writers, create_project, open_project
from multisession.settings import SettingInvalid, Settings
from multisession.standalone import bring_up_to_date
from multisession.web.errors import StorageFull

#: A directory that holds one of these is a project.
PROJECT_FILES = ("config.xml", "config.json", "project.db", "tasks.json", "completions")


def initialise(settings: Settings) -> int:
    """``init``: makes a project directory. Raises SettingInvalid when there is one and --force was not given."""
    directory = settings.project_directory
    if is_project(directory) and not settings.force:
        raise SettingInvalid(f"{directory} is already a project. Start it, or make it anew with --force.")
    make_project(settings)
    say(f"Made {directory}. Start it: label-studio start {settings.project} --root-dir {settings.root_dir}")
    return 0


def prepare_project(settings: Settings) -> None:
    """Sees to it that the project of ``start`` is there. Raises SettingInvalid when it is not, and --init neither."""
    directory = settings.project_directory
    if is_project(directory) and not settings.force:
        return
    if not (settings.init or settings.force):
        raise SettingInvalid(f"There is no project {directory}. Make it: label-studio start {settings.project} --init")
    make_project(settings)


def prepare_root(settings: Settings) -> None:
    """Makes the root directory, reads the recipe, sees to the console's key: a mistake is said before it is served."""
    from multisession.sessions.host.key import HostKey
    from multisession.sessions.recipe import prepare_base

    recipe_of(settings)
    try:
        settings.root_dir.mkdir(parents=True, exist_ok=True)
        HostKey(settings.state_directory, override=settings.host_key).require()
        prepare_base(settings)
    except OSError as error:
        raise SettingInvalid(f"{settings.root_dir} cannot be used: {error.strerror or error}.") from None


def prepare_standalone(settings: Settings) -> None:
    """Brings the state beside config.json up to date with the label config and the input files."""
    assert settings.label_config is not None and settings.output_dir is not None
    recipe = recipe_of(settings)
    directory = settings.project_directory
    try:
        if not is_project(directory):
            build(directory, Recipe(recipe.document, None, None, "auto", recipe.config, recipe.max_task_bytes))
        settings.output_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SettingInvalid(f"{error.filename or directory} cannot be written: {error.strerror}.") from None
    asyncio.run(bring_up_to_date(settings, recipe))


def is_project(directory: Path) -> bool:
    """True when the directory holds a project (of this program or of 0.x); an empty one does not."""
    return any((directory / name).exists() for name in PROJECT_FILES)


def make_project(settings: Settings) -> None:
    """Builds the project under a temporary name and moves it into place, so nothing half-made is ever seen.

    What an existing directory holds moves into ``.replaced-<time>/`` inside the new one. Raises SettingInvalid.
    """
    directory = settings.project_directory
    recipe = recipe_of(settings)
    if directory.exists() and not directory.is_dir():
        raise SettingInvalid(f"{directory} is a file; a project is a directory.")
    if directory.exists() and any(directory.iterdir()) and not (settings.force or not is_project(directory)):
        raise SettingInvalid(f"{directory} is already a project. Make it anew with --force.")
    try:
        directory.parent.mkdir(parents=True, exist_ok=True)
        making = directory.parent / f".making-{settings.project}-{os.getpid()}"
        try:
            build(making, recipe)
            put_in_place(making, directory)
        finally:
            shutil.rmtree(making, ignore_errors=True)
    except OSError as error:
        raise SettingInvalid(f"{error.filename or directory} cannot be written: {error.strerror}.") from None


def build(directory: Path, recipe: Recipe) -> None:
    """A project directory with the recipe's documents and tasks."""
    directory.mkdir(parents=True)
    create_project(directory, recipe.document)
    if recipe.has_tasks:
        asyncio.run(_import(directory, recipe))


async def _import(directory: Path, recipe: Recipe) -> None:
    writers = Writers()
    store = open_project(directory, writers=writers)
    try:
        await import_stream(store, recipe.tasks(directory / "upload"), source="recipe")
        await register_uploads(store, directory / "upload")
    except StorageFull as error:
        raise SettingInvalid(error.detail) from None
    finally:
        await store.close()
        writers.close()


def put_in_place(made: Path, directory: Path) -> None:
    """Renames ``made`` to ``directory``; what was there goes into ``.replaced-<time>/`` (or stays, when no project)."""
    if directory.exists():
        replaced = directory / f".replaced-{time.strftime('%Y%m%d-%H%M%S')}"
        entries = [entry for entry in directory.iterdir() if not entry.name.startswith(".replaced-")]
        if entries:
            replaced.mkdir()
        for entry in entries:
            entry.rename(replaced / entry.name)
        for entry in made.iterdir():
            entry.rename(directory / entry.name)
        return
    made.rename(directory)


def say(line: str) -> None:
    """One line for the person who typed the command."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
