"""Two real windows and a real hub: an incident written twice, settled by keys; a lost laptop; a stick for a third."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton
from pytestqt.qtbot import QtBot

from eocdesk.commands.entries import LogEntry
from eocdesk.commands.incidents import ReportIncident, SetIncident
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Incident, Severity, enrolment
from eocdesk.models.right import Right
from eocdesk.store import verify
from eocdesk.store.hub import people
from eocdesk.store.queries import conflicts, events
from eocdesk.sync import parcel_reading, parcel_writing
from eocdesk.ui.panes import conflicts as inbox
from eocdesk.ui.panes import incidents, meetings
from eocdesk.ui.panes.conflicts import ConflictsPane
from eocdesk.ui.panes.incidents.pane import LogPane
from eocdesk.ui.window import Window
from tests.journeys.conftest import CTRL
from tests.kit import servers
from tests.kit.desks import EVENT, make_desk, sound
from tests.kit.pairs import pair
from tests.kit.windows import PLAIN, window_on

Key = Qt.Key
SOON = 60_000
NOTHING = Qt.KeyboardModifier.NoModifier
SPECS = (*(spec for spec in PLAIN if spec.name != "incidents"), incidents.SPEC, inbox.SPEC, meetings.SPEC)


@dataclass
class Seat:
    """An officer at a window of their own."""

    desk: Desk
    window: Window
    qtbot: QtBot

    def incident(self) -> Incident:
        """The one there is."""
        (found,) = self.desk.read_now(events.of_event, Incident, EVENT)
        return found

    def strip(self) -> str:
        """What the strip at the foot says."""
        return " | ".join(b.text() for b in self.window.status.findChildren(QToolButton) if b.isVisible())

    def until_strip(self, *words: str) -> None:
        """Wait until it says all of this."""
        self.qtbot.waitUntil(lambda: all(word in self.strip() for word in words), timeout=SOON)

    def until_calm(self) -> None:
        """Wait until nothing is in dispute any more, here and on the strip."""
        self.qtbot.waitUntil(lambda: self.desk.read_now(conflicts.conflicts) == (), timeout=SOON)
        self.qtbot.waitUntil(lambda: "conflict" not in self.strip(), timeout=SOON)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NOTHING) -> None:
        """One key, wherever the keyboard is in this window."""
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            self.qtbot.waitUntil(self.window.isActiveWindow, timeout=SOON)
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def inbox(self) -> ConflictsPane:
        """The conflicts, brought forward by their key."""
        self.press(Key.Key_7, CTRL)
        pane = self.window.overview.panes[inbox.SPEC.name]
        assert isinstance(pane, ConflictsPane)
        self.qtbot.waitUntil(lambda: pane.isVisible() and pane.is_ready and pane.sheet is not None, timeout=SOON)
        return pane


@pytest.fixture
def server(tmp_path: Path) -> Iterator[servers.Server]:
    made = servers.start(tmp_path / "hub")
    yield made
    made.close()


@pytest.fixture
def seats(
    tmp_path: Path, server: servers.Server, qtbot: QtBot, turning: asyncio.AbstractEventLoop
) -> Iterator[list[Seat]]:
    """Two desks that joined the hub and are level on one incident, each with its window open and linked."""
    del turning
    with ExitStack() as stack:
        made = []
        for at, person in enumerate(("L. Chen", "K. Watanabe")):
            desk = make_desk(tmp_path / f"desk{at}", person)
            stack.callback(desk.close)
            desk.link.join_now(server.url, code(server), person)
            made.append(desk)
        made[0].do_now(ReportIncident(EVENT, "Leak at Gate 7"))
        for desk in (*made, made[0]):
            assert desk.link.meet_now().ok
        rooms = [stack.enter_context(window_on(desk, SPECS)) for desk in made]
        for desk in made:
            desk.link.start()
            stack.callback(desk.link.stop)
        yield [Seat(room.desk, room.window, qtbot) for room in rooms]


def code(server: servers.Server) -> str:
    with server.hub.writing() as c:
        return enrolment.Code(people.make_code(c, Right("watch officer"), by="K. Mori")).text


def level(*desks: Desk) -> bool:
    return len({desk.read_now(verify.digest) for desk in desks}) == 1 and all(sound(desk) for desk in desks)


def words(pane: ConflictsPane) -> str:
    assert pane.sheet is not None
    return " | ".join(label.text() for label in pane.sheet.findChildren(QLabel) if label.isVisibleTo(pane))


def settle_by_keys(seat: Seat, value: str) -> None:
    """Into the inbox, to the value, Enter."""
    pane = seat.inbox()
    sheet = pane.sheet
    assert sheet is not None
    pane.take_focus()
    seat.press(Key.Key_Return)
    seat.qtbot.waitUntil(sheet.cards[0].button.hasFocus, timeout=SOON)
    while next(card for card in sheet.cards if card.button.hasFocus()).side.word != value:
        seat.press(Key.Key_Right)
    seat.press(Key.Key_Return)


def quarantined(server: servers.Server) -> list[str]:
    from eocdesk.models.change import decode  # noqa: PLC0415

    with server.hub.reading() as c:
        bodies = [row.body for row in c.exec_driver_sql("SELECT body FROM hub_quarantine")]
    return [str(decode(body).fields.get("text", "")) for body in bodies]


def test_one_incident_written_on_two_windows_in_the_dark_is_settled_by_keys_and_equal_on_both(
    seats: list[Seat], server: servers.Server, tmp_path: Path
) -> None:
    one, two = seats
    for seat in seats:
        seat.until_strip("Linked to", "All sent")
    server.process.kill()
    server.process.wait()
    record = one.incident().id
    one.desk.do_now(SetIncident(record, {"title": "Leak at Gate 7, north", "severity": int(Severity.MAJOR)}))
    two.desk.do_now(SetIncident(record, {"title": "Burst main at Gate 7", "place": "Loading dock"}))
    for seat in seats:
        seat.until_strip("No link since", "unsent")
    back = servers.start(tmp_path / "hub", "--port", server.url.rpartition(":")[2])
    try:
        for seat in seats:
            seat.desk.link.wake(now=True)
        for seat in (*seats, *seats):
            seat.until_strip("Linked to", "All sent", "1 conflict to review")
        for seat in seats:
            assert (seat.incident().severity, seat.incident().place) == (Severity.MAJOR, "Loading dock")
            told = words(seat.inbox())
            for part in ("Leak at Gate 7, north", "Burst main at Gate 7", "L. Chen", "K. Watanabe"):
                assert part in told
        settle_by_keys(one, "Burst main at Gate 7")
        for seat in seats:
            seat.until_calm()
        for seat in seats:
            seat.until_strip("All sent")
            assert seat.incident().title == "Burst main at Gate 7"
        one.qtbot.waitUntil(lambda: level(one.desk, two.desk), timeout=SOON)
    finally:
        back.close()


def test_a_lost_laptop_says_so_its_words_wait_at_the_hub_and_a_stick_brings_a_third_desk_level(
    seats: list[Seat], server: servers.Server, tmp_path: Path
) -> None:
    one, two = seats
    two.until_strip("Linked to", "All sent")
    two.desk.link.stop()
    two.desk.do_now(LogEntry(EVENT, "Written in the taxi"))
    with server.hub.writing() as c:
        people.revoke(c, two.desk.device, "left in a taxi", by="K. Mori")
    two.desk.link.start()
    two.until_strip("Put out by")
    log = two.window.overview.panes["incidents"]
    assert isinstance(log, LogPane)
    two.qtbot.waitUntil(lambda: log.tables["incidents"].table.rowCount() == 0, timeout=SOON)
    assert two.desk.read_now(events.of_event, Entry, EVENT) == []
    assert "Written in the taxi" in quarantined(server)
    one.qtbot.waitUntil(lambda: one.desk.link.standing().unsent == 0, timeout=SOON)
    third = Desk(tmp_path / "third")
    try:
        third.settings.set("person", "O. Diaz")
        pair(one.desk, third)
        stick = tmp_path / "stick.parcel"
        parcel_writing.write(one.desk.store, parcel_writing.Order(stick, "L. Chen"))
        report = parcel_reading.read(third.store, stick, exercise=False)
        assert report.whole, report.sentences()
        assert level(one.desk, third)
        (found,) = third.read_now(events.of_event, Incident, EVENT)
        assert found.title == "Leak at Gate 7"
    finally:
        third.close()
