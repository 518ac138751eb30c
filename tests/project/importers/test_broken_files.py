"""Every broken file is refused at its line, in plain words and in bounded memory."""

from __future__ import annotations

import tracemalloc

import pytest

from multisession.project.importers import Refusal, read_tasks
from tests.project.importers.broken_files import BROKEN_FILES, BrokenFile

#: files that hold nothing wrong, only no task; the import itself refuses them
NO_TASK = ("an empty list", "nothing but space")


@pytest.mark.parametrize("broken", BROKEN_FILES, ids=lambda broken: broken.title)
def test_the_first_refusal_says_where_and_why(broken: BrokenFile) -> None:
    tasks = read_tasks(broken.chunks(), name=broken.name, data_keys={"text": "Text"})
    refusals = [item for item in tasks if isinstance(item, Refusal)]
    if broken.title in NO_TASK:
        assert refusals == []
        return
    assert broken.says in refusals[0].reason
    assert refusals[0].line == broken.line
    assert refusals[0].reason.endswith(".")


def test_there_are_more_than_thirty() -> None:
    assert len({broken.title for broken in BROKEN_FILES}) == len(BROKEN_FILES) >= 30


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.txt", "a.csv"])
def test_a_huge_line_stays_out_of_memory(name: str) -> None:
    def chunks() -> object:
        yield b'[{"text": "a"}, {"text": "' if name == "a.json" else b'text\n{"text": "a"}\n'
        for _ in range(200):
            yield b"x" * 500_000
        yield b'"}, {"text": "b"}]' if name == "a.json" else b"\n"

    tracemalloc.start()
    items = list(read_tasks(chunks(), name=name, data_keys={"text": "Text"}, max_task_bytes=1_000_000))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 12_000_000
    assert any(isinstance(item, Refusal) and "977 kB, the limit" in item.reason for item in items)
