"""The wheel, built from a clone without Node.js on PATH and installed elsewhere, serves a page that labels."""

from __future__ import annotations

import functools
import http.client
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pytest

from benchmarks.server import free_port, wait_until_answering

pytestmark = pytest.mark.full

CHECKOUT = Path(__file__).parent.parent.parent
MOST_DISTRIBUTIONS = 18


def run(*command: str | Path, **options: object) -> str:
    """Runs a command without Node.js on PATH; its output. Fails with what it said."""
    environment = {**os.environ, "PATH": path_without_node()}
    done = subprocess.run(
        [str(part) for part in command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        **options,  # type: ignore[call-overload]
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return str(done.stdout)


@functools.cache
def path_without_node() -> str:
    """PATH with each folder that holds Node.js replaced by links to everything else in it."""
    kept = []
    for folder in dict.fromkeys(os.environ["PATH"].split(os.pathsep)):
        if (Path(folder) / "node").exists():
            links = Path(tempfile.mkdtemp(prefix="without-node-"))
            for program in Path(folder).iterdir():
                if program.name not in ("node", "nodejs", "npm", "npx", "corepack"):
                    (links / program.name).symlink_to(program)
            folder = str(links)
        kept.append(folder)
    return os.pathsep.join(kept)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(["git", "clone", "-q", "--no-hardlinks", str(CHECKOUT), str(folder / "clone")], check=True)
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "-w", folder, folder / "clone")
    return next(folder.glob("*.whl"))


def test_the_wheel_carries_the_built_pages_and_templates(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "multisession/_static/tags.json" in names
    assert "multisession/_static/manifest.json" in names
    assert any(name.startswith("multisession/_static/assets/") and name.endswith(".js.br") for name in names)
    assert "multisession/templates/image_bbox/config.xml" in names
    assert not any(name.startswith(("static/", "tests/")) for name in names)


def test_installed_elsewhere_it_labels_with_few_distributions(wheel: Path, tmp_path: Path) -> None:
    run(sys.executable, "-m", "venv", tmp_path / "venv")
    binaries = tmp_path / "venv" / "bin"
    run(binaries / "python", "-m", "pip", "install", "-q", wheel)
    listed = json.loads(run(binaries / "python", "-m", "pip", "list", "--format", "json"))
    others = {item["name"] for item in listed} - {"pip", "setuptools", "multisession-studio"}
    assert len(others) <= MOST_DISTRIBUTIONS, sorted(others)
    port = free_port()
    command = [
        binaries / "label-studio",
        "start-multi-session",
        "--root-dir",
        tmp_path / "projects",
        "--host",
        "127.0.0.1",
    ]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [*map(str, command), "--port", str(port), "--template", "text_named_entity"],
            cwd=tmp_path,
            stdout=log,
            stderr=log,
            env={**os.environ, "PATH": path_without_node()},
        )
    try:
        wait_until_answering(server, port, tmp_path / "log")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/label")
        page = connection.getresponse()
        text = page.read().decode()
        assert page.status == 200
        script = text.split('<script type="module" src="')[1].split('"')[0]
        connection.request("GET", script)
        assert connection.getresponse().read()
        headers = {"Cookie": str(page.getheader("Set-Cookie")).split(";")[0], "Content-Type": "application/json"}
        connection.request("POST", "/api/tasks/1/annotations/", '{"result": []}', headers)
        assert connection.getresponse().status == 201
        connection.close()
    finally:
        server.terminate()
        server.wait(20)
