"""What every exporter is told and declares."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from multisession.project.exporters.fitting import Need
from multisession.project.label_config.model import LabelConfig
from multisession.project.store.interface import TaskBundle

Bundles = AsyncIterator[list[TaskBundle]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportContext:
    """The project as an exporter sees it."""

    #: control name -> tag that makes its results, such as {"sentiment": "Choices"}
    controls: Mapping[str, str] = field(default_factory=dict)
    #: data key -> tag that shows it
    data_keys: Mapping[str, str] = field(default_factory=dict)
    #: None while there is none that can be used
    config: LabelConfig | None = None
    user_email: str = "you@localhost"
    project_id: int = 1
    #: whether tasks without annotations were asked for
    every_task: bool = False
    #: whether the files that the tasks show were asked for too
    resources: bool = False
    #: opens a file of the project by its address in a task; None for what lies elsewhere
    open_media: Callable[[str], BinaryIO | None] = lambda address: None
    #: where a table waits until its columns are known; None is the system's place
    temporary_directory: Path | None = None


@dataclass(frozen=True, slots=True)
class Exporter:
    """One export format. ``write`` streams: it holds one batch of tasks at a time."""

    name: str
    title: str
    description: str
    content_type: str
    #: of the file name, without the dot
    suffix: str
    #: what the format leaves out, one sentence each
    loses: tuple[str, ...]
    write: Callable[[Bundles, ExportContext], AsyncIterator[bytes]]
    #: what a label config must have for the file to hold anything; None takes every project
    needs: Need | None = None
    #: an archive that can take the files along that the tasks show
    packs: bool = False
