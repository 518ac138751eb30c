"""``label-studio export DIR``: an export of a project directory, without a server."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from multisession.declaration import SettingInvalid
from multisession.project.export_context import file_name
from multisession.project.exporters.registry import EXPORTERS, exporter_named
from multisession.scripting.command_progress import CommandProgress
from multisession.scripting.project import Project


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The flags of the command."""
    parser.add_argument("directory", metavar="DIR", help="the project's directory")
    names = ", ".join(EXPORTERS)
    parser.add_argument("-f", "--format", metavar="NAME", default="JSON", help=f"one of {names}; JSON unless given")
    parser.add_argument("-o", "--output", metavar="FILE", help="where to write; - is standard output")
    parser.add_argument("--all-tasks", action="store_true", help="tasks without annotations too")
    parser.add_argument("--newest", action="store_true", help="of each task the annotation that was made last")
    parser.add_argument("--without-skipped", action="store_true", help="leave skips out")
    parser.add_argument("--ground-truth", action="store_true", help="only annotations that are ground truth, no skips")
    parser.add_argument("--with-files", action="store_true", help="pack the pictures too, in formats that pack them")


def run(options: argparse.Namespace) -> int:
    """Returns the exit code."""
    exporter = exporter_named(options.format)
    output = options.output or file_name(exporter)
    with Project.open(options.directory) as project:
        progress = CommandProgress(f"Exporting {exporter.title}", len(project) if options.all_tasks else None)
        try:
            count = project.export(
                options.format,
                sys.stdout.buffer if output == "-" else output,
                every_task=options.all_tasks,
                annotations="newest" if options.newest else "all",
                skipped=not options.without_skipped,
                ground_truth=options.ground_truth,
                files=options.with_files,
                progress=progress,
            )
            others = len(project) if not count and not options.all_tasks else 0
        except OSError as error:
            raise SettingInvalid(f"{output} cannot be written: {error.strerror or error}.") from None
        finally:
            progress.end()
    if output != "-":
        size = Path(output).stat().st_size
        sys.stdout.write(f"Wrote {output}: {count:,} {'task' if count == 1 else 'tasks'}, {size:,} bytes.\n")
    if others:
        what = "1 task has no such annotation" if others == 1 else f"{others:,} tasks have no such annotation"
        sys.stderr.write(f"{what}. --all-tasks writes {'it' if others == 1 else 'them'} too.\n")
    return 0
