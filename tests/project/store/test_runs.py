"""Runs behave as the sets of ids that they stand for, alone and over a base."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from multisession.project.store.database import Database, open_database, open_empty
from multisession.project.store.interface import Document
from multisession.project.store.positions import Positions, add_absent, inner_id_of, number_tasks, task_by_inner_id
from multisession.project.store.runs import DoneIds, Runs, runs_of
from multisession.project.store.schema import DONE
from multisession.project.store.sqlite import build_base, create_project
from multisession.project.tasks import NewAnnotation, NewTask

TOP = 40
spans = st.tuples(st.integers(1, TOP), st.integers(0, 6)).map(lambda span: (span[0], span[0] + span[1]))
changes = st.lists(st.tuples(st.booleans(), spans), max_size=25)


def stored_runs(database: Database) -> list[tuple[int, int]]:
    return database.rows("SELECT first, last FROM run WHERE kind = ? ORDER BY first", (DONE,))


@given(changes)
def test_runs_are_the_set(steps: list[tuple[bool, tuple[int, int]]]) -> None:
    database = open_empty()
    runs, expected = Runs(database, DONE), set[int]()
    for adding, (first, last) in steps:
        if adding:
            runs.add(first, last)
            expected |= set(range(first, last + 1))
        else:
            runs.remove(first, last)
            expected -= set(range(first, last + 1))
        found = stored_runs(database)
        assert {number for start, end in found for number in range(start, end + 1)} == expected
        assert all(start > before + 1 for (_, before), (start, _) in pairwise(found))
    for number in range(1, TOP + 8):
        assert (runs.covering(number) is not None) == (number in expected)
        inside = [n for start, end in runs.between(number, number + 5) for n in range(start, end + 1)]
        assert inside == [n for n in range(number, number + 6) if n in expected]
    database.close()


@given(st.lists(st.tuples(st.booleans(), st.sets(st.integers(1, TOP), max_size=TOP)), max_size=12), st.booleans())
def test_many_runs_at_once_are_the_set(steps: list[tuple[bool, set[int]]], few_at_once: bool) -> None:
    database = open_empty()
    runs, expected = Runs(database, DONE), set[int]()
    with pytest.MonkeyPatch.context() as patch:
        if few_at_once:
            patch.setattr("multisession.project.store.runs._NEAR_FOR_EACH", -100)
        for adding, numbers in steps:
            if adding:
                runs.add_all(runs_of(sorted(numbers)))
                expected |= numbers
            else:
                runs.remove_all(runs_of(sorted(numbers)))
                expected -= numbers
            assert stored_runs(database) == runs_of(sorted(expected))
    taken = []
    while some := runs.take(7):
        taken += some
        assert stored_runs(database) == runs_of(sorted(expected - set(taken)))
    assert taken == sorted(expected)
    database.close()


def overlay_over(directory: Path, done: set[int]) -> Database:
    tasks = [
        NewTask(data=msgspec.Raw(b"{}"), annotations=[NewAnnotation()] if number in done else [])
        for number in range(1, TOP + 1)
    ]
    build_base(directory / "base", Document(), tasks)
    create_project(directory / "project", Document(), base=directory / "base")
    return open_database(directory / "project" / "project.db", base=directory / "base")


def check_done_ids(database: Database, expected: set[int], steps: list[tuple[bool, int]]) -> None:
    expected = set(expected)
    for adding, number in steps:
        done = DoneIds(database)
        if adding:
            done.add(number, number)
            expected.add(number)
        else:
            done.remove(number, number)
            expected.discard(number)
        for start in range(1, TOP + 8):
            assert done.holds(start) == (start in expected)
            assert done.first_open(start) == next(n for n in range(start, TOP + 99) if n not in expected)


def test_done_ids_of_an_overlay_are_its_own_and_its_bases(tmp_path: Path) -> None:
    """The way along alternating runs of the two, and marks taken back on both sides."""
    steps_at = st.lists(st.tuples(st.booleans(), st.integers(1, TOP + 3)), max_size=20)
    even = set(range(2, TOP + 1, 2))
    made = overlay_over(tmp_path, even)

    @settings(max_examples=40, deadline=None)
    @given(steps_at)
    def check(steps: list[tuple[bool, int]]) -> None:
        made.connection.execute("BEGIN")
        check_done_ids(made, even, steps)
        made.connection.execute("ROLLBACK")

    check()
    made.close()


def test_labeling_between_the_bases_done_tasks_keeps_one_run(tmp_path: Path) -> None:
    database = overlay_over(tmp_path, set(range(2, TOP + 1, 2)))
    for number in range(1, TOP, 2):
        DoneIds(database).add(number, number)
    assert stored_runs(database) == [(1, TOP)]
    database.close()


@given(st.lists(st.integers(1, 60_000), unique=True, max_size=30), st.integers(40_000, 60_000))
@settings(max_examples=30, deadline=None)
def test_positions_leave_out_what_is_absent(absent: list[int], last: int) -> None:
    database = open_empty()
    database.run("UPDATE project SET last_task = ? WHERE id = 1", (last,))
    for number in absent:
        add_absent(database, number, number)
    present = sorted(set(range(1, last + 1)) - set(absent))
    positions = Positions(database)
    for place in (1, 2, len(present) // 2, len(present)):
        assert positions.at(place) == present[place - 1]
        assert positions.position(present[place - 1]) == place
    assert positions.at(len(present) + 1) is None
    assert positions.ids(absent[0] if absent else 5, 50) == [n for n in present if n >= (absent or [5])[0]][:50]
    database.close()


def test_inner_ids_skip_what_was_only_reserved() -> None:
    database = open_empty()
    number_tasks(database, 1, 10)
    number_tasks(database, 11, 5)
    number_tasks(database, 100, 3)
    assert database.rows("SELECT first, last, inner_first FROM extent") == [(1, 15, 1), (100, 102, 16)]
    assert [inner_id_of(database, task_id) for task_id in (1, 15, 100, 102)] == [1, 15, 16, 18]
    assert [task_by_inner_id(database, inner_id) for inner_id in (1, 15, 16, 18, 19)] == [1, 15, 100, 102, None]
    database.close()
