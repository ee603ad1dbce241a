"""The features of a layer: its own alone, none that was struck, whatever signs its name holds."""

from __future__ import annotations

from eocdesk.commands.layers import SOURCE, TakeLayer
from eocdesk.commands.reading import Item
from eocdesk.commands.records import Strike
from eocdesk.desk.desk import Desk
from eocdesk.models import ids
from eocdesk.store.queries.layers import of_layer
from tests.kit.desks import EVENT


def test_a_layer_tells_its_own_features(desk: Desk) -> None:
    for layer, key in (("a_", "1"), ("a_", "2"), ("ab", "1"), ("a_b", "1")):
        values = {"name": "Gate", "geometry": '{"type":"Point","coordinates":[0,1]}'}
        desk.do_now(TakeLayer(EVENT, layer, (Item("feature", key, "feature 1", values),)))
    desk.do_now(Strike("feature", ids.source_id(EVENT, "feature", SOURCE, "a_/2")))
    assert desk.read_now(of_layer, EVENT, SOURCE, "a_") == [ids.source_id(EVENT, "feature", SOURCE, "a_/1")]
