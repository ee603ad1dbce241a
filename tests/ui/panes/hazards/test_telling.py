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
    told = telling.tell_alert(row, whole, (), Looks(lambda: NOW, lambda: "UTC"), unplaced=False)
    assert [badge.words for badge in told.badges] == ["In force", "Severe", "Exercise"]
    facts, parts = dict(told.facts), {part.title: part for part in told.parts}
    assert facts["Identifier"] == "urn:1"
    assert facts["Ends"] == "no end said"
    assert facts["Source"] == "by hand"
    assert parts["Replaces"].text == "urn:0"
    assert parts["Area"].text == "Los Angeles\nCodes: UGC:CAZ368"
    assert parts["Touches"].empty == "No venue and no session."
