"""Who holds which position: duties that touch the span, seats that are filled, names only where they may be seen."""

from __future__ import annotations

from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.store.queries.held import Sought, held
from eocdesk.store.queries.organisation import Holding, holdings, reaches
from tests.kit.desks import EVENT
from tests.kit.operation import ENDS, HOUR, NOW, key, operate, put


def of(desk: Desk, **sought: Any) -> tuple[Holding, ...]:
    """Who holds what."""
    return desk.read_now(lambda connection: holdings(connection, held(connection, Sought("x", EVENT, NOW, **sought))))


def test_duties_of_the_period_then_the_seats(desk: Desk) -> None:
    operate(desk)
    contact = put(desk, "contact", "Night", name="Night Person")
    put(desk, "duty", "Night", contact=contact, position="Safety Officer", starts=ENDS, ends=ENDS + HOUR)
    put(desk, "seat", "Rail", name="Transit", status="not activated", holder=contact)
    found = of(desk)
    assert [one.name for one in found if not one.seat][:2] == ["Tom Baker", "Zoë Ólafsdóttir"]
    assert "Night Person" not in [one.name for one in found]
    (seat,) = [one for one in found if one.seat]
    assert seat == Holding("Fire and rescue, county", "Pilar Duarte", "Tac 4", agency="LACoFD", seat=True)
    baker = found[0]
    assert (baker.position, baker.reach, baker.venue) == ("EOC Director", "+12135550101", "")
    assert [one.venue for one in found if one.name == "Maria Ruiz"] == ["SoFi"]
    assert [one.name for one in of(desk, since=ENDS, until=ENDS + 1) if not one.seat] == ["Night Person"]


def test_a_blank_form_names_nobody(desk: Desk) -> None:
    operate(desk)
    assert of(desk, blank=True) == ()


def test_a_person_without_a_number_is_reached_by_radio(desk: Desk) -> None:
    operate(desk)
    some = [key("contact", "Tom Baker"), key("contact", "B. Osei"), None, b"y" * 16]
    assert list(desk.read_now(reaches, some).values()).count("Ch 7B") == 1
    assert "+12135550101" in desk.read_now(reaches, some).values()


def test_a_name_that_may_not_be_seen_is_withheld(desk: Desk) -> None:
    operate(desk)

    def hidden(connection: Any) -> tuple[Holding, ...]:
        connection.exec_driver_sql("PRAGMA query_only = OFF")
        connection.exec_driver_sql("CREATE TEMP VIEW contact AS SELECT * FROM main.contact WHERE name <> 'Tom Baker'")
        try:
            return holdings(connection, held(connection, Sought("x", EVENT, NOW)))
        finally:
            connection.exec_driver_sql("DROP VIEW temp.contact")
            connection.exec_driver_sql("PRAGMA query_only = ON")

    found = desk.read_now(hidden)
    assert found[0] == Holding("EOC Director", "withheld")
