"""A paper with a map is marked as strictly as what may stand on the map, and for the same people."""

from __future__ import annotations

from typing import Any

from eocdesk.commands.records import Add
from eocdesk.desk.desk import Desk
from eocdesk.desk.paper_ground import Ground
from eocdesk.models import clock
from eocdesk.models.marking import Tlp
from eocdesk.reports.document import Document
from eocdesk.reports.page import labels, page
from eocdesk.reports.paper import Asked
from tests.kit.desks import EVENT


def test_a_map_takes_the_paper_to_its_own_marking(desk: Desk) -> None:
    desk.do_now(Add("venue", EVENT, {"name": "Rose Bowl", "lat": 34.16, "lon": -118.17, "marking": "GREEN"}))
    desk.do_now(
        Add("venue", EVENT, {"name": "Vault", "lat": 34.1, "lon": -118.2, "marking": "RED", "audience": "USSS"})
    )
    assert desk.event is not None
    now = clock.now()
    words = page(desk.event, Asked("map", EVENT, now, now), "Map", "GREEN", "FBI")
    document = Document(title="Map", about="", subtitle="", sections=(), **words)
    ground = Ground(now)

    def drawn(connection: Any) -> tuple[Document, tuple[str, str], Document]:
        before = ground.marked(connection, EVENT, document)
        return before, ground(connection, EVENT, "As of now"), ground.marked(connection, EVENT, document)

    before, (svg, told), after = desk.read_now(drawn)
    assert before == document
    assert svg.startswith("<svg")
    assert "Rose Bowl" in svg
    assert told
    assert labels(after) == (Tlp.RED, "FBI,USSS")
