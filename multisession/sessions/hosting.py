"""Whether a root directory takes visitors: open, closed to new sessions, or in maintenance; and the host's words.

``<root>/.studio/hosting.json`` holds what the host decided while the server runs; whatever it does not name is as the
settings say. Every worker process looks at the file at most once a second, so a change needs no restart.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import msgspec
from filelock import FileLock

from multisession.project.store.durable import write_atomically
from multisession.settings import Settings

logger = logging.getLogger(__name__)

HostingMode = Literal["open", "closed", "maintenance"]
#: A sentence or two: characters of a message or a banner.
LONGEST_TEXT = 500
HOSTING_FILE = "hosting.json"
#: How long what was read is taken for true, in seconds.
LOOK_EVERY = 1.0

HostText = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]


class HostingChange(msgspec.Struct, omit_defaults=True):
    """What the host decides; None leaves it. ``message`` tells visitors why, ``banner`` stands on every page."""

    mode: HostingMode | None = None
    message: HostText | None = None
    banner: HostText | None = None


class Hosting:
    """The mode of one root directory as it is now. Reading is a look at the clock, and once a second at the file."""

    def __init__(self, settings: Settings, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._path: Path = settings.state_directory / HOSTING_FILE
        self._clock = clock
        self._told: HostingMode = "maintenance" if settings.maintenance else "closed" if settings.closed else "open"
        self._banner = settings.banner
        self._decided = HostingChange()
        self._stamp: tuple[int, int, int] | None = None
        self._looked = float("-inf")

    @property
    def mode(self) -> HostingMode:
        """open: everybody may begin; closed: who has a session goes on; maintenance: nobody is served."""
        return self._current().mode or self._told

    @property
    def message(self) -> str:
        """The host's sentence about the mode; "" when there is none."""
        return self._current().message or ""

    @property
    def banner(self) -> str:
        """The sentence above every page; "" when there is none."""
        banner = self._current().banner
        return self._banner if banner is None else banner

    @property
    def decided(self) -> HostingChange:
        """What the host decided while the server ran; None where the settings count."""
        return self._current()

    def change(self, change: HostingChange) -> None:
        """Keeps what the host decided. Blocks; other processes follow within a second. Raises OSError."""
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(self._path.with_suffix(".lock")):
            decided = self._read() or HostingChange()
            for name, value in decisions(change).items():
                setattr(decided, name, value)
            write_atomically(self._path, msgspec.json.format(msgspec.json.encode(decided)))
        self._looked = float("-inf")

    def reset(self) -> None:
        """Forgets what the host decided: the settings count again. Blocks."""
        if self._path.exists():
            with FileLock(self._path.with_suffix(".lock")):
                self._path.unlink(missing_ok=True)
        self._looked = float("-inf")

    def _current(self) -> HostingChange:
        now = self._clock()
        if now - self._looked >= LOOK_EVERY:
            self._looked = now
            stamp = self._stamp_of_file()
            if stamp != self._stamp:
                self._stamp = stamp
                # A file that cannot be read changes nothing: a slip of the hand must not open a closed studio.
                self._decided = (self._read() or self._decided) if stamp else HostingChange()
        return self._decided

    def _stamp_of_file(self) -> tuple[int, int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        except OSError:
            # A disk that does not answer has not forgotten what the host decided.
            return self._stamp
        return found.st_mtime_ns, found.st_size, found.st_ino

    def _read(self) -> HostingChange | None:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=HostingChange)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
            logger.warning("%s cannot be read, and is passed over: %s", self._path, error)
            if isinstance(error, OSError):
                # It may be the system that had no file to spare: the next look reads again.
                self._stamp = (0, 0, 0)
            return None


def decisions(change: HostingChange) -> dict[str, str]:
    """What a change says, by name."""
    said = {name: getattr(change, name) for name in change.__struct_fields__}
    return {name: value for name, value in said.items() if value is not None}
