"""The commands: flags -> Settings -> what they do. Every error here is one plain sentence and exit code 2."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from multisession import __version__
from multisession.declaration import EVERY_COMMAND, Declaration, SettingInvalid, convert
from multisession.settings import Settings, declarations, from_environment
from multisession.web.errors import StudioError

DESCRIPTION = "Host a labeling studio: everyone who opens the link gets a private labeling project."
COMMANDS = {
    "init": "make a project directory",
    "start": "serve one project on this machine, or with -c alone the stand-alone backend",
    "start-multi-session": "serve a private project to everyone who opens the link",
    "import": "import files or folders into a project directory",
    "export": "export a project directory in any format",
    "mirror": "keep a folder with one file a labeled task in step with a project directory",
    "sessions": "list, show, extend, freeze, export or delete sessions; the host's key and mode",
    "sweep": "remove the sessions of a root directory whose time is over",
    "backup": "write one archive of a root directory, also while it is served",
    "restore": "put a backup back into an empty directory",
    "version": "print the version",
}
#: Commands that work on a project or a root directory without serving it: command -> module with
#: ``add_arguments(parser)`` and ``run(options)``, which returns the exit code.
#: They declare their own flags, since what they need of the server's settings the directory tells.
CARETAKING = {
    "import": "multisession.scripting.import_command",
    "export": "multisession.scripting.export_command",
    "mirror": "multisession.scripting.mirror_command",
    "sessions": "multisession.sessions.host.commands",
    "sweep": "multisession.sessions.sweep_command",
    "backup": "multisession.backup.backup_command",
    "restore": "multisession.backup.restore_command",
}


class Parser(argparse.ArgumentParser):
    """argparse that says one sentence and ends with 2."""

    def error(self, message: str) -> NoReturn:
        sentence = message[:1].upper() + message[1:]
        sys.stderr.write(f"{self.prog}: {sentence.rstrip('.')}. See {self.prog} --help.\n")
        raise SystemExit(2)


def build_parser(named: str = "") -> Parser:
    """The whole command line; the flags of a caretaking command only when it is ``named``."""
    parser = Parser(prog="label-studio", description=DESCRIPTION)
    parser.add_argument("--version", action="version", version=__version__)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=Parser)
    for command, summary in COMMANDS.items():
        one = commands.add_parser(command, help=summary, description=summary[:1].upper() + summary[1:] + ".")
        if command in ("init", "start"):
            one.add_argument("project", nargs="?" if command == "start" else None, help="the project's name")
        if command in CARETAKING and command == named:
            # Only the one that is asked for: the others' modules cost time that nobody wants to spend.
            import_module(CARETAKING[command]).add_arguments(one)
        if command in EVERY_COMMAND:
            for name, (declaration, default) in declarations(command).items():
                _add(one, name, declaration, default)
    return parser


def _add(parser: argparse.ArgumentParser, name: str, declaration: Declaration, default: Any) -> None:
    if not declaration.flags:
        return
    keywords: dict[str, Any] = {"dest": name, "default": argparse.SUPPRESS, "help": declaration.help}
    if declaration.kind == "switch":
        parser.add_argument(*declaration.flags, action="store_false" if default else "store_true", **keywords)
        return
    if declaration.choices:
        keywords["choices"] = declaration.choices
    else:
        keywords["metavar"] = declaration.metavar or name.upper()
    if declaration.kind == "list":
        keywords["action"] = "append"
    parser.add_argument(*declaration.flags, **keywords)


def settings_of(arguments: Sequence[str], environment: dict[str, str] | None = None) -> tuple[str, Settings]:
    """(command, settings) of a command line. Raises SettingInvalid, or SystemExit as argparse does."""
    options = vars(build_parser().parse_args(arguments))
    command = options.pop("command")
    if command is None:
        raise SettingInvalid(f"A command is needed: {', '.join(COMMANDS)}.")
    if command == "version":
        return command, Settings()
    project = options.pop("project", None) or ""
    declared = declarations(command)
    given = from_environment(command, environment)
    for name, value in options.items():
        declaration = declared[name][0]
        text = ",".join(value) if declaration.kind == "list" else value
        given[name] = convert(declaration, text, declaration.flags[-1])
    if command == "start" and not project:
        if "config" not in given:
            raise SettingInvalid("start needs a project's name, or -c with the config.json of a stand-alone backend.")
        from multisession.standalone import standalone_settings

        return command, standalone_settings(given.pop("config"), given)
    if project:
        check_project_name(project)
    if "config" in given:
        from multisession.standalone import declared_values, read_config_file

        # As in 0.x: the settings of a new project. Keys that mean nothing here (a 0.x file has many) are passed over.
        given = declared_values(read_config_file(given["config"]), given["config"], command) | given
    if isinstance(given.get("input_path"), str):
        given["input_address"] = given.pop("input_path")
    given["mode"] = "multi" if command == "start-multi-session" else "single"
    return command, Settings(project=project, **given)


def check_project_name(name: str) -> None:
    """A project's name is one folder below the root directory. Raises SettingInvalid."""
    if name in (".", "..") or Path(name).name != name or "\0" in name or name.startswith("."):
        raise SettingInvalid(f'"{name}" is not a name for a project: one folder name is needed, without a path.')


def main(arguments: Sequence[str] | None = None) -> int:
    """The ``label-studio`` command. Returns the exit code."""
    return _run(list(sys.argv[1:] if arguments is None else arguments), _dispatch)


def standalone_main(arguments: Sequence[str] | None = None) -> int:
    """``python -m multisession [-c FILE]``: ./config.json unless told. Returns the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if not any(item in ("-c", "--config") or item.startswith(("-c=", "--config=")) for item in given):
        given = ["-c", "config.json", *given]
    return _run(["start", *given], _dispatch)


def _run(arguments: list[str], work: Callable[[list[str]], int]) -> int:
    try:
        return work(arguments)
    except StudioError as error:
        sys.stderr.write(f"label-studio: {error.detail}\n")
        return 2
    except KeyboardInterrupt:
        return 130


def _dispatch(arguments: list[str]) -> int:
    named = next((argument for argument in arguments if not argument.startswith("-")), "")
    if named in CARETAKING:
        options = build_parser(named).parse_args(arguments)
        code: int = import_module(CARETAKING[named]).run(options)
        return code
    command, settings = settings_of(arguments)
    if command == "version":
        sys.stdout.write(f"{__version__}\n")
        return 0
    from multisession.input_address import with_input

    if command == "init":
        from multisession.commands import initialise

        with with_input(settings) as complete:
            return initialise(complete)
    from multisession.preparation import prepare
    from multisession.server import run

    with with_input(settings) as complete:
        prepare(complete)
    return run(complete if complete.mode == "multi" else settings)
