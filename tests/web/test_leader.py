"""Who leads: one of several, and another one when it is gone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from multisession.web.leader import Leader

ASK_AND_WAIT = """
import sys
from pathlib import Path
from multisession.web.leader import Leader

leader = Leader(Path(sys.argv[1]))
print(leader.leads(), flush=True)
sys.stdin.read()
"""


def test_one_leads_until_it_resigns(tmp_path: Path) -> None:
    first, second = Leader(tmp_path / "duty.lock"), Leader(tmp_path / "duty.lock")
    assert first.leads()
    assert not second.leads()
    assert first.leads(), "asking again gives the lead away"
    first.resign()
    assert second.leads()
    assert not first.leads()
    second.resign()
    second.resign()


def test_duties_are_told_apart(tmp_path: Path) -> None:
    assert Leader(tmp_path / "one.lock").leads()
    assert Leader(tmp_path / "other.lock").leads()


def test_where_no_lock_can_be_made_nobody_leads(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert not Leader(tmp_path / "file" / "duty.lock").leads()
    assert not Leader(tmp_path / "missing" / "duty.lock").leads()
    assert not (tmp_path / "missing").exists(), "a directory that is gone was made again"


def test_a_killed_leader_leaves_the_lead(tmp_path: Path) -> None:
    path = tmp_path / "duty.lock"
    other = subprocess.Popen(
        [sys.executable, "-c", ASK_AND_WAIT, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    leader = Leader(path)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == b"True\n"
        assert not leader.leads()
    finally:
        other.kill()
        other.communicate()
    assert leader.leads()
