"""Files on their way in, from a multipart body or a bare one: on disk when large, never whole in memory."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import BinaryIO, cast

import anyio.to_thread
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException
from starlette.requests import Request

from multisession.web.body_limit import limited_stream
from multisession.web.errors import BadRequest

MOST_FILES = 100
MOST_FIELDS = 100
#: Form fields beside the files, in bytes.
LARGEST_FIELD = 64 * 1024
#: Bodies up to this size stay in memory, in bytes.
IN_MEMORY = 1024 * 1024


@dataclass(frozen=True, slots=True)
class ReceivedFile:
    """One file, at its start. ``name`` is as the person's computer named it, and never used as a path."""

    name: str
    content_type: str
    size: int
    file: BinaryIO


@contextlib.asynccontextmanager
async def received_files(request: Request, limit: int) -> AsyncIterator[list[ReceivedFile]]:
    """The files of a multipart body, or the whole body as one file without a name. They go when the block ends.

    Raises BodyTooLarge above ``limit`` bytes, BadRequest for a body that is no multipart body though it says so.
    """
    content_type = request.headers.get("content-type", "")
    async with contextlib.AsyncExitStack() as stack:
        if content_type.lower().startswith("multipart/form-data"):
            yield await _parts(request, stack)
        else:
            spooled = stack.enter_context(tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115
            size = 0
            async for part in limited_stream(request, limit):
                size += len(part)
                if size > IN_MEMORY:
                    await anyio.to_thread.run_sync(spooled.write, part)
                else:
                    spooled.write(part)
            spooled.seek(0)
            yield [ReceivedFile(name="", content_type=content_type, size=size, file=cast(BinaryIO, spooled))]


async def _parts(request: Request, stack: contextlib.AsyncExitStack) -> list[ReceivedFile]:
    try:
        form = await request.form(max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=LARGEST_FIELD)
    except MultiPartException as error:
        raise BadRequest(f"The form cannot be read: {error.message.rstrip('.')}.") from None
    except HTTPException as error:
        # What Starlette makes of the same error inside an application.
        raise BadRequest(f"The form cannot be read: {error.detail.rstrip('.')}.") from None
    stack.push_async_callback(form.close)
    files = []
    for _, part in form.multi_items():
        if isinstance(part, UploadFile):
            size = part.file.seek(0, os.SEEK_END)
            part.file.seek(0)
            files.append(
                ReceivedFile(name=part.filename or "", content_type=part.content_type or "", size=size, file=part.file)
            )
    if not files:
        raise BadRequest("The form holds no file. Send one as multipart/form-data, or the tasks as the body itself.")
    return files
