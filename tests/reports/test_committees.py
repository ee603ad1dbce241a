"""The report says when each committee meets and what it owns, and names nobody who may not be seen."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.committees import AddMeeting
from eocdesk.commands.exchange import AmendEngagement
from eocdesk.commands.gaps import AddGap
from eocdesk.commands.recommendations import Recommend
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models.marking import Tlp
from eocdesk.reports import committee as report
from eocdesk.reports.document import Table
from eocdesk.reports.paper import Asked
from eocdesk.store.seeing import Sight, seeing
from tests.kit.desks import EVENT

NOW = 1_847_646_000_000  # 2028-07-19 19:00 UTC
DAY = 86_400_000
GREEN = {"marking": "GREEN"}


def rows(desk: Desk, ceiling: Tlp = Tlp.GREEN) -> list[list[tuple[str, str]]]:
    def read(connection: Any) -> Any:
        with seeing(connection, Sight(EVENT, ceiling.word)):
            return report.draw(connection, Asked(report.CODE, EVENT, NOW, NOW)).sections

    (pieces,) = [one.pieces for one in desk.read_now(read) if one.title == "Committees"]
    assert all(isinstance(piece, Table) for piece in pieces)
    return [[(cell.text, cell.note) for cell in row] for piece in pieces for row in piece.rows]


def test_the_one_with_something_overdue_stands_first_with_its_meetings(desk: Desk) -> None:
    assert rows(desk) == []
    chair = desk.do_now(Add("contact", EVENT, {"name": "L. Chen", **GREEN})).value
    desk.do_now(Add("committee", EVENT, {"name": "Audit", **GREEN}))
    board = desk.do_now(
        Add("committee", EVENT, {"name": "Board", "chair": chair, "members": [chair.hex()], **GREEN})
    ).value
    gap, _ = desk.do_now(AddGap(EVENT, {"title": "No radio", "committee": board, **GREEN})).value
    desk.do_now(Recommend(gap, {"title": "Buy", "due": NOW - 1, **GREEN}))
    met = desk.do_now(AddMeeting(board, {"starts": NOW - DAY})).value
    desk.do_now(AddMeeting(board, {"starts": NOW + DAY}))
    first, second = rows(desk)
    assert first == [
        ("Board", "chair L. Chen, 1 member"),
        ("20 Jul 2028 12:00", "met 18 Jul 2028, no minutes"),
        ("1", ""),
        ("1", ""),
    ]
    assert second == [("Audit", "no chair named, 0 members"), ("none planned", ""), ("0", ""), ("", "")]
    desk.do_now(AmendEngagement(met, {"minutes": "Two gaps."}))
    assert rows(desk)[0][1][1] == "met 18 Jul 2028"


def test_nobody_is_named_who_is_marked_more_strictly(desk: Desk) -> None:
    chair = desk.do_now(Add("contact", EVENT, {"name": "CANARY chair", "marking": "RED"})).value
    desk.do_now(Add("committee", EVENT, {"name": "Board", "chair": chair, **GREEN}))
    desk.do_now(Add("committee", EVENT, {"name": "CANARY board", "marking": "RED"}))
    assert "CANARY" not in str(rows(desk))
    assert rows(desk)[0][0] == ("Board", "chair withheld, 0 members")
    assert "CANARY board" in str(rows(desk, Tlp.RED))
