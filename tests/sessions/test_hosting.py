"""The mode of a root directory: the settings, until the host decides; the same in every process within a second."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from multisession.sessions.hosting import Hosting, HostingChange
from multisession.settings import Settings


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.parametrize(
    ("settings", "mode"),
    [({}, "open"), ({"closed": True}, "closed"), ({"maintenance": True, "closed": True}, "maintenance")],
)
def test_the_settings_count_while_the_host_has_decided_nothing(
    tmp_path: Path, settings: dict[str, bool], mode: str
) -> None:
    hosting = Hosting(Settings(root_dir=tmp_path, banner="A demo.", **settings))  # type: ignore[arg-type]
    assert (hosting.mode, hosting.message, hosting.banner) == (mode, "", "A demo.")
    assert list(tmp_path.iterdir()) == []


def test_another_process_follows_within_a_second(tmp_path: Path, clock: Clock) -> None:
    settings = Settings(root_dir=tmp_path, banner="A demo.")
    here, there = Hosting(settings), Hosting(settings, clock=clock)
    assert there.mode == "open"
    here.change(HostingChange(mode="closed", message="Full until Monday."))
    here.change(HostingChange(banner=""))
    assert (here.mode, here.message, here.banner) == ("closed", "Full until Monday.", "")
    clock.now += 0.9
    assert there.mode == "open"
    clock.now += 0.1
    assert (there.mode, there.message, there.banner) == ("closed", "Full until Monday.", "")
    here.reset()
    clock.now += 1
    assert (there.mode, there.message, there.banner) == ("open", "", "A demo.")


def test_it_outlives_the_process_and_wins_over_the_flags(tmp_path: Path) -> None:
    Hosting(Settings(root_dir=tmp_path)).change(HostingChange(mode="open"))
    assert Hosting(Settings(root_dir=tmp_path, closed=True)).mode == "open"


def test_a_look_that_fails_is_made_again(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(root_dir=tmp_path)
    hosting = Hosting(settings, clock=clock)
    Hosting(settings).change(HostingChange(mode="closed"))

    def no_file_to_spare(_: Path) -> bytes:
        raise OSError(24, "Too many open files")

    with monkeypatch.context() as broken:
        broken.setattr(Path, "read_bytes", no_file_to_spare)
        assert hosting.mode == "open"
    clock.now += 1
    assert hosting.mode == "closed"


def test_a_broken_file_opens_nothing(tmp_path: Path, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    hosting = Hosting(Settings(root_dir=tmp_path), clock=clock)
    hosting.change(HostingChange(mode="maintenance"))
    assert hosting.mode == "maintenance"
    (tmp_path / ".studio" / "hosting.json").write_text('{"mode": "opne"}')
    clock.now += 1
    with caplog.at_level(logging.WARNING):
        assert hosting.mode == "maintenance"
        assert hosting.mode == "maintenance"
    assert [record.levelname for record in caplog.records] == ["WARNING"]
