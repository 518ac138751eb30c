"""A file at an address, brought into a folder for a command: the same guarded client as the server's, larger limits."""

from __future__ import annotations

import asyncio
import contextlib
import re
from collections.abc import Callable, Sequence
from pathlib import Path

from multisession.project.media import shown_name
from multisession.settings import SettingInvalid
from multisession.web.errors import StudioError
from multisession.web.public_addresses import Network

#: bytes and seconds: whoever types a command can end it
_LARGEST, _LONGEST_SECONDS = 2**40, 86_400.0
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
#: what some systems do not have in the names of files
_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')


def is_address(path: str) -> bool:
    """Whether a command means an address and no file."""
    return _ADDRESS.match(path) is not None


def fetch_file(
    address: str, folder: Path, *, allowed: Sequence[Network], progress: Callable[[int], None] | None = None
) -> Path:
    """Fetches a file into a folder; its path. ``progress`` is told how many bytes are here.

    Raises SettingInvalid with one sentence; nothing is left then.
    """
    from multisession.web.guarded_transport import GuardedTransport
    from multisession.web.outside_file import FetchLimits, outside_file

    async def fetch() -> Path:
        limits = FetchLimits(size=_LARGEST, seconds=_LONGEST_SECONDS)
        async with outside_file(address, GuardedTransport(allowed=allowed), limits) as found:
            path = folder / _file_name(found.name)
            received = 0
            try:
                with path.open("xb") as file:
                    async for block in found.blocks:
                        file.write(block)
                        received += len(block)
                        if progress is not None:
                            progress(received)
            except BaseException:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)
                raise
            return path

    try:
        return asyncio.run(fetch())
    except StudioError as error:
        detail = error.detail
        if getattr(error, "code", None) == "address-refused":
            detail += " Networks of your own are allowed with --allow-private-network."
        raise SettingInvalid(detail) from None
    except OSError as error:
        raise SettingInvalid(f"{folder} cannot be written: {error.strerror or error}.") from None


def _file_name(name: str) -> str:
    return _NOT_IN_NAMES.sub("_", shown_name(name)).lstrip(".")[-120:] or "file"
