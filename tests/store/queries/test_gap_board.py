"""Capabilities furthest below their target and agreements that end first stand on top."""

from __future__ import annotations

from eocdesk.commands.gaps import AddGap, CloseGap
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import gap_board
from tests.kit.desks import EVENT


def test_capabilities_furthest_below_target_first_and_unrated_ones_last(desk: Desk) -> None:
    made = {}
    for name, present, target in (("A", None, None), ("B", 4, 4), ("C", 1, 4), ("D", 2, 4)):
        said = {"name": name, "present": present, "target": target}
        made[name] = desk.do_now(Add("capability", EVENT, said)).value
    gap, number = desk.do_now(AddGap(EVENT, {"title": "No radio", "capability": made["C"]})).value
    keys = desk.read_now(gap_board.capability_keys, EVENT, "", 0)
    rows = desk.read_now(gap_board.capability_rows, keys)
    assert [(rows[key].name, rows[key].short, rows[key].gaps) for key in keys] == [
        ("C", 3, 1),
        ("D", 2, 0),
        ("B", 0, 0),
        ("A", 0, 0),
    ]
    assert desk.read_now(gap_board.gaps_of, made["C"]) == ((gap, number, "No radio", "open"),)
    desk.do_now(CloseGap(gap, "Bought."))
    closed = desk.read_now(gap_board.capability, made["C"])
    assert closed is not None
    assert closed.gaps == 0
    assert desk.read_now(gap_board.capability, gap) is None


def test_agreements_that_end_first_stand_first_with_their_partners(desk: Desk) -> None:
    partner = desk.do_now(Add("agency", EVENT, {"name": "Radio Corps"})).value
    for name, expires in (("Never", ""), ("Later", "2030-01-01"), ("Soon", "2028-01-01")):
        said = {"name": name, "expires": expires, "partners": [partner.hex()]}
        record = desk.do_now(Add("agreement", EVENT, said)).value
    keys = desk.read_now(gap_board.agreement_keys, EVENT, "", 0)
    rows = desk.read_now(gap_board.agreement_rows, keys)
    assert [rows[key].name for key in keys] == ["Soon", "Later", "Never"]
    assert rows[keys[0]].partners == "Radio Corps"
    assert desk.read_now(gap_board.agreement, record) == rows[keys[0]]
    assert desk.read_now(gap_board.agreement, partner) is None
