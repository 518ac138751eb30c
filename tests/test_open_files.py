"""Raising the limit on open files, and doing without where there is none."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import cast

import pytest

from multisession.open_files import raise_open_file_limit


class Limits(SimpleNamespace):
    """The resource module's part in it, with limits of our choice."""

    RLIMIT_NOFILE = 7
    RLIM_INFINITY = -1

    def __init__(self, soft: int, hard: int, *, refuses: bool = False) -> None:
        super().__init__(limits=(soft, hard), refuses=refuses)

    def getrlimit(self, which: int) -> tuple[int, int]:
        return cast(tuple[int, int], self.limits)

    def setrlimit(self, which: int, limits: tuple[int, int]) -> None:
        if self.refuses:
            raise ValueError("current limit exceeds maximum limit")
        self.limits = limits


@pytest.mark.parametrize(
    ("soft", "hard", "raised"),
    [(1024, 4096, 4096), (1024, 1_000_000, 16_384), (1024, -1, 16_384), (50_000, 60_000, 50_000), (-1, -1, -1)],
)
def test_the_soft_limit_goes_up_within_the_hard_one(soft: int, hard: int, raised: int) -> None:
    limits = Limits(soft, hard)
    assert raise_open_file_limit(limits=cast(ModuleType, limits)) == raised
    assert limits.limits == (raised, hard)


def test_a_refusal_leaves_the_limit_as_it_is() -> None:
    assert raise_open_file_limit(limits=cast(ModuleType, Limits(1024, 4096, refuses=True))) == 1024


def test_systems_without_such_a_limit() -> None:
    assert raise_open_file_limit(limits=None) is None


def test_here() -> None:
    pytest.importorskip("resource")
    limit = raise_open_file_limit(1)
    assert limit is not None and limit != 0
