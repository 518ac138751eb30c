"""The privacy notice says what the settings do: no more, no less."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import httpx
import pytest

from multisession.app import create_app
from multisession.sessions.privacy import NOBODY_NAMED, PrivacyNotice, in_words, privacy_article, privacy_notice
from multisession.settings import Settings
from tests.project.api.conftest import browser

pytestmark = pytest.mark.anyio
COOKIE = "__Host-ls-0123ab"


def notice(**settings: Any) -> PrivacyNotice:
    return privacy_notice(Settings(**settings), COOKIE)


def said(told: PrivacyNotice, section: str) -> str:
    return " ".join(next(part.statements for part in told.sections if part.id == section))


def test_a_host_who_set_nothing_keeps_projects_a_week_and_thirty_days_at_most() -> None:
    told = notice()
    assert (told.idle_expiry, told.absolute_expiry) == (7 * 86400, 30 * 86400)
    kept = said(told, "how-long")
    assert "deleted 7 days after your last visit" in kept
    assert "deleted 30 days after your first change, however often you come" in kept
    assert "Open pages warn you" in kept
    assert "opens nothing, with when it was made and deleted, and why." in kept
    assert said(told, "contact") == NOBODY_NAMED


@pytest.mark.parametrize(
    ("settings", "there", "missing"),
    [
        ({"idle_expiry": 0}, "deleted 30 days after your first change.", "last visit"),
        ({"absolute_expiry": 0}, "deleted 7 days after your last visit", "first change"),
        ({"idle_expiry": 0, "absolute_expiry": 0}, "kept until you delete it", "Open pages warn"),
        ({"idle_expiry": 5400, "absolute_expiry": 0}, "deleted 1 hour and 30 minutes after", "7 days"),
        ({"expiry_warning": 0}, "7 days", "Open pages warn"),
    ],
)
def test_how_long_follows_the_expiries(settings: dict[str, int], there: str, missing: str) -> None:
    kept = said(notice(**settings), "how-long")
    assert there in kept
    assert missing not in kept


def test_the_cookie_is_named_with_its_life() -> None:
    told = notice()
    assert told.cookie == COOKIE
    assert f"“{COOKIE}”" in said(told, "cookie")
    assert "400 days" in said(told, "cookie")


def test_outside_media_and_origins_are_told_as_they_are_set() -> None:
    assert "they see your network address" in said(notice(), "elsewhere")
    closed = notice(outside_media=False, connect_sources=("https://texts.example",))
    assert not closed.outside_media
    assert "network address" not in said(closed, "elsewhere")
    assert "https://texts.example" in said(closed, "elsewhere")


def test_nothing_is_said_of_a_count_that_is_not_kept() -> None:
    assert "digest of your network address" in said(notice(), "kept")
    assert "digest" not in said(notice(max_creations_per_hour=0), "kept")
    assert "floods" in said(notice(), "kept")
    assert "floods" not in said(notice(max_requests_per_second=0), "kept")


def test_the_log_is_told_as_it_is_kept() -> None:
    kept = said(notice(), "logs")
    assert kept.startswith("One request in 100, and every one that fails on the server or takes over 1 s, is noted")
    assert "short name" not in kept
    assert said(notice(debug=True), "logs").startswith("Every request is noted")
    assert "A short name stands in the log for your project" in said(notice(log_format="json"), "logs")
    assert "short name" not in said(privacy_notice(Settings(mode="single", log_format="json"), None), "logs")


def test_the_contact_is_the_hosts_own_words() -> None:
    assert said(notice(contact="Ada, room 12"), "contact") == "Ada, room 12"


def test_one_project_for_everybody_has_no_cookie_and_no_end() -> None:
    told = privacy_notice(Settings(mode="single", project="mine"), None)
    assert (told.cookie, told.idle_expiry, told.absolute_expiry) == (None, 0, 0)
    assert said(told, "cookie").startswith("This studio sets no cookie.")
    assert "Nothing expires." in said(told, "how-long")
    assert "Everybody who can open this address" in said(told, "who")


def test_the_article_says_the_same_and_lets_no_markup_through() -> None:
    told = notice(contact='<script>"x"</script>')
    article = privacy_article(told)
    assert "<script>" not in article
    for section in told.sections:
        for statement in section.statements:
            assert f"<p>{html.escape(statement)}</p>" in article


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (90, "1 minute and 30 seconds"),
        (43200, "12 hours"),
        (604800, "7 days"),
        (90061, "1 day and 1 hour"),
    ],
)
def test_spans_in_words(seconds: int, words: str) -> None:
    assert in_words(seconds) == words


@pytest.mark.parametrize(("url", "prefix"), [("http://studio.test", "ls-"), ("https://studio.test", "__Host-ls-")])
async def test_the_route_and_the_page_name_the_cookie_that_they_set(tmp_path: Path, url: str, prefix: str) -> None:
    app = create_app(Settings(root_dir=tmp_path, contact="ada@example.org"))
    async with (
        app.router.lifespan_context(app),
        httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=url) as client,
    ):
        page = await client.get("/privacy")
        told = (await client.get("/api/privacy")).json()
        (cookie,) = [name for name in client.cookies if name.startswith(prefix)]
    assert told["cookie"] == cookie
    assert told["contact"] == "ada@example.org"
    without_scripts = page.text.partition("<noscript>")[2].partition("</noscript>")[0]
    assert f"“{cookie}”" in without_scripts
    assert "deleted 7 days after your last visit" in without_scripts
    assert "ada@example.org" in without_scripts


async def test_every_page_leads_there_without_scripts(tmp_path: Path) -> None:
    app = create_app(Settings(root_dir=tmp_path, root_path="/studio"))
    async with app.router.lifespan_context(app), browser(app) as client:
        page = await client.get("/studio/")
    assert '<a href="/studio/privacy">Privacy</a>' in page.text.partition("<noscript>")[2]
