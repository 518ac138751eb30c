"""Cookies and tokens that are forged, altered, old, or another root directory's open nothing."""

from __future__ import annotations

import base64
import dataclasses
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multisession.sessions.cookie import (
    LIFETIME,
    CookieContent,
    Grant,
    cookie_name,
    cookie_values,
    decode_cookie,
    encode_cookie,
    set_cookie_header,
)
from multisession.sessions.identity import SessionIdentity
from multisession.sessions.key_ring import KeyRing, KeysRefused, open_key_ring
from multisession.sessions.registry import Registry
from multisession.sessions.session import new_grant
from multisession.sessions.tokens import ACCESS_SECONDS, api_token, encode_jwt, new_claims, read_api_token, read_jwt

KEYS = KeyRing([b"k" * 32], instance="0123456789abcdef")
CONTENT = CookieContent(Grant("0a" * 16, 77), (Grant("0b" * 16, 5),), 1_000_000)
NOW = 1_000_100.0


class TestKeyRing:
    def test_file_is_made_readable_by_its_owner_alone(self, tmp_path: Path) -> None:
        open_key_ring(tmp_path / ".studio")
        mode = stat.S_IMODE((tmp_path / ".studio" / "secret-keys").stat().st_mode)
        assert mode == 0o600
        assert len((tmp_path / ".studio" / "secret-keys").read_text().strip()) == 64

    @pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
    def test_file_that_others_may_read_is_refused(self, tmp_path: Path, mode: int) -> None:
        open_key_ring(tmp_path)
        (tmp_path / "secret-keys").chmod(mode)
        with pytest.raises(KeysRefused, match="can be read by other users"):
            open_key_ring(tmp_path)

    def test_second_start_reads_the_same_keys(self, tmp_path: Path) -> None:
        signature = open_key_ring(tmp_path).signature("cookie", b"value")
        assert open_key_ring(tmp_path).verifies("cookie", b"value", signature)

    def test_newest_signs_and_all_verify(self, tmp_path: Path) -> None:
        old, both = KeyRing([b"a" * 32], instance="x"), KeyRing([b"a" * 32, b"b" * 32], instance="x")
        assert both.verifies("p", b"v", old.signature("p", b"v"))
        assert not old.verifies("p", b"v", both.signature("p", b"v"))

    def test_key_taken_away_verifies_no_more(self) -> None:
        old, new = KeyRing([b"a" * 32], instance="x"), KeyRing([b"b" * 32], instance="x")
        assert not new.verifies("p", b"v", old.signature("p", b"v"))

    def test_purposes_do_not_mix(self) -> None:
        assert not KEYS.verifies("jwt", b"v", KEYS.signature("cookie", b"v"))

    def test_environment_keys_win_and_are_not_written(self, tmp_path: Path) -> None:
        ring = open_key_ring(tmp_path, override=("o" * 32,))
        assert not (tmp_path / "secret-keys").exists()
        assert KeyRing([b"o" * 32], instance=ring.instance).verifies("p", b"v", ring.signature("p", b"v"))

    def test_short_key_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(KeysRefused, match="at least 32"):
            open_key_ring(tmp_path, override=("short",))

    def test_empty_file_is_refused(self, tmp_path: Path) -> None:
        open_key_ring(tmp_path)
        (tmp_path / "secret-keys").write_text("\n")
        with pytest.raises(KeysRefused, match="is empty"):
            open_key_ring(tmp_path)

    def test_processes_that_start_together_agree(self, tmp_path: Path) -> None:
        program = (
            "import sys; from pathlib import Path; from multisession.sessions.key_ring import open_key_ring;"
            "print(open_key_ring(Path(sys.argv[1])).signature('p', b'v'))"
        )
        running = [
            subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE) for _ in range(4)
        ]
        assert len({process.communicate()[0] for process in running}) == 1


class TestCookie:
    def test_says_what_was_put_in(self) -> None:
        assert decode_cookie(encode_cookie(CONTENT, KEYS), KEYS, now=NOW) == CONTENT

    def test_fits_in_a_header_with_nine_earlier_projects(self) -> None:
        full = dataclasses.replace(CONTENT, earlier=tuple(new_grant() for _ in range(9)))
        value = encode_cookie(full, KEYS)
        assert len(value) < 500
        assert decode_cookie(value, KEYS, now=NOW) == full

    def test_every_altered_character_is_noticed(self) -> None:
        value = encode_cookie(CONTENT, KEYS)
        for position, character in enumerate(value):
            altered = value[:position] + ("A" if character != "A" else "B") + value[position + 1 :]
            assert decode_cookie(altered, KEYS, now=NOW) is None

    def test_unsigned_and_foreign_ones_are_refused(self) -> None:
        value = encode_cookie(CONTENT, KEYS)
        payload = value.partition(".")[0]
        other_root = KeyRing([b"k" * 32], instance="fedcba9876543210")
        guessed = KeyRing([b"secret"], instance=KEYS.instance)
        for forged in (payload, f"{payload}.", f"{payload}.{'A' * 43}", encode_cookie(CONTENT, other_root)):
            assert decode_cookie(forged, KEYS, now=NOW) is None
        assert decode_cookie(encode_cookie(CONTENT, guessed), KEYS, now=NOW) is None

    def test_is_not_believed_after_400_days(self) -> None:
        value = encode_cookie(CONTENT, KEYS)
        assert decode_cookie(value, KEYS, now=CONTENT.issued + LIFETIME) is not None
        assert decode_cookie(value, KEYS, now=CONTENT.issued + LIFETIME + 1) is None

    def test_signed_rubbish_is_refused(self) -> None:
        for packed in (b"", b"\x01", b"\x02" + b"\0" * 33, b"\x01" + b"\0" * 32 + b"\x0a", b"\x01" + b"\0" * 40):
            payload = base64.urlsafe_b64encode(packed).rstrip(b"=")
            value = f"{payload.decode()}.{KEYS.signature('cookie', payload)}"
            assert decode_cookie(value, KEYS, now=NOW) is None

    @given(st.text(max_size=600))
    def test_any_text_is_refused_quietly(self, text: str) -> None:
        assert decode_cookie(text, KEYS, now=NOW) is None

    @given(st.lists(st.binary(max_size=80), max_size=5))
    def test_any_cookie_header_is_read_quietly(self, lines: list[bytes]) -> None:
        headers = [(b"cookie", line) for line in lines]
        assert all(isinstance(value, str) for value in cookie_values(headers, "ls-012345"))

    def test_all_duplicates_are_found(self) -> None:
        headers = [(b"cookie", b"a=1; ls-012345=x; ls-012345x=n"), (b"cookie", b"ls-012345=y")]
        assert list(cookie_values(headers, "ls-012345")) == ["x", "y"]

    def test_header_over_https_has_the_host_prefix_and_the_whole_host(self) -> None:
        name = cookie_name(KEYS.instance, secure=True)
        assert name == "__Host-ls-012345"
        assert set_cookie_header(name, "v", path="/studio", secure=True) == (
            "__Host-ls-012345=v; Max-Age=34560000; Path=/; HttpOnly; SameSite=Lax; Secure"
        )

    def test_header_over_http_keeps_to_its_path(self) -> None:
        name = cookie_name(KEYS.instance, secure=False)
        assert set_cookie_header(name, "v", path="/studio", secure=False) == (
            "ls-012345=v; Max-Age=34560000; Path=/studio; HttpOnly; SameSite=Lax"
        )
        assert "; Path=/; " in set_cookie_header(name, "v", path="", secure=False)


class TestTokens:
    GRANT = Grant("0a" * 16, 0xABCDEF)

    def test_api_token_is_the_same_each_time_and_read_back(self) -> None:
        token = api_token(self.GRANT, KEYS)
        assert token == api_token(self.GRANT, KEYS)
        assert token.startswith(f"ls_{'0a' * 16}_abcdef_")
        assert read_api_token(token, KEYS) == self.GRANT

    def test_api_token_never_looks_like_a_jwt(self) -> None:
        assert "." not in api_token(self.GRANT, KEYS)

    def test_altered_api_tokens_are_refused(self) -> None:
        token = api_token(self.GRANT, KEYS)
        for position, character in enumerate(token):
            altered = token[:position] + ("0" if character != "0" else "1") + token[position + 1 :]
            assert read_api_token(altered, KEYS) is None
        assert read_api_token(token.replace("_abcdef_", "_0abcdef_"), KEYS) is None
        assert read_api_token(f"{token}\n", KEYS) is None

    def test_jwt_has_three_parts_and_an_expiry(self) -> None:
        claims = new_claims("access", self.GRANT, now=NOW)
        token = encode_jwt(claims, KEYS)
        assert token.count(".") == 2
        assert claims.expires == int(NOW) + 300
        assert read_jwt(token, "access", KEYS, now=NOW) == claims
        assert read_jwt(token, "access", KEYS, now=NOW + ACCESS_SECONDS) is None

    def test_jwt_of_the_other_type_is_refused(self) -> None:
        refresh = encode_jwt(new_claims("refresh", self.GRANT, now=NOW), KEYS)
        assert read_jwt(refresh, "access", KEYS, now=NOW) is None
        assert read_jwt(refresh, "refresh", KEYS, now=NOW) is not None

    @pytest.mark.parametrize("algorithm", ["none", "HS512", "RS256"])
    def test_header_cannot_choose_the_algorithm(self, algorithm: str) -> None:
        _, body, signature = encode_jwt(new_claims("access", self.GRANT, now=NOW), KEYS).split(".")
        header = base64.urlsafe_b64encode(f'{{"alg":"{algorithm}"}}'.encode()).rstrip(b"=").decode()
        for forged in (f"{header}.{body}.", f"{header}.{body}.{signature}"):
            assert read_jwt(forged, "access", KEYS, now=NOW) is None
        signed = f"{header}.{body}.{KEYS.signature('jwt', f'{header}.{body}'.encode())}"
        assert read_jwt(signed, "access", KEYS, now=NOW) is None

    @given(st.text(max_size=300))
    def test_any_text_is_refused_quietly(self, text: str) -> None:
        assert read_api_token(text, KEYS) is None
        assert read_jwt(text, "access", KEYS, now=NOW) is None


class TestSessionIdentity:
    @pytest.fixture
    def identity(self, tmp_path: Path) -> Iterator[SessionIdentity]:
        keys = open_key_ring(tmp_path / ".studio")
        registry = Registry(tmp_path)
        yield SessionIdentity(keys, registry)
        registry.close()

    @staticmethod
    def scope(*headers: tuple[str, str], scheme: str = "http") -> dict[str, object]:
        encoded = [(name.encode(), value.encode()) for name, value in headers]
        return {"type": "http", "scheme": scheme, "method": "GET", "path": "/", "headers": encoded}

    def cookie(self, identity: SessionIdentity, scheme: str = "http") -> tuple[str, str]:
        scope = self.scope(scheme=scheme)
        header = identity.cookie_for(identity.identify(scope), scope)
        assert header is not None
        return "cookie", header.partition(";")[0]

    def test_cookie_once_given_names_the_session_and_is_not_sent_again(self, identity: SessionIdentity) -> None:
        given_cookie = self.cookie(identity)
        scope = self.scope(given_cookie)
        first, second = identity.identify(scope), identity.identify(scope)
        assert first.session == second.session
        assert not first.session.is_new
        assert identity.cookie_for(first, scope) is None

    def test_cookie_past_half_its_life_is_sent_again(self, identity: SessionIdentity) -> None:
        given_cookie = self.cookie(identity)
        begun = identity.clock()
        identity.clock = lambda: begun + LIFETIME / 2 + 5
        visit = identity.identify(self.scope(given_cookie))
        assert not visit.session.is_new
        assert identity.cookie_for(visit, self.scope()) is not None

    def test_duplicate_that_does_not_verify_is_ignored(self, identity: SessionIdentity) -> None:
        _, pair = self.cookie(identity)
        name = pair.partition("=")[0]
        visit = identity.identify(self.scope(("cookie", f"{name}=planted.by-a-neighbour; {pair}")))
        assert not visit.session.is_new

    def test_cookie_without_the_host_prefix_means_nothing_over_https(self, identity: SessionIdentity) -> None:
        _, pair = self.cookie(identity)
        assert identity.identify(self.scope(("cookie", pair), scheme="https")).session.is_new
        _, secure = self.cookie(identity, scheme="https")
        assert secure.startswith("__Host-")
        assert not identity.identify(self.scope(("cookie", secure), scheme="https")).session.is_new

    def test_token_wins_over_a_cookie_and_sets_none(self, identity: SessionIdentity, tmp_path: Path) -> None:
        grant = new_grant()
        identity.registry.add(*grant)
        scope = self.scope(self.cookie(identity), ("authorization", f"Token {api_token(grant, identity.keys)}"))
        visit = identity.identify(scope)
        assert (visit.session.id, visit.session.via) == (grant.session_id, "token")
        assert identity.cookie_for(visit, scope) is None

    def test_wrong_token_does_not_fall_back_to_the_cookie(self, identity: SessionIdentity) -> None:
        visit = identity.identify(self.scope(self.cookie(identity), ("authorization", "Token nonsense")))
        assert visit.refusal is not None
        assert visit.refusal.status_code == 401

    def test_basic_password_of_a_proxy_is_no_token(self, identity: SessionIdentity) -> None:
        visit = identity.identify(self.scope(self.cookie(identity), ("authorization", "Basic eDp5")))
        assert visit.refusal is None
        assert not visit.session.is_new

    def test_token_of_a_session_without_a_directory_is_refused(self, identity: SessionIdentity) -> None:
        token = api_token(new_grant(), identity.keys)
        assert identity.identify(self.scope(("x-api-key", token))).refusal is not None

    def test_raised_generation_ends_cookies_and_tokens(self, identity: SessionIdentity) -> None:
        name_and_pair = self.cookie(identity)
        session = identity.identify(self.scope(name_and_pair)).session
        identity.registry.add(*session.grant)
        token = ("authorization", f"Token {api_token(session.grant, identity.keys)}")
        access = encode_jwt(new_claims("access", session.grant, now=identity.clock()), identity.keys)
        assert identity.identify(self.scope(("authorization", f"Bearer {access}"))).refusal is None
        identity.registry.raise_generation(session.id)
        assert identity.identify(self.scope(name_and_pair)).session.is_new
        assert identity.identify(self.scope(token)).refusal is not None
        assert identity.identify(self.scope(("authorization", f"Bearer {access}"))).refusal is not None

    def test_removed_session_gets_a_new_id(self, identity: SessionIdentity) -> None:
        name_and_pair = self.cookie(identity)
        session = identity.identify(self.scope(name_and_pair)).session
        identity.registry.add(*session.grant)
        identity.registry.bury(session.id)
        after = identity.identify(self.scope(name_and_pair)).session
        assert after.is_new
        assert after.id != session.id

    def test_identifying_writes_nothing(self, identity: SessionIdentity, tmp_path: Path) -> None:
        before = [path.name for path in tmp_path.iterdir()]
        for _ in range(100):
            identity.identify(self.scope())
        assert [path.name for path in tmp_path.iterdir()] == before == [".studio"]
