"""What a record points to is named, lends its marking, and is withheld where it may not be seen."""

from __future__ import annotations

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.models import Session, fields_of, ids
from eocdesk.store.queries.referred import WITHHELD, Referred
from eocdesk.store.queries.situation import Labels
from tests.kit.desks import EVENT


def test_names_are_short_and_their_marking_is_gathered(desk: Desk) -> None:
    bowl = desk.do_now(Add("venue", EVENT, {"name": "The Bowl of Roses", "short": "Bowl", "marking": "RED"})).value
    labels = Labels()

    def named(connection: object) -> list[str]:
        held = Referred(connection, labels)  # type: ignore[arg-type]  the reader hands a connection over
        known = fields_of(Session)
        return [
            held.name("venue", bowl),
            held.name("venue", None),
            held.name("venue", ids.new_id()),
            held.word("venue", known["venue"], bowl, "UTC"),
            held.word("status", known["status"], "delayed", "UTC"),
        ]

    assert desk.read_now(named) == ["Bowl", "", WITHHELD, "Bowl", "Delayed"]
    assert labels.markings == ["RED"]


def test_kinds_without_a_short_name_are_called_as_in_lists(desk: Desk) -> None:
    pact = desk.do_now(Add("agreement", EVENT, {"name": "Compact"})).value
    assert desk.read_now(lambda one: Referred(one, Labels()).name("agreement", pact)) == "Compact"
