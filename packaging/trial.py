"""Imports every file of a folder, twice in a row, and counts: every row accounted for, the second time no change."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import Any

EVENT = "TRIAL"
# The event the files are tried on; a source that names its own zone or year is read by that.
ZONE, YEAR, START, END = "America/Los_Angeles", "2028", "2028-07-01", "2028-08-31"
COUNTS = ("read", "added", "changed", "unchanged", "refused", "warnings")
COLUMNS = ("files", *COUNTS, "again", "seconds")
"""Of a folder; `again` is how many records the second reading of a file added or changed: 0 where all is well."""
BATCH = 50
LIMIT = 1800
"""Seconds for one batch: a desk that has not answered by then hangs."""
SOUND_CODES = (0, 1)
"""Everything is in, or something was refused and the rest is in."""

CRASHES = ("Traceback", "a mistake in eocdesk")
"""How a fault of ours looks: as Python says it, and as the command line tells a person."""


@dataclass
class Tally:
    """What one folder gave, and each thing that went wrong there."""

    files: int = 0
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    again: int = 0
    faults: list[str] = field(default_factory=list)

    def take(self, told: dict[str, Any]) -> None:
        """One file's line of `import --json`, the first time it is read."""
        self.files += 1
        numbers = counted(told)
        self.counts.update(numbers)
        self._account(told, numbers)

    def take_again(self, told: dict[str, Any], before: dict[str, Any]) -> None:
        """The line of the second reading: it may change nothing, and counts what the first one counted."""
        numbers, first = counted(told), counted(before)
        written = numbers["added"] + numbers["changed"]
        self.again += written
        self._account(told, numbers)
        if written:
            self.faults.append(f"{told.get('file')}: read again it changed {written} of {numbers['read']}")
        for name in ("read", "refused"):
            if numbers[name] != first[name]:
                self.faults.append(f"{told.get('file')}: {first[name]} {name}, read again {numbers[name]}")

    def _account(self, told: dict[str, Any], numbers: dict[str, int]) -> None:
        accounted = sum(numbers[name] for name in ("added", "changed", "unchanged", "refused"))
        if numbers["read"] != accounted:
            self.faults.append(f"{told.get('file')}: {numbers['read']} read, {accounted} accounted for")


def counted(told: dict[str, Any]) -> dict[str, int]:
    """The counts of one line of `import --json`."""
    return {name: size(told.get(name, 0)) for name in COUNTS}


def size(value: object) -> int:
    """A count, or the length of a list of refusals or warnings."""
    return len(value) if isinstance(value, list) else int(str(value))


class Desk:
    """A new desk in a folder of its own, spoken to by its command line."""

    def __init__(self, program: Path, data: Path) -> None:
        self.command = [str(program), "--data", str(data)]

    def make(self) -> None:
        """The event that the files are read into."""
        words = ("event", "add", EVENT, "--name", "Trial", "--zone", ZONE, "--start", START, "--end", END)
        subprocess.run([*self.command, *words], check=True, stdout=subprocess.DEVNULL)

    def read(self, files: list[Path]) -> tuple[list[dict[str, Any]], list[str]]:
        """The two lines told of each file, read twice in a row, and what went wrong with the call itself."""
        twice = [str(file) for file in files for _ in range(2)]
        words = ("import", *twice, "--event", EVENT, "--zone", ZONE, "--year", YEAR, "--json")
        called = f"import of {len(files)} files" if len(files) > 1 else "import"
        try:
            done = subprocess.run(
                [*self.command, *words], capture_output=True, text=True, errors="replace", timeout=LIMIT, check=False
            )
        except subprocess.TimeoutExpired:
            return [], [f"{called}: no answer after {LIMIT} s"]
        faults = []
        if done.returncode not in SOUND_CODES:
            faults.append(f"{called}: exit {done.returncode}: {done.stderr.strip()[-300:]}")
        if any(word in done.stderr + done.stdout for word in CRASHES):
            faults.append(f"{called}: it broke: {done.stderr.strip()[-600:]}")
        lines, unread = parsed(done.stdout)
        return lines, [*faults, *unread]


def parsed(output: str) -> tuple[list[dict[str, Any]], list[str]]:
    """The JSON objects of an output, a line each, and the lines that are none."""
    lines, unread = [], []
    for line in filter(str.strip, output.splitlines()):
        try:
            told = json.loads(line)
        except ValueError:
            told = None
        if isinstance(told, dict):
            lines.append(told)
        else:
            unread.append(f"not a line of JSON: {line[:120]}")
    return lines, unread


def try_files(desk: Desk, files: list[Path], tally: Tally) -> None:
    """One batch; where anything went wrong, each file is asked again alone, to name the one at fault."""
    lines, faults = desk.read(files)
    answered = take_all(lines, tally)
    silent = [file for file in files if str(file) not in answered]
    if len(files) > 1 and (silent or faults):
        faults = [fault for file in files for fault in alone(desk, file, tally, counted=file not in silent)] or faults
    else:
        faults += [f"{file.name}: no answer" for file in silent]
    tally.faults += faults


def take_all(lines: list[dict[str, Any]], tally: Tally) -> set[str]:
    """The first line of each file is its reading, the second its being read again; the names of the files."""
    first: dict[str, dict[str, Any]] = {}
    for told in lines:
        name = str(told.get("file"))
        if name in first:
            tally.take_again(told, first[name])
        else:
            tally.take(told)
            first[name] = told
    return set(first)


def alone(desk: Desk, file: Path, tally: Tally, *, counted: bool) -> list[str]:
    """What goes wrong with one file by itself; its counts are taken where the batch gave none."""
    lines, faults = desk.read([file])
    if not counted:
        take_all(lines, tally)
        if not lines:
            faults.append(f"{file.name}: no answer")
    return [f"{file.name}: {fault}" for fault in faults]


def folders(data: Path) -> Iterator[tuple[str, list[Path]]]:
    """Every file below, by the first folder it lies in."""
    files = sorted(path for path in data.rglob("*") if path.is_file())
    for name, group in groupby(files, key=lambda path: path.relative_to(data).parts[0] if path.parent != data else "."):
        yield name, list(group)


def report(tallies: dict[str, Tally]) -> str:
    """The counts as a table, a folder a line."""
    wide = max(map(len, [*tallies, "folder"]))
    rows: list[tuple[str, tuple[str, ...]]] = [("folder", COLUMNS)]
    for name, tally in tallies.items():
        counts = (tally.files, *(tally.counts[one] for one in COUNTS), tally.again, f"{tally.seconds:.1f}")
        rows.append((name, tuple(map(str, counts))))
    return "\n".join(name.ljust(wide) + "".join(cell.rjust(11) for cell in cells) for name, cells in rows)


def trial(program: Path, data: Path) -> int:
    """0 where every row is accounted for and nothing broke, else 1; 2 where there is nothing to try."""
    tallies: dict[str, Tally] = {}
    with tempfile.TemporaryDirectory(prefix="eocdesk-trial-") as folder:
        desk = Desk(program, Path(folder) / "data")
        desk.make()
        for name, files in folders(data):
            tally = tallies.setdefault(name, Tally())
            begins = time.monotonic()
            for start in range(0, len(files), BATCH):
                try_files(desk, files[start : start + BATCH], tally)
            tally.seconds += time.monotonic() - begins
            print(f"{name}: {tally.files} files, {tally.counts['read']} read", file=sys.stderr, flush=True)
    if not tallies:
        print(f"eocdesk: no file in {data}", file=sys.stderr)
        return 2
    print(report(tallies))
    faults = [f"{name}: {fault}" for name, tally in tallies.items() for fault in tally.faults]
    for fault in faults:
        print(f"FAULT {fault}")
    sound = "no crash, every row accounted for, nothing changed by reading again"
    print(sound if not faults else f"{len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(trial(Path(sys.executable).with_name("eocdesk"), Path(sys.argv[1]).resolve()))
