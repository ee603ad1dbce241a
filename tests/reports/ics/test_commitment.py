"""Resources by partner and kind: personnel are those of resources and those who are extra, never the sum across."""

from __future__ import annotations

from eocdesk.commands.forms import AddRow, OpenForm
from eocdesk.desk.desk import Desk
from eocdesk.reports.ics.commitment import ROWS
from eocdesk.reports.ics.ics209 import MAKER
from tests.kit.desks import EVENT
from tests.kit.forms import drawn, pages
from tests.kit.operation import put


def _last(desk: Desk, **asked: bytes) -> str:
    return pages(drawn(desk, MAKER, **asked))[-1]


def test_people_of_resources_and_extra_people_are_counted_resources_are_not(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    desk.do_now(AddRow(form, ROWS, ["LAFD", "Engines", "5", "20", ""]))
    desk.do_now(AddRow(form, ROWS, ["LAFD", "", "", "", "7"]))
    desk.do_now(AddRow(form, ROWS, ["LAPD", "Boats", "2", "4", ""]))
    page = _last(desk, form=form)
    assert "LAFD 5 20 7 27" in page
    assert "LAPD 2 4 4" in page
    assert "Total 5 20 2 4 7 31" in page
    assert "52. Total Resources: 7" in page


def test_the_records_stand_where_nobody_wrote_and_many_kinds_share_the_last_column(desk: Desk) -> None:
    agency = put(desk, "agency", "a", name="LAFD")
    for number in range(12):
        put(desk, "resource", f"r{number}", kind="team", category=f"Kind {number:02}", agency=agency, quantity=4,
            status="assigned")  # fmt: skip
    page = _last(desk)
    assert "Kind 07" in page
    assert "Kind 08" not in page
    assert "Others" in page
    assert "4 16 48" in page, "four resources with their sixteen people in the last column, and all of them"
    assert "52. Total Resources: 12" in page


def test_what_is_no_number_is_not_lost(desk: Desk) -> None:
    form = desk.do_now(OpenForm(EVENT, MAKER.code)).value
    desk.do_now(AddRow(form, ROWS, ["LAFD", "Engines", "some", "20", ""]))
    assert "Engines (some)" in _last(desk, form=form)
