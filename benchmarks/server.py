"""A real server in processes of its own, and what its processes cost."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import scratch_directory

COMMAND = Path(sys.executable).parent / "label-studio"


@dataclass
class Server:
    """One running studio: where it answers, its process group and its root directory."""

    port: int
    process: subprocess.Popen[bytes]
    root: Path
    #: from starting the process to the first answer of /health, in seconds
    start_seconds: float

    def processes(self) -> list[int]:
        """Every process id of the server, workers included."""
        found = []
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                with contextlib.suppress(OSError, ValueError):
                    if os.getpgid(int(entry.name)) == self.process.pid:
                        found.append(int(entry.name))
        return found

    def workers(self) -> list[int]:
        """The process ids of the workers under the supervisor (empty with one worker)."""
        found = []
        for process_id in self.processes():
            with contextlib.suppress(OSError):
                if b"spawn_main" in Path(f"/proc/{process_id}/cmdline").read_bytes():
                    found.append(process_id)
        return found

    def pss_megabytes(self) -> float:
        """Sum of the proportional set sizes of our processes, in MB."""
        total = 0
        for process_id in self.processes():
            with contextlib.suppress(OSError):
                rollup = Path(f"/proc/{process_id}/smaps_rollup").read_text()
                found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
                total += int(found[1]) if found else 0
        return total / 1000

    def peak_megabytes(self) -> float:
        """The largest resident size any of our processes has had, in MB."""
        peak = 0
        for process_id in self.processes():
            with contextlib.suppress(OSError):
                found = re.search(r"^VmHWM:\s+(\d+) kB", Path(f"/proc/{process_id}/status").read_text(), re.MULTILINE)
                peak = max(peak, int(found[1]) if found else 0)
        return peak / 1000


@contextlib.contextmanager
def running(
    *flags: str,
    command: str = "start-multi-session",
    positional: tuple[str, ...] = (),
    root: Path | None = None,
    port: int | None = None,
) -> Iterator[Server]:
    """Starts ``label-studio``, waits for its first answer, and takes it down.

    Without ``root`` it gets a directory of its own, which goes with it; a stand-alone backend (``-c``) has its config
    file's folder.
    """
    temporary = root is None
    root = root or Path(tempfile.mkdtemp(prefix="bench-", dir=scratch_directory()))
    port = port or free_port()
    arguments = [str(COMMAND), command, *positional, "--host", "127.0.0.1", "--port", str(port), *flags]
    if "-c" not in flags:
        arguments += ["--root-dir", str(root)]
    begin = time.perf_counter()
    with (root / ".server.log").open("wb") as log:
        process = subprocess.Popen(arguments, stdout=log, stderr=log, start_new_session=True, cwd=root)
    try:
        wait_until_answering(process, port, root / ".server.log")
        yield Server(port, process, root, time.perf_counter() - begin)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(10)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if temporary:
            shutil.rmtree(root, ignore_errors=True)


def free_port() -> int:
    """A port nobody listens on now, below those that the system gives to connections by itself: it stays free."""
    import random
    import socket

    while True:
        port = random.randrange(20_000, 32_000)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_until_answering(process: subprocess.Popen[bytes], port: int, log: Path, seconds: float = 60) -> None:
    """Returns at the first answer of /health; raises with the end of the log when the server ends or stays silent."""
    import http.client

    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        try:
            connection.request("GET", "/health")
            if connection.getresponse().status == 200:
                return
        except (OSError, http.client.HTTPException):
            time.sleep(0.01)
        finally:
            connection.close()
    raise RuntimeError(f"The server did not answer:\n{log.read_text(errors='replace')[-2000:]}")
