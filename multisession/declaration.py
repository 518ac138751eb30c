"""How a setting is declared, and how the text of a flag, a variable or a key becomes its value."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from multisession.web.errors import StudioError

Kind = Literal["text", "path", "source", "integer", "switch", "list", "duration"]

EVERY_COMMAND = ("init", "start", "start-multi-session")
MEBIBYTE = 1024 * 1024
#: seconds in each unit of a duration
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
#: powers of two in each unit of a size
SHIFTS = {"k": 10, "m": 20, "g": 30}


class SettingInvalid(StudioError):
    """A flag, variable or key has a value that cannot be used; the command ends with exit code 2."""


@dataclass(frozen=True, slots=True)
class Declaration:
    """How one setting is given and described."""

    flags: tuple[str, ...]
    environment: str | None
    help: str
    kind: Kind
    commands: tuple[str, ...]
    config_key: str | None = None
    choices: tuple[str, ...] = ()
    metavar: str | None = None
    minimum: int = 0


def setting(
    default: Any,
    *flags: str,
    help: str,
    kind: Kind = "text",
    environment: str | None = None,
    commands: tuple[str, ...] = EVERY_COMMAND,
    **more: Any,
) -> Any:
    """Declares one field of :class:`Settings`."""
    declaration = Declaration(flags=flags, environment=environment, help=help, kind=kind, commands=commands, **more)
    return field(default=default, metadata={"declaration": declaration})


def convert(declaration: Declaration, value: Any, where: str) -> Any:
    """A text (or JSON value) as the setting's type. Raises SettingInvalid naming ``where``."""
    if declaration.kind == "switch":
        return _switch(value, where)
    if declaration.kind == "integer":
        return _integer(declaration, value, where)
    if declaration.kind == "duration":
        return _duration(value, where)
    if declaration.kind == "list":
        items = value.replace(",", " ").split() if isinstance(value, str) else value
        if not isinstance(items, list | tuple) or not all(isinstance(item, str) for item in items):
            raise SettingInvalid(f"{where} takes a list of texts.")
        return tuple(items)
    if not isinstance(value, str):
        raise SettingInvalid(f"{where} takes a text, not {type(value).__name__}.")
    if declaration.choices and value not in declaration.choices:
        raise SettingInvalid(f'{where} is "{value}"; it takes one of {", ".join(declaration.choices)}.')
    if declaration.kind == "source" and re.match(r"https?://", value, re.IGNORECASE):
        return value
    return Path(value) if declaration.kind in ("path", "source") else value


def _switch(value: Any, where: str) -> bool:
    if isinstance(value, bool):
        return value
    words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    word = str(value).strip().lower()
    if word not in words:
        raise SettingInvalid(f'{where} is "{value}"; it takes true or false.')
    return words[word]


def _integer(declaration: Declaration, value: Any, where: str) -> int:
    in_bytes = (declaration.environment or "").endswith("_BYTES")
    try:
        number = int(_plain_bytes(str(value)) if in_bytes else str(value)) if not isinstance(value, bool) else None
    except ValueError:
        number = None
    if number is None:
        takes = "a number of bytes such as 20000000, 20MiB or 1GiB" if in_bytes else "a whole number"
        raise SettingInvalid(f'{where} is "{value}"; it takes {takes}.')
    if number < declaration.minimum:
        raise SettingInvalid(f"{where} is {number}; the smallest value is {declaration.minimum}.")
    if declaration.environment == "PORT" and number > 65535:
        raise SettingInvalid(f"{where} is {number}; ports end at 65535.")
    return number


def _plain_bytes(text: str) -> str:
    """The bytes that "20MiB", "20MB" or "20m" stand for, in digits; any other text as it is."""
    found = re.fullmatch(r"(\d{1,9})\s*([kmg])(?:i?b)?", text.strip().lower())
    return str(int(found[1]) << SHIFTS[found[2]]) if found else text


def _duration(value: Any, where: str) -> int:
    found = re.fullmatch(r"(\d{1,9})\s*([smhd]?)", str(value).strip().lower())
    if isinstance(value, bool) or found is None:
        raise SettingInvalid(f'{where} is "{value}"; it takes a time such as 90s, 30m, 12h or 7d, or 0 for never.')
    return int(found[1]) * UNITS[found[2] or "s"]


def written_duration(seconds: int) -> str:
    """A duration as a person writes it: in the largest unit that is whole."""
    unit = next(unit for unit in "dhms" if seconds % UNITS[unit] == 0)
    return f"{seconds // UNITS[unit]}{unit}" if seconds else "0"
