"""A file comes in off the screen's thread; how far it is arrives as a signal, and a stop is heeded."""

from __future__ import annotations

import asyncio
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.imports import Report
from eocdesk.desk.desk import Desk
from eocdesk.desk.exchange import Given
from eocdesk.models import Event, Refused
from eocdesk.ui.exchange.runner import Runner
from tests.kit.desks import bodies
from tests.ui.exchange.conftest import HEAD, File

LA = Given(zone="America/Los_Angeles")


def event(desk: Desk) -> Event:
    assert desk.event is not None
    return desk.event


def many(file: File) -> Path:
    return file("many.csv", HEAD + "".join(f"Heat {number},2028-07-15 09:00,10:00,SoFi\n" for number in range(700)))


def test_the_screen_turns_while_a_file_comes_in(
    qtbot: QtBot, desk: Desk, file: File, turning: asyncio.AbstractEventLoop
) -> None:
    runner, told, threads = Runner(desk), list[tuple[int, int]](), set[int]()

    def heard(done: int, total: int) -> None:
        told.append((done, total))
        threads.add(threading.get_ident())

    runner.progressed.connect(heard)
    task = turning.create_task(runner.bring(event(desk), many(file), LA))
    qtbot.waitUntil(task.done)
    report: Report = task.result()
    assert (report.added, told[-1]) == (700, (700, 700))
    assert threads == {threading.get_ident()}


def test_a_stop_leaves_nothing_of_the_file_and_the_next_run_is_free_again(
    qtbot: QtBot, desk: Desk, file: File, turning: asyncio.AbstractEventLoop
) -> None:
    runner, before = Runner(desk), bodies(desk)
    runner.stop()
    task = turning.create_task(runner.bring(event(desk), many(file), LA))
    qtbot.waitUntil(task.done)
    assert task.result().refused[0].reason.startswith("Stopped by a person")
    assert bodies(desk) == before
    runner.begin()
    assert not runner.stopped
    task = turning.create_task(runner.bring(event(desk), many(file), LA))
    qtbot.waitUntil(task.done)
    assert task.result().added == 700


def test_records_are_written_into_a_file_and_what_cannot_be_is_refused_with_its_field(
    qtbot: QtBot, desk: Desk, tmp_path: Path, turning: asyncio.AbstractEventLoop
) -> None:
    runner = Runner(desk)
    task = turning.create_task(runner.export(event(desk), "ics", tmp_path / "out.ics"))
    qtbot.waitUntil(task.done)
    assert task.result() == (tmp_path / "out.ics").stat().st_size
    failing = turning.create_task(runner.export(event(desk), "ics", tmp_path / "none" / "out.ics"))
    qtbot.waitUntil(failing.done)
    with pytest.raises(Refused, match="cannot be written") as refused:
        failing.result()
    assert refused.value.field == "path"
    assert [path.name for path in tmp_path.glob("*.ics")] == ["out.ics"]
    assert not list(tmp_path.glob(".*part"))
