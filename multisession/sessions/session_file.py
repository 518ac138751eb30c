"""``.session.json`` in a session's directory: what must outlive the registry.

It is written only when a generation is raised or a resume code made, so most sessions have none.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from pathlib import Path

import msgspec

from multisession.sessions.private_files import write_private

SESSION_FILE = ".session.json"


@dataclass(frozen=True, slots=True)
class SessionFile:
    """The generation (None: never raised) and the digest of the resume code, if any."""

    generation: int | None = None
    resume_digest: bytes | None = None


class _Content(msgspec.Struct):
    generation: str | None = None
    resume_digest: str | None = None


def read_session_file(directory: Path) -> SessionFile:
    """What the file of a session directory says. A damaged one gives a generation that nothing matches."""
    try:
        content = msgspec.json.decode((directory / SESSION_FILE).read_bytes(), type=_Content)
        generation = None if content.generation is None else int(content.generation)
        digest = None if content.resume_digest is None else base64.b64decode(content.resume_digest, validate=True)
    except FileNotFoundError:
        return SessionFile()
    except (msgspec.MsgspecError, ValueError):
        # Generations are never 0 or less: whoever comes is signed out, and nothing revoked comes back.
        return SessionFile(generation=-1)
    return SessionFile(generation, digest)


def write_session_file(directory: Path, content: SessionFile) -> None:
    """Replaces the file, durably. Raises OSError."""
    digest = None if content.resume_digest is None else base64.b64encode(content.resume_digest).decode()
    generation = None if content.generation is None else str(content.generation)
    write_private(directory / SESSION_FILE, msgspec.json.encode(_Content(generation, digest)))
