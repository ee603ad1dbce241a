"""The card of an alert keeps CAP's words apart: status, signature that nobody checked, what it replaces."""

from __future__ import annotations

from eocdesk.models import Alert
from eocdesk.ui.panes.hazards import telling
from eocdesk.ui.panes.hazards.looks import Looks
from tests.ui.panes.hazards.test_looks import NOW, alert


def test_an_exercise_message_and_its_references_are_said() -> None:
    whole = Alert(
        id=b"a", event=b"e", identifier="urn:1", replaces=["urn:0"], codes=["UGC:CAZ368"], signature="present"
    )
    row = alert(status="exercise", area="Los Angeles")
    told = telling.tell_alert(row, whole, (), Looks(lambda: NOW, lambda: "UTC"), telling.Drawn())
    assert [badge.words for badge in told.badges] == ["In force", "Severe", "Exercise"]
    facts, parts = dict(told.facts), {part.title: part for part in told.parts}
    assert facts["Identifier"] == "urn:1"
    assert facts["Ends"] == "no end said"
    assert facts["Source"] == "by hand"
    assert parts["Replaces"].text == "urn:0"
    assert parts["Area"].text == "Los Angeles\nCodes: UGC:CAZ368"
    assert parts["Touches"].empty == "No venue and no session."


def test_a_card_says_by_which_counties_a_warning_is_drawn_and_that_they_may_reach_further() -> None:
    whole = Alert(id=b"a", event=b"e", codes=["SAME:006037", "UGC:CAZ368"])
    looks = Looks(lambda: NOW, lambda: "UTC")
    drawn = telling.Drawn(("Los Angeles", "Orange"), ("UGC:CAZ368",))
    told = telling.tell_alert(alert(shaped=0), whole, (), looks, drawn)
    area = next(part.text for part in told.parts if part.title == "Area")
    assert "Drawn by county: Los Angeles, Orange." in area
    assert dict(told.facts)["Drawn by county"] == "Los Angeles, Orange"
    assert "may reach further than the warning: 1 of its codes has no shape here." in area
    assert "map" in told.deeds
    assert told.warning == ""


def test_a_card_says_why_a_warning_is_nowhere() -> None:
    whole = Alert(id=b"a", event=b"e", codes=["SAME:006037"])
    looks = Looks(lambda: NOW, lambda: "UTC")
    bare = telling.Drawn(without=("UGC:CAZ368",), placed=False)
    told = telling.tell_alert(alert(shaped=0), whole, (), looks, bare)
    assert told.warning == telling.NO_SHAPE
    assert "map" not in told.deeds
    assert telling.tell_alert(alert(shaped=0), whole, (), looks, bare._replace(installed=False)).warning.startswith(
        "The outlines of counties are not installed on this desk."
    )
    assert telling.tell_alert(alert(shaped=0, state="cancelled"), whole, (), looks, bare).warning == ""


def test_what_drew_its_own_area_asks_no_outlines() -> None:
    assert telling.drawn_by(None, alert(shaped=1), ["SAME:006037"]) == telling.Drawn()
    assert telling.drawn_by(None, alert(shaped=0), ["UGC:CAZ368"])[:3] == ((), ("UGC:CAZ368",), False)
