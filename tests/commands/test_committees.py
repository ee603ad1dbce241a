"""A committee's members sit on it once; its meetings take its marking and its members along."""

from __future__ import annotations

import pytest

from eocdesk.commands.committees import AddMeeting, AddMembers
from eocdesk.commands.gaps import AddGap
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Committee, Engagement, Gap, Refused
from eocdesk.models.fields import ids_of
from eocdesk.store.queries import events
from tests.kit.desks import EVENT


def add(desk: Desk, kind: str, **values: object) -> bytes:
    made: bytes = desk.do_now(Add(kind, EVENT, dict(values))).value
    return made


def test_who_sits_on_it_already_stays_once(desk: Desk) -> None:
    chen, diaz = add(desk, "contact", name="L. Chen"), add(desk, "contact", name="M. Diaz")
    fire = add(desk, "agency", name="Fire department")
    board = add(desk, "committee", name="Advisory committee", members=[chen.hex()])
    assert desk.do_now(AddMembers(board, (chen, diaz), (fire,))).value == 2
    whole = desk.read_now(events.record, Committee, board)
    assert whole is not None
    assert ids_of(whole.members) == [chen, diaz]
    assert ids_of(whole.agencies) == [fire]
    with pytest.raises(Refused, match="already"):
        desk.do_now(AddMembers(board, (diaz,)))
    with pytest.raises(Refused, match="Choose who"):
        desk.do_now(AddMembers(board))
    with pytest.raises(Refused, match="not on this desk"):
        desk.do_now(AddMembers(board, (bytes(16),)))


def test_a_meeting_is_marked_as_its_committee_and_its_members_take_part(desk: Desk) -> None:
    chair, member = add(desk, "contact", name="L. Chen"), add(desk, "contact", name="M. Diaz")
    seats = {"chair": chair, "members": [member.hex(), chair.hex()], "marking": "RED", "audience": "FBI"}
    board = add(desk, "committee", name="Advisory committee", **seats)
    with pytest.raises(Refused, match="when it meets") as refused:
        desk.do_now(AddMeeting(board))
    assert refused.value.field == "starts"
    met = desk.read_now(events.record, Engagement, desk.do_now(AddMeeting(board, {"starts": 5})).value)
    assert met is not None
    assert (met.title, met.kind, met.committee) == ("Advisory committee: meeting", "committee", board)
    assert (met.marking, met.audience) == ("RED", "FBI")
    assert ids_of(met.people) == [chair, member]


def test_a_gap_named_for_a_committee_takes_its_marking(desk: Desk) -> None:
    board = add(desk, "committee", name="Advisory committee", marking="RED", audience="FBI")
    gap, _ = desk.do_now(AddGap(EVENT, {"title": "No radio", "committee": board})).value
    whole = desk.read_now(events.record, Gap, gap)
    assert whole is not None
    assert (whole.marking, whole.audience) == ("RED", "FBI")
