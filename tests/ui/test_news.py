"""What the windows say beside the panes is read again when records change or time passes."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.commands.activations import Decline
from eocdesk.commands.entries import LogEntry
from eocdesk.commands.events import AddPeriod
from eocdesk.commands.incidents import ReportIncident
from eocdesk.commands.records import Add
from eocdesk.commands.tasks import AddTask
from eocdesk.desk import backups, proposing
from eocdesk.desk.desk import Desk
from eocdesk.desk.link import LinkState
from eocdesk.models import clock
from eocdesk.store.queries.figures import Hazards
from eocdesk.ui.bridge import Bridge
from eocdesk.ui.clocks import Ticker
from eocdesk.ui.messages import Messages
from eocdesk.ui.news import News, Newsroom
from tests.kit.desks import EVENT
from tests.kit.joined import joined
from tests.kit.plans import heat_plan


@pytest.fixture
def bridge() -> Bridge:
    return Bridge()


@pytest.fixture
def ticker() -> Ticker:
    """The tests say when a minute is over; a real one may end as a test does, and nobody would hear it."""
    made = Ticker()
    made._timer.stop()
    return made


@pytest.fixture
def newsroom(
    desk: Desk, bridge: Bridge, ticker: Ticker, turning: asyncio.AbstractEventLoop, qtbot: QtBot
) -> Iterator[Newsroom]:
    stop = desk.bus.listen(bridge.take)
    messages = Messages()
    made = Newsroom(desk, bridge, messages, ticker)
    yield made
    stop()
    bridge.changed.disconnect()
    made._link.changed.disconnect()
    made._timer.stop()  # the loop ends with the test, and with it all reading
    qtbot.waitUntil(lambda: not made._busy)


def read(newsroom: Newsroom, qtbot: QtBot) -> News:
    with qtbot.waitSignal(newsroom.told) as told:
        newsroom.read()
    news = told.args[0]
    assert isinstance(news, News)
    return news


def test_a_change_is_read_by_itself(newsroom: Newsroom, desk: Desk, qtbot: QtBot) -> None:
    assert read(newsroom, qtbot).figures is not None
    desk.do_now(ReportIncident(EVENT, "Crowd crush at Gate 7", severity=4))
    qtbot.waitUntil(lambda: newsroom.last.figures.incidents == (0, 0, 0, 0, 1))


def test_the_minute_makes_a_task_late(newsroom: Newsroom, ticker: Ticker, desk: Desk, qtbot: QtBot) -> None:
    task = desk.do_now(AddTask(EVENT, "Call the harbour master", due=clock.now() + 60_000)).value[0]
    assert read(newsroom, qtbot).alerts == ()
    later = clock.now() + 120_000
    ticker.now = lambda: later
    with qtbot.waitSignal(newsroom.told) as told:
        ticker.minute.emit()
    assert [alert.id for alert in told.args[0].alerts] == [task]


def test_a_flash_entry_nobody_acknowledged_is_an_alert(newsroom: Newsroom, desk: Desk, qtbot: QtBot) -> None:
    entry = desk.do_now(LogEntry(EVENT, "Evacuate the north stand", priority="flash")).value[0]
    alert = read(newsroom, qtbot).alerts[0]
    assert (alert.kind, alert.id, alert.flash) == ("entry", entry, True)


def test_the_period_that_runs_is_told(newsroom: Newsroom, desk: Desk, qtbot: QtBot) -> None:
    now = clock.now()
    desk.do_now(AddPeriod(EVENT, now - 3_600_000, now + 3_600_000, name="Day shift"))
    period = read(newsroom, qtbot).period
    assert period is not None
    assert period.name == "Day shift"


def test_only_a_backup_counts_as_a_backup(newsroom: Newsroom, desk: Desk, qtbot: QtBot) -> None:
    folder = backups.folder_of(desk.folder, desk.settings)
    folder.mkdir(exist_ok=True)
    (folder / "holiday.jpg").write_text("none of ours")
    assert read(newsroom, qtbot).backup_at is None
    made = backups.make(desk.store, desk.settings)
    found = next(folder.glob("auto-*"))
    os.utime(found, (1_800_000_000, 1_800_000_000))
    assert made is not None
    assert read(newsroom, qtbot).backup_at == 1_800_000_000_000


def test_without_an_event_there_are_no_figures(newsroom: Newsroom, desk: Desk, qtbot: QtBot) -> None:
    desk.event = None
    news = read(newsroom, qtbot)
    assert (news.figures, news.period, news.alerts) == (None, None, ())


def test_a_database_that_does_not_answer_is_said_once(newsroom: Newsroom, desk: Desk, qtbot: QtBot) -> None:
    messages = newsroom._messages
    for step in ("gone", "still gone"):
        desk.event = type("Event", (), {"id": object()})()  # no database takes this for a value
        with qtbot.waitSignal(messages.trouble, raising=False, timeout=300) as said:
            newsroom.read()
        assert said.signal_triggered is (step == "gone")
        qtbot.waitUntil(lambda: not newsroom._busy)
    assert len(messages.troubles) == 1


def test_how_the_link_stands_is_read_and_read_again_when_the_link_tells(
    newsroom: Newsroom, desk: Desk, qtbot: QtBot
) -> None:
    assert read(newsroom, qtbot).link.state is LinkState.ALONE
    joined(desk, met=clock.now())
    desk.link.tell()  # as after a meeting; nobody wrote anything
    qtbot.waitUntil(lambda: newsroom.last is not None and newsroom.last.link.peer == "Room hub")
    assert newsroom.last is not None
    assert newsroom.last.link.unsent


def test_a_warning_over_a_venue_becomes_a_figure_as_it_arrives(newsroom: Newsroom, desk: Desk, qtbot: QtBot) -> None:
    now = clock.now()
    box = '{"type": "Polygon", "coordinates": [[[-119, 33], [-117, 33], [-117, 35], [-119, 35], [-119, 33]]]}'
    venue = desk.do_now(Add("venue", EVENT, {"name": "Bowl", "lat": 34.0, "lon": -118.0})).value
    for begins in (now - 60_000, now + 3_600_000):
        times = {"title": "Final", "venue": venue, "starts": begins, "ends": begins + 3_600_000}
        desk.do_now(Add("session", EVENT, times))
    assert read(newsroom, qtbot).figures.hazards is None  # type: ignore[union-attr]
    desk.do_now(Add("alert", EVENT, {"title": "Heat", "geometry": box, "sent": now - 1, "ends": now + 9_000_000}))
    qtbot.waitUntil(lambda: newsroom.last.figures.hazards == Hazards(1, 1, 1, 1))  # type: ignore[union-attr]


def test_plans_that_propose_themselves_are_counted_as_something_changes_and_by_the_clock(
    newsroom: Newsroom, ticker: Ticker, desk: Desk, qtbot: QtBot
) -> None:
    assert read(newsroom, qtbot).proposals == 0
    now = clock.now()
    venue = desk.do_now(Add("venue", EVENT, {"name": "SoFi Stadium", "lat": 33.95, "lon": -118.34})).value
    hours = {"starts": now - 60_000, "ends": now + 3_600_000}
    desk.do_now(Add("session", EVENT, {"title": "Swimming", "venue": venue, **hours}))
    plan = heat_plan(desk, venue)
    seen = {"title": "Hot", "measure": "heat index", "series": [[now - 60_000, 104.0]], "venue": venue}
    desk.do_now(Add("observation", EVENT, seen))
    qtbot.waitUntil(lambda: newsroom.last is not None and newsroom.last.proposals == 1)
    desk.do_now(LogEntry(EVENT, "A quiet word"))
    qtbot.waitUntil(lambda: newsroom.last is not None and newsroom.last.standing.newest_entry is not None)
    assert newsroom.last is not None
    assert newsroom.last.proposals == 1
    (one,) = desk.read_now(proposing.proposed, EVENT, now)
    desk.do_now(Decline(plan, "Not yet", now + 60_000, one.keys))
    qtbot.waitUntil(lambda: newsroom.last is not None and newsroom.last.proposals == 0)
    later = now + 120_000
    ticker.now = lambda: later
    with qtbot.waitSignal(newsroom.told) as told:
        ticker.minute.emit()
    assert told.args[0].proposals == 1
