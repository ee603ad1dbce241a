"""What needs more than a key is asked for in a small form; what stands in it is done, and refused beside its field."""

from __future__ import annotations

from collections.abc import Callable

from pytestqt.qtbot import QtBot

from eocdesk.commands.aid import MoveRequest
from eocdesk.desk.desk import Desk
from eocdesk.models import Offer, Request, Resource
from eocdesk.models.record import Record
from eocdesk.store.queries import aid, events
from eocdesk.ui.panes.aid.pane import AidPane
from tests.ui.panes.aid.conftest import Story

Open = Callable[[], AidPane]


def read(desk: Desk, cls: type[Record], record: bytes) -> Record:
    found = desk.read_now(events.record, cls, record)
    assert found is not None
    return found


def answer(pane: AidPane, qtbot: QtBot, **values: object) -> None:
    qtbot.waitUntil(lambda: pane.asking.dialog is not None)
    form = pane.asking.dialog
    assert form is not None
    for name, value in values.items():
        form.form.editor(name).set_value(value)
    with qtbot.waitSignal(form.saved):
        form.save()


def test_a_request_is_ordered_forwarded_and_filled_by_form(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    for state in ("approved", "received"):
        desk.do_now(MoveRequest(story.request, state))
    pane = opened()
    qtbot.waitUntil(lambda: pane.card.told is not None)
    pane.act("fill")
    qtbot.waitUntil(lambda: pane.asking.dialog is not None)
    assert pane.asking.dialog is not None
    assert pane.asking.dialog.form.editor("quantity").value() == 4  # what it still needs
    answer(pane, qtbot, words="Red Cross", quantity=1)
    row = desk.read_now(aid.request, story.request)
    assert row is not None
    assert row.filled == 1  # as it stood in the form
    pane.act("forward")
    answer(pane, qtbot, mission="OA-3")
    found = read(desk, Request, story.request)
    assert isinstance(found, Request)
    assert (found.level, found.mission) == ("area", "OA-3")
    pane.act("order")
    answer(pane, qtbot)
    found = read(desk, Request, story.request)
    assert isinstance(found, Request)
    assert found.state == "ordered"  # though nothing was typed


def test_declining_without_a_reason_is_refused_beside_its_field(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: pane.card.told is not None)
    pane.act("decline")
    form = pane.asking.dialog
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: form.form._rows["note"].error == "Say why.")
    answer(pane, qtbot, note="None to be had")
    found = read(desk, Request, story.request)
    assert isinstance(found, Request)
    assert found.state == "declined"


def test_an_offer_is_accepted_in_part_and_a_resource_is_put_out_of_service(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    pane.show_record("offer", story.offer)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.kind == "offer")
    pane.act("accept_part")
    answer(pane, qtbot, quantity=2)
    offer = read(desk, Offer, story.offer)
    assert isinstance(offer, Offer)
    assert (offer.state, offer.quantity) == ("accepted", 2)
    pane.show_record("resource", story.resource)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.kind == "resource")
    pane.act("out_of_service")
    answer(pane, qtbot, note="No approval")
    resource = read(desk, Resource, story.resource)
    assert isinstance(resource, Resource)
    assert resource.status == "out of service"
    qtbot.waitUntil(lambda: pane.card.told is not None and "make_available" in pane.card.told.deeds)
    pane.act("make_available")
    qtbot.waitUntil(lambda: getattr(read(desk, Resource, story.resource), "status", "") == "available")
