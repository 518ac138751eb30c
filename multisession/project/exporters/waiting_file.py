"""A file without a name in which rows wait until all of them have been seen."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import IO


@contextlib.asynccontextmanager
async def waiting_file(directory: Path | None) -> AsyncIterator[IO[bytes]]:
    """Gone when the block ends. In a thread: giving back half a gigabyte takes the file system most of a second."""
    file = tempfile.TemporaryFile(dir=directory)  # noqa: SIM115 - closed below
    try:
        yield file
    finally:
        await asyncio.shield(asyncio.to_thread(file.close))
