from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

SDK = "label-studio-sdk==2.1.2"
#: Kept between runs: the SDK brings some eighty distributions.
ENVIRONMENT = Path(__file__).parents[2] / ".tmp" / "sdk-venv"


@pytest.fixture(scope="session")
def sdk_python() -> Path:
    """The interpreter of an environment with the SDK; made when there is none, or one that was left half made."""
    python = ENVIRONMENT / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if subprocess.run([python, "-c", "import label_studio_sdk"], check=False).returncode if python.exists() else True:
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        venv.create(ENVIRONMENT, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", SDK], check=True)
    return python
