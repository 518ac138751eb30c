"""From declared operations to routes: reads, checks, calls, encodes. What a handler is not asked to do itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol, get_args, get_origin
from urllib.parse import parse_qsl

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from multisession.web.body_limit import read_body
from multisession.web.compression import compress
from multisession.web.errors import NotFound, UnsupportedMedia, ValidationFailed
from multisession.web.json import decode, encode
from multisession.web.operation import Operation

#: In session and single mode every project is known by this id.
PROJECT_ID = 1
#: Largest body of an operation that does not say otherwise, in bytes.
MAX_JSON_BYTES = 16 * 2**20


class Subjects(Protocol):
    """Whom an operation acts on. Implemented by the resolver; raises StudioError where there is nobody."""

    async def project(self, request: Request, *, write: bool) -> Any:
        """This session's project; with ``write`` it exists on disk afterwards."""
        ...

    async def session(self, request: Request) -> Any:
        """The session that asks."""
        ...


class HostSubjects(Protocol):
    """The host's console, which has nothing to do with anybody's session."""

    async def host(self, request: Request) -> Any:
        """The console, for whoever proves to be the host. Raises NotAuthenticated for everybody else."""
        ...


class OperationEndpoint:
    """One operation as an ASGI application. ``operation`` is there for whoever walks the route table."""

    def __init__(
        self,
        operation: Operation,
        subjects: Subjects,
        *,
        host: HostSubjects | None = None,
        max_json_bytes: int = MAX_JSON_BYTES,
    ) -> None:
        self.operation = operation
        self._subjects = subjects
        self._host = host
        self._limit = max_json_bytes
        self._decoder = None if operation.body is None else msgspec.json.Decoder(operation.body)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive, send)
        response = await self._respond(request)
        await response(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        operation = self.operation
        if operation.scope == "project" and request.path_params.get("project_id", PROJECT_ID) != PROJECT_ID:
            raise NotFound(
                f"There is no project {request.path_params['project_id']} here. Yours is project {PROJECT_ID}."
            )
        if operation.scope == "host":
            # Before anything is read: whoever is not the host learns not even what a request should look like.
            return await self._respond_to_host(request)
        # Body and query come before the project: a request that cannot be understood makes nothing.
        arguments = await self._arguments(request)
        subject = await self._subject(request)
        answer = await operation.handler(request, subject, *arguments)
        response = answer if isinstance(answer, Response) else self._encoded(answer)
        if operation.scope == "project" and subject.revision:
            response.headers["x-project-revision"] = subject.revision
        if operation.scope == "project":
            compress(response, request.headers.get("accept-encoding", ""))
        return response

    async def _respond_to_host(self, request: Request) -> Response:
        assert self._host is not None, "operations of the host are served where there is one"
        console = await self._host.host(request)
        answer = await self.operation.handler(request, console, *await self._arguments(request))
        return answer if isinstance(answer, Response) else self._encoded(answer)

    async def _arguments(self, request: Request) -> list[Any]:
        """What the handler takes after its subject: the body, the query."""
        arguments: list[Any] = []
        if self._decoder is not None:
            arguments.append(await self._body(request))
        if self.operation.query is not None:
            arguments.append(read_query(request.scope["query_string"], self.operation.query))
        return arguments

    async def _subject(self, request: Request) -> Any:
        if self.operation.scope == "project":
            return await self._subjects.project(request, write=self.operation.is_write)
        if self.operation.scope == "session":
            return await self._subjects.session(request)
        return None

    async def _body(self, request: Request) -> Any:
        check_json_type(request.headers.get("content-type"))
        content = await read_body(request, self._limit)
        if not content and request.method in ("POST", "PATCH"):
            # An action without arguments may be posted without a body; a type with required fields says what it lacks.
            content = b"{}"
        return decode(content, self._decoder)

    def _encoded(self, answer: Any) -> Response:
        if answer is None:
            status = 204 if self.operation.status == 200 else self.operation.status
            return Response(status_code=status)
        return Response(encode(answer), self.operation.status, media_type="application/json")


def check_json_type(content_type: str | None) -> None:
    """Raises UnsupportedMedia for the two types that browsers' forms send and that are never JSON."""
    kind = (content_type or "").partition(";")[0].strip().lower()
    if kind in ("application/x-www-form-urlencoded", "multipart/form-data"):
        raise UnsupportedMedia(f"This address reads JSON, not {kind}. Send Content-Type: application/json.")


def read_query(query_string: bytes, kind: type[Any]) -> Any:
    """A query string as a msgspec struct: text becomes numbers and booleans as its fields say; others are ignored.

    Repeated keys (also written ``key[]``) and comma-separated values fill a list field. Raises ValidationFailed.
    """
    lists = {field.encode_name for field in msgspec.structs.fields(kind) if _is_list(field.type)}
    found: dict[str, Any] = {}
    try:
        pairs = parse_qsl(query_string.decode("latin-1"), keep_blank_values=True, max_num_fields=1000, errors="strict")
    except ValueError:
        raise ValidationFailed("The query string cannot be read. Send it percent-encoded in UTF-8.") from None
    for key, value in pairs:
        name = key.removesuffix("[]")
        if name in lists:
            found.setdefault(name, []).extend(item for item in value.split(",") if item)
        elif value.lower() in ("true", "false"):
            found[name] = value.lower()
        else:
            found[name] = value
    try:
        return msgspec.convert(found, kind, strict=False)
    except msgspec.ValidationError as error:
        said, _, path = str(error).replace("`", "").partition(" - at $.")
        raise ValidationFailed(f"{path}: {said}.", validation_errors={path or "query": [f"{said}."]}) from None


def _is_list(annotation: Any) -> bool:
    return get_origin(annotation) is list or any(get_origin(part) is list for part in get_args(annotation))


def routes(
    operations: Iterable[Operation],
    subjects: Subjects,
    *,
    host: HostSubjects | None = None,
    limits: Mapping[str, int] | None = None,
) -> list[Route]:
    """A Starlette route for each operation; GET routes answer HEAD too. Both slash forms are SegmentRouter's doing."""
    limit = (limits or {}).get("json", MAX_JSON_BYTES)
    made = []
    for operation in operations:
        endpoint = OperationEndpoint(operation, subjects, host=host, max_json_bytes=limit)
        path = operation.path.rstrip("/") or "/"
        route = Route(path, endpoint, methods=[operation.method], name=operation.name)
        made.append(route)
    return made
