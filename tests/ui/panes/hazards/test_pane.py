"""Alerts, what they touch and from which value it counts, by keyboard; a zone without a shape is said to be one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.store.queries import hazards
from eocdesk.ui.board import Told
from eocdesk.ui.panes.hazards.pane import HazardsPane
from tests.ui.panes.conftest import Asked
from tests.ui.panes.hazards.conftest import Story

Open = Callable[[], HazardsPane]


def card(pane: HazardsPane, qtbot: QtBot, record: bytes) -> Told:
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.id == record)
    assert pane.card.told is not None
    return pane.card.told


def test_an_alert_says_what_it_touches_and_is_logged_by_one_key(
    opened: Open, story: Story, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened()
    told = card(pane, qtbot, story.heat)
    assert [badge.words for badge in told.badges] == ["In force", "Severe"]
    assert dict(told.facts)["Signature"] == "Signed, not checked"
    touches = next(part for part in told.parts if part.title == "Touches")
    assert {(line.kind, line.id) for line in touches.lines} == {("venue", story.venue), ("session", story.session)}
    qtbot.keyClick(pane.list.view, Qt.Key.Key_L)
    kind, prefill = navigator.calls[-1]
    assert kind == "entry"
    assert prefill["venue"] == story.venue
    assert prefill["marking"] == "GREEN"
    assert "Heat warning (in force, severe)" in prefill["text"]
    qtbot.keyClick(pane.list.view, Qt.Key.Key_M)
    assert navigator.calls[-1] == ("map", "alert", story.heat)
    qtbot.keyClick(pane.list.view, Qt.Key.Key_I)
    assert navigator.calls[-1][:3] == ("edit", "incident", None)
    made = navigator.calls[-1][3]
    assert (made["marking"], made["severity"], made["title"]) == ("GREEN", 3, "Heat warning")


def test_an_alert_without_a_shape_says_so_in_red_and_offers_no_map(opened: Open, story: Story, qtbot: QtBot) -> None:
    pane = opened()
    pane.show_record("alert", story.zone)
    told = card(pane, qtbot, story.zone)
    assert told.warning.startswith("It says no area that could be drawn")
    assert "map" not in told.deeds


def test_what_is_touched_lists_the_session_with_the_reason_and_opens_it(
    opened: Open, story: Story, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened()
    pane.show_page("touched")
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.kind == "exposure")
    rows = [pane.exposed.table.row_at(at) for at in range(pane.exposed.table.rowCount())]
    final = next(row for row in rows if row.session == story.session)
    assert final.what.endswith("Final")
    assert final.reason == "Heat warning: Severe, Bowl lies in its area"
    pane.exposed.show_record(final.id)
    card(pane, qtbot, final.id)
    qtbot.keyClick(pane.list.view, Qt.Key.Key_Return)
    assert navigator.calls[-1] == ("record", "session", story.session)
    qtbot.keyClick(pane.list.view, Qt.Key.Key_L)
    assert navigator.calls[-1][1]["session"] == story.session
    assert navigator.calls[-1][1]["marking"] == "GREEN"
    qtbot.keyClick(pane.list.view, Qt.Key.Key_I)
    assert navigator.calls[-1][3]["title"] == f"Heat warning: {final.what}"
    pane.head.line.setText("nothing like it")
    qtbot.waitUntil(lambda: pane.exposed.table.rowCount() == 0)


def test_a_threshold_is_changed_and_forgotten_by_letter(opened: Open, story: Story, desk: Desk, qtbot: QtBot) -> None:
    pane = opened()
    pane.show_page("thresholds")
    assert card(pane, qtbot, story.line).title == "Heat index, from 100 °F"
    qtbot.keyClick(pane.list.view, Qt.Key.Key_T)
    qtbot.waitUntil(lambda: pane.asking.dialog is not None)
    form = pane.asking.dialog
    assert form is not None
    form.form.editor("value").set_value(95.0)
    form.save()
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.title == "Heat index, from 95 °F")
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_X)
    qtbot.waitUntil(lambda: pane.list.table.rowCount() == 0)
    assert desk.read_now(hazards.threshold_keys, story.venue, "", 0) == []


def test_empty_pages_say_what_to_do_first(opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    for name in ("alerts", "touched", "observations", "thresholds"):
        pane.show_page(name)
        qtbot.waitUntil(pane.list.empty.isVisible)
        assert pane.list.empty.button.isVisible()
    pane.list.empty.button.click()
    assert pane.asking.dialog is not None


def test_the_palette_reaches_what_is_touched(opened: Open, navigator: Asked) -> None:
    pane = opened()
    next(action for action in pane.pane_actions() if action.name == "hazards.touched").run()
    assert navigator.calls == [("pane", "hazards")]
    assert pane.list.page.name == "touched"
