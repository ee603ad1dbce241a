"""A feed that fails is said once in the banner, and once when it is back; it ends with the window."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from eocdesk.desk import feeding
from eocdesk.desk.desk import Desk
from eocdesk.desk.feeding import FeedAge
from eocdesk.desk.settings import FEEDS_ON
from eocdesk.models import clock
from eocdesk.ui.feed_watch import FeedWatch
from eocdesk.ui.messages import Messages
from tests.desk.test_feeding import quakes
from tests.kit.feed_server import Play, source

BAD = FeedAge("usgs", "Earthquakes (USGS)", 1, 2, "usgs.gov cannot be reached.", 300)


def test_a_failure_is_said_once_and_once_when_it_is_over(desk: Desk) -> None:
    messages = Messages()
    watch = FeedWatch(desk, messages)
    said: list[tuple[str, ...]] = []
    back: list[str] = []
    messages.trouble.connect(said.append)
    messages.back.connect(back.append)
    for _ in range(3):
        watch.hear([BAD])
    assert said == [("Earthquakes (USGS): usgs.gov cannot be reached. It is tried again.",)]
    for _ in range(2):
        watch.hear([BAD._replace(sentence="")])
    assert (said[1:], back) == ([()], ["Feeds come in again."])


def test_a_round_is_heard_on_the_screens_thread_and_the_end_leaves_nothing(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[threading.Thread] = []
    desk.settings.set("feeds", FEEDS_ON)
    with source() as there:
        usgs = replace(feeding.feed_of("usgs"), addresses=lambda _: [f"{there.url}/q"])
        monkeypatch.setattr(feeding, "known", lambda: (usgs,))
        there.plays["/q"] = Play(quakes("ci1"))
        watch = FeedWatch(desk, Messages())
        watch.heard.connect(lambda: heard.append(threading.current_thread()))
        watch.start(0.0)
        qtbot.waitUntil(lambda: bool(heard), timeout=20_000)
        watch.stop()
    assert heard == [threading.main_thread()]
    assert desk.event is not None
    (age,) = desk.read_now(feeding.kept_ages, desk.event.id)
    assert age.last_good is not None
    assert not age.is_late(clock.now())
