"""Label configs: is this one valid, what would it change, and what would a task for it look like."""

from __future__ import annotations

from typing import Any

import msgspec
from starlette.requests import Request

from multisession.project.config_change import Use, essential_change, removal, uses
from multisession.project.label_config.model import UNFINISHED
from multisession.project.label_config.parse import MAX_BYTES
from multisession.project.label_config.sample import sample_task
from multisession.project.project import Project, config_to_save
from multisession.web.operation import operation

TAG = "Label config"


class ConfigBody(msgspec.Struct):
    """A label config as a person wrote it."""

    label_config: str


class ConfigReport(msgspec.Struct, kw_only=True):
    """What is to be said about a valid config."""

    #: names, targets or labels differ from the project's config now; null when that one cannot be read
    config_essential_data_has_changed: bool | None
    #: odd things that do not hinder, and ``no-items``, which keeps it from being saved; each with line and column
    warnings: list[dict[str, Any]]
    #: key of the task's data -> the tag that reads it
    data_keys: dict[str, str]
    #: a sentence for each tag or label that annotations use and this config lacks
    in_use: list[str]
    #: the same in parts
    uses: list[Use]


class SampleTask(msgspec.Struct):
    """Invented data with every key that the config reads."""

    sample_task: dict[str, Any]


@operation(
    "POST", "/api/projects/validate/", summary="Validate a label config", tag=TAG, scope="public",
    body=ConfigBody, status=204, writes=False, name="validate_label_config",
)  # fmt: skip
async def validate(request: Request, subject: None, body: ConfigBody) -> None:
    """204 when it is valid, else 400 with a problem for each line."""
    config_to_save(body.label_config, MAX_BYTES)


@operation(
    "POST", "/api/projects/{project_id:int}/validate/", summary="Validate a label config for the project", tag=TAG,
    body=ConfigBody, response=ConfigReport, writes=False, name="validate_project_label_config",
)  # fmt: skip
async def validate_for_project(request: Request, project: Project, body: ConfigBody) -> ConfigReport:
    """Says what saving it would change."""
    after = project.parse(body.label_config)
    # What a project has already, it may keep.
    kept = UNFINISHED if body.label_config == (await project.document()).label_config else frozenset[str]()
    before = await project.usable_config()
    used = [] if before is None else await uses(project.store, removal(before, after))
    return ConfigReport(
        config_essential_data_has_changed=None if before is None else essential_change(before, after),
        warnings=[problem.as_json() for problem in after.warnings if problem.code not in kept],
        data_keys=dict(after.data_keys),
        in_use=[use.sentence for use in used],
        uses=used,
    )


@operation(
    "POST", "/api/projects/{project_id:int}/sample-task", summary="A sample task for a label config", tag=TAG,
    body=ConfigBody, response=SampleTask, writes=False,
)  # fmt: skip
async def make_sample_task(request: Request, project: Project, body: ConfigBody) -> SampleTask:
    """Data to preview a config with."""
    return SampleTask(sample_task(project.parse(body.label_config)))
