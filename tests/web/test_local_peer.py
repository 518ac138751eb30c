"""Who counts as sitting at this machine."""

from __future__ import annotations

from typing import Any

import pytest

from multisession.web.local_peer import FORWARDED, is_local


def scope(client: str | None = "127.0.0.1", host: str = "127.0.0.1:8080", **more: Any) -> dict[str, Any]:
    headers = [(b"host", host.encode())] + [
        (name.replace("_", "-").encode(), b"203.0.113.9") for name in more.pop("headers", ())
    ]
    return {"client": client and (client, 5000), "headers": headers, "http_version": "1.1", **more}


@pytest.mark.parametrize(
    ("client", "host"),
    [
        ("127.0.0.1", "127.0.0.1:8080"),
        ("127.8.9.1", "localhost:8080"),
        ("::1", "[::1]:8080"),
        ("::ffff:127.0.0.1", "localhost"),
    ],
)
def test_this_machine(client: str, host: str) -> None:
    assert is_local(scope(client, host))


@pytest.mark.parametrize("client", ["203.0.113.9", "10.0.0.1", "::ffff:10.0.0.1", "testclient", None])
def test_another_machine(client: str | None) -> None:
    assert not is_local(scope(client))


@pytest.mark.parametrize(
    "header", ["forwarded", "via", "x_real_ip", "x_forwarded_for", "x_forwarded_server", "cf_connecting_ip"]
)
def test_a_proxy_on_this_machine(header: str) -> None:
    assert not is_local(scope(headers=[header]))


def test_a_proxy_whose_headers_were_read_already_or_that_speaks_the_old_protocol() -> None:
    assert not is_local(scope(state={FORWARDED: True}))
    assert not is_local(scope(http_version="1.0"))


@pytest.mark.parametrize("host", ["labels.example.org", "evil.example:8080", "", "localhost.evil.example", "[::1"])
def test_a_name_that_was_pointed_here(host: str) -> None:
    assert not is_local(scope(host=host))
