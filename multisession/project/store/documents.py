"""config.xml and config.json: people's files, read again whenever somebody has changed them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any

from multisession.project.store.durable import write_files
from multisession.project.store.interface import Document
from multisession.web.errors import StudioError

LABEL_CONFIG_NAME = "config.xml"
SETTINGS_NAME = "config.json"
#: keys of config.json that are not settings: the base's folder name, and the label config, which has a file
_BASE_KEY = "base"
_NOT_SETTINGS = frozenset({_BASE_KEY, "label_config"})


class DocumentBroken(StudioError):
    """500: a file that a person wrote cannot be read; says where."""

    status_code = 500
    code = "document-broken"


class DocumentFiles:
    """The documents of a directory. One that has no config.xml of its own shows its base's.

    ``label_config`` is a person's file that stands for config.xml, wherever it lies.
    """

    def __init__(self, directory: Path, base: Path | None, label_config: Path | None = None) -> None:
        self._settings_path = directory / SETTINGS_NAME
        self._own_label_config = label_config or directory / LABEL_CONFIG_NAME
        self._base_label_config = None if base is None else base / LABEL_CONFIG_NAME
        self._seen: tuple[object, ...] = ()
        self._document = Document()

    def read(self) -> Document:
        """The documents as they are now; parsed only when a file has changed. DocumentBroken names line and column."""
        label_config = self._own_label_config
        look = _look(label_config)
        if look is None and self._base_label_config is not None:
            label_config = self._base_label_config
            look = _look(label_config)
        seen = (label_config, look, _look(self._settings_path))
        if seen != self._seen:
            content = _bytes(self._settings_path, b"{}")
            text = _text(_bytes(label_config, b"<View></View>"), label_config)
            settings = _settings(content, self._settings_path)
            self._document = Document(
                label_config=text,
                settings={key: value for key, value in settings.items() if key not in _NOT_SETTINGS},
                revision=_revision(text, content),
            )
            self._seen = seen
        return self._document

    def write(self, label_config: str | None, settings: Mapping[str, Any] | None) -> None:
        """Replaces one file or both; config.json keeps the name of its base."""
        contents: dict[Path, bytes] = {}
        if label_config is not None:
            contents[self._own_label_config] = label_config.encode()
        if settings is not None:
            base = base_of(self._settings_path.parent)
            contents[self._settings_path] = settings_bytes(settings, base)
        write_files(contents)


def settings_bytes(settings: Mapping[str, Any], base: str | None) -> bytes:
    """config.json, as a person likes to read it."""
    kept = {key: value for key, value in settings.items() if key not in _NOT_SETTINGS}
    if base is not None:
        kept[_BASE_KEY] = base
    return json.dumps(kept, ensure_ascii=False, indent=2).encode() + b"\n"


def base_of(directory: Path) -> str | None:
    """The folder name of the base that a project directory was made on, or None. DocumentBroken as for reading."""
    path = directory / SETTINGS_NAME
    name = _settings(_bytes(path, b"{}"), path).get(_BASE_KEY)
    return name if isinstance(name, str) else None


def _look(path: Path) -> tuple[int, int, int] | None:
    """What changes when a file does."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino


def _bytes(path: Path, missing: bytes) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return missing
    except OSError as error:
        raise DocumentBroken(f"{path.name} cannot be read ({error.strerror}). Check its permissions.") from error


def _text(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = error.start - content.rfind(b"\n", 0, error.start)
        raise DocumentBroken(
            f"{path.name}, line {line}, column {column}: this is not UTF-8. Save the file as UTF-8."
        ) from error


def _settings(content: bytes, path: Path) -> dict[str, Any]:
    try:
        settings = json.loads(_text(content, path))
    except json.JSONDecodeError as error:
        raise DocumentBroken(
            f"{path.name}, line {error.lineno}, column {error.colno}: {error.msg}. Correct the file."
        ) from error
    except RecursionError as error:
        raise DocumentBroken(f"{path.name} is nested too deeply. Correct the file.") from error
    if not isinstance(settings, dict):
        raise DocumentBroken(f"{path.name}, line 1, column 1: a JSON object is expected. Correct the file.")
    return settings


def _revision(label_config: str, settings: bytes) -> str:
    digest = blake2b(label_config.encode(), digest_size=8)
    digest.update(b"\0")
    digest.update(settings)
    return digest.hexdigest()
