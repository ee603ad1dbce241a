"""A report that was purged stays so, whoever meets whom by which road, and every log is level all the same."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest

from eocdesk.commands.purge import FinishPurge, OrderPurge
from eocdesk.commands.threats import AmendReport, TakeReport
from eocdesk.desk.desk import Desk
from eocdesk.models import Report
from eocdesk.models.change import Stub, Why
from eocdesk.store import verify
from eocdesk.store.queries import events, naming
from tests.kit.chains import held
from tests.kit.desks import EVENT, bodies, sound
from tests.kit.rooms import RoomWay, StickWay
from tests.kit.ways import HubWay

WORDS = (b"Nightingale", b"Goldfinch", b"Wheatear")
BY = ("administrator", "A. Diaz")


def report(desk: Desk, record: bytes) -> Report:
    found = desk.read_now(events.record, Report, record)
    assert found is not None
    return found


def purge(desk: Desk, way: HubWay, record: bytes) -> None:
    """As desk/purging does, without its line."""
    along = tuple(hit.id for hit in desk.read_now(naming.naming, record) if hit.kind == "entry")
    records = desk.do_now(OrderPurge(record, "Its day has come", BY, along)).value
    way.hub.purge(records, " and ".join(BY), "Its day has come")
    desk.do_now(FinishPurge(record))


def spoken(desk: Desk) -> list[bytes]:
    """The words that a desk's log still holds."""
    return [word for word in WORDS if any(word in body for body in bodies(desk))]


@pytest.mark.parametrize("road", ["room", "stick"])
def test_who_was_away_brings_nothing_back_and_gives_it_up_at_the_hub(
    hub_way: HubWay, desks: Callable[[int], list[Desk]], tmp_path: Path, road: str
) -> None:
    one, other, away = desks(3)
    for desk in (one, other, away):
        hub_way.join(desk)
    told = {"title": "Nightingale by the north gate", "text": "Goldfinch"}
    record, number = one.do_now(TakeReport(EVENT, told)).value
    hub_way.meet(one, other, away, one)
    away.do_now(AmendReport(record, {"place": "Wheatear"}))
    purge(one, hub_way, record)
    hub_way.meet(one, other)
    meet_beside(road, tmp_path, away, one)
    for desk in (one, other):
        assert report(desk, record).state == "purged"
        assert spoken(desk) == []
    assert report(away, record).number == number
    met = hub_way.meet(away, one, other, away)
    assert met[0].refused == 1, "its author is told"
    for desk in (one, other, away):
        assert (report(desk, record).number, report(desk, record).state) == (number, "purged")
        assert spoken(desk) == []
        assert {piece.why for piece in held(desk) if isinstance(piece, Stub)} <= {Why.REDACTED}
        assert sound(desk)
    assert len({desk.read_now(verify.digest) for desk in (one, other, away)}) == 1


def meet_beside(road: str, folder: Path, *desks: Desk) -> None:
    """Both ways, without the hub."""
    one, other = desks
    if road == "stick":
        stick = StickWay(folder)
        stick._carried(one, other, 5000)
        stick._carried(other, one, 5000)
        return
    for giver, taker in ((one, other), (other, one)):
        assert asyncio.run(asyncio.wait_for(RoomWay()._meet(giver, taker, 5000), 60)).ok


def test_two_that_purge_the_same_report_at_once_agree(hub_way: HubWay, desks: Callable[[int], list[Desk]]) -> None:
    one, other = desks(2)
    for desk in (one, other):
        hub_way.join(desk)
    record, number = one.do_now(TakeReport(EVENT, {"title": "Nightingale", "text": "Goldfinch"})).value
    hub_way.meet(one, other, one)
    for desk in (one, other):
        purge(desk, hub_way, record)
    hub_way.meet(one, other, one, other)
    for desk in (one, other):
        assert (report(desk, record).number, report(desk, record).state) == (number, "purged")
        assert spoken(desk) == []
        assert desk.read_now(lambda c: c.exec_driver_sql("SELECT count(*) FROM conflict").scalar()) == 0
        assert sound(desk)
    assert one.read_now(verify.digest) == other.read_now(verify.digest)


def test_a_desk_that_joins_later_sees_what_stays_and_no_word(
    hub_way: HubWay, desks: Callable[[int], list[Desk]]
) -> None:
    one, late = desks(2)
    hub_way.join(one)
    record, _ = one.do_now(TakeReport(EVENT, {"title": "Nightingale", "text": "Goldfinch"})).value
    hub_way.meet(one)
    purge(one, hub_way, record)
    hub_way.meet(one)
    hub_way.join(late)
    hub_way.meet(late)
    assert report(late, record).state == "purged"
    assert spoken(late) == []
    assert sound(late)
