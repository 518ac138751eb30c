"""``python -m tests.needs``: says plainly which system package is missing, before the tests say it one by one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

#: program -> Debian packages that bring it
NEEDED = {
    "chromium": ["chromium", "fonts-dejavu-core", "fonts-noto-color-emoji"],
    "nginx": ["nginx-light"],
    "caddy": ["caddy"],
    "openssl": ["openssl"],
}
#: where Debian puts servers, which is not on everybody's PATH
SERVERS = "/usr/sbin:/usr/local/sbin"


def missing() -> list[str]:
    """Programs the tests need that are not installed."""
    return [program for program in NEEDED if executable(program) is None]


def executable(program: str) -> str | None:
    """Where a program is; None when it is not installed."""
    return shutil.which(program) or shutil.which(program, path=SERVERS)


def main() -> int:
    """Installs what is missing where that is allowed (as root with apt-get); else names it. Returns the exit code."""
    wanted = missing()
    if not wanted:
        return 0
    packages = [package for program in wanted for package in NEEDED[program]]
    command = f"apt-get install -y {' '.join(packages)}"
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        sys.stderr.write(f"The tests need {', '.join(wanted)}. On Debian: sudo {command}\n")
        return 2
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
    done = subprocess.run(command.split(), check=False, **quiet)  # type: ignore[call-overload]
    if done.returncode or missing():
        sys.stderr.write(f"The tests need {', '.join(missing() or wanted)}, and this did not install it: {command}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
