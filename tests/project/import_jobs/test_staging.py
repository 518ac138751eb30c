"""What is on the disk of an import, at each instant at which its process could be killed."""

from __future__ import annotations

from pathlib import Path

import pytest

from multisession.project.import_jobs.staging import DIRECTORY, Staging
from multisession.project.importers.refusal import Refusal

JOB = "0123456789abcdef"
ROW = Refusal(line=3, reason="no text", content='{"a": 1}')


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    staging = Staging(tmp_path)
    staging.begin(JOB)
    return staging


def test_refused_rows_are_there_before_the_job_says_that_it_is_over(staging: Staging, tmp_path: Path) -> None:
    with staging.refused_rows(JOB) as refused:
        refused.add(ROW)
        refused.publish()
        assert list(staging.read_refused(JOB)) == [ROW]
        assert not (tmp_path / DIRECTORY / f"{JOB}.refused-new").exists()
    assert list(staging.read_refused(JOB)) == [ROW]


def test_a_list_that_was_not_published_leaves_the_one_before(staging: Staging) -> None:
    with staging.refused_rows(JOB) as refused:
        refused.add(ROW)
    with pytest.raises(ZeroDivisionError), staging.refused_rows(JOB) as refused:
        raise ZeroDivisionError
    assert list(staging.read_refused(JOB)) == [ROW]


def test_what_a_killed_process_had_begun_to_write_goes_with_the_file_of_the_job(
    staging: Staging, tmp_path: Path
) -> None:
    (tmp_path / DIRECTORY / f"{JOB}.refused-new").touch()
    staging.remove(JOB, refused=False)
    assert list((tmp_path / DIRECTORY).iterdir()) == []
