"""What is compressed, and what is not."""

from __future__ import annotations

import gzip

import pytest
from starlette.responses import Response

from multisession.web.compression import LARGEST, SMALLEST, compress

ROWS = b'{"text":"the night ferry leaves at 21:40"},' * 100


def answer(body: bytes, media_type: str = "application/json") -> Response:
    return Response(body, media_type=media_type)


def test_a_page_of_rows_shrinks_and_is_the_same_again() -> None:
    response = answer(ROWS)
    compress(response, "br, gzip")
    assert gzip.decompress(bytes(response.body)) == ROWS
    assert response.headers["content-encoding"] == "gzip"
    assert response.headers["vary"] == "Accept-Encoding"
    assert int(response.headers["content-length"]) == len(response.body) < len(ROWS) / 5


def test_who_does_not_take_it_gets_it_as_it_is_and_caches_are_told() -> None:
    response = answer(ROWS)
    compress(response, "identity")
    assert response.body == ROWS
    assert "content-encoding" not in response.headers
    assert response.headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    "response",
    [answer(b"x" * (SMALLEST - 1)), answer(b"x" * (LARGEST + 1)), answer(ROWS, "text/csv"), Response(status_code=204)],
    ids=["small", "large", "no JSON", "empty"],
)
def test_what_does_not_pay_is_left_alone(response: Response) -> None:
    before = dict(response.headers), response.body
    compress(response, "gzip")
    assert (dict(response.headers), response.body) == before


@pytest.mark.parametrize(
    ("accepted", "taken"),
    [
        ("GZIP", True),
        ("br;q=1, gzip;q=0.5", True),
        ("gzip;q=0", False),
        ("identity, gzip; q=0.000", False),
        ("x-gzip-not", False),
        ("", False),
    ],
)
def test_a_client_that_refuses_it_is_heard(accepted: str, taken: bool) -> None:
    response = answer(ROWS)
    compress(response, accepted)
    assert ("content-encoding" in response.headers) == taken
