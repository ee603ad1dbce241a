"""The costs as pages and as a table say the same, run nothing in a table program, and keep to their marking."""

from __future__ import annotations

import csv
import dataclasses
import io
from collections.abc import Callable
from typing import Any, TypeVar

from eocdesk.commands.aid import AskFor
from eocdesk.commands.records import Amend
from eocdesk.desk.desk import Desk
from eocdesk.models.marking import Tlp
from eocdesk.reports import costs
from eocdesk.reports.document import Cards, Document
from eocdesk.reports.paper import Asked
from eocdesk.reports.typeset import Paper, pdf
from eocdesk.store.seeing import Sight, seeing
from tests.kit.desks import EVENT

NOW = 1_847_646_000_000
T = TypeVar("T")


def seen(desk: Desk, draw: Callable[[Any, Asked], T], ceiling: Tlp) -> T:
    """What is drawn of what may be seen at that marking."""

    def drawn(connection: Any) -> T:
        with seeing(connection, Sight(EVENT, ceiling.word)):
            return draw(connection, Asked(costs.CODE, EVENT, NOW, NOW, person="L. Chen"))

    return desk.read_now(drawn)


def ask(desk: Desk, title: str, marking: str = "GREEN", cost: float | None = None, supplier: str = "") -> None:
    record, _ = desk.do_now(AskFor(EVENT, {"title": title, "marking": marking})).value
    desk.do_now(Amend("request", record, {"state": "ordered", "cost": cost, "supplier": supplier}))


def test_pages_name_what_each_costs_and_what_is_not_priced(desk: Desk) -> None:
    ask(desk, "Ice", cost=1_250.5, supplier="Ice & Sons")
    ask(desk, "Water")
    ask(desk, "CANARY", "RED", cost=9.0)
    document: Document = seen(desk, costs.draw, Tlp.GREEN)
    said = str(dataclasses.asdict(document))
    assert "CANARY" not in said
    assert "USD 1,250.50" in said
    assert "CANARY" in str(seen(desk, costs.draw, Tlp.RED))
    assert seen(desk, costs.draw, Tlp.RED).marking == "TLP:RED"
    for paper in Paper:
        assert pdf(document, paper).startswith(b"%PDF")


def test_the_table_can_be_read_again_and_runs_nothing(desk: Desk) -> None:
    ask(desk, "=1+1", cost=12.0, supplier="Ümlaut, Söhne")
    ask(desk, "CANARY", "RED", cost=9.0)
    made = seen(desk, costs.table, Tlp.GREEN)
    head, row = csv.reader(io.StringIO(made.decode("utf-8-sig")))
    assert tuple(head) == costs.COLUMNS
    assert row[1:] == ["'=1+1", "Ordered", "", "Ümlaut, Söhne", "Ümlaut, Söhne", "1", "12.00", "TLP:GREEN"]


def test_what_nobody_has_priced_does_not_cost_nothing(desk: Desk) -> None:
    ask(desk, "Water")
    (cards,) = seen(desk, costs.draw, Tlp.AMBER).lead
    assert isinstance(cards, Cards)
    assert [(one.value, one.note) for one in cards.cards[:1]] == [("–", "of 1 requests")]


def test_an_empty_desk_has_its_pages_too(desk: Desk) -> None:
    assert pdf(seen(desk, costs.draw, Tlp.AMBER)).startswith(b"%PDF")
