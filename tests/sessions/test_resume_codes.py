"""Twelve words: enough of them, easy to type, and kept only as a digest."""

from __future__ import annotations

import re

from multisession.sessions.resume_codes import new_resume_code, resume_digest, word_list


def test_list_has_2048_different_short_words() -> None:
    words = word_list()
    assert len(words) == len(set(words)) == 2048
    assert all(re.fullmatch("[a-z]{3,7}", word) for word in words)
    assert list(words) == sorted(words)


def test_codes_differ_and_have_a_digest_of_32_bytes() -> None:
    codes = {new_resume_code() for _ in range(100)}
    assert len(codes) == 100
    assert all(len(resume_digest(code) or b"") == 32 for code in codes)


def test_case_and_separators_do_not_matter() -> None:
    code = new_resume_code()
    typed = "\n".join(f"{number}. {word.upper()}" for number, word in enumerate(code.split(), start=1))
    assert resume_digest(typed) == resume_digest(code)


def test_other_texts_are_no_codes() -> None:
    words = new_resume_code().split()
    assert resume_digest("") is None
    assert resume_digest(" ".join(words[:11])) is None
    assert resume_digest(" ".join([*words[:11], "zzzzz"])) is None
    assert resume_digest("able " * 5000) is None
