"""Paper in the order a supervisor wants it: what waits first; which version is the newest; the last look on top."""

from __future__ import annotations

from eocdesk.commands.approvals import SubmitForm
from eocdesk.commands.forms import AddRow, FillBlock, OpenForm
from eocdesk.commands.reports import IssueSummary
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import paper_board
from tests.kit.desks import EVENT


def test_what_waits_for_approval_stands_before_drafts(desk: Desk) -> None:
    waits = bytes(desk.do_now(OpenForm(EVENT, "situation", {"title": "Report"})).value)
    draft = bytes(desk.do_now(OpenForm(EVENT, "ics-202", {"title": "Objectives"})).value)
    desk.do_now(SubmitForm(waits))
    keys = desk.read_now(paper_board.form_keys, EVENT, "", 0)
    rows = desk.read_now(paper_board.form_rows, keys)
    assert [rows[key].id for key in keys] == [waits, draft]
    found = desk.read_now(paper_board.form_keys, EVENT, "objectives", 0)
    assert [rows[key].id for key in found] == [draft]


def test_blocks_and_rows_that_hold_something_are_counted(desk: Desk) -> None:
    form = bytes(desk.do_now(OpenForm(EVENT, "situation")).value)
    desk.do_now(FillBlock(form, "1", "Heat"))
    desk.do_now(FillBlock(form, "10", unchanged=True))
    desk.do_now(AddRow(form, "16[]", ("Water", "14:00", "Logistics")))
    desk.do_now(FillBlock(form, "1", ""))
    row = desk.read_now(paper_board.form, form)
    assert row is not None
    assert (row.blocks, row.disputed) == (2, 0)


def test_only_the_last_version_of_a_number_is_the_newest(desk: Desk) -> None:
    first = desk.do_now(IssueSummary(EVENT, 1, 1, 5, "a" * 64, "GREEN")).value
    second = desk.do_now(IssueSummary(EVENT, 1, 2, 6, "b" * 64, "GREEN")).value
    keys = desk.read_now(paper_board.issued_keys, EVENT, "", 0)
    rows = desk.read_now(paper_board.issued_rows, keys)
    assert {rows[key].id: rows[key].newest for key in keys} == {first: 0, second: 1}
