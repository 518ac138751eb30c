"""How another visitor knocks at each operation with the first tenant's ids. A route without a case fails the test."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: Without the label that the first tenant's annotations use: what is said about that would be a leak.
CONFIG = (
    '<View><Labels name="label" toName="text"><Label value="Person"/></Labels><Text name="text" value="$text"/></View>'
)


@dataclass(frozen=True)
class Case:
    """What to send. ``{task_id}`` and the like stand for the first tenant's ids, ``{own_task_id}`` for the knocker's.

    ``names_theirs``: path, query or body name something of the first tenant's, so the answer must be 404 (401 or 403
    for who may not write, or whose altered token it is). Path parameters with ids count by themselves.
    """

    json: Any = None
    query: str = ""
    names_theirs: bool = False


PLAIN = (Case(),)
#: The host's: refused to every tenant, whatever it names.
HOSTS = (Case(names_theirs=True),)
RESULT = Case(json={"result": []})
VALIDATE = (Case(json={"label_config": CONFIG}),)

#: Every task of whoever asks, found by looking through all; without braces, which the knocker fills.
SEARCH = "&query=%7B%22ordering%22:%5B%22-tasks:data.text%22%5D%7D"

#: (method, path without the trailing slash) -> how to knock
CASES: dict[tuple[str, str], tuple[Case, ...]] = {
    # A query keeps the welcome page from leading to the labeling page.
    ("GET", "/"): (Case(query="gallery=1"), Case(), Case(query="task={task_id}")),
    ("GET", "/label"): (Case(query="task={task_id}"), Case(query="task=1"), Case(query="project={session_id}")),
    ("GET", "/setup"): PLAIN,
    ("GET", "/import"): PLAIN,
    ("GET", "/export"): PLAIN,
    ("GET", "/settings"): PLAIN,
    ("GET", "/data"): PLAIN,
    ("GET", "/dashboard"): PLAIN,
    ("GET", "/playground"): PLAIN,
    ("GET", "/projects"): PLAIN,
    ("GET", "/privacy"): PLAIN,
    ("GET", "/api/privacy"): PLAIN,
    ("GET", "/editor/frame"): PLAIN,
    ("GET", "/host"): (Case(query="session={session_id}"),),
    ("GET", "/api/host/sign-in"): PLAIN,
    ("POST", "/api/host/sign-in"): (Case(json={"key": "{token}"}),),
    ("DELETE", "/api/host/sign-in"): PLAIN,
    ("GET", "/api/host/overview"): HOSTS,
    ("PATCH", "/api/host/mode"): (Case(json={"banner": "said by a visitor"}, names_theirs=True),),
    ("GET", "/api/host/history"): HOSTS,
    ("GET", "/api/host/sessions"): (Case(query="search={session_id}", names_theirs=True),),
    ("GET", "/api/host/sessions/{session_id}"): HOSTS,
    ("DELETE", "/api/host/sessions/{session_id}"): HOSTS,
    ("GET", "/api/host/sessions/{session_id}/tasks"): HOSTS,
    ("GET", "/api/host/sessions/{session_id}/tasks/{task_id:int}"): HOSTS,
    ("POST", "/api/host/sessions/{session_id}/extend"): (Case(json={"days": 1}, names_theirs=True),),
    ("POST", "/api/host/sessions/{session_id}/freeze"): HOSTS,
    ("POST", "/api/host/sessions/{session_id}/unfreeze"): HOSTS,
    ("POST", "/api/host/sessions/{session_id}/resume-code"): HOSTS,
    ("GET", "/api/host/sessions/{session_id}/download"): HOSTS,
    ("GET", "/health"): PLAIN,
    ("GET", "/metrics"): PLAIN,
    ("GET", "/version"): PLAIN,
    ("GET", "/api/version"): PLAIN,
    ("GET", "/docs/api/schema/json"): PLAIN,
    ("GET", "/static/{path:path}"): PLAIN,
    ("GET", "/api/current-user/whoami"): PLAIN,
    ("GET", "/api/projects"): (Case(query="page_size=100&search=&session={session_id}"),),
    ("POST", "/api/projects"): (Case(json={"title": "another", "label_config": CONFIG}),),
    ("GET", "/api/projects/{project_id:int}"): PLAIN,
    ("PATCH", "/api/projects/{project_id:int}"): (Case(json={"title": "changed by another"}),),
    ("DELETE", "/api/projects/{project_id:int}"): PLAIN,
    ("DELETE", "/api/projects/{project_id:int}/tasks"): PLAIN,
    ("GET", "/api/projects/{project_id:int}/next"): PLAIN,
    ("GET", "/api/projects/{project_id:int}/figures"): (Case(), Case(query="from=2020-01-01&task={task_id}")),
    ("GET", "/api/projects/{project_id:int}/export"): tuple(
        Case(query=f"exportType={format}&download_all_tasks=true{ids}")
        for format in ("JSON", "JSON_MIN", "CSV", "TSV")
        for ids in ("", "&ids={task_id}", "&query=%7B%22search%22%3A%22e%22%7D", "&view=1")
    ),
    ("GET", "/api/projects/{project_id:int}/export/count"): (
        Case(query="download_all_tasks=true&ids={task_id}"),
        Case(query="download_all_tasks=true"),
    ),
    ("GET", "/api/projects/{project_id:int}/export/formats"): PLAIN,
    ("GET", "/api/projects/{project_id:int}/exports"): PLAIN,
    ("POST", "/api/projects/{project_id:int}/exports"): (
        Case(json={"export_type": "JSON_MIN", "task_filter_options": {"ids": ["{task_id}"]}}),
    ),
    ("GET", "/api/projects/{project_id:int}/exports/{export_id:int}"): PLAIN,
    ("POST", "/api/projects/{project_id:int}/exports/{export_id:int}/convert"): (Case(json={"export_type": "CSV"}),),
    ("GET", "/api/projects/{project_id:int}/exports/{export_id:int}/download"): (Case(), Case(query="exportType=JSON")),
    ("DELETE", "/api/projects/{project_id:int}/exports/{export_id:int}"): PLAIN,
    ("POST", "/api/projects/{project_id:int}/import"): (Case(json=[{"text": "mine"}]), Case(json=[{"text": 7}])),
    ("POST", "/api/projects/{project_id:int}/import/address"): (Case(json={"url": "http://127.0.0.1/{session_id}"}),),
    ("POST", "/api/projects/{project_id:int}/import/preview"): (
        Case(query="name=a.csv", json=[{"text": "mine"}]),
        Case(query="job={job}", names_theirs=True),
    ),
    ("GET", "/api/projects/{project_id:int}/import/jobs"): PLAIN,
    ("POST", "/api/projects/{project_id:int}/import/jobs"): (Case(json={"name": "mine.csv", "size": 9}),),
    ("GET", "/api/projects/{project_id:int}/import/jobs/{job}"): PLAIN,
    ("PUT", "/api/projects/{project_id:int}/import/jobs/{job}"): (Case(query="offset=4", json=[{"text": "x"}]),),
    ("POST", "/api/projects/{project_id:int}/import/jobs/{job}/resume"): (Case(query="name=mine.csv&size=9"),),
    ("POST", "/api/projects/{project_id:int}/import/jobs/{job}/commit"): (Case(json={"skip_refused": True}),),
    ("POST", "/api/projects/{project_id:int}/import/jobs/{job}/undo"): (Case(json={"force": True}),),
    ("GET", "/api/projects/{project_id:int}/import/jobs/{job}/refused"): (Case(), Case(query="form=json")),
    ("DELETE", "/api/projects/{project_id:int}/import/jobs/{job}"): PLAIN,
    ("POST", "/api/projects/{project_id:int}/import/predictions"): (
        Case(json=[{"task": "{task_id}", "result": []}], names_theirs=True),
    ),
    ("GET", "/api/projects/{project_id:int}/file-uploads"): (Case(query="all=true"), Case(query="ids={upload_id}")),
    ("DELETE", "/api/projects/{project_id:int}/file-uploads"): (Case(query="ids={upload_id}"), Case(query="all=true")),
    ("POST", "/api/projects/validate"): VALIDATE,
    ("POST", "/api/projects/{project_id:int}/validate"): VALIDATE,
    ("POST", "/api/projects/{project_id:int}/sample-task"): VALIDATE,
    ("GET", "/api/projects/{project_id:int}/config-history"): PLAIN,
    ("GET", "/api/projects/{project_id:int}/config-history/{version_id:int}"): PLAIN,
    ("POST", "/api/projects/{project_id:int}/config-history/{version_id:int}/restore"): PLAIN,
    ("GET", "/api/projects/{project_id:int}/tasks/{task_id:int}/neighbours"): PLAIN,
    ("GET", "/api/projects/{project_id:int}/label-stream-history"): (Case(query="limit=100"),),
    ("GET", "/api/tasks"): (
        *(Case(query=f"fields=all&project=1&page_size={size}{query}") for size in (100, -1) for query in ("", SEARCH)),
        Case(query="view={view_id}", names_theirs=True),
    ),
    ("GET", "/api/dm/actions"): PLAIN,
    ("POST", "/api/dm/actions"): (
        Case(query="id=skip_tasks", json={"selectedItems": {"all": True}}),
        Case(query="id=delete_tasks", json={"selectedItems": {"all": False, "included": ["{task_id}"]}}),
        Case(query="id=delete_tasks_annotations", json={"selectedItems": {"all": True}}),
        Case(query="id=undo", json={"undo": "1"}),
    ),
    ("GET", "/api/dm/columns"): PLAIN,
    ("GET", "/api/dm/project"): PLAIN,
    ("GET", "/api/dm/views"): PLAIN,
    ("POST", "/api/dm/views"): (Case(json={"data": {"title": "mine"}}),),
    ("DELETE", "/api/dm/views/reset"): PLAIN,
    ("POST", "/api/dm/views/order"): (Case(json={"ids": ["{view_id}"]}, names_theirs=True),),
    ("GET", "/api/dm/views/{view_id:int}"): PLAIN,
    ("PATCH", "/api/dm/views/{view_id:int}"): (Case(json={"data": {"title": "changed by another"}}),),
    ("DELETE", "/api/dm/views/{view_id:int}"): PLAIN,
    ("POST", "/api/tasks"): (Case(json={"data": {"text": "mine"}}),),
    ("GET", "/api/tasks/{task_id:int}"): PLAIN,
    ("PATCH", "/api/tasks/{task_id:int}"): (Case(json={"data": {"text": "changed by another"}}),),
    ("DELETE", "/api/tasks/{task_id:int}"): PLAIN,
    ("GET", "/api/tasks/{task_id:int}/annotations"): PLAIN,
    ("POST", "/api/tasks/{task_id:int}/annotations"): (
        RESULT,
        Case(json={"result": [], "draft_id": "{draft_id}", "parent_annotation": "{annotation_id}"}),
    ),
    ("GET", "/api/tasks/{task_id:int}/drafts"): PLAIN,
    ("POST", "/api/tasks/{task_id:int}/drafts"): (RESULT, Case(json={"result": [], "annotation": "{annotation_id}"})),
    ("GET", "/api/annotations/{annotation_id:int}"): PLAIN,
    ("PATCH", "/api/annotations/{annotation_id:int}"): (RESULT,),
    ("DELETE", "/api/annotations/{annotation_id:int}"): PLAIN,
    ("GET", "/api/drafts/{draft_id:int}"): PLAIN,
    ("PATCH", "/api/drafts/{draft_id:int}"): (RESULT,),
    ("DELETE", "/api/drafts/{draft_id:int}"): PLAIN,
    ("GET", "/api/predictions"): (Case(query="task={task_id}"), Case()),
    ("POST", "/api/predictions"): (Case(json={"task": "{task_id}", "result": []}, names_theirs=True),),
    ("GET", "/api/predictions/{prediction_id:int}"): PLAIN,
    ("PATCH", "/api/predictions/{prediction_id:int}"): (RESULT,),
    ("DELETE", "/api/predictions/{prediction_id:int}"): PLAIN,
    ("GET", "/api/templates"): PLAIN,
    ("GET", "/api/templates/{name}"): PLAIN,
    ("GET", "/api/templates/{name}/thumbnail"): PLAIN,
    ("GET", "/api/templates/{name}/media/{file}"): PLAIN,
    ("POST", "/api/templates/{name}/open"): (Case(query="replace=true"), Case()),
    ("GET", "/data/upload/{name}"): PLAIN,
    ("GET", "/data/upload/{project_id:int}/{name}"): PLAIN,
    ("GET", "/api/session"): PLAIN,
    ("GET", "/api/session/projects"): PLAIN,
    ("DELETE", "/api/session/projects/{index:int}"): (
        Case(query="created_at={created_at}"),
        Case(query="created_at={created_at}&session_id={session_id}"),
    ),
    ("GET", "/api/session/projects/{index:int}/download"): (Case(query="created_at={created_at}"),),
    ("POST", "/api/session/projects/switch"): (
        *(Case(json={"index": index}) for index in range(3)),
        Case(json={"index": 0, "session_id": "{session_id}", "id": "{session_id}"}),
    ),
    ("POST", "/api/session/start-over"): (Case(json={"session_id": "{session_id}"}),),
    ("POST", "/api/session/token"): (Case(), Case(json={"session_id": "{session_id}"})),
    ("POST", "/api/session/resume-code"): PLAIN,
    ("DELETE", "/api/session/resume-code"): PLAIN,
    ("POST", "/api/session/resume"): (Case(json={"code": "{altered_resume_code}"}, names_theirs=True),),
    ("POST", "/api/session/sign-out-elsewhere"): PLAIN,
    ("GET", "/api/session/download"): (Case(), Case(query="session={session_id}&project={session_id}")),
    ("DELETE", "/api/session/project"): (Case(), Case(json={"session_id": "{session_id}"})),
    ("GET", "/api/current-user/token"): PLAIN,
    ("POST", "/api/current-user/reset-token"): PLAIN,
    ("GET", "/api/token"): PLAIN,
    ("POST", "/api/token"): PLAIN,
    ("POST", "/api/token/refresh"): (Case(json={"refresh": "{altered_refresh_token}"}, names_theirs=True),),
    ("POST", "/api/token/rotate"): (Case(json={"refresh": "{altered_refresh_token}"}, names_theirs=True),),
    ("POST", "/api/token/blacklist"): (Case(json={"refresh": "{altered_refresh_token}"}, names_theirs=True),),
}
