"""Two keys make what is chosen in the log evidence of a gap or a recommendation, or write a gap from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from eocdesk.commands.gaps import AddGap, GapFrom
from eocdesk.commands.recommendations import Recommend
from eocdesk.store.queries import gaps
from eocdesk.ui.pane import Context
from eocdesk.ui.panes.incidents.evidencing import NONE
from eocdesk.ui.panes.incidents.pane import LogPane
from tests.kit.desks import EVENT
from tests.kit.logs import World

Shown = Callable[[], LogPane]


def chosen(shown: Shown, qtbot: QtBot, kind: str, record: bytes) -> LogPane:
    pane = shown()
    pane.show_record(kind, record)
    table = pane.tables["entries" if kind == "entry" else "incidents"]
    qtbot.waitUntil(lambda: table.current_record == record and table.hasFocus())
    return pane


def menu(pane: LogPane, qtbot: QtBot) -> QMenu:
    def found() -> list[QMenu]:
        return [one for one in pane.findChildren(QMenu, "log-menu") if one.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def test_p_and_a_digit_make_an_entry_evidence(shown: Shown, world: World, qtbot: QtBot) -> None:
    heat = world.report("Heat", venue="SoFi")
    own, number = world.desk.do_now(GapFrom("incident", heat)).value
    world.desk.do_now(AddGap(EVENT, {"title": "No water & shade"}))
    entry = world.log("Water ran out", incident=heat)
    pane = chosen(shown, qtbot, "entry", entry)
    qtbot.keyClicks(pane.tables[pane.bar.way], "p")
    dropped = menu(pane, qtbot)
    assert dropped.actions()[0].text() == f"&1  {number} Heat"
    assert dropped.actions()[1].text().endswith("No water && shade")
    qtbot.keyClick(dropped, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: [one.id for one in world.desk.read_now(gaps.evidence, own)] == [entry])


def test_the_key_and_return_make_an_incident_evidence_of_what_was_recommended(
    shown: Shown, world: World, qtbot: QtBot
) -> None:
    gap, _ = world.desk.do_now(AddGap(EVENT, {"title": "No water"})).value
    heat = world.report("Heat", venue="SoFi")
    advice, _ = world.desk.do_now(Recommend(gap, {"title": "Carts", "state": "in work"})).value
    pane = chosen(shown, qtbot, "incident", heat)
    pane.acting.run("evidence")
    qtbot.keyClick(menu(pane, qtbot), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [one.id for one in world.desk.read_now(gaps.evidence, advice)] == [heat])


def test_without_a_gap_it_says_what_to_do_first(shown: Shown, world: World, context: Context, qtbot: QtBot) -> None:
    pane = chosen(shown, qtbot, "entry", world.log("Water ran out"))
    with qtbot.waitSignal(context.messages.noted) as noted:
        pane.acting.run("evidence")
    assert noted.args == [NONE]
