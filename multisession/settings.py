"""Every setting, declared once: its flag, environment name, config.json key, default and help.

A value comes from the command line, else from the environment (``MULTISESSION_<NAME>``, or ``LABEL_STUDIO_<NAME>`` as
other installations already have it), else from config.json where the setting has a key there, else from its default.
docs/settings.md is the table made from these declarations; a test holds the two together.
"""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from multisession.declaration import EVERY_COMMAND, MEBIBYTE, Declaration, SettingInvalid, convert, setting
from multisession.hosting_settings import HostingSettings

__all__ = ["Mode", "Sampling", "SettingInvalid", "Settings", "convert", "declarations", "from_environment"]

Mode = Literal["multi", "single", "standalone"]
Sampling = Literal["sequential", "uniform"]

INPUT_FORMATS = ("auto", "json", "json-dir", "text", "text-dir", "image-dir", "audio-dir", "csv", "tsv")
SERVING = ("start", "start-multi-session")


@dataclass(frozen=True, kw_only=True)
class Settings(HostingSettings):
    """What the program was told. Frozen: nothing changes it while the program runs."""

    mode: Mode = "multi"
    project: str = ""

    root_dir: Path = setting(
        Path(),
        "--root-dir",
        kind="path",
        environment="ROOT_DIR",
        metavar="DIR",
        help="Where projects live: each session's in start-multi-session, the named project in init and start.",
    )
    config: Path | None = setting(
        None,
        "-c",
        "--config",
        kind="path",
        environment="CONFIG",
        metavar="FILE",
        help="A config.json. Without a project name it is the whole stand-alone backend; with one, the settings "
        "of the new project.",
    )
    label_config: Path | None = setting(
        None,
        "-l",
        "--label-config",
        kind="path",
        environment="LABEL_CONFIG",
        metavar="FILE",
        config_key="label_config",
        help="The label config (XML) of the project, or of every session's project.",
    )
    template: str | None = setting(
        None,
        "--template",
        environment="TEMPLATE",
        metavar="NAME",
        help="Start from a template, its label config and its sample tasks. Ignored when a label config is given.",
    )
    input_path: Path | None = setting(
        None,
        "-i",
        "--input-path",
        kind="source",
        environment="INPUT_PATH",
        metavar="PATH",
        config_key="input_path",
        help="A file or directory of tasks, or a file's address, read once when the project or recipe is made.",
    )
    input_format: str = setting(
        "auto",
        "--input-format",
        environment="INPUT_FORMAT",
        choices=INPUT_FORMATS,
        help="What --input-path holds; auto goes by the names and contents of the files.",
    )
    instruction: str = setting(
        "",
        "--instruction",
        environment="INSTRUCTION",
        config_key="instruction",
        help="What annotators are told, shown above the task. Text, or the path of a text file.",
    )
    title: str = setting(
        "",
        "--title",
        environment="TITLE",
        config_key="title",
        help="The project's name in the pages.",
    )
    sampling: Sampling = setting(
        "sequential",
        "--sampling",
        environment="SAMPLING",
        choices=("sequential", "uniform"),
        config_key="sampling",
        help="The order of tasks: as imported, or shuffled (each session has its own order).",
    )
    output_dir: Path | None = setting(
        None,
        "--output-dir",
        kind="path",
        environment="OUTPUT_DIR",
        metavar="DIR",
        config_key="output_dir",
        commands=("init", "start"),
        help="Also write every labeled task as a JSON file here.",
    )
    force: bool = setting(
        False,
        "--force",
        kind="switch",
        commands=("init", "start"),
        help="Make the project anew; what is there moves into .replaced-<time>/ inside it.",
    )
    init: bool = setting(
        False,
        "--init",
        kind="switch",
        commands=("start",),
        help="Make the project first when there is none.",
    )

    host: str = setting(
        "",
        "--host",
        environment="HOST",
        commands=SERVING,
        config_key="host",
        help="An IP address or localhost: listen there. A value with a scheme: the public address, for links. "
        "Any other name: the public host.",
    )
    internal_host: str = setting(
        "",
        "--internal-host",
        environment="INTERNAL_HOST",
        commands=SERVING,
        help="The address to listen on: 127.0.0.1 for start, 0.0.0.0 for start-multi-session.",
    )
    port: int = setting(
        8080,
        "-p",
        "--port",
        kind="integer",
        environment="PORT",
        commands=SERVING,
        config_key="port",
        minimum=0,
        help="The port to listen on; 8200 in the stand-alone backend. 0 takes any free one.",
    )
    exit_on_busy_port: bool = setting(
        False,
        "--exit-on-busy-port",
        kind="switch",
        environment="EXIT_ON_BUSY_PORT",
        commands=SERVING,
        help="End with exit code 2 when the port is taken, as start-multi-session does; start takes the next free one.",
    )
    root_path: str = setting(
        "",
        "--root-path",
        environment="ROOT_PATH",
        commands=SERVING,
        metavar="/PREFIX",
        help="The path under which a proxy serves the studio, for instance /studio.",
    )
    trusted_proxies: tuple[str, ...] = setting(
        (),
        "--trusted-proxies",
        kind="list",
        environment="TRUSTED_PROXIES",
        commands=SERVING,
        metavar="ADDRESS",
        help="Addresses or networks whose X-Forwarded-For, -Proto and -Host headers are believed.",
    )
    workers: int = setting(
        1,
        "--workers",
        kind="integer",
        environment="WORKERS",
        commands=SERVING,
        minimum=1,
        help="Worker processes; all share the root directory.",
    )
    browser: bool = setting(
        True,
        "-b",
        "--no-browser",
        kind="switch",
        environment="BROWSER",
        commands=SERVING,
        help="Do not open the browser (start-multi-session never does).",
    )
    debug: bool = setting(
        False,
        "-d",
        "--debug",
        kind="switch",
        environment="DEBUG",
        commands=SERVING,
        config_key="debug",
        help="Verbose log with tracebacks (in the log only); refuses to listen on anything but this machine.",
    )
    log_level: str = setting(
        "INFO",
        "--log-level",
        environment="LOG_LEVEL",
        commands=EVERY_COMMAND,
        choices=("DEBUG", "INFO", "WARNING", "ERROR"),
        help="What the log shows.",
    )
    outside_media: bool = setting(
        True,
        "--no-outside-media",
        kind="switch",
        environment="OUTSIDE_MEDIA",
        commands=SERVING,
        help="Refuse pictures and sound from other hosts in tasks (Content-Security-Policy).",
    )
    connect_sources: tuple[str, ...] = setting(
        (),
        "--connect-source",
        kind="list",
        environment="CONNECT_SOURCES",
        commands=SERVING,
        metavar="ORIGIN",
        help="Origins that the pages may fetch data from, for instance text behind a URL.",
    )
    cors_origins: tuple[str, ...] = setting(
        (),
        "--cors-origin",
        kind="list",
        environment="CORS_ORIGINS",
        commands=SERVING,
        metavar="ORIGIN",
        help="Origins whose scripts may call the API with a token.",
    )
    private_networks: tuple[str, ...] = setting(
        (),
        "--allow-private-network",
        kind="list",
        environment="PRIVATE_NETWORKS",
        metavar="NETWORK",
        help="Networks beyond the public internet that files may be imported from, for instance 10.0.0.0/8.",
    )
    max_body_bytes: int = setting(
        250 * MEBIBYTE,
        "--max-body-bytes",
        kind="integer",
        environment="MAX_BODY_BYTES",
        commands=SERVING,
        minimum=1024,
        help="The largest import or upload, in bytes.",
    )
    max_json_bytes: int = setting(
        16 * MEBIBYTE,
        "--max-json-bytes",
        kind="integer",
        environment="MAX_JSON_BYTES",
        commands=SERVING,
        minimum=1024,
        help="The largest body of any other request, in bytes.",
    )
    max_config_bytes: int = setting(
        256 * 1024,
        "--max-config-bytes",
        kind="integer",
        environment="MAX_CONFIG_BYTES",
        minimum=1024,
        help="The largest label config, in bytes.",
    )
    max_task_bytes: int = setting(
        16 * MEBIBYTE,
        "--max-task-bytes",
        kind="integer",
        environment="MAX_TASK_BYTES",
        minimum=1024,
        help="The largest single task, in bytes.",
    )
    max_open_projects: int = setting(
        128,
        "--max-open-projects",
        kind="integer",
        environment="MAX_OPEN_PROJECTS",
        commands=SERVING,
        minimum=4,
        help="Projects kept open at once by all worker processes; the least recently used is closed first.",
    )
    secret_keys: tuple[str, ...] = setting(
        (),
        kind="list",
        environment="SECRET_KEYS",
        commands=SERVING,
        help="Keys that sign cookies and tokens, oldest first, instead of the file in .studio. Environment only.",
    )

    max_upload_bytes: int = setting(
        250 * MEBIBYTE,
        "--max-upload-bytes",
        kind="integer",
        environment="MAX_UPLOAD_BYTES",
        commands=SERVING,
        minimum=1024,
        help="The largest single uploaded file, in bytes.",
    )
    header_timeout: int = setting(
        20,
        "--header-timeout",
        kind="duration",
        environment="HEADER_TIMEOUT",
        commands=SERVING,
        metavar="TIME",
        help="How long a client may take to send the head of a request; 0: as long as it likes.",
    )
    body_timeout: int = setting(
        60,
        "--body-timeout",
        kind="duration",
        environment="BODY_TIMEOUT",
        commands=SERVING,
        metavar="TIME",
        help="How long a client may pause while it sends a body or takes an answer; 0: as long as it likes.",
    )
    max_connections: int = setting(
        2_000,
        "--max-connections",
        kind="integer",
        environment="MAX_CONNECTIONS",
        commands=SERVING,
        help="Connections that each worker process holds at once; more are answered 503. 0: no limit.",
    )
    log_format: str = setting(
        "text",
        "--log-format",
        environment="LOG_FORMAT",
        commands=SERVING,
        choices=("text", "json"),
        help="One line a record for people, or one JSON object a line for machines.",
    )

    #: an address in the place of ``input_path``, until its file was fetched
    input_address: str = ""
    editor_interfaces: tuple[str, ...] | None = None
    editor_debug: bool = False
    editor_build_path: Path | None = None
    logger: Mapping[str, Any] | None = None

    @property
    def url_import(self) -> bool:
        """Whether this server fetches files from addresses that people name."""
        return self.mode != "multi" or self.allow_url_import

    @property
    def state_directory(self) -> Path:
        """Where the program keeps its own files: keys, registry, bases, trash."""
        return self.root_dir / ".studio"

    @property
    def project_directory(self) -> Path:
        """The one project of ``start`` and ``init``; of the stand-alone backend, its state beside config.json."""
        return (self.state_directory if self.mode == "standalone" else self.root_dir) / self.project


def declarations(command: str | None = None) -> dict[str, tuple[Declaration, Any]]:
    """name -> (declaration, default) of every declared setting, or of those one command takes."""
    found = {}
    inherited = HostingSettings.__dataclass_fields__
    # What concerns public hosts alone comes after what concerns everybody.
    for item in sorted(dataclasses.fields(Settings), key=lambda field: field.name in inherited):
        declaration = item.metadata.get("declaration")
        if declaration is not None and (command is None or command in declaration.commands):
            found[item.name] = (declaration, item.default)
    return found


def from_environment(command: str, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The settings of ``command`` that the environment gives. Raises SettingInvalid naming the variable."""
    environment = os.environ if environment is None else environment
    found: dict[str, Any] = {}
    for name, (declaration, _) in declarations(command).items():
        if declaration.environment is None:
            continue
        for prefix in ("MULTISESSION_", "LABEL_STUDIO_"):
            variable = prefix + declaration.environment
            if environment.get(variable):
                found[name] = convert(declaration, environment[variable], variable)
                break
    return found
