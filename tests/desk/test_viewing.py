"""A look at a marked report or product is noted once in half an hour, and before it is shown."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from eocdesk.commands.products import WriteProduct
from eocdesk.commands.threats import TakeReport
from eocdesk.desk.desk import Desk
from eocdesk.desk.viewing import AGAIN, Viewing, is_marked
from eocdesk.models import Product, Report, clock
from eocdesk.store.queries import access, events, naming
from tests.kit.desks import EVENT
from tests.simulation.crashes import pages_left, room_again


def product(desk: Desk, **values: Any) -> Product:
    written = {"title": "Bulletin on phishing", "text": "Do not click", "marking": "AMBER", **values}
    record, _ = desk.do_now(WriteProduct(EVENT, written)).value
    found = desk.read_now(events.record, Product, record)
    assert found is not None
    return found


def looks(desk: Desk) -> list[access.TrailRow]:
    return [one for one in desk.read_now(access.trail, EVENT) if one.way == "viewed"]


def test_a_look_is_noted_once_for_each_person_and_product(desk: Desk) -> None:
    viewing, one, other = Viewing(desk), product(desk), product(desk, title="Other")
    first, second = f"Product {one.number}", f"Product {other.number}"
    for record in (one, one, other, one):
        assert asyncio.run(viewing.look(record)) == ""
    assert asyncio.run(Viewing(desk).look(one)) == "", "another window knows it from the trail"
    desk.settings.set("person", "T. Baker")
    assert asyncio.run(viewing.look(one)) == ""
    assert [(look.author, look.what) for look in looks(desk)] == [
        ("T. Baker", first),
        ("L. Chen", second),
        ("L. Chen", first),
    ]
    assert looks(desk)[0].marking == "AMBER"


def test_after_half_an_hour_it_is_another_look(desk: Desk) -> None:
    one = product(desk)
    now = clock.now()
    asyncio.run(Viewing(desk).look(one))
    what = looks(desk)[0].what
    assert desk.read_now(access.last_look, EVENT, "L. Chen", what, now) is not None
    assert desk.read_now(access.last_look, EVENT, "L. Chen", what, now + AGAIN) is None
    assert desk.read_now(access.last_look, EVENT, "T. Baker", what, now) is None


@pytest.mark.parametrize(
    ("marking", "audience", "noted"),
    [("CLEAR", "", 0), ("GREEN", "", 0), ("GREEN", "LEO", 1), ("AMBER+STRICT", "", 1), ("RED", "", 1)],
)
def test_from_amber_on_and_for_an_audience_a_look_is_noted(marking: str, audience: str, noted: int, desk: Desk) -> None:
    assert asyncio.run(Viewing(desk).look(product(desk, marking=marking, audience=audience))) == ""
    assert len(looks(desk)) == noted
    assert is_marked("a marking of a newer version", "")


def test_a_look_at_a_report_leaves_none_of_its_words_and_is_not_among_what_names_it(desk: Desk) -> None:
    record, number = desk.do_now(TakeReport(EVENT, {"title": "Man films the gate"})).value
    report = desk.read_now(events.record, Report, record)
    assert report is not None
    asyncio.run(Viewing(desk).look(report))
    assert [one.what for one in looks(desk)] == [f"Report {number}"]
    assert "access" not in {hit.kind for hit in desk.read_now(naming.naming, record)}


def test_what_cannot_be_noted_is_not_shown_and_may_be_once_it_can(desk: Desk) -> None:
    viewing, one = Viewing(desk), product(desk, text="x" * 9_000)
    desk.store.writer.local(lambda connection: pages_left(connection, 0)).result()
    for _ in range(200):  # what is left of the last pages is used up
        why = asyncio.run(Viewing(desk).look(product_of(desk, one, _)))
        if why:
            break
    assert "cannot be written down" in why
    assert "full" in why
    desk.store.writer.local(room_again).result()
    assert asyncio.run(viewing.look(one)) == ""


def product_of(desk: Desk, one: Product, turn: int) -> Product:
    """The same, looked at by another person each time."""
    desk.settings.set("person", f"Officer {turn}")
    return one
