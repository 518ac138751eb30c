"""The Content-Security-Policy for each way of serving."""

from __future__ import annotations

from multisession.web.security_headers import content_security_policy


def directives(policy: str) -> dict[str, str]:
    return {name: value for name, _, value in (part.partition(" ") for part in policy.split("; "))}


def test_pictures_may_come_from_https_everywhere_and_from_http_only_on_plain_http() -> None:
    assert directives(content_security_policy(scheme="https", outside_media=True))["img-src"] == (
        "'self' data: blob: https:"
    )
    assert directives(content_security_policy(scheme="http", outside_media=True))["media-src"] == (
        "'self' data: blob: https: http:"
    )


def test_a_host_can_forbid_outside_media() -> None:
    assert directives(content_security_policy(scheme="https", outside_media=False))["img-src"] == "'self' data: blob:"


def test_only_listed_origins_can_be_fetched_from() -> None:
    policy = content_security_policy(scheme="https", outside_media=True, connect_sources=["https://data.example"])
    assert directives(policy)["connect-src"] == "'self' https://data.example"
    assert directives(policy)["script-src"] == "'self'"
    assert directives(policy)["style-src"] == "'self'"
