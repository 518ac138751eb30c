"""The stand-alone backend's config.json: paths, trailing commas, errors that name their place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, strategies

from multisession.settings import SettingInvalid
from multisession.standalone import STANDALONE_PORT, read_config_file, standalone_settings, without_trailing_commas

MINIMAL = '{"label_config": "config.xml", "input_path": "tasks", "output_dir": "labels"}'


def write(folder: Path, text: str) -> Path:
    path = folder / "config.json"
    path.write_text(text, encoding="utf-8")
    return path


def test_paths_are_relative_to_the_files_folder(tmp_path: Path) -> None:
    settings = standalone_settings(write(tmp_path, MINIMAL), {})
    assert settings.mode == "standalone"
    assert settings.label_config == tmp_path / "config.xml"
    assert settings.input_path == tmp_path / "tasks"
    assert settings.output_dir == tmp_path / "labels"
    assert settings.port == STANDALONE_PORT
    assert settings.project == "config"


def test_every_key_of_the_backend_document_is_read(tmp_path: Path) -> None:
    document = {
        **json.loads(MINIMAL),
        "title": "Reviews",
        "instruction": "Read twice.",
        "port": 9000,
        "debug": True,
        "editor": {"build_path": "build", "debug": True, "interfaces": ["basic", "submit"]},
        "logger": {"version": 1},
    }
    settings = standalone_settings(write(tmp_path, json.dumps(document)), {})
    assert (settings.title, settings.instruction, settings.port, settings.debug) == (
        "Reviews",
        "Read twice.",
        9000,
        True,
    )
    assert settings.editor_build_path == tmp_path / "build"
    assert settings.editor_interfaces == ("basic", "submit")
    assert settings.logger == {"version": 1}


def test_a_flag_wins_over_the_file(tmp_path: Path) -> None:
    assert standalone_settings(write(tmp_path, MINIMAL), {"port": 9999}).port == 9999


def test_trailing_commas_are_accepted(tmp_path: Path) -> None:
    text = '{"label_config": "a,]}.xml", "input_path": "t", "output_dir": "o", "editor": {"interfaces": ["basic", ],},}'
    settings = standalone_settings(write(tmp_path, text), {})
    assert settings.label_config == tmp_path / "a,]}.xml"
    assert settings.editor_interfaces == ("basic",)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ('{\n  "title": "x"\n  "port": 1}', "line 3, column 3"),
        ("[1]", "an object is needed"),
        ('{"label_config": "c"}', 'has no "input_path"'),
        (MINIMAL[:-1] + ', "colour": "red"}', 'unknown key "colour"'),
        (MINIMAL[:-1] + ', "port": "x"}', '"port" in'),
        (MINIMAL[:-1] + ', "editor": []}', '"editor" in'),
        (MINIMAL[:-1] + ', "editor": {"interfaces": "basic"}}', "takes a list of texts"),
        ("[" * 100_000, "nested too deeply"),
    ],
)
def test_a_bad_file_is_one_sentence_that_names_its_place(tmp_path: Path, text: str, part: str) -> None:
    with pytest.raises(SettingInvalid) as caught:
        standalone_settings(write(tmp_path, text), {})
    assert part in caught.value.detail
    assert "\n" not in caught.value.detail


def test_a_file_that_is_not_there_or_not_text_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingInvalid, match="There is no file"):
        read_config_file(tmp_path / "none.json")
    with pytest.raises(SettingInvalid, match="is a directory"):
        read_config_file(tmp_path)
    (tmp_path / "latin.json").write_bytes(b'{"title": "caf\xe9"}')
    with pytest.raises(SettingInvalid, match="byte 14 is 0xe9"):
        read_config_file(tmp_path / "latin.json")


json_values = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.text(),
    lambda children: strategies.lists(children) | strategies.dictionaries(strategies.text(), children),
    max_leaves=20,
)


@given(json_values)
def test_valid_json_is_left_as_it_is(value: object) -> None:
    text = json.dumps(value, indent=1, ensure_ascii=False)
    assert without_trailing_commas(text) == text
