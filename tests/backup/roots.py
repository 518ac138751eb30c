"""Root directories to back up: what is in them, and what a backup of them holds."""

from __future__ import annotations

import os
import tarfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from multisession.backup.taking import Backup
from multisession.cli import main


def names_in(file: Path) -> set[str]:
    """The files of the root directory that an archive holds."""
    with tarfile.open(file) as tar:
        return {name.removeprefix("root/") for name in tar.getnames() if name.startswith("root/")}


def back_up(root: Path, file: Path) -> set[str]:
    """Runs the command; the files it put into the archive."""
    assert main(["backup", str(file), "--root-dir", str(root)]) == 0
    return names_in(file)


def back_up_watched(root: Path, file: Path, progress: Callable[[int, int], None]) -> Backup:
    """Takes a backup that calls ``progress`` after each project."""
    scratch = file.with_suffix(".scratch")
    scratch.mkdir()
    with file.open("wb") as output:
        backup = Backup(root, output, scratch, progress)
        backup.run()
    return backup


def restore(file: Path, root: Path) -> Path:
    """Runs the command; the restored root."""
    assert main(["restore", str(file), "--root-dir", str(root)]) == 0
    return root


def everything(root: Path) -> dict[str, tuple[int, int, bytes]]:
    """Path -> (time, mode, content) of every file and directory."""
    found = {}
    for path in [root, *root.rglob("*")]:
        status = path.lstat()
        content = path.read_bytes() if path.is_file() else b""
        found[str(path.relative_to(root))] = (status.st_mtime_ns, status.st_mode, content)
    return found


def let_settle(root: Path) -> None:
    """Makes everything look as if nobody had written to it for a minute."""
    for path in sorted(root.rglob("*"), reverse=True):
        with suppress(FileNotFoundError):
            changed = path.stat().st_mtime - 60
            os.utime(path, (changed, changed))
