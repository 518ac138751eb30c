"""Importing tasks: JSON, tables, text and media, as the body itself or as the files of a form."""

from __future__ import annotations

import contextlib
from typing import Any
from urllib.parse import parse_qs

import msgspec
from anyio import to_thread
from starlette.requests import Request

from multisession.project.import_files import Imported, import_files, refusals_json
from multisession.project.import_jobs.fetching import require_url_import
from multisession.project.import_jobs.jobs import ImportJobs
from multisession.project.import_jobs.model import JobGone
from multisession.project.importers.columns import ColumnMap, ColumnTargets, read_targets
from multisession.project.importers.import_run import ImportRefused
from multisession.project.importers.read_options import (
    Encoding,
    LabelsAs,
    Quote,
    ReadOptions,
    TemporaryPlace,
    delimiter_of,
)
from multisession.project.project import Project
from multisession.web.body_limit import declared_length, read_body
from multisession.web.errors import BadRequest
from multisession.web.operation import operation
from multisession.web.received import LARGEST_FIELD, ReceivedFile, received_files

TAG = "Import"
#: More ids than this are not listed one by one.
MOST_IDS = 100_000


class ReadQuery(msgspec.Struct, kw_only=True):
    """How to read a file, where that is not to be found out."""

    #: a name of docs/formats.md; found out when absent
    format: str | None = None
    #: , ; | or tab, between the values of a table; found out when absent
    delimiter: str = ""
    #: around the values of a table: double, single or none; found out when absent
    quote: Quote = ""
    #: false: the first row of a table is a task, and the columns are called column_1, column_2, …
    header: bool = True
    #: what the labels of a file become that holds some
    labels_as: LabelsAs = "annotations"
    #: JSON: where each column goes (docs/formats.md)
    columns: str | None = None


class ImportQuery(ReadQuery, kw_only=True):
    """How to read, and what to do with rows that cannot become tasks."""

    #: of text
    encoding: Encoding = "utf-8"
    #: import the good rows and list the others
    skip_refused: bool = False
    #: read and count, and import nothing
    dry_run: bool = False
    #: where the server fetches the file; better as a form field, since proxies log queries
    url: str | None = None
    return_task_ids: bool = False
    commit_to_project: bool = True
    preannotated_from_fields: list[str] = []


class ImportAnswer(msgspec.Struct, kw_only=True):
    """What was imported, and what was left."""

    task_count: int
    annotation_count: int
    prediction_count: int
    #: seconds
    duration: float
    file_upload_ids: list[int]
    could_be_tasks_list: bool = False
    found_formats: list[str]
    data_columns: list[str]
    refused_count: int
    #: the first hundred: line, item, source, reason
    refusals: list[dict[str, Any]]
    task_ids: list[int] | msgspec.UnsetType = msgspec.UNSET


@operation(
    "POST", "/api/projects/{project_id:int}/import", summary="Import tasks", tag=TAG, query=ImportQuery,
    response=ImportAnswer, status=201, streams=True,
)  # fmt: skip
async def import_tasks(request: Request, project: Project, query: ImportQuery) -> ImportAnswer:
    """All or nothing: one row that cannot become a task refuses the import, unless ``skip_refused=true``.

    A form of one field, ``url``, has the server fetch the file from there, where the host allows that.
    """
    _refuse_what_is_not_here(query)
    address = await _address(request, query)
    if address is not None:
        return _answer(await _from_address(project, address, query), query)
    size = declared_length(request.headers)
    project.require_room(size or 0)
    with project.importing(size):
        async with received_files(request, project.settings.max_body_bytes) as files:
            imported = await _imported(project, files, query)
    return _answer(imported, query)


async def read_options(
    project: Project, query: ReadQuery, encoding: Encoding = "utf-8", targets: ColumnTargets | None = None
) -> ReadOptions:
    """How the request wants the file read; ``targets`` is the mapping where it is no part of the query.

    Raises BadRequest for what is no delimiter, no format or no mapping, LabelConfigInvalid.
    """
    if query.columns is not None:
        targets = read_targets(query.columns)
    return ReadOptions(
        format=query.format,
        encoding=encoding,
        delimiter=delimiter_of(query.delimiter),
        quote=query.quote,
        header=query.header,
        columns=None if targets is None else ColumnMap(targets, await project.label_config()),
        config=await project.usable_config(),
        labels_as=query.labels_as,
        temporary=TemporaryPlace(project.directory, await project.room_left(), project.require_room),
    )


async def _imported(project: Project, files: list[ReceivedFile], query: ImportQuery) -> Imported:
    options = await read_options(project, query, query.encoding)
    try:
        return await import_files(
            project, files, options=options, skip_refused=query.skip_refused, dry_run=query.dry_run
        )
    except ImportRefused as error:
        error.extra = {
            "task_count": error.report.task_count,
            "refused_count": error.report.refused_count,
            "refusals": refusals_json(error.report),
        }
        raise


async def _address(request: Request, query: ImportQuery) -> str | None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/x-www-form-urlencoded":
        return query.url
    body = await read_body(request, LARGEST_FIELD)
    found = parse_qs(body.decode("utf-8", "replace")).get("url")
    if not found and not query.url:
        raise BadRequest("The form has no field named url. Send the address of a file in it, or send the file itself.")
    return found[0] if found else query.url


async def _from_address(project: Project, address: str, query: ImportQuery) -> Imported:
    require_url_import(project.settings)
    jobs = await ImportJobs.of(project)
    if jobs is None:
        raise JobGone("There is no import in this project.")
    fetch = await jobs.fetch(address)
    async with contextlib.aclosing(fetch.run()) as steps:
        async for _ in steps:
            pass
    async with jobs.taken(fetch.job_id) as job:
        with project.importing(job.size), await to_thread.run_sync(jobs.open, job) as file:
            received = ReceivedFile(name=job.name, content_type=job.content_type, size=job.size, file=file)
            return await _imported(project, [received], query)


def _refuse_what_is_not_here(query: ImportQuery) -> None:
    if not query.commit_to_project or query.preannotated_from_fields:
        raise BadRequest(
            "commit_to_project=false and preannotated_from_fields are not available here. Leave them out; dry_run=true "
            "reads without importing.",
            code="not-available-here",
        )


def _answer(imported: Imported, query: ImportQuery) -> ImportAnswer:
    report = imported.report
    answer = ImportAnswer(
        task_count=report.task_count,
        annotation_count=report.annotation_count,
        prediction_count=report.prediction_count,
        duration=report.duration,
        file_upload_ids=[upload.id for upload in imported.uploads],
        found_formats=list(dict.fromkeys(imported.formats)),
        data_columns=imported.columns,
        refused_count=report.refused_count,
        refusals=refusals_json(report),
    )
    first, last = report.task_ids_from, report.task_ids_to
    if query.return_task_ids and first is not None and last is not None and report.task_count <= MOST_IDS:
        answer.task_ids = list(range(first, last + 1))
    return answer
