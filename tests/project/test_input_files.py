"""Files of an input path: all that one brings is there, or nothing of it."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from multisession.project.input_files import InputFiles
from multisession.project.label_config.parse import parse_label_config
from multisession.project.recipe import Recipe
from multisession.project.store.interface import Document
from multisession.project.store.sqlite import Writers, create_project, open_project
from multisession.settings import SettingInvalid
from tests.project.test_import_media import png

pytestmark = pytest.mark.anyio
CONFIG = '<View><Image name="i" value="$image"/></View>'


async def test_pictures_of_an_input_that_is_refused_go_again(tmp_path: Path) -> None:
    directory, inputs = tmp_path / "project", tmp_path / "inputs"
    directory.mkdir()
    inputs.mkdir()
    (inputs / "a.png").write_bytes(png())
    (inputs / "b.json").write_text('[{"picture": "wrong key"}]')
    create_project(directory, Document(label_config=CONFIG))
    writers = Writers()
    store = open_project(directory, writers=writers)
    recipe = Recipe(Document(label_config=CONFIG), None, inputs, "auto", parse_label_config(CONFIG), 2**20)
    files = InputFiles(store, recipe, directory)
    with pytest.raises(SettingInvalid, match=r"b\.json"):
        await files.take_all()
    assert list((directory / "upload").glob("*")) == []
    for path in inputs.iterdir():
        os.utime(path, (time.time() + 3600,) * 2)
    assert await files.take_settled() == (0, True)
    (inputs / "b.json").unlink()
    await files.take_all()
    assert len(list((directory / "upload").iterdir())) == len(await store.uploads()) == 1
    assert (await store.counts()).task_number == 1
    await store.close()
    writers.close()
