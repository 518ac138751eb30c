"""The stand-alone backend: one JSON file names a label config, an input path and an output directory.

Its state (the database of tasks and labels) lives in ``.studio/<config name>/`` beside that file. Paths in the file are
relative to its folder. Trailing commas are accepted; any other JSON error names its line and column.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from multisession.declaration import Declaration, SettingInvalid, convert
from multisession.project.input_files import InputFiles
from multisession.project.recipe import Recipe
from multisession.project.store.sqlite import Writers, open_project
from multisession.settings import Settings, declarations

#: The port the backend of the early days listened on.
STANDALONE_PORT = 8200
#: Keys of the file that are settings declared in settings.py with a config key, plus these.
OWN_KEYS = ("editor", "logger")
REQUIRED_KEYS = ("label_config", "input_path", "output_dir")


def read_config_file(path: Path) -> dict[str, Any]:
    """The object in a config.json. Raises SettingInvalid with the file's name and, for JSON errors, line and column."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise SettingInvalid(f"There is no file {path}.") from None
    except IsADirectoryError:
        raise SettingInvalid(f"{path} is a directory; a JSON file is needed.") from None
    except UnicodeDecodeError as error:
        raise SettingInvalid(f"{path} is not UTF-8: byte {error.start} is {hex(error.object[error.start])}.") from None
    except OSError as error:
        raise SettingInvalid(f"{path} cannot be read: {error.strerror}.") from None
    try:
        document = json.loads(without_trailing_commas(text))
    except json.JSONDecodeError as error:
        raise SettingInvalid(f"{path}, line {error.lineno}, column {error.colno}: {error.msg}.") from None
    except RecursionError:
        raise SettingInvalid(f"{path} is nested too deeply.") from None
    if not isinstance(document, dict):
        raise SettingInvalid(f"{path} holds {type(document).__name__}; an object is needed.")
    return document


def without_trailing_commas(text: str) -> str:
    """The text with each comma before ``}`` or ``]`` turned into a space, so that positions in errors stay true."""
    found = list(text)
    comma: int | None = None
    inside = escaped = False
    for index, character in enumerate(text):
        if inside:
            inside = escaped or character != '"'
            escaped = character == "\\" and not escaped
            continue
        if character == ",":
            comma = index
        elif character in "}]" and comma is not None:
            found[comma] = " "
            comma = None
        elif not character.isspace():
            comma = None
            inside = character == '"'
    return "".join(found)


def config_keys(command: str | None = None) -> dict[str, tuple[str, Declaration]]:
    """config.json key -> (setting's name, declaration), of every command or of one."""
    return {
        declaration.config_key: (name, declaration)
        for name, (declaration, _) in declarations(command).items()
        if declaration.config_key is not None
    }


def declared_values(document: Mapping[str, Any], path: Path, command: str | None = None) -> dict[str, Any]:
    """The settings among the keys of a config.json; paths are relative to its folder. Raises SettingInvalid."""
    values: dict[str, Any] = {}
    for key, (name, declaration) in config_keys(command).items():
        if key in document:
            value = convert(declaration, document[key], f'"{key}" in {path}')
            values[name] = path.resolve().parent / value if isinstance(value, Path) else value
    return values


def standalone_settings(path: Path, given: Mapping[str, Any]) -> Settings:
    """Settings of the backend of ``path``; ``given`` (flags and environment) wins over the file."""
    document = read_config_file(path)
    folder = path.resolve().parent
    keys = config_keys()
    unknown = sorted(set(document) - set(keys) - set(OWN_KEYS))
    if unknown:
        raise SettingInvalid(f'{path} has the unknown key "{unknown[0]}". Known: {", ".join([*keys, *OWN_KEYS])}.')
    values: dict[str, Any] = {"port": STANDALONE_PORT} | declared_values(document, path)
    missing = [key for key in REQUIRED_KEYS if keys[key][0] not in values and keys[key][0] not in given]
    if missing:
        raise SettingInvalid(f'{path} has no "{missing[0]}".')
    values |= _editor(document.get("editor", {}), path, folder)
    if "logger" in document:
        if not isinstance(document["logger"], dict):
            raise SettingInvalid(f'"logger" in {path} takes an object, a logging dictConfig.')
        values["logger"] = document["logger"]
    values |= given
    if isinstance(values["input_path"], str):
        raise SettingInvalid("The stand-alone backend watches files of this machine. Give a path, not an address.")
    return dataclasses.replace(Settings(mode="standalone", root_dir=folder, project=path.stem, config=path), **values)


def _editor(document: Any, path: Path, folder: Path) -> dict[str, Any]:
    if not isinstance(document, dict):
        raise SettingInvalid(f'"editor" in {path} takes an object.')
    values: dict[str, Any] = {}
    for key, value in document.items():
        where = f'"editor.{key}" in {path}'
        if key == "build_path":
            if not isinstance(value, str):
                raise SettingInvalid(f"{where} takes a path.")
            values["editor_build_path"] = folder / value
        elif key == "debug":
            if not isinstance(value, bool):
                raise SettingInvalid(f"{where} takes true or false.")
            values["editor_debug"] = value
        elif key == "interfaces":
            if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
                raise SettingInvalid(f"{where} takes a list of texts.")
            values["editor_interfaces"] = tuple(value)
        else:
            raise SettingInvalid(f"{where} is unknown. Known: build_path, debug, interfaces.")
    return values


async def bring_up_to_date(settings: Settings, recipe: Recipe) -> None:
    """Takes over the settings, and reads in the input files that the state does not know yet.

    All of the new files come in, or none: a mistake in one raises SettingInvalid and leaves the state as it was.
    """
    writers = Writers()
    store = open_project(settings.project_directory, writers=writers)
    try:
        await InputFiles(store, recipe, settings.project_directory).take_all()
        if (await store.document()).settings != recipe.document.settings:
            await store.save_document(settings=recipe.document.settings)
    finally:
        await store.close()
        writers.close()
