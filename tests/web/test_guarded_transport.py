"""Asking other hosts: which addresses are refused, and that the connection goes where the check looked (attack 8)."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import httpx
import pytest

from multisession.web.guarded_transport import AddressFailed, AddressRefused, GuardedTransport, checked_url
from multisession.web.public_addresses import networks
from tests.web.other_host import OtherHost, other_host

pytestmark = pytest.mark.anyio

CERTIFICATE = Path(__file__).parent / "certificates" / "data.example.pem"
HERE = networks(("127.0.0.0/8",), "")


@pytest.fixture
async def other() -> AsyncIterator[OtherHost]:
    async with other_host() as host:
        host.has("/", b"secret of this machine")
        yield host


class Names:
    """A resolver whose answers are those of the test, one after the other, the last for ever."""

    def __init__(self, *answers: Sequence[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(host)
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


async def get(address: str, transport: GuardedTransport) -> httpx.Response:
    async with httpx.AsyncClient(transport=transport, trust_env=False) as client:
        return await client.get(address)


@pytest.mark.parametrize(
    "address",
    [
        "", "data.csv", "//host/data.csv", "file:///etc/passwd", "gopher://host:70/_x", "ftp://host/x",
        "data:text/csv,a", "https:///x", "javascript:alert(1)", "http://user@host/", "https://user:word@host/",
        "http://:word@host/", "http://evil\\@host/", "http://ho st/", "http://host/\r\nX: y", "http://[::1",
        "http://host:notaport/", "http://host:99999/", "http://host:22/", "http://host:25/", "http://host:6667/",
        "http://host:0/", "http://\uff11\uff12\uff17.0.0.1/", "http://0177.0.0.1/", "http://" + "a" * 9_000,
    ],
)  # fmt: skip
async def test_what_is_no_web_address_or_holds_a_password_is_refused(address: str) -> None:
    with pytest.raises(AddressRefused):
        checked_url(address)


async def test_what_stands_after_the_hash_is_no_host() -> None:
    assert str(checked_url("http://host#@evil/")) == "http://host"
    assert checked_url("http://host#@evil/").host == "host"
    assert checked_url("https://host:8443/a?b=c#d").raw_path == b"/a?b=c"


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "localhost.", "2130706433", "017700000001", "0x7f.1", "0x7f000001", "127.1", "0",
        "0.0.0.0", "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[64:ff9b::127.0.0.1]", "169.254.169.254",
        "10.0.0.1",
    ],
)  # fmt: skip
async def test_this_machine_is_not_asked_however_it_is_written(other: OtherHost, host: str) -> None:
    with pytest.raises(AddressRefused):
        await get(other.address("/", host), GuardedTransport())
    assert other.connections == 0


async def test_a_name_with_one_private_address_is_refused_whatever_the_others_are(other: OtherHost) -> None:
    for answers in (["127.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["::ffff:127.0.0.1"], ["fe80::1%1"], []):
        with pytest.raises(AddressRefused, match="is not on the public internet"):
            await get(other.address("/", "data.example"), GuardedTransport(resolver=Names(answers)))
    assert other.connections == 0


async def test_the_connection_goes_to_the_address_that_was_checked_under_the_real_name(other: OtherHost) -> None:
    # Whoever asked a second time would be sent to a place where nobody answers.
    names = Names(["127.0.0.1"], ["127.9.9.9"])
    answer = await get(other.address("/", "data.example"), GuardedTransport(allowed=HERE, resolver=names))
    assert answer.text == "secret of this machine"
    assert names.asked == ["data.example"]
    assert f"\r\nHost: data.example:{other.port}\r\n" in other.heads[0]


async def test_an_address_that_does_not_answer_leaves_the_turn_to_the_next(other: OtherHost) -> None:
    names = Names(["127.9.9.9", "127.0.0.1"])
    assert (await get(other.address("/", "data.example"), GuardedTransport(allowed=HERE, resolver=names))).is_success
    with pytest.raises(AddressFailed, match="does not answer"):
        await get(other.address("/", "data.example"), GuardedTransport(allowed=HERE, resolver=Names(["127.9.9.9"])))


async def test_proxies_of_the_environment_are_not_used(other: OtherHost, monkeypatch: pytest.MonkeyPatch) -> None:
    async with other_host() as proxy:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.address(""))
        assert (await get(other.address("/"), GuardedTransport(allowed=HERE))).is_success
        assert proxy.connections == 0


async def test_a_certificate_is_needed_that_is_valid_for_the_name() -> None:
    own = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    own.load_cert_chain(CERTIFICATE)
    trusting = ssl.create_default_context(cafile=str(CERTIFICATE))
    async with other_host(own) as other:
        other.has("/", b"over TLS")
        for name, certificates, reason in (
            ("data.example", trusting, None),
            ("other.example", trusting, "certificate"),
            ("data.example", None, "certificate"),
        ):
            transport = GuardedTransport(allowed=HERE, resolver=Names(["127.0.0.1"]), certificates=certificates)
            address = other.address("/", name, "https")
            if reason is None:
                assert (await get(address, transport)).text == "over TLS"
            else:
                with pytest.raises(AddressFailed, match=reason):
                    await get(address, transport)
        assert len(other.heads) == 1
