"""The OpenAPI 3.1 document, made from the same declarations that validate requests."""

from __future__ import annotations

import re
from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

import msgspec

from multisession.web.operation import Operation

_PARAMETER = re.compile(r"\{(\w+)(?::(\w+))?\}")
_REFERENCE = "#/components/schemas/{name}"


class Error(msgspec.Struct, kw_only=True, omit_defaults=True):
    """What every refusal looks like."""

    #: one sentence: what is, then what to do
    detail: str
    status_code: int
    validation_errors: dict[str, list[str]] | None = None
    #: a short name for programs, where the status does not say it all
    code: str | None = None


def openapi_document(
    operations: Iterable[Operation], *, title: str, version: str, root_path: str = ""
) -> dict[str, Any]:
    """The whole document as builtins."""
    declared = [operation for operation in operations if not operation.legacy]
    types = [kind for operation in declared for kind in (operation.body, operation.response) if kind is not None]
    schemas, components = msgspec.json.schema_components([*types, Error], ref_template=_REFERENCE)
    found = iter(schemas)
    paths: dict[str, dict[str, Any]] = {}
    for operation in declared:
        body = next(found) if operation.body is not None else None
        response = next(found) if operation.response is not None else None
        path = _PARAMETER.sub(r"{\1}", operation.path.rstrip("/") or "/")
        paths.setdefault(path, {})[operation.method.lower()] = _described(operation, body, response)
    return {
        "openapi": "3.1.0",
        "info": {"title": title, "version": version, "description": "A trailing slash is optional on every path."},
        "servers": [{"url": root_path or "/"}],
        "paths": paths,
        "components": {
            "schemas": components,
            "securitySchemes": {
                "token": {"type": "apiKey", "in": "header", "name": "Authorization", "description": "Token <key>"},
                "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            },
        },
        "security": [{}, {"token": []}, {"bearer": []}],
    }


def _described(operation: Operation, body: Any, response: Any) -> dict[str, Any]:
    described: dict[str, Any] = {
        "operationId": operation.name,
        "summary": operation.summary,
        "tags": [operation.tag],
        "responses": _responses(operation, response),
    }
    parameters = [*_path_parameters(operation), *_query_parameters(operation)]
    if parameters:
        described["parameters"] = parameters
    if body is not None:
        described["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    elif operation.streams:
        described["requestBody"] = {"required": True, "content": {"*/*": {"schema": {}}}}
    return described


def _responses(operation: Operation, response: Any) -> dict[str, Any]:
    status = operation.status
    answer: dict[str, Any] = {"description": HTTPStatus(status).phrase}
    if response is not None:
        answer["content"] = {"application/json": {"schema": response}}
    refusal = {
        "description": "Refused",
        "content": {"application/json": {"schema": {"$ref": _REFERENCE.format(name="Error")}}},
    }
    return {str(status): answer, "4XX": refusal}


def _path_parameters(operation: Operation) -> list[dict[str, Any]]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer"} if kind == "int" else {"type": "string"},
            "description": operation.parameters.get(name, ""),
        }
        for name, kind in _PARAMETER.findall(operation.path)
    ]


def _query_parameters(operation: Operation) -> list[dict[str, Any]]:
    if operation.query is None:
        return []
    _, components = msgspec.json.schema_components([operation.query])
    schema = components[operation.query.__name__]
    return [
        {"name": name, "in": "query", "required": name in schema.get("required", ()), "schema": kind}
        for name, kind in schema["properties"].items()
    ]
