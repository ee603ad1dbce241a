"""The lists of the threats pane: the worst first, what is due first, who has a product and who said so."""

from __future__ import annotations

from eocdesk.commands.products import AcknowledgeProduct, ApproveProduct, Disseminate, WriteProduct
from eocdesk.commands.records import Add
from eocdesk.commands.threats import AssessReport, AssessThreat, RaiseThreat, TakeReport
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import threat_board as board
from tests.kit.desks import EVENT

DAY = 1_847_646_000_000
"""2028-07-19."""


def test_the_worst_threat_stands_first_and_a_closed_one_last(desk: Desk) -> None:
    made = {
        level: desk.do_now(RaiseThreat(EVENT, {"title": level, "level": level})).value[0]
        for level in ("severe", "low", "high")
    }
    desk.do_now(AssessThreat(made["severe"], {"state": "closed"}))
    keys = desk.read_now(board.threat_keys, EVENT, "", DAY)
    rows = desk.read_now(board.threat_rows, keys)
    assert [rows[key].title for key in keys] == ["high", "low", "severe"]
    assert len(desk.read_now(board.threat_keys, EVENT, "seve", DAY)) == 1


def test_reports_due_for_purge_then_review_then_new_ones(desk: Desk) -> None:
    far = {"review": "2030-01-01", "purge": "2031-01-01"}
    threat, number = desk.do_now(RaiseThreat(EVENT, {"title": "Drone"})).value
    done, _ = desk.do_now(TakeReport(EVENT, {"title": "done", **far})).value
    desk.do_now(AssessReport(done, threat))
    desk.do_now(TakeReport(EVENT, {"title": "new", **far}))
    desk.do_now(TakeReport(EVENT, {"title": "review", **far, "review": "2028-07-19"}))
    desk.do_now(TakeReport(EVENT, {"title": "purge", **far, "purge": "2028-07-01"}))
    keys = desk.read_now(board.report_keys, EVENT, "", DAY)
    rows = desk.read_now(board.report_rows, keys)
    assert [rows[key].title for key in keys] == ["purge", "review", "new", "done"]
    assert [rows[key].is_due("2028-07-19") for key in keys] == ["purge", "review", "", ""]
    (one,) = desk.read_now(board.reports_of, threat)
    assert (one.id, one.threat_number) == (done, number)


def test_a_product_counts_who_has_it_and_who_said_so(desk: Desk) -> None:
    threat, _ = desk.do_now(RaiseThreat(EVENT, {"title": "Phishing", "marking": "GREEN"})).value
    product, _ = desk.do_now(WriteProduct(EVENT, {"title": "Bulletin", "text": "Beware", "threat": threat})).value
    desk.do_now(ApproveProduct(product))
    agencies = tuple(desk.do_now(Add("agency", EVENT, {"name": name})).value for name in ("Port", "Rail"))
    desk.do_now(Disseminate(product, agencies, DAY))
    desk.do_now(AcknowledgeProduct(product, agencies[0]))
    (row,) = desk.read_now(board.products_of, threat)
    assert (row.told, row.acknowledged, row.is_late(DAY), row.is_late(DAY + 1)) == (2, 1, False, True)
    assert desk.read_now(board.product, product) == row
    keys = desk.read_now(board.product_keys, EVENT, "", DAY)
    assert desk.read_now(board.product_rows, keys) == {row.row: row}


def test_what_is_at_risk_is_named(desk: Desk) -> None:
    venue = desk.do_now(Add("venue", EVENT, {"name": "Hall"})).value
    threat, _ = desk.do_now(RaiseThreat(EVENT, {"title": "Drone", "venues": [venue.hex()]})).value
    assert desk.read_now(board.at_risk_of, threat) == (("venue", venue, "Hall"),)
    assert desk.read_now(board.threat, b"no such") is None
