"""What the store's own tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from multisession.project.store.interface import Document
from multisession.project.store.sqlite import build_base
from multisession.project.tasks import NewTask


def many_tasks(amount: int) -> Iterator[NewTask]:
    return (NewTask(data=msgspec.Raw(b'{"text":"task number %d"}' % number)) for number in range(amount))


@pytest.fixture(scope="session")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Bases of 10 and of 100,000 tasks."""
    directory = tmp_path_factory.mktemp("bases")
    for amount in (10, 100_000):
        build_base(directory / str(amount), Document(label_config="<View/>"), many_tasks(amount))
    return {amount: directory / str(amount) for amount in (10, 100_000)}
