"""The key of the host's console: one secret for each root directory, in a file that only its owner may read."""

from __future__ import annotations

import base64
import hashlib
import secrets
from pathlib import Path

from filelock import FileLock

from multisession.sessions.key_ring import KeysRefused
from multisession.sessions.private_files import open_to_others, write_private

HOST_KEY_FILE = "host-key"
#: Under this name the registry keeps the server's address, for the link that signs in with the key.
ADDRESS = "address"
#: Under this one, whether the server has its key from the file or from the environment.
KEY_SOURCE = "host-key"
#: A key that is made here has so many random bits.
BITS = 160
#: A key of the host's own is refused when it is shorter, in characters.
SHORTEST_KEY = 32
_GROUP = 4


class HostKey:
    """The key as it is now: a file that was replaced counts from the next request on, in every process.

    ``override`` is the key of MULTISESSION_HOST_KEY, which stands instead of the file.
    """

    def __init__(self, state_directory: Path, *, override: str = "") -> None:
        self._path = state_directory / HOST_KEY_FILE
        self._override = _checked(override, "MULTISESSION_HOST_KEY") if override else ""
        self._stamp: tuple[int, ...] | None = None
        self._text = ""

    @property
    def text(self) -> str:
        """The key as the host types it. It is made when there is none. Raises KeysRefused."""
        return self._current()

    def _current(self) -> str:
        if self._override:
            return self._override
        stamp = self._stamp_of_file()
        if stamp is None or stamp != self._stamp:
            self._text = self._read_or_make()
            self._stamp = self._stamp_of_file()
        return self._text

    @property
    def digest(self) -> bytes:
        """What :func:`key_digest` makes of it. Raises KeysRefused."""
        return key_digest(self.text)

    def require(self) -> None:
        """Makes the key when there is none. Raises KeysRefused when the one that is there cannot be used."""
        self._current()

    def replace(self) -> None:
        """Makes another key: the old one and every cookie that came of it end. Raises KeysRefused for an override."""
        if self._override:
            raise KeysRefused("The key comes from MULTISESSION_HOST_KEY. Change it there, and start the server again.")
        with FileLock(self._path.with_suffix(".lock")):
            write_private(self._path, f"{new_host_key()}\n".encode())

    def _read_or_make(self) -> str:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Processes that start together must agree on one key.
        with FileLock(self._path.with_suffix(".lock")):
            if not self._path.exists():
                write_private(self._path, f"{new_host_key()}\n".encode())
            if open_to_others(self._path):
                raise KeysRefused(
                    f"{self._path} can be read by other users of this machine. Run chmod 600 on it, or remove it; "
                    "a new key is then made."
                )
            return _checked(self._path.read_text(encoding="utf-8", errors="replace").strip(), str(self._path))

    def _stamp_of_file(self) -> tuple[int, ...] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        # The time of the last change of its permissions counts too.
        return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


def new_host_key() -> str:
    """160 random bits: eight groups of four letters and digits, none of which look alike."""
    text = base64.b32encode(secrets.token_bytes(BITS // 8)).decode().lower()
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def key_digest(key: str) -> bytes:
    """32 bytes that change with the key and do not give it away; capitals, spaces and dashes do not count."""
    return hashlib.sha256("".join(key.lower().split()).replace("-", "").encode("utf-8", "replace")).digest()


def _checked(key: str, where: str) -> str:
    if len(key) < SHORTEST_KEY:
        raise KeysRefused(
            f"{where} has a key of {len(key)} characters; at least {SHORTEST_KEY} random ones are needed."
        )
    return key
