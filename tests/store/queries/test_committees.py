"""A committee's next and last meeting, its gaps and what of them is overdue; overdue committees rise."""

from __future__ import annotations

from eocdesk.commands.committees import AddMeeting
from eocdesk.commands.exchange import AmendEngagement
from eocdesk.commands.gaps import AddGap, CloseGap
from eocdesk.commands.recommendations import Recommend
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import committees
from tests.kit.desks import EVENT

NOW = 1_000


def test_a_committee_with_something_overdue_rises_and_closed_gaps_do_not_count(desk: Desk) -> None:
    made = {name: desk.do_now(Add("committee", EVENT, {"name": name})).value for name in ("alpha", "beta", "gamma")}
    for name, due in (("alpha", 5), ("beta", NOW + 5), ("gamma", 5)):
        gap, _ = desk.do_now(AddGap(EVENT, {"title": f"gap of {name}", "committee": made[name]})).value
        desk.do_now(Recommend(gap, {"title": "x", "due": due}))
        if name == "alpha":
            desk.do_now(CloseGap(gap, "Mended."))
    keys = desk.read_now(committees.committee_keys, EVENT, "", NOW)
    rows = desk.read_now(committees.committee_rows, keys)
    assert [rows[key].name for key in keys] == ["gamma", "alpha", "beta"]
    assert [(rows[key].gaps, rows[key].is_late(NOW)) for key in keys] == [(1, True), (0, False), (1, False)]
    assert [one.state for one in desk.read_now(committees.gaps_of, made["alpha"])] == ["closed"]
    assert not desk.read_now(committees.gaps_of, made["alpha"])[0].is_late(NOW)
    assert [rows[key].name for key in desk.read_now(committees.committee_keys, EVENT, "beta", NOW)] == ["beta"]


def test_what_is_past_what_is_on_and_what_comes(desk: Desk) -> None:
    board = desk.do_now(Add("committee", EVENT, {"name": "Board"})).value
    row = desk.read_now(committees.committee, board)
    assert row is not None
    assert (row.next_meeting(NOW), row.last_meeting(NOW)) == (None, None)
    first = desk.do_now(AddMeeting(board, {"starts": 100})).value
    for hours in ({"starts": 200, "ends": 300}, {"starts": 900, "ends": 1_100}, {"starts": 5_000}):
        desk.do_now(AddMeeting(board, hours))
    row = desk.read_now(committees.committee, board)
    assert row is not None
    assert (row.next_meeting(NOW), row.last_meeting(NOW)) == (900, 200)
    desk.do_now(AmendEngagement(first, {"minutes": "Two gaps named."}))
    held = desk.read_now(committees.meetings, board)
    assert [(one.starts, one.minutes, one.is_over(NOW)) for one in held] == [
        (5_000, False, False),
        (900, False, False),
        (200, False, True),
        (100, True, True),
    ]


def test_people_stand_in_their_order_with_role_and_agency(desk: Desk) -> None:
    fire = desk.do_now(Add("agency", EVENT, {"name": "Fire department", "short": "LAFD"})).value
    chen = desk.do_now(Add("contact", EVENT, {"name": "L. Chen", "role": "Chief", "agency": fire})).value
    told = desk.read_now(committees.people, (bytes(16), chen))
    assert told == ((bytes(16), "Somebody who is not on this desk", ""), (chen, "L. Chen", "Chief, LAFD"))
