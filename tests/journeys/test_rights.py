"""Who may: what a desk may not see is neither on it nor on its line; what it must not keep goes; a reader reads."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.events import AmendEvent
from eocdesk.commands.incidents import ReportIncident, SetIncident
from eocdesk.commands.records import Add, Amend
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Venue, enrolment
from eocdesk.models.right import Right
from eocdesk.store import peers
from eocdesk.store.hub import people
from eocdesk.store.queries import events
from eocdesk.ui.panes import incidents
from tests.journeys.conftest import CTRL
from tests.kit.desks import EVENT, OpenTheGames, sound
from tests.kit.proxies import Proxy, line_to
from tests.kit.servers import Server
from tests.kit.windows import PLAIN, window_on

SECRET, SHARED = "zanzibarquokka", "meadowlark"
SOON = 60_000
Joined = Callable[[str, str], tuple[Desk, Proxy]]


@pytest.fixture
def joined(tmp_path: Path, server: Server) -> Iterator[Joined]:
    """Makes desks that joined the hub, each over a line of its own, and met it once."""
    made: list[tuple[Desk, Any]] = []

    def make(name: str, role: str) -> tuple[Desk, Proxy]:
        desk = Desk(tmp_path / name)
        desk.settings.set("person", name)
        line = line_to(server.url)
        made.append((desk, line))
        with server.hub.writing() as c:
            code = enrolment.Code(people.make_code(c, Right(role), by="K. Mori")).text
        proxy = line.__enter__()
        desk.link.join_now(proxy.url, code, name)
        return desk, proxy

    yield make
    for desk, line in made:
        desk.close()
        line.__exit__(None, None, None)


@pytest.fixture
def officer(joined: Joined) -> tuple[Desk, Proxy]:
    """A watch officer whose event partners may see."""
    made, proxy = joined("Officer", "watch officer")
    made.do_now(OpenTheGames())
    made.do_now(AmendEvent(EVENT, {"marking": "GREEN"}))
    once(made)
    return made, proxy


def once(desk: Desk) -> None:
    meeting = desk.link.meet_now()
    assert meeting.ok, meeting.sentence
    assert not meeting.refused + meeting.left


def held(desk: Desk) -> bytes:
    """Every table of the desk's database, the search's own and those of no record too, end to end."""

    def read(connection: Any) -> bytes:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        rows = [row for table in tables for row in connection.exec_driver_sql(f"SELECT * FROM [{table}]")]  # noqa: S608  its own names
        cells = [cell for row in rows for cell in row]
        return b"\n".join(cell if isinstance(cell, bytes) else str(cell).encode() for cell in cells)

    return desk.read_now(read).lower()


def test_what_a_partner_may_not_see_is_in_no_table_of_its_desk_and_was_never_on_its_line(
    officer: tuple[Desk, Proxy], joined: Joined
) -> None:
    desk, line = officer
    desk.do_now(LogEntry(EVENT, f"The {SHARED} gate is open", marking="GREEN"))
    desk.do_now(LogEntry(EVENT, f"Warrant for {SECRET}", marking="RED"))
    desk.do_now(ReportIncident(EVENT, f"Threat to {SECRET}", marking="RED"))
    desk.do_now(Add("venue", EVENT, {"name": f"Safe house {SECRET}", "marking": "AMBER+STRICT"}))
    once(desk)
    partner, listened = joined("Partner", "partner")
    once(partner)
    desk.do_now(LogEntry(EVENT, f"And once more {SECRET}", marking="RED"))
    once(desk)
    once(partner)
    assert (SECRET.encode() in held(desk), SECRET.encode() in line.said()) == (True, True), "it can be found at all"
    assert SHARED.encode() in held(partner)
    assert SHARED.encode() in listened.said()
    assert SECRET.encode() not in held(partner)
    assert SECRET.encode() not in listened.said()
    assert [entry.text for entry in partner.read_now(events.of_event, Entry, EVENT)] == [f"The {SHARED} gate is open"]
    assert sound(partner)


def test_a_marking_raised_takes_the_record_off_the_liaisons_desk_and_the_trail_says_so(
    officer: tuple[Desk, Proxy], joined: Joined
) -> None:
    desk, _ = officer
    liaison, _ = joined("Liaison", "liaison")
    venue = desk.do_now(Add("venue", EVENT, {"name": f"Safe house {SECRET}", "marking": "AMBER"})).value
    incident, _ = desk.do_now(ReportIncident(EVENT, f"Threat to {SECRET}", marking="AMBER")).value
    once(desk)
    once(liaison)
    liaison.do_now(LogEntry(EVENT, f"{SECRET} called again", incident=incident))
    once(liaison)
    once(desk)
    assert SECRET.encode() in held(liaison)
    desk.do_now(Amend("venue", venue, {"marking": "RED"}))
    desk.do_now(SetIncident(incident, {"marking": "RED"}))
    once(desk)
    once(liaison)
    assert liaison.read_now(events.of_event, Venue, EVENT) == []
    assert SECRET.encode() not in held(liaison)
    (last, *_) = liaison.read_now(peers.attempts)
    assert "4 withdrawn" in last.sentence, "the place, the incident, and what two desks wrote about it"
    assert sound(liaison)
    assert [venue.marking for venue in desk.read_now(events.of_event, Venue, EVENT)] == ["RED"]


def test_the_window_of_a_reader_refuses_to_write_in_words_and_keeps_what_was_typed(
    officer: tuple[Desk, Proxy], joined: Joined, qtbot: QtBot, turning: asyncio.AbstractEventLoop
) -> None:
    del officer, turning
    partner, _ = joined("Partner", "partner")
    once(partner)
    partner.open_event(EVENT)
    specs = (*(spec for spec in PLAIN if spec.name != "incidents"), incidents.SPEC)
    with window_on(partner, specs) as room:
        room.window.activateWindow()
        qtbot.waitUntil(lambda: room.window.isActiveWindow() and room.window.is_ready, timeout=SOON)
        QTest.keyClick(room.window, Qt.Key.Key_N, CTRL)
        qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QPlainTextEdit), timeout=SOON)
        field = QApplication.focusWidget()
        assert isinstance(field, QPlainTextEdit)
        QTest.keyClicks(field, "A word of ours")
        QTest.keyClick(field, Qt.Key.Key_Return)
        pane = room.window.overview.panes["incidents"]
        qtbot.waitUntil(lambda: "This desk reads only at" in said(pane), timeout=SOON)
        assert field.toPlainText() == "A word of ours"
    assert partner.read_now(events.of_event, Entry, EVENT) == []


def said(pane: Any) -> str:
    return " | ".join(label.text() for label in pane.findChildren(QLabel) if label.isVisible())
