"""The key of the console: made once, private, replaceable, and refused when somebody else could have read it."""

from __future__ import annotations

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from multisession.sessions.host.key import HostKey, key_digest, new_host_key
from multisession.sessions.key_ring import KeysRefused


def test_it_is_made_once_for_its_owner_alone(tmp_path: Path) -> None:
    state = tmp_path / ".studio"
    with ThreadPoolExecutor(8) as threads:
        texts = set(threads.map(lambda _: HostKey(state).text, range(8)))
    assert len(texts) == 1
    assert re.fullmatch(r"([a-z2-7]{4}-){7}[a-z2-7]{4}", texts.pop())
    assert stat.S_IMODE((state / "host-key").stat().st_mode) == 0o600


def test_no_two_keys_are_alike_and_each_has_160_bits() -> None:
    keys = {new_host_key().replace("-", "") for _ in range(1000)}
    assert len(keys) == 1000
    assert {len(key) for key in keys} == {160 // 5}
    assert len({key[:2] for key in keys}) > 500


def test_a_key_that_others_can_read_is_refused_also_while_it_serves(tmp_path: Path) -> None:
    key = HostKey(tmp_path)
    key.require()
    (tmp_path / "host-key").chmod(0o640)
    for each in (key, HostKey(tmp_path)):
        with pytest.raises(KeysRefused, match="can be read by other users"):
            each.require()


def test_a_replaced_key_counts_at_once_in_every_process(tmp_path: Path) -> None:
    here, there = HostKey(tmp_path), HostKey(tmp_path)
    before = there.text
    here.replace()
    assert there.text == here.text != before
    (tmp_path / "host-key").unlink()
    assert there.text == here.text != before


def test_the_hosts_own_key_stands_instead_of_the_file(tmp_path: Path) -> None:
    own = "K" * 32
    assert HostKey(tmp_path, override=own).text == own
    assert not (tmp_path / "host-key").exists()
    with pytest.raises(KeysRefused, match="at least 32"):
        HostKey(tmp_path, override="short")
    with pytest.raises(KeysRefused, match="MULTISESSION_HOST_KEY"):
        HostKey(tmp_path, override=own).replace()


def test_capitals_spaces_and_dashes_do_not_count() -> None:
    assert key_digest(" ABCD-efgh 2345\n") == key_digest("abcdefgh2345")
    assert key_digest("abcdefgh2345") != key_digest("abcdefgh2346")
