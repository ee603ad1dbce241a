"""What comes next and what nobody has decided on stand first."""

from __future__ import annotations

from eocdesk.commands.exchange import AddEngagement, AddLesson, DecideLesson, GapOfLesson
from eocdesk.commands.products import WriteProduct
from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.store.queries import exchange_board, threat_board
from tests.kit.desks import EVENT

NOW = 1_000


def test_engagements_to_come_first_then_the_past_ones_latest_first(desk: Desk) -> None:
    partner = desk.do_now(Add("agency", EVENT, {"name": "Paris 2024"})).value
    product, number = desk.do_now(WriteProduct(EVENT, {"title": "Strategy", "kind": "strategy"})).value
    times = (("old", 1, 2), ("later", 3000, 4000), ("on", 900, 1100), ("recent", 500, 600), ("someday", None, None))
    made = {}
    for name, starts, ends in times:
        said = {"title": name, "starts": starts, "ends": ends, "partners": [partner.hex()], "products": [product.hex()]}
        made[name] = desk.do_now(AddEngagement(EVENT, said)).value
    keys = desk.read_now(exchange_board.engagement_keys, EVENT, "", NOW)
    rows = desk.read_now(exchange_board.engagement_rows, keys)
    assert [rows[key].title for key in keys] == ["on", "later", "recent", "old", "someday"]
    assert rows[keys[0]].partners == "Paris 2024"
    ((record, shown, title, _),) = desk.read_now(exchange_board.shared_at, made["on"])
    assert (record, shown, title) == (product, number, "Strategy")
    assert desk.read_now(exchange_board.engagement, product) is None


def test_undecided_lessons_first_and_each_names_what_it_belongs_to(desk: Desk) -> None:
    meeting = desk.do_now(AddEngagement(EVENT, {"title": "Delegation"})).value
    first, _ = desk.do_now(AddLesson(EVENT, {"title": "Taken", "engagement": meeting})).value
    second, _ = desk.do_now(AddLesson(EVENT, {"title": "Open", "engagement": meeting})).value
    desk.do_now(DecideLesson(first, "adapted", "Smaller here"))
    _, number = desk.do_now(GapOfLesson(second)).value
    keys = desk.read_now(exchange_board.lesson_keys, EVENT, "", NOW)
    rows = desk.read_now(exchange_board.lesson_rows, keys)
    assert [rows[key].title for key in keys] == ["Open", "Taken"]
    assert (rows[keys[0]].gap_number, rows[keys[1]].reason) == (number, "Smaller here")
    assert [row.title for row in desk.read_now(exchange_board.lessons_of, meeting)] == ["Taken", "Open"]
    held = desk.read_now(exchange_board.engagement, meeting)
    assert held is not None
    assert held.lessons == 2
    assert desk.read_now(exchange_board.lesson, meeting) is None


def test_documents_are_products_that_are_no_warnings_valid_ones_first(desk: Desk) -> None:
    for title, kind in (("Warning", "warning"), ("B", "strategy"), ("A", "document")):
        desk.do_now(WriteProduct(EVENT, {"title": title, "kind": kind}))
    keys = desk.read_now(exchange_board.document_keys, EVENT, "", NOW)
    rows = desk.read_now(threat_board.product_rows, keys)
    assert [rows[key].title for key in keys] == ["A", "B"]
