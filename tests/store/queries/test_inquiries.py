"""Open questions come first, what is due soonest before the rest; answered ones stand last."""

from __future__ import annotations

from eocdesk.commands.inquiries import AnswerInquiry, AskInformation
from eocdesk.commands.records import Add
from eocdesk.commands.threats import RaiseThreat
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import inquiries
from tests.kit.desks import EVENT

FAR = 4_000_000_000_000


def test_open_ones_by_when_they_are_due_then_those_without_then_answered(desk: Desk) -> None:
    made = {
        name: desk.do_now(AskInformation(EVENT, {"question": name, "due": due})).value[0]
        for name, due in (("answered", FAR - 9), ("whenever", None), ("later", FAR), ("sooner", FAR - 5))
    }
    desk.do_now(AnswerInquiry(made["answered"], "Yes"))
    keys = desk.read_now(inquiries.inquiry_keys, EVENT, "", FAR)
    rows = desk.read_now(inquiries.inquiry_rows, keys)
    assert [rows[key].question for key in keys] == ["sooner", "later", "whenever", "answered"]
    assert [rows[key].is_late(FAR) for key in keys] == [True, False, False, False]
    assert [rows[key].is_over for key in keys] == [False, False, False, True]
    assert len(desk.read_now(inquiries.inquiry_keys, EVENT, "soon", FAR)) == 1


def test_those_of_a_threat_name_partner_and_threat(desk: Desk) -> None:
    threat, number = desk.do_now(RaiseThreat(EVENT, {"title": "Drone"})).value
    agency = desk.do_now(Add("agency", EVENT, {"name": "Harbour Police"})).value
    desk.do_now(AskInformation(EVENT, {"question": "Another"}))
    record, _ = desk.do_now(AskInformation(EVENT, {"question": "Which?", "threat": threat, "agency": agency})).value
    (row,) = desk.read_now(inquiries.inquiries_of, threat)
    assert (row.id, row.agency_name, row.threat_number) == (record, "Harbour Police", number)
    assert desk.read_now(inquiries.inquiry, record) == row
