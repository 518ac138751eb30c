"""The recipe of start-multi-session as an immutable base that every session reads.

A base is a directory ``.studio/bases/<content hash>/`` with config.xml, config.json, base.db and upload/. The hash
covers everything that went in, so the same flags on the same files find the base that is there, and other ones make
another beside it; open sessions keep theirs.
"""

from __future__ import annotations

import hashlib
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock

from multisession.project.recipe import Recipe, recipe_of
from multisession.project.store.durable import sync_directory
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import build_base
from multisession.settings import Settings
from multisession.web.errors import Gone

#: Raised when what a base is made of changes, so that bases of an older program are not taken for new ones.
FORMAT = 1


class BaseGone(Gone):
    """410: the base that a session's project stands on was taken away."""

    code = "base-gone"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new session's project begins as: a base to stand on, or (``base`` None) an empty document."""

    document: Document
    base: Path | None = None


def prepare_base(settings: Settings) -> Beginning:
    """The base of the settings' recipe; it is built unless it is there. Blocks.

    Processes that start together build it once. Raises SettingInvalid (or another StudioError) with one sentence,
    OSError when the root directory cannot be written.
    """
    recipe = recipe_of(settings)
    if recipe.is_empty:
        return Beginning(recipe.document)
    bases = settings.state_directory.resolve() / "bases"
    bases.mkdir(mode=0o700, parents=True, exist_ok=True)
    base = bases / content_hash(recipe)
    if not base.is_dir():
        with FileLock(bases / "building.lock"):
            if not base.is_dir():
                _build(base, recipe)
    return Beginning(recipe.document, base)


def content_hash(recipe: Recipe) -> str:
    """32 hex digits over everything that goes into the base."""
    hashed = hashlib.sha256()
    settings = msgspec.json.encode(recipe.document.settings, order="deterministic")
    for part in (f"{FORMAT} {recipe.input_format}".encode(), recipe.document.label_config.encode(), settings):
        hashed.update(hashlib.sha256(part).digest())
    for source in (recipe.template.directory if recipe.template else None, recipe.input_path):
        for path in _files(source) if source is not None else ():
            hashed.update(hashlib.sha256(path.name.encode()).digest())
            with path.open("rb") as file:
                hashed.update(hashlib.file_digest(file, "sha256").digest())
    return hashed.hexdigest()[:32]


def _files(path: Path) -> Iterator[Path]:
    """A file, or the files below a folder in name order, without links and hidden ones."""
    if not path.is_dir():
        yield path
        return
    for entry in sorted(path.iterdir(), key=lambda each: each.name):
        if not entry.name.startswith(".") and not entry.is_symlink():
            yield from _files(entry)


def _build(base: Path, recipe: Recipe) -> None:
    beside = base.with_name(f".making-{secrets.token_hex(4)}")
    (beside / "upload").mkdir(mode=0o700, parents=True)
    try:
        build_base(beside, recipe.document, recipe.tasks(beside / "upload"))
        sync_directory(beside / "upload")
        beside.rename(base)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    sync_directory(base.parent)


def base_directory(settings: Settings, name: str | None) -> Path | None:
    """The base that a session's project names. Raises BaseGone."""
    if name is None:
        return None
    base = settings.state_directory.resolve() / "bases" / name
    if Path(name).name != name or not base.is_dir():
        raise BaseGone("The exercise that this project was made from is not on this server any more. Tell the host.")
    return base
