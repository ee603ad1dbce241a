"""A shift is handed over and taken: notes stand still, another person takes it, who left is taken over from."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from eocdesk.commands.forms import FillBlock
from eocdesk.commands.handover import HandOver, TakeOver, WriteNotes
from eocdesk.desk.desk import Desk
from eocdesk.models import Form, Refused, clock
from eocdesk.store.queries import events, forms, handover
from tests.kit.desks import EVENT, meet


def form_of(desk: Desk, form: bytes) -> Form:
    found = desk.read_now(events.record, Form, form)
    assert found is not None
    return found


def sit(desk: Desk, person: str) -> None:
    desk.settings.set("person", person)


def newest(desk: Desk) -> str:
    asked = "SELECT text FROM entry ORDER BY row DESC LIMIT 1"
    return str(desk.read_now(lambda connection: connection.exec_driver_sql(asked).scalar()))


def test_notes_begin_a_handover_and_go_on_in_it(desk: Desk) -> None:
    form = desk.do_now(WriteNotes(EVENT, "Gate 7 stays shut.")).value
    assert desk.do_now(WriteNotes(EVENT, "Gate 7 is open again.")).value == form
    found = form_of(desk, form)
    assert (found.person, found.position, found.state) == ("L. Chen", "Watch officer", "draft")
    assert found.since is not None
    assert desk.read_now(forms.blocks_of, form) == {"notes": "Gate 7 is open again."}


def test_two_positions_hand_over_apart(desk: Desk) -> None:
    first = desk.do_now(WriteNotes(EVENT, "Watch.")).value
    desk.settings.set("position", "Planning")
    second = desk.do_now(WriteNotes(EVENT, "Plans.")).value
    assert second != first
    shown = desk.read_now(handover.form_of, EVENT, clock.now(), None, "watch officer")
    assert shown is not None
    assert shown.id == first


def test_it_is_given_and_taken_by_another_and_then_stays_as_it_is(desk: Desk) -> None:
    form = desk.do_now(WriteNotes(EVENT, "Gate 7.")).value
    desk.do_now(HandOver(form))
    assert "Shift handed over by L. Chen, Watch officer" in newest(desk)
    with pytest.raises(Refused, match="handed over already"):
        desk.do_now(HandOver(form))
    with pytest.raises(Refused, match="submitted"):
        desk.do_now(WriteNotes(EVENT, "More.", form))
    with pytest.raises(Refused, match=r"L\. Chen hands this shift over"):
        desk.do_now(TakeOver(form))
    sit(desk, "K. Ito")
    desk.do_now(TakeOver(form))
    found = form_of(desk, form)
    assert (found.state, found.prepared_by, found.taken_by) == ("approved", "L. Chen", "K. Ito")
    assert found.taken_at is not None
    assert "Shift taken over by K. Ito, Watch officer from L. Chen" in newest(desk)
    with pytest.raises(Refused, match=r"K\. Ito has taken"):
        desk.do_now(TakeOver(form))
    with pytest.raises(Refused, match="stays as it is"):
        desk.do_now(FillBlock(form, "notes", "Rewritten."))
    assert desk.do_now(WriteNotes(EVENT, "My own.")).value != form


def test_the_next_brief_of_both_begins_where_it_was_taken(desk: Desk) -> None:
    form = desk.do_now(WriteNotes(EVENT, "Gate 7.")).value
    sit(desk, "K. Ito")
    desk.do_now(TakeOver(form))
    assert "who had not handed over" in newest(desk)
    taken = form_of(desk, form).taken_at
    for person in ("L. Chen", "K. Ito"):
        span = desk.read_now(
            lambda one, who: handover.span_of(one, handover.whole(one, EVENT), clock.now(), who), person
        )
        assert span.since == taken


def test_nobody_hands_over_to_nobody_and_only_a_handover_is_handed_over(desk: Desk) -> None:
    form = desk.do_now(WriteNotes(EVENT, "Gate 7.")).value
    sit(desk, "")
    for act in (HandOver(form), TakeOver(form)):
        with pytest.raises(Refused, match="Say who sits here first"):
            desk.do_now(act)


def test_notes_written_on_two_desks_are_chosen_between_before_they_are_given(
    desks: Callable[[int], list[Desk]],
) -> None:
    one, two = desks(2)
    form = one.do_now(WriteNotes(EVENT, "Begun.")).value
    meet(one, two)
    one.do_now(WriteNotes(EVENT, "Gate 7 is shut.", form))
    two.do_now(WriteNotes(EVENT, "Gate 7 is open.", form))
    meet(one, two)
    with pytest.raises(Refused, match="Choose what stands"):
        one.do_now(HandOver(form))
