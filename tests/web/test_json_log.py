"""Log records as JSON, one a line."""

from __future__ import annotations

import json
import logging
import sys

from multisession.web.json_log import JsonFormatter


def record(message: str, **more: object) -> logging.LogRecord:
    made = logging.LogRecord("multisession.access", logging.INFO, __file__, 1, message, (), None)
    made.created = 1_700_000_000.25
    vars(made).update(more)
    return made


def test_one_object_on_one_line() -> None:
    line = JsonFormatter().format(record("two\nlines \udcff", access={"path": "/a\nb", "status": 200}))
    assert "\n" not in line
    assert json.loads(line) == {
        "time": "2023-11-14T22:13:20.250Z", "level": "INFO", "logger": "multisession.access",
        "message": "two\nlines \udcff", "path": "/a\nb", "status": 200,
    }  # fmt: skip


def test_an_error_brings_its_traceback() -> None:
    try:
        raise ValueError("went wrong")
    except ValueError:
        line = JsonFormatter().format(record("failed", exc_info=sys.exc_info()))
    assert "ValueError: went wrong" in json.loads(line)["traceback"]
    assert "\n" not in line
