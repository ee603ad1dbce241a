"""kill -9 and a full disk: nothing that was acknowledged is ever lost, drafts included."""

from __future__ import annotations

import contextlib
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry
from eocdesk.store.queries import events
from tests.kit.desks import EVENT, make_desk, sound

ACKNOWLEDGED = 1000

CHILD = """
import sys
from pathlib import Path
from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Unavailable
from eocdesk.store import local

desk = Desk(Path(sys.argv[1]))
count = 0
while count < int(sys.argv[2]):
    count += 1
    words = f"entry {sys.argv[3]}-{count} " + "x" * int(sys.argv[4])
    try:
        key = f"compose/{sys.argv[3]}"
        desk.store.writer.local(lambda c: local.save_draft(c, key, {"text": words})).result()
        print("draft", words, flush=True)
        record, number = desk.do_now(LogEntry(desk.event.id, words)).value
        print("entry", number, words, flush=True)
    except Unavailable as error:
        print("full", error.sentence, flush=True)
        break
desk.close()
"""


def start(folder: Path, count: int, run: int, padding: int = 0, **more: object) -> subprocess.Popen[str]:
    arguments = [sys.executable, "-c", CHILD, str(folder), str(count), str(run), str(padding)]
    return subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, **more)  # type: ignore[call-overload]


def texts(desk: Desk) -> dict[str, str]:
    return {entry.number: entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)}


def test_a_desk_killed_at_random_moments_loses_nothing_it_acknowledged(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    make_desk(folder).close()
    rng = random.Random(7)  # noqa: S311
    said: dict[str, str] = {}
    drafts: dict[str, str] = {}
    run = 0
    while len(said) < ACKNOWLEDGED:
        run += 1
        child = start(folder, ACKNOWLEDGED, run)
        assert child.stdout is not None
        for count in range(rng.randint(20, 200)):
            line = child.stdout.readline().rstrip("\n")
            assert line, f"the child stopped by itself after {count} lines"
            note(line, run, said, drafts)
        child.kill()
        for line in child.stdout.read().splitlines(keepends=True):
            if line.endswith("\n"):
                note(line.rstrip("\n"), run, said, drafts)
        child.wait()
        child.stdout.close()
    desk = Desk(folder)
    try:
        held = texts(desk)
        assert {number: held.get(number) for number in said} == said
        kept = desk.drafts("compose/")
        for key, words in drafts.items():
            # The last draft acknowledged, or the one that was being saved when it was killed.
            assert int(kept[key]["text"].split()[1].split("-")[1]) >= int(words.split()[1].split("-")[1])
        assert sound(desk)
    finally:
        desk.close()
    assert run >= 5, "too few kills to say anything"


def note(line: str, run: int, said: dict[str, str], drafts: dict[str, str]) -> None:
    word, _, rest = line.partition(" ")
    if word == "entry":
        number, _, words = rest.partition(" ")
        said[number] = words.strip()
    elif word == "draft":
        drafts[f"compose/{run}"] = rest


@contextlib.contextmanager
def small_disk(folder: Path) -> Iterator[str]:
    """A small file system under the folder where root may make one; the name of the way."""
    folder.mkdir()
    mounted = (
        os.geteuid() == 0
        and not subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", str(folder)], check=False, capture_output=True
        ).returncode
    )
    try:
        yield "tmpfs" if mounted else "file size limit"
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def limit_files() -> None:
    import resource  # noqa: PLC0415

    resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither tmpfs nor file size limits")
def test_a_full_disk_is_said_in_words_and_loses_nothing_acknowledged(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    folder = tmp_path / "disk"
    with small_disk(folder) as way:
        record_property("disk filled by", way)
        make_desk(folder / "desk").close()
        more = {} if way == "tmpfs" else {"preexec_fn": limit_files}
        child = start(folder / "desk", 100_000, 1, padding=2000, **more)
        said: dict[str, str] = {}
        drafts: dict[str, str] = {}
        assert child.stdout is not None
        full = ""
        for line in child.stdout:
            note(line.rstrip("\n"), 1, said, drafts)
            full = line if line.startswith("full") else full
        assert child.wait() == 0
        child.stdout.close()
        assert "disk" in full, f"{way}: the child never said that the disk is full"
        assert len(said) > 10
        if way == "tmpfs":
            subprocess.run(["mount", "-o", "remount,size=64m", str(folder)], check=True)
        desk = Desk(folder / "desk")
        try:
            held = texts(desk)
            assert {number: held.get(number) for number in said} == said
            assert {key: kept["text"] for key, kept in desk.drafts("compose/").items()} == drafts
            assert sound(desk)
            written = desk.do_now(LogEntry(EVENT, "there is room again")).value[1]
            assert written not in said
            assert sound(desk)
        finally:
            desk.close()
