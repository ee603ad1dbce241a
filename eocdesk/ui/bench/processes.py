"""Other processes as the bench needs them: started, timed, weighed with all their children."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_PROC = Path("/proc")
_LONGEST_S = 300


def child(folder: Path, measure: str, **asked: Any) -> dict[str, Any]:
    """What one measure in a process of its own found; `born` is when it was started, seconds since 1970."""
    words = [sys.executable, "-m", "eocdesk.ui.bench.child", str(folder), measure]
    words.append(json.dumps({"born": time.time(), **asked}))
    done = subprocess.run(words, env=variables(), capture_output=True, text=True, check=False, timeout=_LONGEST_S)
    last = done.stdout.strip().splitlines()[-1:] or [""]
    try:
        return dict(json.loads(last[0]))
    except ValueError:
        raise RuntimeError(f"the child that measures {measure} failed: {done.stderr[-2000:]}") from None


def printed(words: Sequence[str]) -> dict[str, Any]:
    """What a command prints as JSON; RuntimeError where it fails."""
    done = subprocess.run(list(words), env=variables(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"{words[0]} failed: {done.stderr[-500:]}")
    return dict(json.loads(done.stdout))


def resident() -> float:
    """MB of this process that lie in memory now; 0 where the system tells none."""
    try:
        return int((_PROC / "self" / "statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
    except (OSError, ValueError, AttributeError):
        return 0.0


def most_resident() -> float:
    """The most MB of this process that ever lay in memory; 0 where the system does not tell."""
    try:
        text = (_PROC / "self" / "status").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) * 1.024e-3 for line in text.splitlines() if line.startswith("VmHWM:")), 0.0)


def timed(words: Sequence[str], times: int) -> list[float]:
    """Milliseconds of each whole run of a command; RuntimeError where one fails."""
    took = []
    for _ in range(times):
        begun = time.perf_counter()
        done = subprocess.run(list(words), env=variables(), capture_output=True, text=True, check=False)
        took.append((time.perf_counter() - begun) * 1000)
        if done.returncode:
            raise RuntimeError(f"{' '.join(words)} failed: {done.stderr[-500:]}")
    return took


def variables() -> dict[str, str]:
    """This process's environment, without a display where there is none."""
    made = dict(os.environ)
    made.pop("PYTHONDONTWRITEBYTECODE", None)  # a desk keeps what it compiled, as any program does
    if sys.platform.startswith("linux"):
        if not any(made.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")):
            made["QT_QPA_PLATFORM"] = "offscreen"
        if os.geteuid() == 0:
            made.setdefault("QTWEBENGINE_DISABLE_SANDBOX", "1")  # Chromium's sandbox refuses root
    return made


def memory(process: int) -> dict[str, float]:
    """MB of proportional set size: of the process alone, of its whole tree; empty where the system tells none."""
    if not (_PROC / str(process) / "smaps_rollup").exists():
        return {}
    tree = {process, *_descendants(process)}
    shares = {one: _pss(one) for one in tree}
    return {"own": shares[process], "tree": sum(shares.values()), "processes": len(tree)}


def _descendants(process: int) -> set[int]:
    parents = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                parents[int(folder.name)] = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            except (OSError, ValueError):
                continue  # it ended meanwhile
    found: set[int] = set()
    front = {process}
    while front:
        front = {one for one, parent in parents.items() if parent in front} - found
        found |= front
    return found


def _pss(process: int) -> float:
    try:
        text = (_PROC / str(process) / "smaps_rollup").read_text()
    except OSError:
        return 0.0
    return next((int(line.split()[1]) / 1024 for line in text.splitlines() if line.startswith("Pss:")), 0.0)
