"""The log for people keeps each record together."""

from __future__ import annotations

import logging
import sys

from multisession.web.text_log import TextFormatter


def formatted(message: str, *, error: bool = False) -> str:
    given = sys.exc_info() if error else None
    return TextFormatter().format(logging.LogRecord("studio", logging.INFO, "f", 1, message, (), given))


def test_a_record_is_one_line_with_its_level_and_logger() -> None:
    assert formatted("Removed 3 sessions: caf\u00e9.").endswith(" INFO studio: Removed 3 sessions: caf\u00e9.")
    assert "\n" not in formatted("plain")


def test_whatever_breaks_lines_or_moves_the_cursor_is_written_out() -> None:
    lines = formatted("a\r\nb\x0bc\u2028d\x1b[2Je\u202ef").split("\n")
    assert [line.strip() for line in lines[1:]] == ["b", "c", "d\\x1b[2Je\\u202ef"]
    assert all(line.startswith("    ") for line in lines[1:])


def test_a_traceback_is_indented_below_its_record() -> None:
    try:
        raise ValueError("bad\n2026 INFO forged")
    except ValueError:
        first, *rest = formatted("It failed.", error=True).split("\n")
    assert first.endswith("It failed.")
    assert rest[0] == "    Traceback (most recent call last):"
    assert rest[-2:] == ["    ValueError: bad", "    2026 INFO forged"]
