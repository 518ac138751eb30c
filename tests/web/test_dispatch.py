"""Requests through the whole web layer: routing, decoding, errors, headers."""

from __future__ import annotations

import logging

import pytest

from multisession.web.error_handling import AnswerCut
from tests.web.application import Subjects, application, client

pytestmark = pytest.mark.anyio


@pytest.fixture
def subjects() -> Subjects:
    return Subjects()


@pytest.mark.parametrize("path", ["/api/things/7", "/api/things/7/", "/studio/api/things/7", "/studio/api/things/7/"])
async def test_both_slash_forms_with_and_without_the_root_path(subjects: Subjects, path: str) -> None:
    async with client(application(subjects)) as http:
        answer = await http.get(path)
    assert answer.status_code == 200
    assert answer.json() == {"number": 7, "label": ""}
    assert answer.headers["x-project-revision"] == "r1"
    assert subjects.asked == [False]


async def test_a_literal_segment_wins_over_a_parameter(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        assert (await http.get("/api/things/counts")).json() == {"count": 2}


@pytest.mark.parametrize(
    "path", ["/api/things/x", "/api/things/-1", "/api/things/9999999999999999999", "/api", "/api/no"]
)
async def test_an_unknown_api_path_is_a_small_json_404(subjects: Subjects, path: str) -> None:
    async with client(application(subjects)) as http:
        answer = await http.get(path, headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert answer.json() == {"detail": "There is nothing at this address.", "status_code": 404}
    assert subjects.asked == []


async def test_the_wrong_method_names_the_right_ones(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        answer = await http.put("/api/things/7")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "DELETE, GET, HEAD"
    assert answer.json()["status_code"] == 405


async def test_head_is_get_for_reading(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        answer = await http.head("/api/things/7")
    assert answer.status_code == 200
    assert subjects.asked == [False]


async def test_a_body_is_decoded_and_the_answer_has_the_status(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        created = await http.post("/api/things", json={"number": 3, "label": "ä", "more": 1})
        deleted = await http.delete("/api/things/3")
    assert (created.status_code, created.json()) == (201, {"number": 3, "label": "ä"})
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert subjects.asked == [True, True]


@pytest.mark.parametrize(
    ("content", "status"),
    [
        (b'{"number": "x"}', 400),
        (b"{", 400),
        (b"", 400),
        (b"[" * 500 + b"]" * 500, 400),
        (b'{"number": 1, "label": "' + b"x" * 2000 + b'"}', 413),
        (b" " * 5000, 413),
    ],
)
async def test_a_body_that_is_refused_makes_no_project(subjects: Subjects, content: bytes, status: int) -> None:
    async with client(application(subjects)) as http:
        answer = await http.post("/api/things", content=content)
    assert answer.status_code == status
    assert answer.json()["status_code"] == status
    assert subjects.asked == []


async def test_a_body_without_a_length_is_counted(subjects: Subjects) -> None:
    async def parts():  # type: ignore[no-untyped-def]
        for _ in range(100):
            yield b" " * 100

    async with client(application(subjects)) as http:
        answer = await http.post("/api/things", content=parts())
    assert answer.status_code == 413
    assert answer.json()["detail"] == "The body is larger than the 1 kB accepted here. Send it in smaller parts."


async def test_a_form_is_not_json(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        answer = await http.post("/api/things", data={"number": "1"})
    assert answer.status_code == 415


async def test_query_strings_become_structs(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        filled = await http.get("/api/things?page=2&exact=True&ids=1,2&ids[]=3&unknown=x")
        wrong = await http.get("/api/things?page=two")
    assert filled.json() == {"page": 2, "exact": True, "ids": [1, 2, 3]}
    assert wrong.status_code == 400
    assert wrong.json()["validation_errors"] == {"page": ["Expected int, got str."]}


async def test_another_project_id_is_not_here(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        assert (await http.get("/api/projects/1/things")).status_code == 200
        answer = await http.get("/api/projects/2/things")
    assert answer.status_code == 404
    assert answer.json()["detail"] == "There is no project 2 here. Yours is project 1."


async def test_an_unforeseen_error_has_an_opaque_id_and_no_traceback(
    subjects: Subjects, caplog: pytest.LogCaptureFixture
) -> None:
    async with client(application(subjects)) as http:
        with caplog.at_level(logging.ERROR):
            answer = await http.get("/api/broken")
    assert answer.status_code == 500
    identifier = answer.json()["id"]
    assert identifier in answer.json()["detail"]
    assert "secret" not in answer.text
    assert identifier in caplog.text
    assert "secret detail" in caplog.text


async def test_an_error_after_the_first_byte_cuts_the_answer(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        with pytest.raises(AnswerCut):
            await http.get("/api/cut")


async def test_a_rate_is_told_with_retry_after(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        answer = await http.get("/api/busy")
    assert answer.headers["retry-after"] == "7"
    assert answer.json() == {
        "detail": "Many people are here. Try again in 7 seconds.",
        "status_code": 429,
        "code": "rate",
    }


async def test_a_page_gets_an_error_page_with_everything_escaped(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        answer = await http.get("/gone", headers={"accept": "text/html,*/*"})
    assert answer.status_code == 410
    assert "This &lt;project&gt; was removed." in answer.text
    assert 'href="/studio/"' in answer.text


async def test_a_foreign_page_cannot_post(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        answer = await http.post("/api/things", json={"number": 1}, headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert answer.json()["code"] == "cross-site"
    assert subjects.asked == []


async def test_every_answer_carries_the_security_headers(subjects: Subjects) -> None:
    async with client(application(subjects)) as http:
        answers = [await http.get("/api/things/1"), await http.get("/nowhere"), await http.get("/api/broken")]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "unsafe-inline" not in policy
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize("path", ["/files/a/b", "/files/..%2f..%2fx", "/files/%2e%2e/x"])
async def test_the_rest_of_a_path_arrives_as_text(subjects: Subjects, path: str) -> None:
    async with client(application(subjects)) as http:
        assert (await http.get(path)).status_code == 200
