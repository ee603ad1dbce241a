"""The processes of a round: a server that is waited for, a driver that does a step when asked, both ended for sure."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

LOOPBACK = "127.0.0.1"
READY_S, LEAVE_S = 60.0, 10.0
"""How long a server may take until it listens, and until it has ended."""
STEP_S = 900.0
"""How long one step of a driver may take."""
_PROC = Path("/proc")


class FailedError(RuntimeError):
    """A process of the round did not do what it was started for; the sentence ends with what it said."""


def free_port() -> int:
    """A port of the loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def listens(port: int) -> bool:
    """Whether somebody takes connections there."""
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0


class Started:
    """A process with its words of complaint in a file."""

    def __init__(self, words: Sequence[str], folder: Path, variables: Mapping[str, str], name: str) -> None:
        self.name = name
        self._said = folder / f"{name}.txt"
        with self._said.open("ab") as said:
            self.process = subprocess.Popen(
                list(words),
                cwd=folder,
                env={**os.environ, **variables},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE if isinstance(self, Driver) else said,
                stderr=said,
                text=True,
                encoding="utf-8",
            )

    def failed(self, what: str) -> FailedError:
        """What went wrong with it, with its last words."""
        return FailedError(f"{self.name} {what}: {self.said().strip()[-600:] or 'it said nothing'}")

    def said(self) -> str:
        """Everything it complained of so far."""
        return self._said.read_text("utf-8", errors="replace")

    def stop(self) -> None:
        """End it: asked first, then made to."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(LEAVE_S)
            except subprocess.TimeoutExpired:
                self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with suppress(BrokenPipeError):  # a line it did not live to read
                    pipe.close()

    def __exit__(self, _kind: type[BaseException] | None, _: BaseException | None, _at: TracebackType | None) -> None:
        self.stop()


class Server(Started):
    """A process that listens on a port of the loopback."""

    def __init__(
        self, words: Sequence[str], folder: Path, port: int, variables: Mapping[str, str], name: str = "server"
    ) -> None:
        super().__init__(words, folder, variables, name)
        self.port = port

    @property
    def url(self) -> str:
        """Where it is reached."""
        return f"http://{LOOPBACK}:{self.port}"

    def __enter__(self) -> Self:
        until = time.monotonic() + READY_S
        while not listens(self.port):
            if self.process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise self.failed("did not come up")
            time.sleep(0.05)
        return self


class Driver(Started):
    """A process that waits for a line before each step and answers with one line of JSON."""

    def __init__(self, words: Sequence[str], folder: Path, variables: Mapping[str, str], name: str = "driver") -> None:
        super().__init__(words, folder, variables, name)

    def __enter__(self) -> Self:
        return self

    def step(self, limit: float = STEP_S) -> dict[str, Any]:
        """What the next step told; FailedError where it ended, or took too long."""
        given, told = self.process.stdin, self.process.stdout
        if given is None or told is None:  # never: both were asked for
            raise self.failed("has no pipes")
        watch = threading.Timer(limit, self.process.kill)
        watch.start()
        try:
            given.write("\n")
            given.flush()
            for line in told:
                if line.startswith("{"):
                    return dict(json.loads(line))
        except (OSError, ValueError) as error:
            raise self.failed(f"broke off ({error})") from error
        finally:
            watch.cancel()
        raise self.failed("ended before its last step")


def cpu_seconds(process: int) -> float:
    """Processor seconds of a process so far; 0 where the system does not tell."""
    try:
        told = (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(process: int) -> float:
    """MB of memory it holds now; 0 where the system does not tell."""
    try:
        text = (_PROC / str(process) / "status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("VmRSS:")), 0.0)
