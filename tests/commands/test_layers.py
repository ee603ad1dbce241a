"""A layer moves with its address: the same again changes nothing, what is gone is struck, what a person did stays."""

from __future__ import annotations

from eocdesk.commands.layers import SOURCE, TakeLayer
from eocdesk.commands.reading import Item
from eocdesk.commands.records import Amend, Strike
from eocdesk.desk.desk import FEED, Desk
from eocdesk.models import Feature, ids
from eocdesk.store.queries import events
from eocdesk.store.work import Who
from tests.kit.desks import EVENT, bodies, sound

POINT = '{"type":"Point","coordinates":[-118.2,34.1]}'


def gate(key: str, name: str = "", note: str = "") -> Item:
    values = {"name": name or f"Gate {key}", "kind": "gate", "geometry": POINT, "note": note}
    return Item("feature", key, f"feature {key}", values)


def take(desk: Desk, *items: Item, layer: str = "one", complete: bool = True) -> tuple[int, int, int, int]:
    who = Who("", "", FEED + SOURCE)
    taken = desk.do_now(TakeLayer(EVENT, layer, items, complete, "GREEN"), who=who).value
    assert taken.read == taken.added + taken.changed + taken.unchanged + len(taken.refused)
    return taken.added, taken.changed, taken.retired, len(taken.refused)


def record(layer: str, key: str) -> bytes:
    return ids.source_id(EVENT, "feature", SOURCE, f"{layer}/{key}")


def names(desk: Desk) -> list[str]:
    return sorted(one.name for one in desk.read_now(events.of_event, Feature, EVENT))


def test_a_second_reading_changes_nothing_and_a_change_is_one(desk: Desk) -> None:
    assert take(desk, gate("1"), gate("2")) == (2, 0, 0, 0)
    before = bodies(desk)
    assert take(desk, gate("1"), gate("2")) == (0, 0, 0, 0)
    assert bodies(desk) == before
    assert take(desk, gate("1", "Main gate"), gate("2")) == (0, 1, 0, 0)
    found = desk.read_now(events.record, Feature, record("one", "1"))
    assert found is not None
    assert (found.name, found.marking) == ("Main gate", "GREEN")
    assert sound(desk)


def test_what_an_address_no_longer_lists_is_struck_of_that_address_alone_and_comes_back_with_it(desk: Desk) -> None:
    take(desk, gate("1"), gate("2"))
    take(desk, gate("1", "Other"), layer="two")
    assert take(desk, gate("1"), complete=False) == (0, 0, 0, 0)
    assert take(desk, gate("1")) == (0, 0, 1, 0)
    assert names(desk) == ["Gate 1", "Other"]
    before = bodies(desk)
    assert take(desk, gate("1")) == (0, 0, 0, 0)
    assert bodies(desk) == before
    assert take(desk, gate("1"), gate("2")) == (0, 1, 0, 0)
    assert names(desk) == ["Gate 1", "Gate 2", "Other"]


def test_what_a_person_named_or_struck_stays(desk: Desk) -> None:
    take(desk, gate("1"), gate("2"))
    desk.do_now(Amend("feature", record("one", "1"), {"name": "VIP gate"}))
    desk.do_now(Strike("feature", record("one", "2")))
    assert take(desk, gate("1", note="open"), gate("2", note="open")) == (0, 1, 0, 0)
    assert names(desk) == ["VIP gate"]
    found = desk.read_now(events.record, Feature, record("one", "1"))
    assert found is not None
    assert found.note == "open"


def test_a_feature_that_does_not_fit_is_refused_and_then_none_is_struck(desk: Desk) -> None:
    take(desk, gate("1"), gate("2"))
    bad = Item("feature", "3", "feature 3", {"name": "x", "kind": "moon", "geometry": POINT})
    assert take(desk, bad) == (0, 0, 0, 1)
    assert names(desk) == ["Gate 1", "Gate 2"]
