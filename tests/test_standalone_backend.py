"""The backend of one JSON file, as a process: tasks in, labels out as files, hand edits, restarts."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from benchmarks.server import Server, running

CONFIG = (
    '<View><Choices name="mood" toName="text"><Choice value="good"/><Choice value="bad"/></Choices>'
    '<Text name="text" value="$text"/></View>'
)


def result(choice: str) -> list[dict[str, Any]]:
    return [{"from_name": "mood", "to_name": "text", "type": "choices", "value": {"choices": [choice]}}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "config.xml").write_text(CONFIG)
    (tmp_path / "tasks").mkdir()
    (tmp_path / "tasks" / "a.json").write_text(json.dumps([{"text": f"a{number}"} for number in range(3)]))
    (tmp_path / "tasks" / "b.json").write_text(json.dumps([{"text": f"b{number}"} for number in range(3)]))
    (tmp_path / "config.json").write_text(
        '{"label_config": "config.xml", "input_path": "tasks", "output_dir": "labels", "title": "Moods",}'
    )
    return tmp_path


def ask(server: Server, method: str, path: str, document: Any = None) -> tuple[int, Any]:
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    body = None if document is None else json.dumps(document)
    connection.request(method, path, body, {"Content-Type": "application/json"})
    answer = connection.getresponse()
    text = answer.read()
    connection.close()
    return answer.status, json.loads(text) if text else None


def start(folder: Path) -> Any:
    return running("-c", str(folder / "config.json"), "-b", command="start", root=folder)


def test_three_and_three_tasks_become_six_numbered_files(folder: Path) -> None:
    with start(folder) as server:
        for _ in range(6):
            status, task = ask(server, "GET", "/api/projects/1/next")
            assert status == 200
            assert ask(server, "POST", f"/api/tasks/{task['id']}/annotations/", {"result": result("good")})[0] == 201
        assert ask(server, "GET", "/api/projects/1/next")[0] == 404
    texts = ["a0", "a1", "a2", "b0", "b1", "b2"]
    assert sorted(path.name for path in (folder / "labels").iterdir()) == [f"{number}.json" for number in range(6)]
    for number, text in enumerate(texts):
        found = json.loads((folder / "labels" / f"{number}.json").read_text())
        assert found == {"completions": [{"result": result("good")}], "task": {"text": text}}


def test_a_restart_goes_on_keeps_numbers_and_mends_the_mirror(folder: Path) -> None:
    with start(folder) as server:
        for task_id in (1, 2, 3):
            assert ask(server, "POST", f"/api/tasks/{task_id}/annotations/", {"result": result("good")})[0] == 201
    labels = folder / "labels"
    (labels / "0.json").unlink()
    (labels / "4.json").write_text(json.dumps({"completions": [{"result": result("bad")}], "task": {"text": "b1"}}))
    # sorts before a.json, and still does not take its numbers
    (folder / "tasks" / "0.json").write_text(json.dumps([{"text": "added later"}]))
    with start(folder) as server:
        assert json.loads((labels / "0.json").read_text())["task"] == {"text": "a0"}
        status, read_in = ask(server, "GET", "/api/tasks/5/annotations/")
        assert (status, read_in[0]["result"]) == (200, result("bad"))
        assert ask(server, "GET", "/api/tasks/7/")[1]["data"] == {"text": "added later"}
        assert ask(server, "GET", "/api/projects/1/next")[1]["data"] == {"text": "b0"}
        assert ask(server, "DELETE", f"/api/annotations/{read_in[0]['id']}/")[0] == 204
    assert not (labels / "4.json").exists()


def test_the_label_config_can_be_edited_while_it_runs(folder: Path) -> None:
    with start(folder) as server:
        before = ask(server, "GET", "/api/projects/1/")[1]
        assert '"bad"' in before["label_config"]
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=20)
        with contextlib.closing(connection):
            connection.request("GET", "/api/events")
            news = connection.getresponse()
            (folder / "config.xml").write_text(CONFIG.replace('value="bad"', 'value="mixed"'))
            line = b""
            while not line.startswith(b"event: config"):
                line = news.readline()
                assert line, "the stream of events ended"
            assert '"mixed"' in ask(server, "GET", "/api/projects/1/")[1]["label_config"]
            news.close()


def wait_for_texts(server: Server, expected: list[str]) -> float:
    """How many seconds it took until the tasks held these texts."""
    began = time.monotonic()
    while True:
        tasks = ask(server, "GET", "/api/tasks/?page_size=100")[1]["tasks"]
        texts = [task["data"]["text"] for task in tasks]
        if texts == expected:
            return time.monotonic() - began
        assert time.monotonic() < began + 15, texts
        time.sleep(0.02)


def test_a_new_file_becomes_tasks_while_it_runs(folder: Path) -> None:
    texts = ["a0", "a1", "a2", "b0", "b1", "b2"]
    with start(folder) as server:
        wait_for_texts(server, texts)
        (folder / "tasks" / "deeper").mkdir()
        (folder / "tasks" / "deeper" / "c.json").write_text('[{"text": "c0"}]')
        # two seconds on a machine with nothing else to do; tests share theirs
        assert wait_for_texts(server, [*texts, "c0"]) < 8
        (folder / "tasks" / "d.json").write_text('[{"text": "d0"}, {"words": "x"}]')
        (folder / "tasks" / "e.txt").write_text("e0\ne1\n")
        wait_for_texts(server, [*texts, "c0", "e0", "e1"])
        (folder / "tasks" / "d.json").write_text('[{"text": "d0"}, {"text": "d1"}]')
        wait_for_texts(server, [*texts, "c0", "e0", "e1", "d0", "d1"])
        server.process.kill()
        server.process.wait()
    with start(folder) as server:
        wait_for_texts(server, [*texts, "c0", "e0", "e1", "d0", "d1"])


def test_a_file_that_is_still_written_is_read_when_it_is_whole(folder: Path) -> None:
    texts = ["a0", "a1", "a2", "b0", "b1", "b2"]
    with start(folder) as server:
        # the clock says that c.txt is just being written, however long this test takes
        growing = folder / "tasks" / "c.txt"
        growing.write_text("c0\n")
        os.utime(growing, (time.time() + 3600,) * 2)
        (folder / "tasks" / "d.txt").write_text("d0\n")
        wait_for_texts(server, [*texts, "d0"])
        growing.write_text("c0\nc1\n")
        os.utime(growing, (time.time() - 3600,) * 2)
        wait_for_texts(server, [*texts, "d0", "c0", "c1"])


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda folder: (folder / "config.xml").write_text("<View>"), "config.xml, line 1"),
        (lambda folder: (folder / "config.xml").unlink(), "There is no label config"),
        (lambda folder: (folder / "tasks" / "b.json").write_text('[{"text": 1}, {]'), "b.json was not read in"),
        (lambda folder: (folder / "tasks" / "b.json").write_text('[{"words": "x"}]'), "b.json was not read in"),
    ],
)
def test_a_mistake_is_one_sentence_and_nothing_is_half_made(folder: Path, change: Any, sentence: str) -> None:
    change(folder)
    command = [sys.executable, "-m", "multisession", "-c", str(folder / "config.json"), "-b"]
    ended = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=60, check=False)
    assert ended.returncode == 2
    assert sentence in ended.stderr
    assert ended.stderr.count("\n") == 1
    assert list((folder / "labels").glob("*")) == []
