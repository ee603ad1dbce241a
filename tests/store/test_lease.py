"""What time it is at least, which rights end when, and what is said of it."""

from __future__ import annotations

from functools import partial

import pytest

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.models import clock
from eocdesk.models.right import Right
from eocdesk.store import lease, peers
from tests.kit.desks import EVENT
from tests.kit.pairs import RoomHub

HOUR = 3_600_000


def test_a_desk_that_joined_no_hub_has_no_ends(desk: Desk) -> None:
    assert desk.read_now(lease.endings) == []
    assert desk.read_now(lease.warning) == ""
    assert desk.store.writer.local(lease.look).result() == set()


def test_the_soonest_comes_first_and_what_no_right_reaches_is_not_named(desk: Desk) -> None:
    desk.do_now(LogEntry(EVENT, "words", marking="RED"))
    hub = RoomHub()
    hub.join(desk, Right("liaison", lease=5 * HOUR), Right("watch officer", ceiling="GREEN"))
    found = desk.read_now(lease.endings)
    assert {one.labels[1] for one in found} == {"AMBER"}, "RED is beyond both, GREEN is leased to no end"
    assert all(4 * HOUR < one.at - clock.now() <= 6 * HOUR for one in found)


def test_the_warning_names_what_ends_and_which_hub_to_meet(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = RoomHub()
    hub.join(desk, Right("watch officer", lease=5 * HOUR))
    assert desk.read_now(lease.warning) == "", "a desk that meets its hub every day hears nothing of it"
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real + 4 * HOUR)
    said = desk.read_now(lease.warning)
    assert said.startswith("Your right to ")
    assert said.endswith("Meet The hub before then, or it leaves this desk.")


def test_an_end_that_no_meeting_puts_off_is_told_as_such(desk: Desk) -> None:
    hub = RoomHub()
    hub.join(desk, Right("watch officer", until=clock.now() + 30 * HOUR))
    assert desk.read_now(lease.warning) == ""
    hub.tell(desk, hub.vouch(desk, Right("watch officer", until=clock.now() + 20 * HOUR)))
    assert desk.read_now(lease.warning).endswith("What it covers then leaves this desk.")


def test_a_hub_that_put_this_desk_out_ends_nothing_more(desk: Desk) -> None:
    hub = RoomHub()
    hub.join(desk, Right("watch officer", lease=HOUR))
    put_out = peers.Peer(hub.id, peers.HUB, "The hub", key=b"k" * 32, state=peers.REVOKED)
    desk.store.writer.local(partial(peers.put, peer=put_out)).result()
    assert desk.read_now(lease.endings) == []


def test_the_time_known_never_goes_back_until_the_hub_is_heard(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    hub = RoomHub()
    hub.join(desk, Right("watch officer", lease=48 * HOUR))
    real = clock.now()
    known: list[int] = []

    def look(at: int, ran: int = 0) -> int:
        monkeypatch.setattr(clock, "now", lambda: real + at)
        desk.store.writer.local(partial(lease.look, ran=ran)).result()
        return desk.read_now(lambda c: lease._known(c, peers.every(c)[0], 0)) - real

    known = [look(0), look(10 * HOUR), look(2 * HOUR), look(2 * HOUR, HOUR)]
    assert known == [0, 10 * HOUR, 10 * HOUR, 11 * HOUR]
    met = peers.Peer(hub.id, peers.HUB, "The hub", key=b"k" * 32, met=real + 3 * HOUR, skew=HOUR)
    desk.store.writer.local(partial(peers.put, peer=met)).result()
    assert look(2 * HOUR) == 2 * HOUR, "by the hub's clock"


def test_the_time_that_was_run_counts_though_the_desk_was_closed_before_it_looked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub = RoomHub()
    hub.join(desk, Right("watch officer", lease=48 * HOUR))
    real = clock.now()
    monkeypatch.setattr(clock, "now", lambda: real)
    for ran in (0, HOUR // 2, HOUR // 2, HOUR // 2):
        desk.store.writer.local(partial(lease.note_ran, ran=ran)).result()
        monkeypatch.setattr(clock, "now", lambda: real - HOUR)  # turned back
    assert desk.read_now(lambda c: lease._known(c, peers.every(c)[0], 0)) == real + 3 * HOUR // 2
