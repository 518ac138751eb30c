"""The declared settings: where values come from, and that docs/settings.md says what exists."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from multisession.declaration import SettingInvalid, convert, written_duration
from multisession.settings import Settings, declarations, from_environment

DOCUMENT = Path(__file__).parent.parent / "docs" / "settings.md"


def shown(default: Any, kind: str) -> str:
    if kind == "duration":
        return f"`{written_duration(default)}`"
    if default is None or default == "" or default == ():
        return "none"
    return f"`{str(default).lower() if isinstance(default, bool) else default}`"


def table() -> str:
    """The table of docs/settings.md as the declarations have it."""
    lines = ["| flag | environment | config.json | commands | default | meaning |", "|---|---|---|---|---|---|"]
    for declaration, default in declarations().values():
        flags = ", ".join(f"`{flag}`" for flag in declaration.flags) or "none"
        commands = ", ".join(declaration.commands)
        key = f"`{declaration.config_key}`" if declaration.config_key else ""
        choices = (
            f" One of {', '.join(f'`{choice}`' for choice in declaration.choices)}." if declaration.choices else ""
        )
        variable = f"`MULTISESSION_{declaration.environment}`" if declaration.environment else ""
        lines.append(
            f"| {flags} | {variable} | {key} | {commands} | {shown(default, declaration.kind)} "
            f"| {declaration.help}{choices} |"
        )
    return "\n".join(lines)


def test_the_settings_page_holds_the_table_of_the_declarations() -> None:
    assert table() in DOCUMENT.read_text(encoding="utf-8")


def test_no_flag_or_variable_is_declared_twice() -> None:
    for command in ("init", "start", "start-multi-session"):
        declared = [declaration for declaration, _ in declarations(command).values()]
        flags = [flag for declaration in declared for flag in declaration.flags]
        variables = [declaration.environment for declaration in declared if declaration.environment]
        assert len(flags) == len(set(flags))
        assert len(variables) == len(set(variables))


def test_the_environment_gives_values_under_both_prefixes_and_ours_wins() -> None:
    environment = {"LABEL_STUDIO_PORT": "9000", "LABEL_STUDIO_WORKERS": "3", "MULTISESSION_PORT": "9001"}
    assert from_environment("start", environment) == {"port": 9001, "workers": 3}


def test_a_variable_of_another_command_is_left_alone() -> None:
    assert from_environment("init", {"MULTISESSION_PORT": "9000"}) == {}


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("port", "x", 'HERE is "x"; it takes a whole number.'),
        ("port", "70000", "HERE is 70000; ports end at 65535."),
        ("workers", "0", "HERE is 0; the smallest value is 1."),
        ("debug", "perhaps", 'HERE is "perhaps"; it takes true or false.'),
        ("sampling", "best", 'HERE is "best"; it takes one of sequential, uniform.'),
        ("idle_expiry", "a week", 'HERE is "a week"; it takes a time such as 90s, 30m, 12h or 7d, or 0 for never.'),
        (
            "max_session_bytes",
            "a lot",
            'HERE is "a lot"; it takes a number of bytes such as 20000000, 20MiB or 1GiB.',
        ),
        ("port", "8k", 'HERE is "8k"; it takes a whole number.'),
        ("title", 7, "HERE takes a text, not int."),
        ("cors_origins", 7, "HERE takes a list of texts."),
    ],
)
def test_a_bad_value_is_one_sentence_that_names_its_place(name: str, value: Any, sentence: str) -> None:
    declaration = declarations()[name][0]
    with pytest.raises(SettingInvalid) as caught:
        convert(declaration, value, "HERE")
    assert caught.value.detail == sentence


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("250", 250),
        ("20MiB", 20 << 20),
        ("20MB", 20 << 20),
        ("20 m", 20 << 20),
        ("1GiB", 1 << 30),
        ("16k", 16384),
        ("0", 0),
    ],
)
def test_a_size_may_have_a_unit(text: str, number: int) -> None:
    assert convert(declarations()["max_session_bytes"][0], text, "HERE") == number


@pytest.mark.parametrize(
    ("text", "seconds", "written"),
    [("90s", 90, "90s"), ("30m", 1800, "30m"), ("12 h", 43200, "12h"), ("7d", 604800, "7d"), ("0", 0, "0")],
)
def test_times_are_given_as_people_write_them(text: str, seconds: int, written: str) -> None:
    assert convert(declarations()["idle_expiry"][0], text, "HERE") == seconds
    assert written_duration(seconds) == written


def test_lists_split_at_commas_and_spaces() -> None:
    declaration = declarations()["trusted_proxies"][0]
    assert convert(declaration, "10.0.0.0/8, ::1", "HERE") == ("10.0.0.0/8", "::1")


def test_settings_are_frozen() -> None:
    with pytest.raises(AttributeError):
        Settings().port = 1  # type: ignore[misc]
