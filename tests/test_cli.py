"""The command line: each wrong word is one plain sentence and exit code 2."""

from __future__ import annotations

from pathlib import Path

import pytest

from multisession.cli import main, settings_of


def test_flags_become_settings() -> None:
    command, settings = settings_of(
        [
            "start-multi-session",
            "--root-dir",
            "r",
            "-p",
            "9000",
            "--workers",
            "4",
            "--trusted-proxies",
            "::1",
            "--trusted-proxies",
            "10.0.0.0/8",
        ],
        {},
    )
    assert command == "start-multi-session"
    assert (settings.mode, settings.root_dir, settings.port, settings.workers) == ("multi", Path("r"), 9000, 4)
    assert settings.trusted_proxies == ("::1", "10.0.0.0/8")


def test_a_flag_wins_over_the_environment() -> None:
    _, settings = settings_of(["start", "p", "-p", "9000"], {"MULTISESSION_PORT": "1", "MULTISESSION_BROWSER": "false"})
    assert settings.port == 9000
    assert settings.browser is False


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "A command is needed"),
        (["strat"], "invalid choice"),
        (["start"], "start needs a project's name"),
        (["start", "p", "--colour"], "--colour"),
        (["start", "p", "-p", "x"], "takes a whole number"),
        (["start", "p", "--sampling", "best"], "invalid choice"),
        (["start", "-c", "none.json"], "There is no file none.json"),
        (["init"], "required: project"),
        (["init", "../up"], "not a name for a project"),
        (["init", "a/b"], "not a name for a project"),
        (["start-multi-session", "-d"], "--debug shows more"),
    ],
)
def test_a_wrong_word_is_one_sentence_and_exit_code_2(
    arguments: list[str],
    sentence: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.chdir(tmp_path)
    try:
        code = main(arguments)
    except SystemExit as stopped:
        code = int(str(stopped.code))
    answer = capsys.readouterr().err
    assert code == 2
    assert sentence in answer
    assert answer.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_version_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["version"]) == 0
    assert capsys.readouterr().out == "0.1.0\n"


@pytest.mark.parametrize("command", [["start", "p"], ["init", "p"], ["start-multi-session"]])
def test_a_config_file_gives_the_settings_of_a_new_project_and_flags_win(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "c.json").write_text(
        '{"title": "Moods", "label_config": "a.xml", "sampling": "uniform", "protocol": "x"}'
    )
    _, settings = settings_of([*command, "-c", str(tmp_path / "c.json"), "--sampling", "sequential"], {})
    assert settings.title == "Moods"
    assert settings.label_config == tmp_path / "a.xml"
    assert settings.sampling == "sequential"
    assert settings.mode != "standalone"
