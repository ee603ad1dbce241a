"""The partners pane by keyboard: find anyone, see their card, copy, call, log, add; in windows and docks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from eocdesk.commands.calldown import TickOff
from eocdesk.commands.events import AddEvent
from eocdesk.commands.partners import AddContact
from eocdesk.commands.records import Strike
from eocdesk.desk.desk import Desk
from eocdesk.store.queries.partners import Wanted
from eocdesk.ui.kit import theme
from eocdesk.ui.kit.shelf import BELOW, INSTEAD
from eocdesk.ui.kit.tokens import CONTRAST, DARK, THEMES
from eocdesk.ui.pane import Context
from eocdesk.ui.panes import PANES
from eocdesk.ui.panes.partners import SPEC, PartnersPane
from tests.kit.desks import EVENT
from tests.kit.partners import Cast
from tests.ui.panes.conftest import Asked

Open = Callable[..., PartnersPane]


def shown(pane: PartnersPane) -> str:
    return pane.card.told.title if pane.card.told is not None and pane.card.isVisible() else ""


def listed(pane: PartnersPane) -> list[str]:
    rows = [pane.people.table.row_at(row) for row in range(pane.people.table.rowCount())]
    return [row.name for row in rows if row is not None]


def test_it_stands_in_the_rail_between_map_and_reports() -> None:
    names = [spec.name for spec in PANES]
    assert names.index("venues") < names.index("partners") < names.index("reports")
    assert SPEC.shows == {"agency", "contact", "seat", "duty"}


def test_three_letters_and_enter_show_how_to_reach_somebody(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened(width=342, height=470)
    pane.take_focus()
    qtbot.waitUntil(pane.head.line.hasFocus)
    qtbot.keyClicks(pane.head.line, "oka")
    qtbot.keyClick(pane.head.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(pane) == "Daniel Okafor")
    assert listed(pane) == ["Daniel Okafor"]


def test_enter_where_nobody_is_found_leaves_the_sentence_in_sight(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened(width=342, height=470)
    qtbot.keyClicks(pane.head.line, "zzqqxx")
    qtbot.keyClick(pane.head.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.people.either.is_empty and pane.people.either.isVisible())
    assert not pane.card.isVisible()


def test_a_name_heard_wrongly_is_offered_as_alike(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    pane.head.set_words("okaffor")
    qtbot.waitUntil(lambda: listed(pane)[:1] == ["Daniel Okafor"])
    assert "called alike" in pane.head.left_out.full
    assert not pane.head.filter.isChecked()


def test_letters_typed_on_the_list_find_too(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    qtbot.keyClick(pane.people.list, "k")
    qtbot.waitUntil(pane.head.line.hasFocus)
    qtbot.keyClicks(pane.head.line, "im")
    qtbot.waitUntil(lambda: listed(pane) == ["Sara Kim"])
    qtbot.keyClick(pane.head.line, Qt.Key.Key_Down)
    qtbot.waitUntil(pane.people.list.hasFocus)
    qtbot.keyClick(pane.people.list, "/")
    qtbot.waitUntil(pane.head.line.hasFocus)
    assert pane.head.line.selectedText() == "kim"


def test_beside_the_list_the_card_follows_the_arrows(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    qtbot.waitUntil(lambda: shown(pane) == "Maria Ruiz")
    qtbot.keyClick(pane.people.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: shown(pane) == "Daniel Okafor")


@pytest.mark.parametrize(("size", "way"), [((300, 400), INSTEAD), ((420, 900), BELOW)])
def test_in_a_dock_the_card_opens_by_enter_and_closes_by_escape(
    size: tuple[int, int], way: str, cast: Cast, opened: Open, qtbot: QtBot
) -> None:
    pane = opened("people", *size)
    assert (pane.width(), pane.height()) == size
    assert pane.shelf.way == way
    assert shown(pane) == ""
    qtbot.keyClick(pane.people.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(pane) == "Maria Ruiz")
    qtbot.keyClick(pane.card, Qt.Key.Key_Escape)
    qtbot.waitUntil(pane.people.list.hasFocus)
    assert shown(pane) == ""


def test_a_filter_is_said_and_escape_takes_it_away(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    pane.filters.changed.emit(Wanted(role="Duty officer"))
    qtbot.waitUntil(lambda: listed(pane) == ["Daniel Okafor", "Tom Baker"])
    assert pane.head.left_out.full == "Duty officer"
    qtbot.keyClick(pane.people.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(listed(pane)) == 4)
    assert not pane.head.left_out.isVisible()


def test_the_filter_drops_down_with_what_there_is(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    pane.open_filter()
    qtbot.waitUntil(pane.filters.isVisible)
    assert pane.filters.role.itemText(1) == "Duty officer (2)"
    qtbot.keyClick(pane.filters.on_duty, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: listed(pane) == ["Maria Ruiz"])
    assert pane.head.left_out.full == "On duty now"
    qtbot.keyClick(pane.filters, Qt.Key.Key_Escape)


@pytest.mark.parametrize(
    ("kind", "who", "way", "title"),
    [
        ("contact", "baker", "people", "Tom Baker"),
        ("agency", "fire", "agencies", "LA County Fire"),
        ("seat", "medical", "seats", "Maria Ruiz"),
        ("duty", "next_on", "roster", "Sara Kim"),
    ],
)
def test_a_record_picked_elsewhere_is_shown_with_its_card_whatever_hides_it(
    kind: str, who: str, way: str, title: str, cast: Cast, opened: Open, qtbot: QtBot
) -> None:
    pane = opened("calls", 420, 900)
    pane.head.set_words("zzqqxx")
    qtbot.waitUntil(lambda: pane.is_ready)
    pane.show_record(kind, getattr(cast, who))
    qtbot.waitUntil(lambda: shown(pane) == title)
    assert pane.page.name == way
    assert pane.page.record == getattr(cast, who)
    assert pane.head.line.text() == ""


def test_a_record_asked_for_before_the_pane_was_ever_shown_is_there_then(
    cast: Cast, context: Context, qtbot: QtBot
) -> None:
    pane = PartnersPane(context)
    qtbot.addWidget(pane)
    pane.resize(1300, 700)
    pane.show_record("contact", cast.kim)
    pane.show()
    qtbot.waitUntil(lambda: shown(pane) == "Sara Kim")


def test_somebody_struck_leaves_the_card_too(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    pane.head.set_words("baker")
    qtbot.waitUntil(lambda: shown(pane) == "Tom Baker")
    desk.do_now(Strike("contact", cast.baker))
    qtbot.waitUntil(lambda: pane.card.told is None)
    assert pane.people.either.is_empty


def test_another_event_has_its_own_people(cast: Cast, desk: Desk, opened: Open, qtbot: QtBot) -> None:
    pane = opened()
    other = desk.do_now(AddEvent("WC26", "World Cup", "UTC")).value
    desk.do_now(AddContact(other, {"name": "Zoe Zimmer"}))
    desk.open_event(other)
    pane.context.event_changed.emit()
    qtbot.waitUntil(lambda: listed(pane) == ["Zoe Zimmer"])


def test_entries_of_the_log_do_not_have_the_people_read_again(
    cast: Cast, desk: Desk, opened: Open, qtbot: QtBot
) -> None:
    pane = opened()
    heard: list[object] = []
    pane.people.told.connect(lambda: heard.append("people"))
    pane.context.bridge.changed.connect(heard.append)
    desk.do_now(TickOff(cast.okafor, EVENT, "reached"))
    qtbot.waitUntil(lambda: bool(heard))
    assert "people" not in heard
    pane.show_way("calls")
    qtbot.waitUntil(lambda: pane.calls.progress.text() == "1 of 3 reached")


def test_every_act_of_the_palette_brings_the_pane_and_does_something(
    cast: Cast, opened: Open, navigator: Asked, qtbot: QtBot
) -> None:
    pane = opened()
    actions = {action.name: action for action in pane.pane_actions()}
    actions["partners.add_seats"].run()
    assert navigator.calls == [("pane", "partners"), ("edit", "seat", None, {})]
    actions["partners.find"].run()
    qtbot.waitUntil(pane.head.line.hasFocus)
    actions["partners.roster"].run()
    assert pane.page is pane.roster
    actions["partners.begin"].run()
    qtbot.waitUntil(lambda: pane.calls.calls.state.begun is not None)
    assert len({action.title for action in actions.values()}) == len(actions)


def test_without_an_event_every_way_says_so(desk: Desk, opened: Open, qtbot: QtBot) -> None:
    desk.event = None
    pane = opened()
    for way in pane.pages:
        pane.show_way(way)
        qtbot.waitUntil(lambda: pane.is_ready)
        assert pane.page.record is None
    pane.add()
    assert not pane.pick.isVisible()


@pytest.mark.parametrize("name", list(THEMES))
def test_each_theme_is_taken_on_while_it_runs(name: str, cast: Cast, opened: Open, qapp: QApplication) -> None:
    pane = opened()
    tokens = DARK if name == "light" else THEMES[name]
    theme.apply(qapp, tokens)
    pane.context.set_theme(tokens)
    grounds = {pane.grab().toImage().pixelColor(x, 690).name() for x in (5, 700, 1290)}
    assert grounds == {tokens.surface.lower()}
    assert tokens in (DARK, CONTRAST)


def test_every_control_has_a_name_and_none_is_cut(cast: Cast, opened: Open, qtbot: QtBot) -> None:
    pane = opened("calls", 300, 400)
    qtbot.keyClick(pane.calls.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown(pane) == "Maria Ruiz")
    for way in pane.pages:
        pane.show_way(way)
        for button in pane.findChildren(QObject):
            if button.isWidgetType() and button.metaObject().className() in ("QToolButton", "IconButton", "QLineEdit"):
                assert button.accessibleName(), button.objectName()  # type: ignore[attr-defined]
