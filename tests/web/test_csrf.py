"""The table of cross-site requests: what a browser says about itself, and what we answer."""

from __future__ import annotations

import pytest
from starlette.datastructures import Headers

from multisession.web.csrf import refuses

HOST = {"host": "studio.example"}

PASS = [
    ("GET", {"sec-fetch-site": "cross-site"}, "reading changes nothing"),
    ("HEAD", {"sec-fetch-site": "cross-site"}, "reading changes nothing"),
    ("POST", {"sec-fetch-site": "same-origin"}, "our own page"),
    ("POST", {"sec-fetch-site": "none"}, "the person typed it"),
    ("POST", {}, "no browser"),
    ("POST", {"origin": "https://studio.example"}, "an old browser, our page, TLS ended by a proxy"),
    ("POST", {"origin": "http://studio.example"}, "an old browser, our page"),
    ("DELETE", {"origin": "http://studio.example:80"}, "the default port, written out"),
    ("POST", {"authorization": "Token ls_x", "sec-fetch-site": "cross-site"}, "a token cannot be forged"),
    ("POST", {"authorization": "Bearer e.y.z", "origin": "https://evil.example"}, "a token cannot be forged"),
    ("POST", {"x-api-key": "ls_x", "origin": "https://evil.example"}, "a token cannot be forged"),
    ("POST", {"origin": "https://listed.example", "sec-fetch-site": "cross-site"}, "listed by the host"),
]

REFUSED = [
    ("POST", {"sec-fetch-site": "cross-site"}, "another site"),
    ("POST", {"sec-fetch-site": "same-site"}, "another subdomain"),
    ("PUT", {"sec-fetch-site": "cross-site", "origin": "https://studio.example"}, "Sec-Fetch-Site is the better word"),
    ("PATCH", {"sec-fetch-site": "nonsense"}, "only two values pass"),
    ("DELETE", {"origin": "https://evil.example"}, "another host"),
    ("POST", {"origin": "null"}, "a sandboxed frame"),
    ("POST", {"origin": "https://studio.example.evil.example"}, "a prefix is not the host"),
    ("POST", {"origin": "http://studio.example:8080"}, "another port"),
    ("POST", {"origin": "https://evil.example", "authorization": "Basic dTpw"}, "browsers send Basic by themselves"),
    ("POST", {"origin": "https://[broken"}, "an origin that is none"),
    ("POST", {"origin": "file://studio.example"}, "not a web origin"),
    ("BREW", {"sec-fetch-site": "cross-site"}, "an unknown method is unsafe"),
]


@pytest.mark.parametrize(("method", "headers", "why"), PASS)
def test_passes(method: str, headers: dict[str, str], why: str) -> None:
    assert not refuses(method, Headers(HOST | headers), scheme="http", allowed_origins={"https://listed.example"}), why


@pytest.mark.parametrize(("method", "headers", "why"), REFUSED)
def test_is_refused(method: str, headers: dict[str, str], why: str) -> None:
    assert refuses(method, Headers(HOST | headers), scheme="http", allowed_origins={"https://listed.example"}), why


def test_a_port_in_the_host_header_counts() -> None:
    headers = Headers({"host": "127.0.0.1:8080", "origin": "http://127.0.0.1:8080"})
    assert not refuses("POST", headers, scheme="http")
    headers = Headers({"host": "127.0.0.1:8080", "origin": "http://127.0.0.1:8081"})
    assert refuses("POST", headers, scheme="http")


def test_an_ipv6_host_is_compared_whole() -> None:
    assert not refuses("POST", Headers({"host": "[::1]:8080", "origin": "http://[::1]:8080"}), scheme="http")
    assert refuses("POST", Headers({"host": "[::1]:8080", "origin": "http://[::2]:8080"}), scheme="http")
