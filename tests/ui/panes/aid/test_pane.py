"""From draft to demobilised by keyboard on the board: approve, receive, fill from an offer, check in, send home."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from eocdesk.desk.desk import Desk
from eocdesk.store.queries import aid
from eocdesk.ui.panes.aid.pane import AidPane
from tests.ui.panes.aid.conftest import Story
from tests.ui.panes.conftest import Asked

Open = Callable[[], AidPane]


def badges(pane: AidPane) -> list[str]:
    told = pane.card.told
    return [badge.words for badge in told.badges] if told is not None else []


def button(pane: AidPane, words: str) -> QPushButton:
    return next(one for one in pane.card.findChildren(QPushButton) if one.accessibleName().startswith(words))


def test_a_request_is_approved_received_and_filled_from_what_matches(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: badges(pane) == ["Draft", "Urgent", "0 of 4"])
    qtbot.keyClick(pane.list.view, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: "Section chief approved" in badges(pane))
    qtbot.keyClick(pane.list.view, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "Logistics received" in badges(pane))
    button(pane, "Fill from this: ").click()
    qtbot.waitUntil(lambda: badges(pane) == ["Sourced", "Urgent", "4 of 4"])
    left = desk.read_now(aid.offer, story.offer)
    assert left is not None
    assert left.left == 2


def test_expired_credentials_stand_with_the_match_and_in_red_above_the_resource(
    opened: Open, story: Story, qtbot: QtBot
) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: pane.card.told is not None)
    assert pane.card.told is not None
    could = next(part for part in pane.card.told.parts if part.title == "Could answer")
    assert any("credentials expired 2020-01-01" in line.detail for line in could.lines)
    pane.show_record("resource", story.resource)
    qtbot.waitUntil(lambda: pane.card.told is not None and pane.card.told.kind == "resource")
    assert pane.card.told is not None
    assert pane.card.told.warning == "Its credentials expired on 2020-01-01."


def test_what_arrives_is_checked_in_assigned_and_sent_home(
    opened: Open, story: Story, desk: Desk, qtbot: QtBot
) -> None:
    pane = opened()
    for key, word in ((Qt.Key.Key_A, "Section chief approved"), (Qt.Key.Key_R, "Logistics received")):
        qtbot.waitUntil(lambda: bool(badges(pane)))
        qtbot.keyClick(pane.list.view, key)
        qtbot.waitUntil(lambda word=word: word in badges(pane))  # type: ignore[misc]
    button(pane, "Fill from this: ").click()
    qtbot.waitUntil(lambda: "Sourced" in badges(pane))
    pane.show_page("arrivals")
    qtbot.waitUntil(lambda: badges(pane) == ["Committed"])
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_C)
    form = pane.asking.dialog
    assert form is not None
    assert form.form.editor("checked_in_at").value() == "Staging Area"
    form.save()
    qtbot.waitUntil(lambda: badges(pane) == ["Checked in"])
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_S)
    form = pane.asking.dialog
    assert form is not None
    form.save()  # nothing typed: refused beside the field
    qtbot.waitUntil(lambda: "assigned to" in form.form._rows["assigned_to"].error)
    form.form.editor("assigned_to").set_value("Medical branch")
    form.save()
    qtbot.waitUntil(lambda: badges(pane) == ["Assigned"])
    pane.take_focus()
    qtbot.keyClick(pane.list.view, Qt.Key.Key_D)
    form = pane.asking.dialog
    assert form is not None
    form.save()
    qtbot.waitUntil(lambda: badges(pane) == ["Demobilised"])
    row = desk.read_now(aid.request, story.request)
    assert row is not None
    assert row.state == "released"


def test_empty_pages_say_what_to_do_first(opened: Open, navigator: Asked, qtbot: QtBot) -> None:
    pane = opened()
    for name, kind in (("requests", "request"), ("offers", "offer"), ("resources", "resource")):
        pane.show_page(name)
        qtbot.waitUntil(pane.list.empty.isVisible)
        pane.list.empty.button.click()
        assert navigator.calls[-1] == ("edit", kind, None, {})
    pane.show_page("arrivals")
    assert not pane.list.empty.button.isVisible()


def test_the_palette_reaches_each_page(opened: Open, navigator: Asked) -> None:
    pane = opened()
    for action in pane.pane_actions()[:-1]:
        action.run()
    assert [call[:2] for call in navigator.calls[:2]] == [("edit", "request"), ("edit", "offer")]
    assert navigator.calls[2:] == [("pane", "aid")] * 4
    assert pane.list.page.name == "costs"
