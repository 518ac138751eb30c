"""Several serving processes on one listening socket: started, watched, replaced, and ended together."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from types import FrameType

import uvicorn

from multisession.http_server import END_SIGNALS, HttpServer, end_at_once
from multisession.web.sockets import close_the_door

logger = logging.getLogger(__name__)

#: The exit code when the application could not be started at all.
STARTUP_FAILURE = 3
#: Each worker is asked this often whether it is there, and replaced when it does not answer for so long, in seconds.
ASK_SECONDS = 10.0
SILENCE_SECONDS = 60.0
#: A worker that fails before it serves is started again after this time, in seconds.
RETRY_SECONDS = 1.0
READY, ALIVE = b"ready", b"alive"

#: Afresh, not forked: a copy of a process with threads and an open database is neither.
_processes = multiprocessing.get_context("spawn")


def work(config: uvicorn.Config, listening: socket.socket, supervisor: Connection) -> None:
    """The life of one worker process. It ends when it is told to, and also when its supervisor is gone."""

    def answer() -> None:
        try:
            supervisor.send_bytes(READY)
            while True:
                supervisor.recv_bytes()
                supervisor.send_bytes(ALIVE)
        except (EOFError, OSError):
            signal.raise_signal(signal.SIGTERM)

    # uvicorn keeps its access log off in the process that made the config; here it has to be told again.
    config.configure_logging()
    supervised = threading.Thread(target=answer, name="supervised", daemon=True)
    HttpServer(config, shares_socket=True, when_ready=supervised.start).run(sockets=[listening])


@dataclass
class Worker:
    """One worker process and what it last said."""

    process: SpawnProcess
    connection: Connection
    #: monotonic time
    heard_at: float
    asked_at: float
    has_served: bool = False

    def listen(self) -> None:
        """Reads what the worker has said since."""
        try:
            while self.connection.poll():
                self.has_served = self.connection.recv_bytes() in (READY, ALIVE)
                self.heard_at = time.monotonic()
        except (EOFError, OSError):
            # It has ended; whoever waits for that sees to it.
            return

    def ask(self) -> None:
        """Asks whether the worker is there. It answers once it serves."""
        self.asked_at = time.monotonic()
        try:
            self.connection.send_bytes(ALIVE)
        except OSError:
            return

    def end(self) -> None:
        """Tells the worker to end, and returns at once."""
        if sys.platform == "win32":
            # terminate() is kill() there; the end of the connection is an order too.
            self.connection.close()
        else:
            self.process.terminate()


class Workers:
    """Keeps ``number`` worker processes serving until a signal ends them."""

    def __init__(self, config: uvicorn.Config, listening: socket.socket, number: int) -> None:
        self._config = config
        self._listening = listening
        self._number = number
        self._workers: list[Worker] = []
        self._ending = False
        self._has_served = False

    def run(self) -> int:
        """Serves. Returns the exit code: 0 after a signal, 3 when no worker could be started."""
        for number in END_SIGNALS:
            signal.signal(number, self._end)
        for _ in range(self._number):
            self._start()
        failed = False
        while not self._ending and not failed:
            wait([worker.process.sentinel for worker in self._workers], timeout=ASK_SECONDS / 2)
            cared_for = [self._look_after(worker) for worker in list(self._workers)]
            failed = not all(cared_for)
        if failed and not self._ending:
            self._end(signal.SIGTERM, None)
        for worker in self._workers:
            worker.process.join()
        return STARTUP_FAILURE if failed else 0

    def _start(self) -> None:
        ours, theirs = _processes.Pipe()
        process = _processes.Process(target=work, args=(self._config, self._listening, theirs), name="worker")
        now = time.monotonic()
        worker = Worker(process, ours, now, now)
        process.start()
        theirs.close()
        self._workers.append(worker)
        if self._ending:
            # The signal came while this one was not in the list yet.
            worker.end()

    def _look_after(self, worker: Worker) -> bool:
        """Replaces a worker that has ended or fallen silent. False when none has ever been able to serve."""
        worker.listen()
        self._has_served = self._has_served or worker.has_served
        now = time.monotonic()
        if worker.process.is_alive():
            if not worker.has_served or now - worker.heard_at < SILENCE_SECONDS:
                if now - worker.asked_at >= ASK_SECONDS:
                    worker.ask()
                return True
            worker.process.kill()
        worker.process.join()
        if self._ending:
            return True
        code = worker.process.exitcode or 0
        if code > 0 and not worker.has_served:
            if not self._has_served:
                return False
            time.sleep(RETRY_SECONDS)
        logger.warning("Worker process %s ended with code %s; another one takes its place.", worker.process.pid, code)
        self._workers.remove(worker)
        worker.connection.close()
        self._start()
        return True

    def _end(self, number: int, frame: FrameType | None) -> None:
        if self._ending:
            for worker in self._workers:
                worker.process.kill()
            end_at_once(number)
        self._ending = True
        close_the_door(self._listening)
        for worker in self._workers:
            worker.end()
