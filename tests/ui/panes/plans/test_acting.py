"""A plan that proposes itself is activated, stood down, or left for now, from its board."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.commands.plans import WithdrawPlan
from eocdesk.desk.desk import Desk
from eocdesk.models import Entry, Request, Task
from eocdesk.store.queries import events, plans
from eocdesk.ui.board import Line
from eocdesk.ui.panes.plans.pane import PlansPane
from tests.kit.desks import EVENT
from tests.ui.panes.plans.conftest import Story

Open = Callable[[], PlansPane]


def answer(pane: PlansPane, qtbot: QtBot, **values: object) -> None:
    qtbot.waitUntil(lambda: pane.asking.dialog is not None)
    form = pane.asking.dialog
    assert form is not None
    for name, value in values.items():
        form.form.editor(name).set_value(value)
    with qtbot.waitSignal(form.saved):
        form.save()


def proposed(pane: PlansPane, qtbot: QtBot, story: Story) -> None:
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.kind == "proposal")
    assert pane.card.told is not None
    assert pane.card.told.id == story.plan


def test_it_is_activated_for_its_reason_and_stood_down_by_keys(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    proposed(pane, qtbot, story)
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: pane.asking.dialog is not None)
    assert pane.asking.dialog is not None
    assert "1 entry, 2 tasks, 1 request, 1 notice" in pane.asking.dialog._hint.text()
    answer(pane, qtbot)
    (made,) = desk.read_now(plans.active, EVENT)
    assert "Heat index up to 104" in made.reason
    assert (len(desk.read_now(events.of_event, Task, EVENT)), made.requests) == (2, 1)
    assert desk.read_now(events.of_event, Request, EVENT)[0].title == "Water tenders"
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 0)
    pane.show_page("at work")
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == made.id)
    pane.act("stand_down")
    answer(pane, qtbot, outcome="Nobody was hurt")
    assert desk.read_now(plans.active, EVENT) == ()
    assert any("Nobody was hurt" in entry.text for entry in desk.read_now(events.of_event, Entry, EVENT))


def test_left_for_now_it_is_quiet(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    proposed(pane, qtbot, story)
    pane.act("decline")
    answer(pane, qtbot, reason="Shade is enough")
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 0)
    (left,) = desk.read_now(plans.activations, story.plan)
    assert (left.state, left.reason) == ("declined", "Shade is enough")


def test_an_activation_without_a_reason_is_refused_beside_its_field(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    proposed(pane, qtbot, story)
    pane.act("activate")
    qtbot.waitUntil(lambda: pane.asking.dialog is not None)
    form = pane.asking.dialog
    assert form is not None
    form.form.editor("reason").set_value("")
    form.save()
    qtbot.waitUntil(lambda: "Say why" in form.form._rows["reason"].error)
    assert desk.read_now(plans.active, EVENT) == ()


def course(pane: PlansPane) -> tuple[Line, ...]:
    """What is asked for at activation, as it stands on the card."""
    parts = pane.card.told.parts if pane.card.told is not None else ()
    return next((part.lines for part in parts if part.title == "At activation"), ())


def test_examples_are_taken_in_changed_and_approved(opened: Open, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    pane.show_page("plans")
    qtbot.waitUntil(pane.list.empty.isVisible)
    pane.list.empty.button.click()
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 5 and pane.card.told is not None)
    told = pane.card.told
    assert told is not None
    assert "approve" in told.deeds
    second = desk.read_now(plans.actions, told.id)[1]
    line = next(line for part in told.parts for line in part.lines if line.id == second.id)
    pane.card.acted_on.emit("earlier", line)
    qtbot.waitUntil(lambda: desk.read_now(plans.actions, told.id)[0].id == second.id)
    pane.refresh(None)
    qtbot.waitUntil(lambda: [line.id for line in course(pane)[:1]] == [second.id])
    assert [line.deed for line in course(pane)[:2]] == ["later", "earlier"]
    pane.card.acted_on.emit("later", course(pane)[0])
    qtbot.waitUntil(lambda: desk.read_now(plans.actions, told.id)[1].id == second.id)
    pane.act("approve")
    qtbot.waitUntil(lambda: desk.read_now(plans.one, told.id).state == "approved")  # type: ignore[union-attr]


def test_a_new_version_is_begun_as_a_draft(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    pane.show_record("plan", story.plan)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.kind == "plan")
    pane.act("new_version")
    qtbot.waitUntil(lambda: desk.read_now(plans.draft_of, story.plan) is not None)
    desk.do_now(WithdrawPlan(story.plan))
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.badges[0].words == "Withdrawn")
