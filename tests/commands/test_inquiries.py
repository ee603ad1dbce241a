"""A question is asked of a partner and answered; the log has both, marked as the strictest."""

from __future__ import annotations

import pytest

from eocdesk.commands.inquiries import AmendInquiry, AnswerInquiry, AskInformation
from eocdesk.commands.records import Add
from eocdesk.commands.threats import RaiseThreat
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Inquiry, Refused
from eocdesk.store.queries import events
from tests.kit.desks import EVENT

FAR = 4_000_000_000_000


def held(desk: Desk, record: bytes) -> Inquiry:
    found = desk.read_now(events.record, Inquiry, record)
    assert found is not None
    return found


def said(desk: Desk) -> list[tuple[str, str]]:
    asked = "SELECT text, marking FROM entry ORDER BY row"
    return [tuple(row) for row in desk.read_now(lambda connection: connection.exec_driver_sql(asked).all())]


def test_a_question_about_a_red_threat_is_red_and_logged_with_whom_it_is_asked_of(desk: Desk) -> None:
    threat, _ = desk.do_now(RaiseThreat(EVENT, {"title": "Drone", "marking": "RED"})).value
    agency = desk.do_now(Add("agency", EVENT, {"name": "Federal Bureau", "short": "FBI"})).value
    asked = {"question": "Which model?", "agency": agency, "threat": threat, "due": FAR, "marking": "GREEN"}
    record, number = desk.do_now(AskInformation(EVENT, asked)).value
    found = held(desk, record)
    assert (number, found.number, found.marking) == (f"{desk.code}-Q1", number, "RED")
    assert (found.asked is not None, found.asked_by) == (True, "L. Chen")
    text, marking = said(desk)[-1]
    assert text.startswith(f"Question {number} asked of FBI, answer by 2096-10-0")
    assert text.endswith(": Which model?")
    assert marking == "RED"


def test_an_answer_is_never_marked_less_strictly_and_counts_once(desk: Desk) -> None:
    record, number = desk.do_now(AskInformation(EVENT, {"question": "Which?", "marking": "AMBER"})).value
    with pytest.raises(Refused, match="what was answered") as refused:
        desk.do_now(AnswerInquiry(record, "  "))
    assert refused.value.field == "answer"
    entry, _ = desk.do_now(AnswerInquiry(record, "The small one", "CLEAR")).value
    logged = desk.read_now(events.record, Entry, entry)
    assert logged is not None
    assert (logged.text, logged.marking) == (f"Question {number} answered: The small one", "AMBER")
    assert (held(desk, record).answered is not None, held(desk, record).marking) == (True, "AMBER")
    with pytest.raises(Refused, match="answered already"):
        desk.do_now(AnswerInquiry(record, "Another"))


def test_a_stricter_answer_raises_the_marking_of_both(desk: Desk) -> None:
    record, _ = desk.do_now(AskInformation(EVENT, {"question": "Which?", "marking": "GREEN"})).value
    desk.do_now(AnswerInquiry(record, "The small one", "RED"))
    assert (held(desk, record).marking, said(desk)[-1][1]) == ("RED", "RED")


def test_a_question_is_not_empty_nor_due_before_it_is_asked(desk: Desk) -> None:
    with pytest.raises(Refused, match="empty"):
        desk.do_now(AskInformation(EVENT, {"question": " "}))
    with pytest.raises(Refused, match="before the question"):
        desk.do_now(AskInformation(EVENT, {"question": "Which?", "due": 5}))
    record, _ = desk.do_now(AskInformation(EVENT, {"question": "Which?"})).value
    with pytest.raises(Refused, match="before the question"):
        desk.do_now(AmendInquiry(record, {"due": 5}))


def test_an_answer_by_the_form_counts_as_by_the_act_and_without_one_it_is_open_again(desk: Desk) -> None:
    record, number = desk.do_now(AskInformation(EVENT, {"question": "Which?"})).value
    with pytest.raises(Refused, match="what was answered"):
        desk.do_now(AmendInquiry(record, {"answered": FAR}))
    desk.do_now(AmendInquiry(record, {"answer": "That"}))
    assert held(desk, record).answered is not None
    assert said(desk)[-1][0] == f"Question {number} answered: That"
    lines = len(said(desk))
    desk.do_now(AmendInquiry(record, {"answer": "That one"}))
    assert len(said(desk)) == lines
    desk.do_now(AmendInquiry(record, {"answer": ""}))
    assert held(desk, record).answered is None
