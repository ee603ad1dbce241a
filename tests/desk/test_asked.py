"""A supervisor's desk asks all; each begins by itself or declines, reports, and every desk sees all the reports."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.drills import AskDrill
from eocdesk.desk import asked, drill
from eocdesk.desk.asked import Asked
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, clock
from eocdesk.models.enrolment import Code, pin_of
from eocdesk.models.right import Right
from eocdesk.server import tls
from eocdesk.store import peers
from eocdesk.store.hub import people
from tests.kit.desks import EVENT, make_desk, meet
from tests.kit.pairs import RoomHub
from tests.kit.servers import Server

SOON, LATER = 60_000, 90_000
ROLES = {"lead": "supervisor", "watch": "watch officer", "gate": "liaison"}


@pytest.fixture
def room(server: Server, tmp_path: Path) -> Iterator[dict[str, Desk]]:
    """A supervisor's desk, a watch officer's and a liaison's, level with each other."""
    made = {name: make_desk(tmp_path / name, name) for name in ROLES}
    for name, role in ROLES.items():
        with server.hub.writing() as connection:
            secret = people.make_code(connection, Right(role), by="K. Mori", name=name)
        made[name].link.join_now(server.url, Code(secret, pin_of(tls.served(server.folder))).text)
    level(made)
    yield made
    for one in made.values():
        one.close()


@pytest.fixture
def paper(tmp_path: Path) -> Iterator[dict[str, Desk]]:
    """The same without a hub at the other end: it is only a key, and they meet by hand."""
    hub, made = RoomHub(), {name: make_desk(tmp_path / name, name) for name in ROLES}
    for name, role in ROLES.items():
        hub.join(made[name], Right(role))
    yield made
    for one in made.values():
        one.close()


def level(room: dict[str, Desk]) -> None:
    for _ in range(2):
        for one in room.values():
            assert one.link.meet_now().ok


def standing(desk: Desk) -> Asked:
    return desk.read_now(asked.asked, desk.device, EVENT, clock.now())[0]


def test_all_are_asked_one_declines_and_the_reports_come_together(room: dict[str, Desk]) -> None:
    lead, watch, gate = room["lead"], room["watch"], room["gate"]
    asyncio.run(asked.ask(lead, clock.now() + SOON, 30, "before the opening"))
    level(room)
    assert standing(watch).waits(clock.now())
    with pytest.raises(Refused, match="Say why"):
        asyncio.run(asked.decline(gate, standing(gate).ask, " "))
    asyncio.run(asked.decline(gate, standing(gate).ask, "a call is on"))
    assert asyncio.run(asked.begin_due(gate, clock.now() + LATER)) is None
    assert gate.link.meet_now().ok
    assert asyncio.run(asked.begin_due(lead, clock.now())) is None, "it is not time yet"
    for desk in (lead, watch):
        begun = asyncio.run(asked.begin_due(desk, clock.now() + LATER))
        assert begun is not None
        assert begun.ask == standing(desk).ask.id
        assert 28 * 60_000 < begun.until - begun.began <= 30 * 60_000
        assert asyncio.run(asked.begin_due(desk, clock.now() + LATER)) is None, "it is under way"
        assert asyncio.run(drill.end(desk)).is_sound
        assert asyncio.run(asked.begin_due(desk, clock.now() + LATER)) is None, "it has reported"
    level(room)
    for desk in room.values():
        one = standing(desk)
        mine = {told.name: told.state for told in one.told if told.name in ROLES}
        assert mine == {"lead": "well", "watch": "well", "gate": "declined"}
        assert not set(ROLES) & set(one.silent)
    assert standing(gate).mine == "declined"


def test_only_those_who_lead_ask_and_what_anybody_else_writes_is_only_an_entry(paper: dict[str, Desk]) -> None:
    watch = paper["watch"]
    with pytest.raises(Refused, match="Only an administrator's or a supervisor's"):
        asyncio.run(asked.ask(watch, clock.now() + SOON, 30, "fun"))
    watch.do_now(AskDrill(EVENT, clock.now() + SOON, 30, "fun"))
    meet(*paper.values())
    for desk in paper.values():
        assert all(one.ask.why != "fun" for one in desk.read_now(asked.asked, desk.device, EVENT, clock.now()))
        assert desk.read_now(asked.due, desk.device, EVENT, clock.now() + LATER) is None


def test_what_is_called_off_begins_nowhere_and_the_silent_are_named(paper: dict[str, Desk]) -> None:
    lead, watch = paper["lead"], paper["watch"]
    asyncio.run(asked.ask(lead, clock.now() + SOON, 30, "before the opening"))
    assert {"watch", "gate", "lead"} <= set(standing(lead).silent)
    asyncio.run(asked.call_off(lead, standing(lead).ask, "a real incident"))
    meet(*paper.values())
    assert not standing(watch).waits(clock.now())
    assert asyncio.run(asked.begin_due(watch, clock.now() + LATER)) is None


def test_who_hears_of_it_when_it_has_begun_takes_no_part(paper: dict[str, Desk]) -> None:
    lead, watch = paper["lead"], paper["watch"]
    asyncio.run(asked.ask(lead, clock.now() + SOON, 30, "before the opening"))
    meet(*paper.values())
    watch.store.writer.local(
        lambda connection: connection.exec_driver_sql("UPDATE entry SET received = received + ?", (LATER,))
    ).result()
    assert not standing(watch).waits(clock.now() + LATER)
    assert asyncio.run(asked.begin_due(watch, clock.now() + LATER)) is None


def test_a_desk_alone_is_asked_by_nobody(desk: Desk) -> None:
    assert asyncio.run(asked.begin_due(desk, clock.now() + LATER)) is None
    desk.event = None
    assert asyncio.run(asked.begin_due(desk, clock.now() + LATER)) is None
    with pytest.raises(Refused, match="Open an event"):
        asyncio.run(asked.ask(desk, clock.now(), 30, "x"))


def test_the_desk_that_asks_feeds_is_not_waited_for(tmp_path: Path) -> None:
    hub, lead, feeds = RoomHub(), make_desk(tmp_path / "lead", "lead"), make_desk(tmp_path / "feeds", "feeds")
    hub.join(lead, Right("supervisor"))
    hub.join(feeds, Right("feeds"))
    hub.tell(lead, hub.vouch(feeds, Right("feeds")))
    asyncio.run(asked.ask(lead, clock.now() + SOON, 30, "before the opening"))
    assert feeds.device in lead.read_now(peers.cards)
    assert len(standing(lead).silent) == 1
    for one in (lead, feeds):
        one.close()
