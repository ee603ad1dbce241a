"""A report that a hub has is purged there, by two people who lead, and then on every desk."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import OpenForm
from eocdesk.commands.purge import FinishPurge, OrderPurge
from eocdesk.commands.threats import AmendReport, TakeReport
from eocdesk.desk import approving, purging
from eocdesk.desk.desk import Desk
from eocdesk.desk.purge_reach import reach
from eocdesk.models import Block, Entry, Refused, Report, Summary
from eocdesk.models.enrolment import Code, pin_of
from eocdesk.models.right import Right
from eocdesk.server import tls
from eocdesk.store import backup, purged
from eocdesk.store.hub import people, people_accounts
from eocdesk.store.queries import events, naming
from tests.kit import servers
from tests.kit.desks import EVENT, bodies, make_desk, sound
from tests.kit.servers import Server
from tests.store.test_withdraw import lies_in

WHOLE = {"title": "Nightingale Kingfisher", "text": "Goldfinch", "predicate": "Dotterel", "identifying": "Wheatear"}
WHY = "Its day has come"
SECOND = ("A. Diaz", "words of a supervisor")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    made = servers.start(tmp_path_factory.mktemp("hub") / "hub")
    with made.hub.writing() as c:
        people_accounts.set_account(c, SECOND[0], "supervisor", people_accounts.hashed(SECOND[1]), by="K. Mori")
    yield made
    made.close()


def joined(hub: Server, folder: Path, person: str) -> Desk:
    made = make_desk(folder, person)
    with hub.hub.writing() as connection:
        secret = people.make_code(connection, Right("watch officer"), by="test", name=person)
    made.link.join_now(hub.url, Code(secret, pin_of(tls.served(hub.folder))).text)
    return made


@pytest.fixture
def room(hub: Server, tmp_path: Path) -> Iterator[tuple[Desk, Desk]]:
    """Two desks of one hub, one of them with a report that both have."""
    made = joined(hub, tmp_path / "one", "K. Mori"), joined(hub, tmp_path / "other", "L. Chen")
    yield made
    for desk in made:
        desk.close()


def shared(room: tuple[Desk, Desk], text: str = "Suitcase", **values: str) -> bytes:
    """Each test with words of its own: the hub is theirs together."""
    one, other = room
    told = {"title": "Man with a camera", "text": text} | values
    record, _ = one.do_now(TakeReport(EVENT, told)).value
    meet(one, other)
    assert report(other, record).text == text
    return bytes(record)


def meet(*desks: Desk) -> None:
    for desk in desks:
        assert desk.link.meet_now().ok


def report(desk: Desk, record: bytes) -> Report:
    found = desk.read_now(events.record, Report, record)
    assert found is not None
    return found


def purge(desk: Desk, hub: Server, record: bytes, second: tuple[str, str] = SECOND, why: str = WHY) -> purging.Purged:
    along = tuple(hit.id for hit in desk.read_now(naming.naming, record) if hit.kind == "entry")
    first = ("administrator", hub.phrase)
    return asyncio.run(purging.purge(desk, record, why, first, second, along))


def test_the_words_are_gone_from_the_hub_and_every_desk_and_what_stays_is_known_to_all(
    room: tuple[Desk, Desk], hub: Server
) -> None:
    one, other = room
    record = shared(room, **WHOLE)
    number = report(one, record).number
    done = purge(one, hub, record)
    assert done.number == number
    meet(one, other)
    for desk in room:
        found = report(desk, record)
        assert (found.number, found.state, found.identifying) == (number, "purged", "")
        assert found.text.endswith(f"by administrator and A. Diaz: {WHY}")
        texts = {entry.text for entry in desk.read_now(events.of_event, Entry, EVENT)}
        assert {f"{purged.TAKEN_OUT}{number}.", f"Report {number} purged (28 CFR 23) {done_by(found)}"} <= texts
        desk.wiped()
        desk.gave_up()
        assert lies_in(desk) == []
        assert sound(desk)
    with hub.hub.reading() as c:
        (line, *_) = [line for line in people.trail(c) if line.what == "purge"]
        held = [bytes(b) for (b,) in c.exec_driver_sql("SELECT body FROM hub_change WHERE body IS NOT NULL")]
    assert line.who == "administrator and A. Diaz"
    assert not any(b"Goldfinch" in body for body in held)


def done_by(found: Report) -> str:
    return found.text.partition(" by ")[1].lstrip() + found.text.partition(" by ")[2]


def test_what_an_officer_wrote_meanwhile_and_a_backup_from_before_bring_nothing_back(
    room: tuple[Desk, Desk], hub: Server, tmp_path: Path
) -> None:
    one, other = room
    record = shared(room, "Red rucksack")
    other.store.backup(tmp_path / "before.eocdesk")
    other.do_now(AmendReport(record, {"place": "Capercaillie"}))
    purge(one, hub, record)
    meet(other, one, other)
    other.gave_up()
    for desk in room:
        assert report(desk, record).state == "purged"
        assert not any(b"Capercaillie" in body for body in bodies(desk))
        assert sound(desk)
    backup.restore(tmp_path / "before.eocdesk", tmp_path / "again")
    again = joined(hub, tmp_path / "again", "L. Chen")
    try:
        assert report(again, record).text == "Red rucksack"
        meet(again, one)
        assert report(again, record).state == report(one, record).state == "purged"
        assert not any(b"rucksack" in body for desk in (again, one) for body in bodies(desk))
        assert sound(again)
    finally:
        again.close()


@pytest.mark.parametrize(
    ("second", "why", "said"),
    [
        (("A. Diaz", "wrong"), WHY, "wrong"),
        (("administrator", "wrong"), WHY, "Two persons"),
        (("", ""), WHY, "Name the person"),
        (SECOND, " ", "Say why"),
    ],
)
def test_where_it_cannot_be_ordered_nothing_changes(
    room: tuple[Desk, Desk], hub: Server, second: tuple[str, str], why: str, said: str
) -> None:
    record = shared(room)
    with pytest.raises(Refused, match=said):
        purge(room[0], hub, record, second, why)
    assert report(room[0], record).text == "Suitcase"
    assert room[0].read_now(purged.unfinished) == []


def test_a_desk_closed_after_the_hub_did_it_tells_what_stays_at_its_next_start(
    room: tuple[Desk, Desk], hub: Server, tmp_path: Path
) -> None:
    one, other = room
    record = shared(room)
    number = report(one, record).number
    one.do_now(OrderPurge(record, WHY, ("administrator", "A. Diaz")))
    hub.hub.purge([record], "administrator and A. Diaz", WHY)
    meet(one)
    assert one.read_now(events.record, Report, record) is None, "its words are gone"
    assert one.read_now(purged.unfinished) == [record]
    one.close()
    again = Desk(tmp_path / "one")
    try:
        assert (report(again, record).number, report(again, record).state) == (number, "purged")
        assert again.read_now(purged.unfinished) == []
        meet(again, other)
        assert report(other, record).text.endswith(WHY)
        assert sound(again)
        assert sound(other)
    finally:
        again.close()


def test_nothing_is_finished_that_was_not_ordered(room: tuple[Desk, Desk]) -> None:
    record = shared(room)
    with pytest.raises(Refused, match="not ordered"):
        room[0].do_now(FinishPurge(record))


def test_a_desk_without_a_hub_orders_nothing(desk: Desk) -> None:
    record, _ = desk.do_now(TakeReport(EVENT, WHOLE)).value
    with pytest.raises(Refused, match="joined no hub"):
        asyncio.run(purging.purge(desk, record, WHY, ("a", "b"), SECOND))


def test_a_frozen_paper_and_a_block_that_quote_it_go_at_the_hub_and_on_every_desk(
    room: tuple[Desk, Desk], hub: Server
) -> None:
    one, other = room
    record = shared(room, "Goldfinch over the plaza")
    form = one.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"}, {"4": "Goldfinch over the plaza."})).value
    one.do_now(SubmitForm(form))
    one.settings.set("person", "T. Baker")
    made = asyncio.run(approving.approve(one, form))
    one.settings.set("person", "K. Mori")
    meet(one, other)
    kept = asyncio.run(other.kept_file(asyncio.run(one.read(events.record, Summary, made.id)).sha256))  # type: ignore[union-attr]
    assert kept == made.paper.pdf
    found = one.read_now(reach, record, one.store.attachment)
    assert [paper.id for paper in found.papers] == [made.id]
    first = ("administrator", hub.phrase)
    asyncio.run(purging.purge(one, record, WHY, first, SECOND, found.goes))
    meet(one, other, one)
    for desk in room:
        desk.wiped()
        paper = desk.read_now(events.record, Summary, made.id)
        assert paper is not None
        assert (paper.sha256, paper.content, paper.digest) == ("", "", made.paper.digest)
        assert paper.changed.startswith(purged.TAKEN_OUT)
        assert not desk.store.attachments.holds(hashlib.sha256(kept).hexdigest())
        assert "Goldfinch" not in str(desk.read_now(events.of_event, Block, EVENT))
        assert sound(desk)
    with hub.hub.reading() as connection:
        bodies_left = [
            body for (body,) in connection.exec_driver_sql("SELECT body FROM hub_change WHERE body IS NOT NULL")
        ]
    assert not [body for body in bodies_left if b"Goldfinch over" in bytes(body)]
