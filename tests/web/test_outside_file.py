"""Fetching a file: redirects, names, limits, and hosts that lie, drip, break off or never end."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import AsyncIterator

import pytest

from multisession.web.errors import BodyTooLarge, StudioError
from multisession.web.guarded_transport import AddressFailed, AddressRefused, GuardedTransport
from multisession.web.outside_file import FetchLimits, OutsideFile, outside_file
from multisession.web.public_addresses import networks
from tests.web.other_host import OtherHost, other_host

pytestmark = pytest.mark.anyio

HERE = networks(("127.0.0.1",), "")
LIMITS = FetchLimits(size=100_000, seconds=5, idle_seconds=2)


@pytest.fixture
async def other() -> AsyncIterator[OtherHost]:
    async with other_host() as host:
        yield host


async def fetched(address: str, limits: FetchLimits = LIMITS) -> tuple[OutsideFile, bytes]:
    async with outside_file(address, GuardedTransport(allowed=HERE), limits) as found:
        return found, b"".join([block async for block in found.blocks])


async def test_a_file_is_fetched_as_it_is_and_nothing_is_said_of_whoever_asks(other: OtherHost) -> None:
    found, content = await fetched(other.has("/a/rows.csv", b"text\nx\n", "Content-Type: text/csv; charset=utf-8"))
    assert (found.name, found.content_type, found.size, content) == ("rows.csv", "text/csv", 7, b"text\nx\n")
    head = other.heads[0].lower()
    assert "accept-encoding: identity\r\n" in head
    assert not any(name in head for name in ("\r\ncookie:", "\r\nauthorization:", "\r\nreferer:", "\r\nx-"))


@pytest.mark.parametrize(
    ("path", "disposition", "name"),
    [
        ("/a/%C3%BCbung%20eins.csv", "", "übung eins.csv"),
        ("/get", 'attachment; filename="rows.csv"', "rows.csv"),
        ("/get", "attachment; filename*=UTF-8''%C3%BCbung.csv", "übung.csv"),
        ("/", "", "127.0.0.1"),
        ("/get", 'attachment; filename="a \\"b\\";.csv"; filename*=nonsense\'\'%ff', 'a "b";.csv'),
        ("/get", "attachment; filename=rows.csv; filename*=iso-8859-1'de'%FCbung.csv", "übung.csv"),
        # at these the standard library's reader fails
        ("/x.csv", "attachment; filename*1*=%00''a;filename*=''%00", "x.csv"),
        ("/x.csv", "filename*=%00'; filename*=; filename*1*=", "x.csv"),
    ],
)
async def test_the_name_is_the_other_hosts(other: OtherHost, path: str, disposition: str, name: str) -> None:
    headers = [f"Content-Disposition: {disposition}"] if disposition else []
    assert (await fetched(other.has(path, b"x", *headers)))[0].name == name


async def test_redirects_are_followed_without_cookies_and_each_is_checked(other: OtherHost) -> None:
    other.has("/end.csv", b"x")
    for number in range(6):
        following = f"/{number - 1}" if number else "/end.csv"
        other.has(f"/{number}", b"", f"Location: {following}", "Set-Cookie: a=b; Path=/", status="302 Found")
    assert (await fetched(other.address("/4")))[0].name == "end.csv"
    assert not any("\r\ncookie" in head.lower() for head in other.heads)
    with pytest.raises(AddressFailed, match="more than 5 times"):
        await fetched(other.address("/5"))


@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2:{port}/secret", "http://[::1]:{port}/secret", "http://localhost.:22/", "file:///etc/passwd",
        "http://me:word@127.0.0.1:{port}/secret", "gopher://127.0.0.1:{port}/x", "http://169.254.169.254/latest/",
    ],
)  # fmt: skip
async def test_a_redirect_to_what_may_not_be_asked_is_refused(other: OtherHost, location: str) -> None:
    where = location.format(port=other.port)
    with pytest.raises(AddressRefused):
        await fetched(other.has("/", b"", f"Location: {where}", status="302 Found"))
    assert other.connections == 1


@pytest.mark.parametrize(
    ("said", "error", "reason"),
    [
        (b"HTTP/1.1 403 <b>\r\nContent-Length: 0\r\n\r\n", AddressFailed, "answered 403 Forbidden"),
        (b"HTTP/1.1 204 None\r\n\r\n", AddressFailed, "204"),
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\n<", AddressFailed, "web page"),
        (b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 1\r\n\r\nx", AddressFailed, "compresses"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 999999\r\n\r\n", BodyTooLarge, "larger"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 200_000, BodyTooLarge, "larger"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n" + b"x" * 400, AddressFailed, "broke off"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", AddressFailed, "broke off"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nx", AddressFailed, "broke off"),
        (b"HTTP/1.1 200 OK\r\nX: " + b"y" * 2_000_000 + b"\r\n\r\n", AddressFailed, "broke off|cut"),
        (b"SSH-2.0-OpenSSH_9\r\n", AddressFailed, "broke off"),
        (b"", AddressFailed, "broke off"),
    ],
)  # fmt: skip
async def test_a_host_that_answers_badly_is_a_sentence(
    other: OtherHost, said: bytes, error: type[StudioError], reason: str
) -> None:
    with pytest.raises(error, match=reason):
        await fetched(other.says("/x.csv", said))


async def test_what_goes_beyond_the_length_that_was_said_is_not_taken(other: OtherHost) -> None:
    address = other.says("/x.csv", b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ntextMORE")
    assert (await fetched(address))[1] == b"text"


async def test_a_compressed_answer_stays_compressed(other: OtherHost) -> None:
    # The importer unpacks it within its own limits; here a bomb is as small as it came.
    bomb = gzip.compress(bytes(20_000_000))
    found, content = await fetched(other.has("/rows.csv", bomb, "Content-Encoding: gzip", "Content-Type: text/csv"))
    assert (found.name, content) == ("rows.csv.gz", bomb)


async def test_one_that_drips_and_one_that_says_nothing_are_given_up(other: OtherHost) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    async def silence(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    other.answers |= {"/drip": drip, "/silence": silence}
    with pytest.raises(AddressFailed, match="was not here after"):
        await fetched(other.address("/drip"), FetchLimits(size=100_000, seconds=0.3, idle_seconds=2))
    with pytest.raises(AddressFailed, match="too long to answer"):
        await fetched(other.address("/silence"), FetchLimits(size=100_000, seconds=5, idle_seconds=0.2))
