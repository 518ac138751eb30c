"""The document says what the declarations say."""

from __future__ import annotations

from multisession.web.openapi import openapi_document
from tests.web.application import OPERATIONS


def test_every_operation_is_described_with_its_shapes() -> None:
    document = openapi_document(OPERATIONS, title="Studio", version="0.1.0", root_path="/studio")
    assert document["openapi"] == "3.1.0"
    assert document["servers"] == [{"url": "/studio"}]
    described = {(method, path) for path, methods in document["paths"].items() for method in methods}
    assert ("get", "/api/things/{thing_id}") in described
    assert len(described) == len(OPERATIONS)
    create = document["paths"]["/api/things"]["post"]
    assert create["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Thing"}
    assert set(create["responses"]) == {"201", "4XX"}
    assert document["components"]["schemas"]["Thing"]["required"] == ["number"]
    listing = {parameter["name"]: parameter for parameter in document["paths"]["/api/things"]["get"]["parameters"]}
    assert set(listing) == {"page", "exact", "ids"}
    assert listing["page"]["schema"]["default"] == 1
    assert document["paths"]["/api/things/{thing_id}"]["get"]["parameters"][0]["schema"] == {"type": "integer"}
