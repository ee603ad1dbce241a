"""How a copy stands with its hub: counts of what is there, nothing where there is no hub."""

from __future__ import annotations

import msgspec

from eocdesk.commands.entries import LogEntry
from eocdesk.desk.desk import Desk
from eocdesk.store import local, meeting, peers
from eocdesk.store.queries.linked import CUT, Linked, linked
from tests.kit.desks import EVENT

HUB, OLD = b"h" * 16, b"o" * 16


def test_a_copy_alone_has_no_hub_and_counts_its_conflicts(desk: Desk) -> None:
    assert desk.read_now(linked) == Linked()


def test_what_is_unsent_last_trouble_and_the_cut_are_told(desk: Desk) -> None:
    peer = peers.Peer(HUB, peers.HUB, "Room 1", "https://hub", joined=1, skew=-5)
    desk.store.writer.local(lambda c: peers.put(c, peer)).result()
    desk.do_now(LogEntry(EVENT, "Gate 4 opened"))
    found = desk.read_now(linked)
    assert (found.hub, found.name, found.url, found.skew, found.unsent) == (HUB, "Room 1", "https://hub", -5, 2)
    assert (found.met, found.tried, found.trouble, found.revoked, found.cut) == (None, None, "", False, None)

    def fail(connection: object) -> None:
        peers.note_attempt(connection, peers.Attempt(HUB, 9, 1, 0, 0, ok=False, sentence="The line broke."))
        held = [(scope, dev, n) for scope, one in meeting.standing(connection).items() for dev, n in one.chains.items()]
        meeting.acknowledge(connection, HUB, held)
        local.put(connection, CUT, 77)

    desk.store.writer.local(fail).result()
    found = desk.read_now(linked)
    assert (found.tried, found.met, found.trouble, found.unsent, found.cut) == (9, None, "The line broke.", 0, 77)
    well = peers.Attempt(HUB, 10, 1, 0, 0, ok=True, sentence="Nothing new.")
    desk.store.writer.local(lambda c: peers.note_attempt(c, well)).result()
    assert desk.read_now(linked).trouble == ""


def test_a_hub_that_put_this_copy_out_is_told_only_where_there_is_no_other(desk: Desk) -> None:
    out = peers.Peer(OLD, peers.HUB, "Room 0", joined=5, state=peers.REVOKED)
    desk.store.writer.local(lambda c: peers.put(c, out)).result()
    assert (desk.read_now(linked).name, desk.read_now(linked).revoked) == ("Room 0", True)
    desk.store.writer.local(lambda c: peers.put(c, peers.Peer(HUB, peers.HUB, "Room 1", joined=1))).result()
    assert (desk.read_now(linked).name, desk.read_now(linked).revoked) == ("Room 1", False)


def test_how_much_of_the_history_is_here_is_told(desk: Desk) -> None:
    desk.store.writer.local(lambda c: peers.put(c, peers.Peer(HUB, peers.HUB, "Room 1", joined=1))).result()
    assert desk.read_now(linked).history is None
    scope = next(iter(desk.read_now(meeting.standing)))
    coming = msgspec.msgpack.encode({desk.device: 4})
    desk.store.writer.local(
        lambda c: c.exec_driver_sql(
            "INSERT INTO coming (scope, chains, peer, place) VALUES (?, ?, ?, ?)", (scope, coming, HUB, b"")
        )
    ).result()
    assert desk.read_now(linked).history == 25
