"""The secret keys of one root directory: the newest signs, all of them verify."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from pathlib import Path

from filelock import FileLock
from itsdangerous import Signer

from multisession.sessions.private_files import open_to_others, write_private
from multisession.web.errors import StudioError

KEYS_FILE = "secret-keys"
INSTANCE_FILE = "instance-id"
#: A shorter key could be guessed, so it is refused.
SHORTEST_KEY = 32


class KeysRefused(StudioError):
    """The secret keys cannot be used; the program does not start with them."""


class KeyRing:
    """Signs and verifies with HMAC-SHA-256, one derived key for each purpose.

    ``keys`` are ordered oldest first. The root directory's ``instance`` is part of every derivation, so what one root
    directory signed means nothing to another, even when both are given the same keys.
    """

    def __init__(self, keys: Sequence[bytes], *, instance: str) -> None:
        self.instance = instance
        self._keys = tuple(keys)
        self._signers: dict[str, list[Signer]] = {}

    def signature(self, purpose: str, value: bytes) -> str:
        """43 characters of URL-safe base64, made with the newest key."""
        return self._signers_for(purpose)[0].get_signature(value).decode()

    def verifies(self, purpose: str, value: bytes, signature: str) -> bool:
        """True when one of the keys made this very signature. Compared in constant time, as text: one spelling each."""
        given = signature.encode("utf-8", "replace")
        return any(hmac.compare_digest(signer.get_signature(value), given) for signer in self._signers_for(purpose))

    def _signers_for(self, purpose: str) -> list[Signer]:
        signers = self._signers.get(purpose)
        if signers is None:
            salt = f"multisession/{purpose}/{self.instance}"
            # A signer would derive its key again for every signature; it is derived once here.
            derived = [
                Signer(key, salt=salt, key_derivation="hmac", digest_method=hashlib.sha256).derive_key()
                for key in reversed(self._keys)
            ]
            signers = [Signer(key, key_derivation="none", digest_method=hashlib.sha256) for key in derived]
            self._signers[purpose] = signers
        return signers


def open_key_ring(state_directory: Path, *, override: Sequence[str] = ()) -> KeyRing:
    """The key ring of a root directory's ``.studio``; made, readable by its owner alone, when there is none.

    ``override`` are the keys of MULTISESSION_SECRET_KEYS, oldest first. Raises KeysRefused with what to do.
    """
    state_directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Processes that start together must agree: one writes, the others wait and read what it wrote.
    with FileLock(state_directory / "keys.lock"):
        instance = _read_or_make(state_directory / INSTANCE_FILE)
        keys = [] if override else _read_or_make(state_directory / KEYS_FILE, secret=True)
    usable = _checked(override or keys, "MULTISESSION_SECRET_KEYS" if override else str(state_directory / KEYS_FILE))
    return KeyRing([key.encode() for key in usable], instance=instance[0])


def _read_or_make(path: Path, *, secret: bool = False) -> list[str]:
    try:
        if secret and open_to_others(path):
            raise KeysRefused(
                f"{path} can be read by other users of this machine. Run chmod 600 on it, and replace its keys "
                "if somebody may have read them."
            )
        lines = [line.strip() for line in path.read_text(encoding="ascii").splitlines()]
    except FileNotFoundError:
        made = secrets.token_hex(32 if secret else 8)
        write_private(path, f"{made}\n".encode())
        return [made]
    except UnicodeDecodeError:
        raise KeysRefused(f"{path} is not a text file. Move it away; a new one is then made.") from None
    found = [line for line in lines if line and not line.startswith("#")]
    if not found:
        raise KeysRefused(f"{path} is empty. Move it away; a new one is then made, and everybody is signed out.")
    return found


def _checked(keys: Sequence[str], where: str) -> Sequence[str]:
    for key in keys:
        if len(key) < SHORTEST_KEY:
            raise KeysRefused(
                f"{where} has a key of {len(key)} characters; at least {SHORTEST_KEY} random ones are needed."
            )
    return keys
