"""``label-studio import DIR FILE…``: imports files, folders or what is at an address into a project directory."""

from __future__ import annotations

import argparse
import contextlib
import json
import sys
import tempfile
from pathlib import Path
from typing import Any, get_args

from multisession.declaration import SettingInvalid
from multisession.project.importers.import_run import ImportRefused, ImportReport
from multisession.project.importers.label_targets import ConfigNeeded
from multisession.project.importers.read_options import Encoding
from multisession.scripting.command_progress import ByteProgress, CommandProgress
from multisession.scripting.fetched_file import fetch_file, is_address
from multisession.scripting.project import Project
from multisession.web.public_addresses import networks

#: refused rows that are named one by one
_NAMED = 20


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of the command."""
    parser.add_argument("directory", metavar="DIR", help="the project's directory")
    parser.add_argument(
        "paths", metavar="FILE", nargs="+", help="files, folders and addresses, each imported whole or not at all"
    )
    parser.add_argument(
        "--allow-private-network", metavar="NETWORK", action="append", default=[], help="where addresses may lead too"
    )
    parser.add_argument("-f", "--format", metavar="NAME", default="auto", help="how to read; found out unless given")
    parser.add_argument("--skip-refused", action="store_true", help="import the good rows and list the others")
    parser.add_argument("--dry-run", action="store_true", help="read and count, and import nothing")
    parser.add_argument(
        "--labels-as", choices=("annotations", "predictions"), default="annotations", help="what the labels become"
    )
    parser.add_argument(
        "--delimiter", metavar="SIGN", default="", help="between values: , ; | or tab; found out unless given"
    )
    parser.add_argument(
        "--quote", choices=("double", "single", "none"), default="", help="marks around values; found out unless given"
    )
    parser.add_argument("--no-header", action="store_true", help="the first row of a table is a task")
    parser.add_argument("--encoding", choices=get_args(Encoding), default="utf-8", help="of text; UTF-16 is found out")
    parser.add_argument(
        "--columns", metavar="JSON", type=_columns, help="where the columns go, as docs/formats.md says"
    )


def run(options: argparse.Namespace) -> int:
    """Returns the exit code: 1 when something was refused."""
    refused = False
    with Project.open(options.directory) as project, contextlib.ExitStack() as fetched:
        for path in options.paths:
            source = _brought(path, project, options, fetched)
            progress = CommandProgress(f"Importing {path}")
            try:
                report = project.import_path(
                    source,
                    format=options.format,
                    skip_refused=options.skip_refused,
                    dry_run=options.dry_run,
                    labels_as=options.labels_as,
                    delimiter=options.delimiter,
                    quote=options.quote,
                    header=not options.no_header,
                    encoding=options.encoding,
                    columns=options.columns,
                    progress=progress,
                )
            except ImportRefused as error:
                progress.end()
                _say(path, error.report, "Nothing was imported")
                return 1
            except ConfigNeeded as error:
                sys.stderr.write(f"label-studio: {error.detail}\n{error.proposed_config}")
                return 2
            except OSError as error:
                raise SettingInvalid(f"{path} cannot be read: {error.strerror or error}.") from None
            finally:
                progress.end()
            refused = refused or bool(report.refused_count)
            _say(path, report, "Would import" if options.dry_run else "Imported")
    return 1 if refused else 0


def _columns(text: str) -> dict[str, Any]:
    found = json.loads(text)
    if not isinstance(found, dict):
        raise ValueError
    return found


def _brought(path: str, project: Project, options: argparse.Namespace, fetched: contextlib.ExitStack) -> Path:
    """The path of what is to be imported; what an address has is brought first, and goes when the command ends."""
    if not is_address(path):
        return Path(path)
    allowed = networks(options.allow_private_network, "--allow-private-network")
    folder = Path(fetched.enter_context(tempfile.TemporaryDirectory(prefix=".fetching-", dir=project.directory)))
    progress = ByteProgress("Fetching")
    try:
        return fetch_file(path, folder, allowed=allowed, progress=progress)
    finally:
        progress.end()


def _say(path: str, report: ImportReport, done: str) -> None:
    for refusal in report.refusals[:_NAMED]:
        sys.stderr.write(f"{refusal.sentence()}\n")
    if report.refused_count > _NAMED:
        sys.stderr.write(f"… and {report.refused_count - _NAMED:,} more.\n")
    if done == "Nothing was imported":
        rows = "1 row was" if report.refused_count == 1 else f"{report.refused_count:,} rows were"
        rest = " See --skip-refused." if report.task_count else ""
        sys.stderr.write(f"{done} from {path}: {rows} refused.{rest}\n")
        return
    parts = [
        (report.task_count, "task"),
        (report.annotation_count, "annotation"),
        (report.prediction_count, "prediction"),
    ]
    told = ", ".join(f"{count:,} {name}{'' if count == 1 else 's'}" for count, name in parts if count or name == "task")
    sys.stdout.write(f"{done} {told} from {path}.\n")
