"""Differences in words hold for every kind of field."""

from __future__ import annotations

from eocdesk.commands.command import Work
from eocdesk.commands.said import differences
from eocdesk.desk.desk import Desk
from eocdesk.models import Incident
from tests.kit.desks import EVENT


class Tell:
    """Says what would change of a new incident."""

    title = "Tell"

    def __init__(self, values: dict[str, object]) -> None:
        self.values = values

    def do(self, work: Work) -> str:
        return differences(work, Incident(event=EVENT), self.values)


def test_each_kind_of_field_has_its_words(desk: Desk) -> None:
    values = {"struck": True, "lat": 33.953, "title": "x" * 100, "venue": b"\x01" * 16, "owner": ""}
    words = desk.do_now(Tell(values)).value
    assert words.startswith("Struck no → yes; latitude none → 33.95300°; title none → “xxx")
    assert words.endswith("…”; venue none → 01010101")
