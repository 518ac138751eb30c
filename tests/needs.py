"""``python -m tests.needs [full]``: says which system packages are missing, before the tests say it one by one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence

#: program -> Debian packages that bring it
NEEDED = {
    "chromium": ["chromium", "fonts-dejavu-core", "fonts-noto-color-emoji"],
    "nginx": ["nginx-light"],
    "caddy": ["caddy"],
    "openssl": ["openssl"],
}
#: of ``make test-full`` as well; without what they recommend, which is hundreds of megabytes more
NEEDED_BY_FULL = {"soffice": ["libreoffice-calc-nogui"]}
PACKAGES_OF_FULL = [package for packages in NEEDED_BY_FULL.values() for package in packages]
#: where Debian puts servers, which is not on everybody's PATH
SERVERS = "/usr/sbin:/usr/local/sbin"


def missing(needed: Mapping[str, Sequence[str]]) -> list[str]:
    """Programs the tests need that are not installed."""
    return [program for program in needed if executable(program) is None]


def executable(program: str) -> str | None:
    """Where a program is; None when it is not installed."""
    return shutil.which(program) or shutil.which(program, path=SERVERS)


def install_command(packages: Sequence[str]) -> str:
    """What brings packages on Debian."""
    lean = "--no-install-recommends " if set(packages) & set(PACKAGES_OF_FULL) else ""
    return f"apt-get install -y {lean}{' '.join(packages)}"


def main(arguments: Sequence[str]) -> int:
    """Installs what is missing where that is allowed (as root with apt-get); else names it. Returns the exit code."""
    return max(bring(needed) for needed in (NEEDED, *([NEEDED_BY_FULL] if "full" in arguments else [])))


def bring(needed: Mapping[str, Sequence[str]]) -> int:
    """Installs what is missing of these; the exit code."""
    wanted = missing(needed)
    if not wanted:
        return 0
    command = install_command([package for program in wanted for package in needed[program]])
    if not (hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")):
        sys.stderr.write(f"The tests need {', '.join(wanted)}. On Debian: sudo {command}\n")
        return 2
    quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
    subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)  # type: ignore[call-overload]
    done = subprocess.run(command.split(), check=False, **quiet)  # type: ignore[call-overload]
    if done.returncode or missing(needed):
        left = ", ".join(missing(needed) or wanted)
        sys.stderr.write(f"The tests need {left}, and this did not install it: {command}\n")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
