"""Files bent at random: each becomes tasks, or is refused with a sentence, in time, in memory, and in its directory.

``test_readers`` tries the importers alone, ``test_the_whole_way`` a project over HTTP. Formats come from the registry.
A case that fails is printed as small as it can be made; seeds are printed, too.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import re
import tempfile
import tracemalloc
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import BinaryIO, cast

import httpx
import pytest

from multisession.app import create_app
from multisession.project.importers import Refusal, read_tasks
from multisession.project.importers.columns import ColumnMap, read_targets
from multisession.project.importers.media_file import Readable
from multisession.project.importers.read_options import ReadOptions
from multisession.project.label_config.model import LabelConfig
from multisession.project.label_config.parse import parse_label_config
from multisession.project.tasks import NewTask
from multisession.settings import Settings
from multisession.web.errors import StudioError
from tests.project.importers.fuzzing.cases import Case
from tests.project.importers.fuzzing.exploring import explore, formats_left_out, seed_of_the_day, told
from tests.project.importers.fuzzing.writes import only_below

#: seconds for both ways together, in ``make test`` and in ``make test-full``
QUICK, FULL = 16.0, 600.0
#: in ``make test`` the same cases every time, and no more of them on a fast machine
FIXED_SEED, FIXED_ROUNDS = 7, 12
ENDLESS = 10**6
#: bytes that a file of at most 0.4 MB may take while it is read; one case of so many is measured
MOST_MEMORY, MEASURED = 48 * 2**20, 20
#: cases that one project takes
VISIT = 25
LONGEST_SENTENCE = 1_000
budgets = pytest.mark.parametrize(
    ("share", "fixed"),
    [pytest.param(QUICK, True, id="quick"), pytest.param(FULL, False, id="full", marks=pytest.mark.full)],
)


def is_sentence(text: str) -> bool:
    """Whether a person can be told so: not empty, not endless, in letters that can be sent, nothing of the program."""
    text.encode()
    return 10 < len(text) < LONGEST_SENTENCE and bool(re.search(r"[.)]$", text)) and "Traceback" not in text


@cache
def config_of(text: str) -> LabelConfig:
    return parse_label_config(text)


@pytest.fixture(autouse=True)
def spool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where temporary files go, and where the process is: nobody writes there in the end."""
    spool = tmp_path / "spool"
    spool.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    monkeypatch.chdir(spool)
    yield spool
    assert list(spool.iterdir()) == []


class Kept:
    """Media of one case, in memory: the disk is tried the whole way."""

    def __init__(self, spool: Path) -> None:
        self._spool = spool
        self._files: dict[str, bytes] = {}

    def place(self, content: Readable, name: str) -> str:
        """See MediaPlace."""
        address = f"/data/upload/1/{len(self._files)}"
        self._files[address] = b"".join(iter(lambda: content.read(10_000), b""))
        return address

    def open(self, address: str) -> io.BytesIO | None:
        """See MediaPlace."""
        return io.BytesIO(self._files[address]) if address in self._files else None

    def copy(self, content: Readable) -> BinaryIO:
        """See MediaPlace."""
        with contextlib.ExitStack() as kept:
            file = kept.enter_context(tempfile.TemporaryFile(dir=self._spool))
            file.writelines(iter(lambda: content.read(10_000), b""))
            file.seek(0)
            # Who asks for it closes it, unless it could not be read.
            kept.pop_all()
        return cast(BinaryIO, file)


class Readers:
    """The importers alone."""

    def __init__(self, spool: Path) -> None:
        self._spool = spool
        self._count = 0

    def hold(self, case: Case) -> None:
        """Reads a case, sometimes with an eye on memory."""
        self._count += 1
        content = case.content()
        if self._count % MEASURED:
            self._read(case, content)
            return
        tracemalloc.start()
        try:
            self._read(case, content)
            peak = tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
        assert peak < MOST_MEMORY, f"This took {peak / 2**20:.0f} MiB."

    def _read(self, case: Case, content: bytes) -> None:
        with only_below(self._spool):
            try:
                for item in read_tasks(
                    io.BytesIO(content),
                    name=case.name,
                    data_keys=config_of(case.config).data_keys,
                    options=self._options(case),
                    media=Kept(self._spool),
                ):
                    check_item(item)
            except StudioError as error:
                assert 400 <= error.status_code < 500
                assert is_sentence(error.detail), error.detail

    def _options(self, case: Case) -> ReadOptions:
        config = config_of(case.config)
        return ReadOptions(
            format=case.format,
            encoding=case.encoding,
            delimiter=case.delimiter,
            header=case.header,
            columns=None if case.columns is None else ColumnMap(read_targets(case.columns), config),
            config=config,
            labels_as=case.labels_as,
        )


def check_item(item: NewTask | Refusal) -> None:
    """A task holds JSON; a refusal says why, in what every encoder takes."""
    if isinstance(item, Refusal):
        assert is_sentence(item.reason), item.reason
        (item.source + item.content).encode()
        return
    assert type(json.loads(bytes(item.data))) is dict
    results = [annotation.result for annotation in item.annotations]
    results += [prediction.result for prediction in item.predictions]
    assert all(type(json.loads(bytes(result))) is list for result in results)


@budgets
def test_readers(share: float, fixed: bool, spool: Path, capfd: pytest.CaptureFixture[str]) -> None:
    seed = FIXED_SEED if fixed else seed_of_the_day()
    with capfd.disabled():
        print(f"\nFuzzing readers with seed {seed}", flush=True)
        counts = explore(
            Readers(spool).hold,
            seed=seed,
            seconds=share / 2,
            rounds=FIXED_ROUNDS if fixed else ENDLESS,
            cases_a_round=20 if fixed else 200,
        )
        print(told(counts, seed), flush=True)
    assert formats_left_out(counts) == []


class Studio:
    """A project of one visitor, over HTTP."""

    def __init__(self, root: Path, spool: Path) -> None:
        self._root = root
        self._spool = spool
        self._runner = asyncio.Runner()
        self._app = create_app(Settings(mode="multi", root_dir=root, max_requests_per_second=0))
        self._lifespan = self._app.router.lifespan_context(self._app)
        self._count = 0
        self._project = root
        self._transport = httpx.ASGITransport(app=self._app)
        self._http = httpx.AsyncClient(transport=self._transport)

    def __enter__(self) -> Studio:
        self._runner.run(self._enter())
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._http.aclose())
        self._runner.run(self._lifespan.__aexit__(None, None, None))
        self._runner.close()

    async def _enter(self) -> None:
        await self._lifespan.__aenter__()
        await self._visit()

    async def _visit(self) -> None:
        """Another visitor, with an empty project."""
        before = self._projects()
        await self._http.aclose()
        self._http = httpx.AsyncClient(transport=self._transport, base_url="http://studio.example")
        await self._http.get("/")
        assert (await self._http.patch("/api/projects/1", json={"title": "bent"})).status_code == 200
        (self._project,) = self._projects() - before

    def _projects(self) -> set[Path]:
        return {path for path in self._root.glob("*") if re.fullmatch("[0-9a-f]{32}", path.name)}

    def hold(self, case: Case) -> None:
        """Sends a case, and looks at what it did."""
        self._runner.run(self._hold(case))

    async def _hold(self, case: Case) -> None:
        self._count += 1
        if self._count % VISIT == 0:
            await self._visit()
        changed = await self._http.patch("/api/projects/1", json={"label_config": case.config})
        assert changed.status_code == 200 or changed.json()["code"], changed.text
        content, query = case.content(), queries(case)
        tasks, uploads, outside = await self._task_number(), self._uploads(), self._names()
        with only_below(self._project, self._spool, self._root / ".studio"):
            preview = await self._http.post(
                "/api/projects/1/import/preview", params={**query, "name": case.name}, content=content[: 512 * 1024]
            )
            check_answer(preview)
            answer = await self._http.post(
                "/api/projects/1/import",
                params={**query, "encoding": case.encoding, "skip_refused": str(case.skip_refused).lower()},
                files={"file": (case.name, content)},
            )
        check_answer(answer)
        assert self._names() == outside
        assert list(self._spool.iterdir()) == []
        if answer.status_code == 201:
            tasks += answer.json()["task_count"]
        else:
            assert self._uploads() == uploads
        assert await self._task_number() == tasks
        exported = await self._http.get("/api/projects/1/export?exportType=JSON&download_all_tasks=true")
        assert len(exported.json()) == tasks

    async def _task_number(self) -> int:
        return int((await self._http.get("/api/projects/1")).json()["task_number"])

    def _uploads(self) -> list[str]:
        return sorted(path.name for path in (self._project / "upload").glob("*"))

    def _names(self) -> list[str]:
        """What is in the root beside the project, and what the server notes of itself."""
        return sorted(
            str(path)
            for path in self._root.rglob("*")
            if not {self._project, self._root / ".studio"} & {path, *path.parents}
        )


def queries(case: Case) -> dict[str, str]:
    """How a case asks to be read."""
    asked = {"delimiter": case.delimiter, "header": str(case.header).lower(), "labels_as": case.labels_as}
    return asked | {key: text for key, text in (("format", case.format), ("columns", case.columns)) if text is not None}


def check_answer(answer: httpx.Response) -> None:
    """It was done, or it says in a sentence why it was not."""
    assert answer.status_code in (200, 201) or 400 <= answer.status_code < 500, answer.text[:500]
    if answer.status_code >= 400:
        assert is_sentence(answer.json()["detail"]), answer.text[:500]


@budgets
def test_the_whole_way(
    share: float, fixed: bool, tmp_path: Path, spool: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    seed = FIXED_SEED if fixed else seed_of_the_day()
    with capfd.disabled(), Studio(tmp_path / "root", spool) as studio:
        print(f"\nFuzzing projects with seed {seed}", flush=True)
        counts = explore(
            studio.hold,
            seed=seed,
            seconds=share / 2,
            rounds=FIXED_ROUNDS if fixed else ENDLESS,
            cases_a_round=2 if fixed else 25,
        )
        print(told(counts, seed), flush=True)
    assert formats_left_out(counts) == []
