"""Lists keep their order whatever words narrow them, and more rows than a question holds are read in several."""

from __future__ import annotations

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import paging
from tests.kit.desks import EVENT

ORDERED = "SELECT row FROM lesson WHERE event = :event AND made_at <= :now ORDER BY title"


def test_words_narrow_a_list_and_leave_its_order(desk: Desk) -> None:
    for title in ("Water late", "Shade", "Water early"):
        desk.do_now(Add("lesson", EVENT, {"title": title}))
    whole = desk.read_now(paging.found, "lesson", ORDERED, EVENT, "", 1 << 60)
    rows = desk.read_now(paging.paged, "SELECT row, title FROM lesson WHERE row", whole)
    assert [rows[row][1] for row in whole] == ["Shade", "Water early", "Water late"]
    some = desk.read_now(paging.found, "lesson", ORDERED, EVENT, "wat", 1 << 60)
    assert [rows[row][1] for row in some] == ["Water early", "Water late"]
    assert desk.read_now(paging.found, "lesson", ORDERED, EVENT, "", 0) == []


def test_more_rows_than_one_question_holds_are_all_read(desk: Desk) -> None:
    made = desk.do_now(Add("lesson", EVENT, {"title": "One"})).value
    (row,) = desk.read_now(paging.found, "lesson", ORDERED, EVENT, "", 1 << 60)
    rows = desk.read_now(paging.paged, "SELECT row, id FROM lesson WHERE row", [*range(10_000, 11_200), row])
    assert {key: values[1] for key, values in rows.items()} == {row: made}
