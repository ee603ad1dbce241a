"""The meetings of a time, who comes by name."""

from __future__ import annotations

from typing import Any

from eocdesk.desk.desk import Desk
from eocdesk.store.queries.engagements import engagements
from eocdesk.store.queries.held import Sought, held
from tests.kit.desks import EVENT
from tests.kit.operation import HOUR, NOW, put


def test_who_comes_is_named_and_another_time_is_left_out(desk: Desk) -> None:
    person = put(desk, "contact", "p", name="Pilar Duarte")
    agency = put(desk, "agency", "a", name="Los Angeles County Fire", short="LACoFD")
    put(desk, "engagement", "e", title="Call", starts=NOW, people=[person.hex()], partners=[agency.hex()])
    put(desk, "engagement", "l", title="Later", starts=NOW + HOUR)

    def read(connection: Any) -> Any:
        return engagements(connection, held(connection, Sought("ics-230", EVENT, NOW, since=NOW, until=NOW + HOUR)))

    (found,) = desk.read_now(read)
    assert (found.name, found.people) == ("Call", "Pilar Duarte, LACoFD")
