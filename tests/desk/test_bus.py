"""Everyone who listens hears everything once, whatever happens to the others."""

from __future__ import annotations

import threading

import pytest

from eocdesk.desk.bus import Bus
from eocdesk.models import Act
from eocdesk.store.notice import Notice


def notice(*ids: tuple[str, bytes]) -> Notice:
    return Notice(Act(b"a" * 16, "Log an entry"), frozenset(ids))


SOMETHING = notice(("entry", b"1"))


def test_every_listener_hears_until_it_stops() -> None:
    bus = Bus()
    one: list[Notice] = []
    two: list[Notice] = []
    stop = bus.listen(one.append)
    bus.listen(two.append)
    bus.tell(SOMETHING)
    stop()
    stop()
    bus.tell(SOMETHING)
    assert (len(one), len(two)) == (1, 2)


def test_a_listener_that_fails_keeps_nobody_from_hearing_and_is_reported(caplog: pytest.LogCaptureFixture) -> None:
    bus = Bus()
    heard: list[Notice] = []

    def fails(_: Notice) -> None:
        raise ZeroDivisionError

    bus.listen(fails)
    bus.listen(heard.append)
    bus.tell(SOMETHING)
    assert heard == [SOMETHING]
    assert "a listener failed on Log an entry" in caplog.text
    caplog.clear()


def test_an_act_that_changed_nothing_is_not_told() -> None:
    bus = Bus()
    heard: list[Notice] = []
    bus.listen(heard.append)
    bus.tell(notice())
    assert heard == []


def test_a_listener_may_stop_or_listen_while_it_is_told() -> None:
    bus = Bus()
    heard: list[str] = []

    def once(_: Notice) -> None:
        heard.append("once")
        stop()
        bus.listen(lambda _: heard.append("later"))

    stop = bus.listen(once)
    done = threading.Thread(target=lambda: (bus.tell(SOMETHING), bus.tell(SOMETHING)))
    done.start()
    done.join(5)
    assert heard == ["once", "later"]
