"""``label-studio mirror DIR FOLDER``: brings a folder of files, one a labeled task, in step with a project."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from multisession.declaration import SettingInvalid
from multisession.scripting.project import Project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of the command."""
    parser.add_argument("directory", metavar="DIR", help="the project's directory")
    parser.add_argument("folder", metavar="FOLDER", help="the folder of the files; made when it is missing")


def run(options: argparse.Namespace) -> int:
    """Returns the exit code."""
    with Project.open(options.directory) as project:
        try:
            project.mirror(options.folder)
        except OSError as error:
            raise SettingInvalid(f"{options.folder} cannot be written: {error.strerror or error}.") from None
    count = sum(1 for _ in Path(options.folder).glob("*.json"))
    sys.stdout.write(
        f"{options.folder} holds {count:,} {'file' if count == 1 else 'files'}, as the project has them.\n"
    )
    return 0
