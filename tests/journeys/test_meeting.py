"""A real hub and two desks on the command line: killed in the middle, back again, nothing lost, nothing doubled."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, enrolment
from eocdesk.models.right import Right
from eocdesk.store import verify
from eocdesk.store.hub import people
from eocdesk.store.queries import events
from tests.kit import servers
from tests.kit.desks import EVENT, sound

SOON = 30
ENTRIES, KILLED, BACK = 45, 15, 30
DESK = [sys.executable, "-m", "eocdesk"]
WRITER = """
import sys
from pathlib import Path
from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk

desk = Desk(Path(sys.argv[1]))
desk.link.start()
for n in range(int(sys.argv[2])):
    print(desk.do_now(LogEntry(desk.event.id, f"{sys.argv[3]} {n}")).value[1], flush=True)
sys.stdin.readline()
desk.close()
"""


def joined(desk: Desk, server: servers.Server) -> None:
    with server.hub.writing() as c:
        code = enrolment.Code(people.make_code(c, Right("watch officer"), by="K. Mori")).text
    desk.link.join_now(server.url, code)


def numbers(desk: Desk) -> set[str]:
    return {entry.number for entry in desk.read_now(events.of_event, Entry, EVENT)}


def once(desk: Desk) -> None:
    meeting = desk.link.meet_now()
    assert meeting.ok, meeting.sentence


def writing(desk: Desk, name: str) -> subprocess.Popen[str]:
    """A program of its own that writes on a desk while it is linked, and says each number it was told is saved."""
    command = [sys.executable, "-c", WRITER, str(desk.folder), str(ENTRIES), name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def test_a_hub_killed_while_desks_write_to_it_loses_nothing_they_were_told_is_saved(
    tmp_path: Path, desks: Callable[[int], list[Desk]]
) -> None:
    made = desks(2)
    server = servers.start(tmp_path / "hub")
    try:
        for desk in made:
            joined(desk, server)
        port = server.url.rpartition(":")[2]
        writers = [writing(desk, f"Desk {n}") for n, desk in enumerate(made)]
        told: set[str] = set()
        for line in range(ENTRIES):
            for writer in writers:
                assert writer.stdout is not None
                told.add(writer.stdout.readline().strip())
            if line == KILLED:
                server.process.kill()
                server.process.wait()
            if line == BACK:
                server.close()
                server = servers.start(tmp_path / "hub", "--port", port)
        for writer in writers:
            writer.communicate("\n", timeout=SOON)
            assert writer.returncode == 0
        for desk in (*made, *made):
            once(desk)
        assert len(told) == 2 * ENTRIES
        assert [numbers(desk) for desk in made] == [told, told]
        assert len({desk.read_now(verify.digest) for desk in made}) == 1
        assert all(sound(desk) for desk in made)
        assert made[0].link.meet_now().quiet
    finally:
        server.close()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no Ctrl+C to another process")
def test_a_desk_that_stays_prints_each_meeting_until_it_is_stopped_and_works_beside_another_program(
    tmp_path: Path, desk: Desk
) -> None:
    server = servers.start(tmp_path / "hub")
    try:
        joined(desk, server)
        command = [*DESK, "--data", str(desk.folder), "sync"]
        with ExitStack() as at_end:
            staying = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            at_end.callback(staying.kill)  # nothing where it ended
            assert staying.stdout is not None
            assert staying.stdout.readline().strip().endswith(": 1 sent.")
            desk.do_now(LogEntry(EVENT, "from the window"))
            once(desk)
            server.stop(signal.SIGKILL)
            lines = iter(staying.stdout.readline, "")
            assert next(line for line in lines if "sent" not in line and "Nothing new" not in line)
            staying.send_signal(signal.SIGINT)
            _, said = staying.communicate(timeout=SOON)
            assert (staying.returncode, said) == (0, "")
    finally:
        server.close()
    assert desk.link.standing().unsent == 0
