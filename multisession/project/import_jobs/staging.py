"""The files of import jobs, in a directory of the project that only its own jobs use.

A job's file is named by its id, which we made; the rows that were refused lie beside it. Files older than an hour go:
whoever lists or begins a job sees to that, and the server's sweep in projects that nobody opens.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO

import msgspec

from multisession.project.import_jobs.model import KEPT_SECONDS, JobGone
from multisession.project.importers.refusal import Refusal
from multisession.project.store.failures import telling, told

#: Backups leave out what begins so.
DIRECTORY = ".incoming-imports"
REFUSED = ".refused"
#: bytes of the refused rows of one job that are kept
MOST_REFUSED_BYTES = 8 * 2**20


class Staging:
    """The files of one project's jobs. Every call blocks."""

    def __init__(self, project_directory: Path) -> None:
        self._directory = project_directory / DIRECTORY

    def begin(self, job_id: str) -> None:
        """An empty file."""
        with telling():
            self._directory.mkdir(mode=0o700, exist_ok=True)
            os.close(os.open(self._directory / job_id, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))

    def open_part(self, job_id: str, offset: int) -> BinaryIO:
        """The file, to be written to from ``offset`` on. Raises JobGone; never makes a file."""
        with _telling():
            file = (self._directory / job_id).open("r+b", buffering=0)
            file.seek(offset)
            return file

    def write(self, file: BinaryIO, part: bytes) -> int:
        """Writes all of a part; how many bytes that are. Raises StorageFull."""
        with _telling():
            rest = memoryview(part)
            while rest:
                rest = rest[file.write(rest) :]
        return len(part)

    def sync(self, descriptor: int) -> None:
        """Makes what was written survive a power loss."""
        with _telling():
            os.fsync(descriptor)

    def open(self, job_id: str) -> BinaryIO:
        """The file from its start, which counts as use. Raises JobGone."""
        with _telling():
            path = self._directory / job_id
            os.utime(path)
            return path.open("rb")

    def starts_with(self, job_id: str, head: bytes, received: int) -> bool:
        """Whether the first bytes that are here are those of ``head``, as far as both go. Raises JobGone."""
        with self.open(job_id) as file:
            length = min(len(head), received)
            return file.read(length) == head[:length]

    def remove(self, job_id: str, *, refused: bool = True) -> None:
        """Removes a job's file, and the rows it refused unless told otherwise."""
        for path in (
            self._directory / job_id,
            self._unpublished(job_id),
            *([self._refused(job_id)] if refused else []),
        ):
            # Where open files cannot be removed, whoever has it open does it.
            with contextlib.suppress(PermissionError):
                path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def refused_rows(self, job_id: str) -> Iterator[RefusedRows]:
        """A new list of refused rows, which takes the place of the one before as a whole when it is published.

        That is done at the latest when the block ends; one that fails leaves the list before as it was.
        """
        beside = self._unpublished(job_id)
        try:
            with telling(), beside.open("wb") as file:
                rows = RefusedRows(file, self._refused(job_id))
                yield rows
                rows.publish()
        finally:
            beside.unlink(missing_ok=True)

    def read_refused(self, job_id: str) -> Iterator[Refusal]:
        """The rows that were refused; none once they are gone."""
        try:
            file = self._refused(job_id).open("rb")
        except FileNotFoundError:
            return
        with file:
            for line in file:
                yield msgspec.json.decode(line, type=Refusal)

    def exists(self, job_id: str) -> bool:
        """Whether the job's file is here."""
        return (self._directory / job_id).exists()

    def sweep(self) -> None:
        """Removes what nobody used for an hour."""
        sweep_staging(self._directory.parent)

    def _refused(self, job_id: str) -> Path:
        return self._directory / f"{job_id}{REFUSED}"

    def _unpublished(self, job_id: str) -> Path:
        return self._directory / f"{job_id}{REFUSED}-new"


class RefusedRows:
    """Writes refused rows, one JSON object a line, as many as fit."""

    def __init__(self, file: IO[bytes], published: Path) -> None:
        self._file = file
        self._published = published
        self._size = 0
        self.count = 0

    def add(self, refusal: Refusal) -> None:
        """Keeps one more row, while there is room."""
        line = json.dumps(msgspec.to_builtins(refusal), ensure_ascii=True).encode() + b"\n"
        if self._size + len(line) <= MOST_REFUSED_BYTES:
            self._size += len(line)
            self.count += 1
            self._file.write(line)

    def publish(self) -> None:
        """Ends the list and puts it in the place of the one before.

        To be called before the job says that it is over: a process killed between the two leaves nothing to be done.
        """
        if self._file.closed:
            return
        self._file.close()
        if not self.count:
            self._published.unlink(missing_ok=True)
            return
        # The job was removed meanwhile, and its files with it.
        with contextlib.suppress(FileNotFoundError):
            Path(self._file.name).replace(self._published)


def sweep_staging(project_directory: Path, *, now: float | None = None) -> None:
    """Removes the files of jobs that nobody used for an hour. Blocks."""
    directory = project_directory / DIRECTORY
    oldest = (time.time() if now is None else now) - KEPT_SECONDS
    try:
        with os.scandir(directory) as entries:
            old = [entry.path for entry in entries if entry.stat(follow_symlinks=False).st_mtime < oldest]
    except FileNotFoundError:
        return
    for path in old:
        Path(path).unlink(missing_ok=True)


@contextlib.contextmanager
def _telling() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise JobGone("The file of this import is not here any more. Choose it again.") from None
    except OSError as error:
        raise told(error) from error
