"""From when a brief reaches, and whose notes stand in it."""

from __future__ import annotations

from typing import Any

import pytest

from eocdesk.commands.command import Work
from eocdesk.desk.desk import Desk
from eocdesk.models import Refused, ids
from eocdesk.store.queries import handover
from eocdesk.store.queries.handover import SHIFT, Span
from eocdesk.store.queries.situation import Labels
from tests.kit.desks import EVENT

NOW = 2_000_000_000_000


class Brief:
    """A handover as another desk may have left it."""

    title = "Hand over"

    def __init__(self, **values: Any) -> None:
        self._values = values

    def do(self, work: Work) -> bytes:
        notes = self._values.pop("notes", "")
        form = work.add("form", event=EVENT, code="handover", **self._values)
        if notes:
            work.add("block", event=EVENT, form=form, key="notes", text=notes, marking="RED")
        return form


def spans(desk: Desk, person: str, since: int | None = None) -> Span:
    return desk.read_now(lambda one: handover.span_of(one, handover.whole(one, EVENT), NOW, person, since))


def test_it_reaches_back_to_the_last_handover_a_person_gave_or_took(desk: Desk) -> None:
    assert spans(desk, "L. Chen").since == NOW - SHIFT
    desk.do_now(Brief(prepared_by="L. Chen", taken_by="K. Ito", taken_at=NOW - 500))
    desk.do_now(Brief(prepared_by="K. Ito", taken_by="R. Diaz", taken_at=NOW - 100))
    desk.do_now(Brief(prepared_by="R. Diaz", taken_by="L. Chen", taken_at=NOW + 100))
    assert spans(desk, "L. Chen").since == NOW - 500
    assert spans(desk, "K. Ito").since == NOW - 100
    assert "K. Ito gave or took" in spans(desk, "K. Ito").why
    assert spans(desk, "K. Ito", NOW - 7).since == NOW - 7
    assert "no earlier handover" in spans(desk, "Somebody else").why


def test_notes_come_from_the_handover_that_nobody_took_yet(desk: Desk) -> None:
    desk.do_now(Brief(taken_at=1, notes="Old."))
    form = desk.do_now(Brief(notes="Watch the lift at Gate 7.")).value
    found = desk.read_now(handover.form_of, EVENT, NOW)
    assert found is not None
    assert found.id == form
    labels = Labels()
    assert desk.read_now(handover.notes_of, form, labels) == "Watch the lift at Gate 7."
    assert labels.markings == ["RED"]


def test_an_event_that_is_not_here_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="not on this desk"):
        desk.read_now(handover.whole, ids.new_id())
